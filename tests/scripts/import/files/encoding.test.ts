import { expect, test } from 'vitest'
import { encodingNamed, encodingOf } from '#scripts/import/files/encoding.ts'

/** Text in an encoding of one byte a sign. */
function bytes(text: string, encoding: string): Buffer {
  const decoder = new TextDecoder(encoding)
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
  )
  return Buffer.from([...text].map((sign) => table.get(sign) ?? 63))
}

const polish = 'temat,opis\nKarta,zgubiłem kartę i proszę o nową, bardzo proszę\n'
const turkish = 'konu,açıklama\nKart,kartım çalışmıyor, yenisini istiyorum; kartım kayıp\n'

test('of a file is known by its mark, or by being UTF-8', () => {
  expect(encodingOf(Buffer.from('\ufeffa'))).toEqual({ name: 'utf-8', start: 3 })
  expect(encodingOf(Buffer.from('\ufeffa', 'utf16le'))).toEqual({ name: 'utf-16le', start: 2 })
  expect(encodingOf(Buffer.from('\ufeffa', 'utf16le').swap16())).toEqual({ name: 'utf-16be', start: 2 })
  expect(encodingOf(Buffer.from(turkish))).toEqual({ name: 'utf-8', start: 0 })
  // Cut in the middle of a letter, and with one damaged letter among many.
  expect(encodingOf(Buffer.from(`${turkish}ş`).subarray(0, -1)).name).toBe('utf-8')
  expect(encodingOf(Buffer.concat([Buffer.from(turkish.repeat(5)), Buffer.of(0xfe, 10)])).name).toBe('utf-8')
})

test.each([
  ['windows-1254', turkish, 'windows-1254 ("'],
  ['windows-1250', polish, 'windows-1250 ("'],
  ['iso-8859-2', polish, 'iso-8859-2 ("'],
  ['windows-1252', 'sujet,texte\nCarte,perdue à la caféteria, très fâché\n', 'windows-1252 ("'],
])('is asked for when it may be %s, which is among the first two named', (encoding, text, named) => {
  let said = ''
  try {
    encodingOf(bytes(text, encoding))
  } catch (error) {
    said = (error as Error).message
  }
  const [first, second] = said.split('--encoding ')[1]!.split(/, (?=[wi])/)
  expect(`${first} ${second}`).toContain(named)
})

test('is never asked for with somebody’s name', () => {
  const text = 'from,text\nAyşe Yıldız,kartım kayıp\nIşık Gündüz,kartım kayıp\n'
  expect(() => encodingOf(bytes(text, 'windows-1254'))).toThrow(/^(?!.*(?:Yıldız|Ayşe|Gündüz|Işık)).*··yıp/)
})

test('that cannot be right is refused', () => {
  expect(() => encodingOf(Buffer.from(turkish), 'windows-1254')).toThrow('would be garbled')
  expect(() => encodingOf(Buffer.from(turkish, 'utf16le'))).toThrow('--encoding utf-16le')
  expect(() => encodingOf(Buffer.alloc(100))).toThrow('not text')
})

test('is known by the names people use', () => {
  expect(['UTF8', 'cp1254', 'ISO-8859-9', 'utf-16'].map(encodingNamed)).toEqual([
    'utf-8',
    'windows-1254',
    'iso-8859-9',
    'utf-16le',
  ])
  expect(encodingNamed('latin5')).toBeUndefined()
})

test('says what to do about bytes without any words', () => {
  expect(() => encodingOf(Buffer.from(Array.from({ length: 12_800 }, (_, at) => at % 256)))).toThrow(
    'no word in it shows what it is. Save it as UTF-8',
  )
})
