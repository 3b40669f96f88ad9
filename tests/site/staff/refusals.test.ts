import { expect, test } from 'vitest'
import type { z } from 'zod'
import { staffTable } from '#api/routes/staff/index.ts'
import { auditActions } from '#api/storage/staff-change.ts'
import { ruleNames, rules } from '#api/web/field-issues.ts'
import { problemNames } from '#api/web/problems.ts'
import { refusals } from '#api/web/refusals.ts'
import { actionWords } from '#site/staff/audit-words.ts'
import pl from '#site/staff/strings/pl.json' with { type: 'json' }
import tr from '#site/staff/strings/tr.json' with { type: 'json' }

const dictionaries: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { tr, pl }
const places = (text: string) => new Set(text.match(/\{\w+\}/g))

/** English texts by the key under which a dictionary holds them. */
const coded = new Map<string, string>([
  ...problemNames.map((name) => [`refusal.${name}`, ''] as const),
  ...Object.entries(refusals).map(([code, [, ...texts]]) => [`refusal.${code}`, texts.join(' ')] as const),
  ...ruleNames.map((rule) => [`rule.${rule}`, rules[rule]] as const),
])

test.each(['tr', 'pl'])(
  'every refusal of the API has words in %s, with the same places to fill in',
  (locale) => {
    const known = dictionaries[locale] ?? {}
    expect([...coded.keys()].filter((key) => typeof known[key] !== 'string')).toEqual([])
    for (const [key, english] of coded) expect(places(String(known[key])), key).toEqual(places(english))
  },
)

test('no dictionary has words for a refusal that nobody makes', () => {
  const keys = Object.keys(tr).filter((key) => /^(refusal|rule)\./.test(key))
  expect(keys.filter((key) => !coded.has(key))).toEqual([])
})

test('no refusal has the name of a kind of problem, which has words of its own', () => {
  expect(Object.keys(refusals).filter((code) => (problemNames as readonly string[]).includes(code))).toEqual(
    [],
  )
})

test.each(['tr', 'pl'])(
  'what a staff schema says of a wrong field in its own words has words in %s',
  (locale) => {
    const said = new Set(staffTable().flatMap(({ body }) => (body ? wordsIn(body) : [])))
    expect(said.size).toBeGreaterThan(8)
    expect([...said].filter((text) => !(text in (dictionaries[locale] ?? {})))).toEqual([])
  },
)

test.each(['tr', 'pl'])('every action of the audit has words in %s', (locale) => {
  const words = auditActions.map((action) => actionWords[action])
  expect(words.filter((text) => !(text in (dictionaries[locale] ?? {})))).toEqual([])
})

/** The messages that a schema and the schemas and checks within it give. */
function wordsIn(schema: z.ZodType, seen = new Set<unknown>()): string[] {
  const said: string[] = []
  const walk = (one: unknown): void => {
    if (typeof one !== 'object' || one === null || seen.has(one)) return
    seen.add(one)
    const { _zod } = one as { _zod?: { def: { error?: (issue: object) => unknown } & object } }
    if (_zod) {
      const { error } = _zod.def
      const message = typeof error === 'function' ? error({}) : undefined
      if (typeof message === 'string') said.push(message)
      walk(_zod.def)
    } else for (const value of Object.values(one)) walk(value)
  }
  walk(schema)
  return said
}
