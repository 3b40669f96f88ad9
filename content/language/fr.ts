import { stemmer } from '@orama/stemmers/french'
import type { Language } from './language.ts'
import { wordSet } from './word-set.ts'

export const fr: Language = {
  stem: stemmer,
  functionWords: wordSet(`
    le la les un une des du de au aux ce cet cette ces
    je me moi mon ma mes tu te toi ton ta tes il elle on nous notre nos vous votre vos ils elles leur leurs se sa ses
    lui y en
    suis es est sommes êtes sont était étaient être été ai as a avons avez ont avait avoir peux peut puis pouvez
    dois doit faut veux veut voudrais
    et ou mais donc car si que qui quoi dont quand comment pourquoi où quel quelle quels quelles combien
    à dans par pour sur avec sans sous chez entre vers depuis avant après
    ne pas plus moins très trop aussi encore déjà toujours ici là
  `),
}
