import { expect, test } from 'vitest'
import { openLibrary } from '#content/library/open-library.ts'
import { viewFor } from '#core/ordering.ts'
import type { Visitor } from '#core/visitor.ts'
import { suggestInWidget } from '#core/widget.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const tiny = tinyLibrary()
const library = openLibrary({
  ...tiny,
  site: {
    ...tiny.site,
    most_asked: ['start/join', 'cards/lost'],
    widget: [
      { path: '/trips*', show: ['trips'] },
      { path: '/trips/book*', show: ['trips/rates'] },
      { path: '/exact', show: ['cards/freeze'] },
    ],
  },
})
const stranger: Visitor = { facts: {} }
const traveller: Visitor = { facts: {}, choice: 'traveller' }

function shown(path: string, visitor = stranger, articles: readonly string[] = []) {
  const view = viewFor({ library, visitor, locale: 'en', now: new Date('2026-11-23T12:00:00Z') })
  return suggestInWidget({ library, view, locale: 'en', path, articles })
}
const ids = (...asked: Parameters<typeof shown>) => shown(...asked).map(({ article }) => article)

test('a stranger sees what site.yaml gives the path, as the editors ordered it, then what is asked most', () => {
  expect(ids('/trips/rome')).toEqual(['trips/abroad', 'trips/rates', 'start/join', 'cards/lost'])
  expect(ids('/elsewhere')).toEqual(['start/join', 'cards/lost'])
  expect(shown('/trips/rome').every(({ because }) => because === '')).toBe(true)
})

test('the longest path that fits counts, and one without a star fits only itself', () => {
  expect(ids('/trips/book/1')[0]).toBe('trips/rates')
  expect(ids('/exact')[0]).toBe('cards/freeze')
  expect(ids('/exact/more')[0]).toBe('start/join')
})

test('a customer sees the same articles in their own order, each reason once', () => {
  const items = shown('/trips/rome', traveller)
  expect(items[0]?.article).toBe('trips/abroad')
  expect(items.slice(0, 2).map(({ article }) => article)).toEqual(['trips/abroad', 'trips/rates'])
  expect(items[2]?.article).toBe('cards/freeze')
  const reasons = items.map(({ because }) => because).filter(Boolean)
  expect(reasons.length).toBeGreaterThan(0)
  expect(new Set(reasons).size).toBe(reasons.length)
})

test('articles that the product names come before the path’s, and names of nothing are passed over', () => {
  expect(ids('/trips', stranger, ['cards/lost', 'no/such'])).toEqual(['cards/lost', 'start/join'])
})
