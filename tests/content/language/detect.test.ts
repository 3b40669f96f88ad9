import { expect, test } from 'vitest'
import { detectLanguage } from '#content/language/detect.ts'

test.each([
  ['Where is my card? I have been waiting for two weeks.', 'tr', 'en'],
  ['eft yapamiyorum reddediyor kiminle gorusecegim', 'en', 'tr'],
  ['dlaczego karta nie dziala za granica, co mam zrobic', undefined, 'pl'],
  ['ok', 'tr', 'tr'],
  ['', undefined, 'en'],
  [
    'Meine Karte ist seit drei Wochen nicht angekommen, und niemand im Kundendienst kann mir sagen, wo sie gerade ist oder wann sie kommt.',
    'en',
    'de',
  ],
  ['サイドバーを変更したい', 'en', 'ja'],
  ['我的银行卡丢了', undefined, 'zh'],
  ['كيف يمكنني تغيير كلمة المرور', 'tr', 'ar'],
  ['چگونه رمز عبور خود را تغییر دهم', 'en', 'fa'],
  ['Где моя карта?', 'en', 'ru'],
  ['Де моя картка і гроші?', undefined, 'uk'],
  ['iPhone アプリ login エラー', 'en', 'ja'],
  ['Dove si trova la mia carta?', 'en', 'it'],
  ['Wo ist meine Karte?', 'en', 'de'],
  ['Où est ma carte bancaire ?', undefined, 'fr'],
  ['No puedo entrar en mi cuenta', 'en', 'es'],
  ['kartim neden gelmedi', 'en', 'tr'],
  ['Kart calismiyor', 'en', 'tr'],
  ['Kartim calismiyor', undefined, 'tr'],
  ['zgubilam karte, co mam zrobic', undefined, 'pl'],
  ['why is my card not here', 'pl', 'en'],
  ['hello', 'pt-BR', 'pt'],
])('%j, on a screen in %j, is %s', (text, hint, expected) => {
  expect(detectLanguage(text, hint, ['en', 'tr', 'pl'])).toBe(expected)
})
