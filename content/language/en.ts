import { stemmer } from '@orama/stemmers/english'
import type { Language } from './languages.ts'

export const en: Language = {
  stem: (token) => stemmer(token.replace(/'s$/, '')),
  functionWords: new Set(
    'the a an and or but of to in on at for with from by is are was were be been i my me you your it its this that have has had do does did not no can could will would how what why when where who which there if so'.split(
      ' ',
    ),
  ),
}
