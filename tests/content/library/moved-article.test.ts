import { expect, test } from 'vitest'
import { changedArticle } from '#content/library/changed-article.ts'
import { movedArticle, withNewName, withoutPlace } from '#content/library/moved-article.ts'

const from = {
  file: 'articles/en/cards/freeze.md',
  locale: 'en',
  category: 'cards',
  url: '/en/cards/freeze/',
}

test('an article on another shelf keeps its address as an alias and finds what lies beside its old place', () => {
  const text = [
    '---\ntitle: Freeze\naliases: [/en/old/]\n---\n',
    'See [PIN](./pin.md#new), [fees](../fees/atm.md), [home](/en/), [web](https://x.example/pin.md).',
    '![Card](card.png "A card") <img src="card.png" alt="x"> `[PIN](./pin.md)`\n',
    '[ref]: <./pin.md>\n[ref]\n',
  ].join('\n')
  expect(movedArticle(text, from)).toBe(
    [
      '---\ntitle: Freeze\naliases: [/en/old/, /en/cards/freeze/]\n---\n',
      'See [PIN](../cards/pin.md#new), [fees](../fees/atm.md), [home](/en/), [web](https://x.example/pin.md).',
      '![Card](../cards/card.png "A card") <img src="../cards/card.png" alt="x"> `[PIN](../cards/pin.md)`\n',
      '[ref]: <../cards/pin.md>\n[ref]\n',
    ].join('\n'),
  )
  expect(movedArticle('No front-matter', from)).toBeUndefined()
})

test('what names an article names it by its new name, and no other', () => {
  const text = 'suggest: [cards/freeze, cards/freeze-a-card]\nmost_asked:\n  - cards/freeze # x\n'
  expect(withNewName(text, 'cards/freeze', 'help/freeze')).toBe(
    'suggest: [help/freeze, cards/freeze-a-card]\nmost_asked:\n  - help/freeze # x\n',
  )
})

test.each([
  ['- id: cards\n  articles:\n    - pin # first\n    - freeze\n', '- id: cards\n  articles:\n    - freeze\n'],
  ['- id: cards\n  articles:\n    - pin\n- id: x\n', '- id: cards\n  articles: []\n- id: x\n'],
  ['- { id: cards, articles: [pin, freeze] }\n', '- { id: cards, articles: [freeze] }\n'],
  ['- { id: cards, articles: [ freeze, pin ] }\n', '- { id: cards, articles: [ freeze ] }\n'],
  ['- { id: x, articles: [pin] }\n- { id: cards }\n', '- { id: x, articles: [pin] }\n- { id: cards }\n'],
])('a shelf’s list loses the article: %j', (before, after) => {
  expect(withoutPlace(before, 'cards', 'pin')).toBe(after)
})

test('segments are added and taken away, and a day is set, each where it stands', () => {
  const text = '---\ntitle: T\nsegments:\n  - business\n  - traveller\n---\nBody\n'
  const change = (source: string, add: string[], remove: string[]) =>
    changedArticle(source, { what: 'segments', add, remove })
  expect(change(text, ['student', 'business'], ['traveller'])).toBe(
    '---\ntitle: T\nsegments: [business, student]\n---\nBody\n',
  )
  expect(change(text, ['business'], ['student'])).toBe(text)
  expect(change(text, [], ['business', 'traveller'])).toBe('---\ntitle: T\n---\nBody\n')
  expect(change('---\na: [\n---\n', ['x'], [])).toBeUndefined()
  expect(changedArticle(text, { what: 'updated', day: '2026-11-20' })).toContain('\nupdated: 2026-11-20\n---')
})
