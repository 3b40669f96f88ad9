import { stemmer } from '@orama/stemmers/german'
import type { Language } from './language.ts'
import { wordSet } from './word-set.ts'

export const de: Language = {
  // Umlauts are folded to their vowel; where a keyboard lacks them, people write "ae", "oe", "ue".
  stem: (token) => stemmer(token.replace(/ae|oe|(?<!q)ue/g, ([vowel = '']) => vowel)),
  functionWords: wordSet(`
    der die das den dem des ein eine einen einem einer eines kein keine keinen keinem
    ich mich mir mein meine meinen meinem meiner meines du dich dir dein deine er ihn ihm sie es wir uns unser unsere
    ihr euch ihre ihren ihrem ihrer sich man
    bin ist sind war waren sein bist habe hat haben hatte hatten wird werden wurde wurden kann können könnte konnte
    muss müssen soll sollte darf dürfen möchte will wollen
    und oder aber denn wenn dann als weil dass ob damit
    in im an am auf aus bei beim mit nach von vom zu zum zur für über unter um durch gegen ohne bis seit vor
    was wer wie wo wann warum wieso weshalb welche welcher welches woher wohin
    nicht nur auch noch schon sehr mehr immer wieder hier da dort jetzt bitte
  `),
}
