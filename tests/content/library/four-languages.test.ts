import { join } from 'node:path'
import { expect, it, test } from 'vitest'
import { directionOf } from '#content/language/tag.ts'
import { createFinder } from '#content/library/find.ts'
import { readLibrary } from '#content/library/index.ts'
import { openLibrary } from '#content/library/open-library.ts'

const { library, issues, warnings } = await readLibrary(
  join(import.meta.dirname, '..', '..', 'fixtures', 'four-languages'),
)
const finder = createFinder(openLibrary(library))

test('documentation in German, Turkish, Japanese and Persian is in order; missing words are counted', () => {
  expect(issues).toEqual([])
  expect(warnings.map(({ file, message }) => `${file}: ${message}`)).toEqual([
    expect.stringMatching(/^site\.yaml: \d+ of \d+ interface words are missing in "ja"/),
    expect.stringMatching(/^strings\/fa\.yaml: \d+ of \d+ interface words are missing in "fa"/),
  ])
})

const asked: [locale: string, query: string, article: string][] = [
  ['de', 'ich habe eine Datei versehentlich gelöscht', 'backup/restore-a-file'],
  ['de', 'Gerätewechsel alles zurückholen', 'backup/restore-a-file'],
  ['de', 'wo finde ich meine Rechnungen', 'billing/download-an-invoice'],
  ['de', 'doppelt abgebucht', 'billing/download-an-invoice'],
  ['de', 'Passwort zurücksetzen', 'account/forgotten-password'],
  ['de', 'der link in der mail kommt nicht an', 'account/forgotten-password'],
  ['tr', 'dosyamı yanlışlıkla sildim', 'backup/restore-a-file'],
  ['tr', 'yeni cihaza geri yukleme', 'backup/restore-a-file'],
  ['tr', 'faturamı nereden indirebilirim', 'billing/download-an-invoice'],
  ['tr', 'iki kez para çekildi', 'billing/download-an-invoice'],
  ['tr', 'sifremi unuttum', 'account/forgotten-password'],
  ['tr', 'eposta gelmedi giriş yapamıyorum', 'account/forgotten-password'],
  ['ja', 'ファイルを間違えて消してしまった', 'backup/restore-a-file'],
  ['ja', '機種変更 復元', 'backup/restore-a-file'],
  ['ja', '領収書がほしい', 'billing/download-an-invoice'],
  ['ja', '二回引き落とされました', 'billing/download-an-invoice'],
  ['ja', 'パスワード忘れた', 'account/forgotten-password'],
  ['ja', 'メールが来ない', 'account/forgotten-password'],
  ['fa', 'فایلم را اشتباهی پاک کردم', 'backup/restore-a-file'],
  ['fa', 'بازیابی دستگاه تازه', 'backup/restore-a-file'],
  ['fa', 'فاکتور را از کجا بگیرم', 'billing/download-an-invoice'],
  ['fa', 'دو بار پول از حسابم کم شد', 'billing/download-an-invoice'],
  ['fa', 'رمز عبورم را فراموش کرده ام', 'account/forgotten-password'],
  ['fa', 'ایمیل نمی رسد', 'account/forgotten-password'],
]

it.each(asked)('in %s “%s” finds its article first', (locale, query, article) => {
  expect(finder.find({ query, locale, segments: [] })[0]?.article.id).toBe(article)
})

test('a page runs as its language is written', () => {
  expect(['fa', 'ar-EG', 'he', 'ur', 'ja', 'de', 'zh-hant'].map(directionOf)).toEqual([
    ...['rtl', 'rtl', 'rtl', 'rtl'],
    ...['ltr', 'ltr', 'ltr'],
  ])
})
