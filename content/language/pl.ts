import type { Language } from './language.ts'
import { prefix } from './prefix.ts'
import { wordSet } from './word-set.ts'

export const pl: Language = {
  stem: prefix,
  functionWords: wordSet(`
    i a w we z ze na do o u od dla po za przy pod nad przez przed bez
    nie się że to ten ta te tego tej tym ten tam tu
    jest są być był była było byłem byłam został została zostało będzie
    jak co czy dlaczego czemu kiedy gdzie ile który która które jaki jaka jakie jaką
    ja mi mnie mam ma mój moja moje moją mojej mojego mojemu swój swoją swojego was wy wam mogę można może
    ale lub albo jeśli jeżeli bo więc już jeszcze tylko też także bardzo
    chcę chciałbym chciałabym muszę trzeba proszę
  `),
}
