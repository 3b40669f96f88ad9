import type { Language } from './languages.ts'
import { prefix } from './prefix.ts'

export const pl: Language = {
  stem: prefix,
  functionWords: new Set(
    'i w z na do nie się sie że ze jest to jak co dlaczego kiedy gdzie czy mam moja moje mój moj mogę moge o za po od dla przez ale lub jeśli jesli być byc został zostala została ta ten przy pod nad'.split(
      ' ',
    ),
  ),
  letters: /[ąęłńśźż]/u,
}
