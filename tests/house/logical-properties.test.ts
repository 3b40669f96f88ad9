import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

/** A physical side of a box. The alignment that a writer gives a table's column is physical, and stays. */
const physical =
  /(?:^|[\s;{])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:\s*(?!none)/

/** Four values whose second and fourth differ name a left and a right. */
const lopsided = /(?:^|[\s;{])(?:margin|padding|inset|border-width)\s*:\s*([^;}]+)/g

test('stylesheets name sides by the direction of writing, so a right-to-left page needs only `dir`', () => {
  const styles = join(root, 'site', 'styles')
  const files = readdirSync(styles)
    .filter((name) => name.endsWith('.css'))
    .map((name) => join(styles, name))
  const wrong = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(
        (line) => physical.test(line) || [...line.matchAll(lopsided)].some(([, value]) => differs(value!)),
      )
      .map((line) => `${file.slice(root.length + 1)}: ${line.trim().slice(0, 90)}`),
  )
  expect(wrong).toEqual([])
})

function differs(value: string): boolean {
  const sides = value.trim().match(/(?:[^\s(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+/g) ?? []
  return sides.length === 4 && sides[1] !== sides[3]
}
