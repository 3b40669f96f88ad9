import type { Language } from './language.ts'
import { prefix } from './prefix.ts'
import { wordSet } from './word-set.ts'

const hard: Readonly<Record<string, string>> = { b: 'p', d: 't', g: 'k' }

export const tr: Language = {
  // p, ç, t, k at the end of a word soften before an ending: kitap, kitabım.
  stem: (token) => prefix(token).replace(/[bdg]$/, (soft) => hard[soft] ?? soft),
  functionWords: wordSet(`
    bir bu şu o bunu bunun buna bende bana beni ben benim biz bizim siz sizin size sizi onu onun
    ve veya ya ama fakat ancak çünkü eğer ise ki de da ile için gibi kadar diye göre sonra önce
    mi mı mu mü miyim mıyım muyum müyüm misiniz mısınız musunuz müsünüz
    ne nasıl neden niye niçin nerede nerde nereden nereye hangi kim kaç zaman acaba neler
    daha çok her hiç en hep hâlâ hala artık şimdi şu
    var yok değil olarak oldu olur oluyor olmuyor olan olması
    istiyorum lazım gerek gerekiyor lütfen
  `),
}
