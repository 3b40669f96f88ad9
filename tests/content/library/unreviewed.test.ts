import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseBody } from '#content/library/mdx.ts'
import { marked, reviewed, unreviewed } from '#content/library/unreviewed.ts'

/** What a model may answer that would do something: links of every kind, tags, code, modules, definitions. */
const pieces = [
  ...[
    'https://a.example/x',
    'HTTP://A.EXAMPLE',
    'www.a.example',
    'a@a.example',
    'mailto:a@a.example',
    'x://y',
  ],
  ...[
    '[x](https://a.example)',
    '[x]: https://a.example',
    '![x](y.png)',
    '<https://a.example>',
    '<img src=x>',
  ],
  ...[
    '{1 + 1}',
    '{/* */}',
    'import x from "y"',
    'export const x = 1',
    '`code`',
    '```js',
    '&lt;',
    '\\',
    '⟦',
    '⟧',
  ],
  ...[
    '<For segments="x">',
    '</For>',
    '<script>',
    '# ',
    '- ',
    '1. ',
    ': ',
    '| a |',
    '\n',
    '\n\n',
    ' ',
    '. ',
    'word',
  ],
] as const

test('whatever a model writes links nowhere and is no code, once its marks are gone', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (some) => {
      const text = reviewed(marked(some.join(''), 'en'))
      for (const format of ['md', 'mdx'] as const) {
        const { links, pictures, problems } = parseBody(text, format)
        expect({ links, pictures, problems }, text).toEqual({ links: [], pictures: [], problems: [] })
      }
    }),
    { numRuns: 500 },
  )
})

test('an address stays readable, and every sentence is marked', () => {
  expect(marked('Go to https://a.example/x&y. Write to a@a.example!', 'en')).toBe(
    `${unreviewed} Go to \`https://a.example/x&y.\` ${unreviewed} Write to \`a@a.example!\``,
  )
})
