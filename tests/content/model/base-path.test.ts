import { expect, test } from 'vitest'
import { below, namedIn, within, wrongBase } from '#content/model/base-path.ts'

test.each([
  ['/en/', '/help/en/'],
  ['/', '/help/'],
  ['/en/search/?q=/en/', '/help/en/search/?q=/en/'],
  ['/helpers/', '/help/helpers/'],
])('%s is reached at %s, however often the base is put before it, and leads back', (inside, outside) => {
  expect(below('/help', inside)).toBe(outside)
  expect(below('/help', outside)).toBe(outside)
  expect(within('/help', outside)).toBe(inside)
  expect(within('/help', inside)).toBe(inside)
})

test.each(['//cdn.example/x', 'https://acme.example/en/', '#top', '?as=x', 'mailto:a@example.com', ''])(
  '%j leads out of the help centre or stays on its page, so no base comes before it',
  (address) => {
    expect(below('/help', address)).toBe(address)
  },
)

test('an address names an article and its language, below a base and with what stands behind it', () => {
  for (const address of ['/en/cards/pin/', '/help/en/cards/pin/', '/help/en/cards/pin/?as=x#abroad'])
    expect(namedIn('/help', address)).toEqual({ locale: 'en', article: 'cards/pin' })
  expect(namedIn('', '/en/')).toEqual({ locale: 'en', article: '' })
})

test('without a base every address stays as it is', () => {
  for (const address of ['/en/', '/', '//x', 'https://x/']) {
    expect(below('', address)).toBe(address)
    expect(within('', address)).toBe(address)
  }
})

test('a base by which our own addresses begin is refused: nobody could tell them apart', () => {
  expect(wrongBase('/help', ['en', 'api'])).toBeUndefined()
  expect(wrongBase('/support/help-centre', ['en'])).toBeUndefined()
  expect(wrongBase('/api', ['api'])).toMatch(/"\/api\/" is an address of the help centre itself/)
  expect(wrongBase('/en/help', ['en'])).toMatch(/"\/en\/"/)
  for (const base of ['help', '/Help', '/he lp', '/help//x', '/..', '/a/../b', '/help?x', '/%68elp'])
    expect(wrongBase(base, []), base).toMatch(/small letters/)
})
