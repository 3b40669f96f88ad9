import { stemmer } from '@orama/stemmers/english'
import type { Language } from './language.ts'
import { wordSet } from './word-set.ts'

export const en: Language = {
  stem: (token) => stemmer(token.replace(/'s$/, '')),
  functionWords: wordSet(`
    a an the this that these those it its there here
    i me my mine you your yours he she him his her we us our they them their
    am is are was were be been being do does did done have has had having can could will would shall should may might must
    i'm i've i'd i'll im ive it's that's there's what's you're they're we're
    don't doesn't didn't can't cannot couldn't won't wouldn't isn't aren't wasn't weren't haven't hasn't dont doesnt didnt cant wont
    and or but nor so if then than as because while
    of to in on at for with from by about into onto out up
    what which who whom whose when where why how
    not no any some just only also too very all more other
    get got getting want need know like tell please
  `),
}
