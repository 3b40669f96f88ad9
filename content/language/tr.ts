import type { Language } from './languages.ts'
import { prefix } from './prefix.ts'

export const tr: Language = {
  stem: prefix,
  functionWords: new Set(
    've veya ama bir bu şu o ben benim siz için ile de da mi mı mu mü ne nasıl neden niye niçin nerede hangi kadar daha çok gibi sonra önce her hiç değil var yok olarak nasil icin degil hesabıma kartım neler'.split(
      ' ',
    ),
  ),
  letters: /[ğışİ]/u,
}
