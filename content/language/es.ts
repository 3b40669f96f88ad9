import { stemmer } from '@orama/stemmers/spanish'
import type { Language } from './language.ts'
import { wordSet } from './word-set.ts'

export const es: Language = {
  stem: stemmer,
  functionWords: wordSet(`
    el la los las lo un una unos unas al del este esta esto estos estas ese esa eso esos esas
    yo me mi mis mí tú te tu tus él ella nos nuestro nuestra usted ustedes su sus se le les ellos ellas
    soy es son era eran ser fue está están estoy estaba estar he ha han había hay haber tengo tiene tener
    puedo puede pueden podría poder debo debe quiero quisiera hacer
    y o u pero sino porque si que como cuando donde qué cómo cuándo dónde cuál cuáles quién por
    de en a con sin para sobre entre hasta desde hacia
    no ya más menos muy también tampoco aún todavía siempre aquí ahí
  `),
}
