import { expect, test } from 'vitest'
import { assemble } from '#core/assemble.ts'
import type { View } from '#core/visitor.ts'
import { asBuilt } from '#site/islands/as-built.ts'

const view: View = {
  ordering: { matches: [], categories: [], suggestions: [], channels: [], heldOut: false },
  segments: [],
  lifted: [],
}

test('gives assemble the text of the build back from what a browser writes', () => {
  expect(asBuilt('<section class="for kin" data-for="traveller" hidden="">')).toBe(
    '<section class="for kin" data-for="traveller" hidden>',
  )
  expect(asBuilt('<input value="traveller" [[checked:traveller]]="">')).toBe(
    '<input value="traveller" [[checked:traveller]]>',
  )
})

test('lets the browser show the passage for a segment', () => {
  const serialised =
    '<section class="for kin" data-for="traveller" hidden="">a</section><section class="for" data-for="everyone">b</section>'
  expect(assemble(asBuilt(serialised), { ...view, as: 'traveller' })).toBe(
    '<section class="for kin" data-for="traveller">a</section><section class="for" data-for="everyone" hidden>b</section>',
  )
})
