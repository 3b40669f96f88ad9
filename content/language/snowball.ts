import { stemmer as danish } from '@orama/stemmers/danish'
import { stemmer as dutch } from '@orama/stemmers/dutch'
import { stemmer as finnish } from '@orama/stemmers/finnish'
import { stemmer as hungarian } from '@orama/stemmers/hungarian'
import { stemmer as italian } from '@orama/stemmers/italian'
import { stemmer as norwegian } from '@orama/stemmers/norwegian'
import { stemmer as portuguese } from '@orama/stemmers/portuguese'
import { stemmer as romanian } from '@orama/stemmers/romanian'
import { stemmer as russian } from '@orama/stemmers/russian'
import { stemmer as swedish } from '@orama/stemmers/swedish'
import type { Language } from './language.ts'

const none: ReadonlySet<string> = new Set()
const of = (stem: Language['stem']): Language => ({ stem, functionWords: none })

/** Languages of which we know the Snowball stemmer alone. Their function words weigh little by being frequent. */
export const snowball: Readonly<Record<string, Language>> = {
  da: of(danish),
  fi: of(finnish),
  hu: of(hungarian),
  it: of(italian),
  nb: of(norwegian),
  nl: of(dutch),
  no: of(norwegian),
  pt: of(portuguese),
  ro: of(romanian),
  ru: of(russian),
  sv: of(swedish),
}
