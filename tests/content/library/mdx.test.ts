import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBody } from '#content/library/mdx.ts'

/** Programs that a pattern over the text could take for something harmless. */
const code = fc.constantFrom(
  'process.exit()',
  'globalThis.process.getBuiltinModule("fs")',
  '1',
  '"text"',
  '`text`',
  'undefined',
  'x',
  '() => 1',
  'import("node:fs")',
  'a /* c */ + /* d */ b',
  '/re/',
  '<Note />',
)
const comment = fc.constantFrom('', ' ', '/**/', '/* a */', '/* } */', '/* */ /* */', '\n/*\n*/\n', '// a\n')

describe('an expression in an article', () => {
  it('is refused when it holds a program, whatever comments stand around it', () => {
    fc.assert(
      fc.property(
        comment,
        code,
        comment,
        fc.constantFrom('', 'Text ', '- ', '> ', '| a |\n|-|\n| '),
        (before, what, after, at) => {
          const { problems } = parseBody(`${at}{${before}${what}${after}}`)
          expect(problems).not.toEqual([])
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each(['{/* a */}', 'Text {/* a */} more.', '{/* a */ /* b */}', '{}', '{/*\n# code\n*/}'])(
    'is allowed when it holds none: %s',
    (body) => {
      expect(parseBody(body).problems).toEqual([])
    },
  )

  it('is refused in attributes, spreads and modules just so', () => {
    const wrap = fc.constantFrom(
      (x: string) => `<Note title={${x}}>a</Note>`,
      (x: string) => `<Note {...${x}}>a</Note>`,
      (x: string) => `<Note title={/* a */ ${x} /* b */}>a</Note>`,
      (x: string) => `<Note>{/* a */ ${x} /* b */}</Note>`,
      (x: string) => `<For everyone>\n{/* a */ ${x} /* b */}\n</For>`,
      (x: string) => `export const a = ${x}`,
      (x: string) => `import a from "b"\nexport default ${x}`,
      (x: string) => `<Steps>\n1. one {/* */${x}/* */}\n</Steps>`,
      (x: string) => `[link](/en/a/ "t") {/* a */ ${x} // b\n}`,
    )
    fc.assert(
      fc.property(wrap, code, (around, what) => {
        expect(parseBody(around(what)).problems).not.toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})

describe('a version of a passage for some readers', () => {
  const lacks = (variant: string, fallback: string) =>
    parseBody(
      `<For segments="traveller">\n\n${variant}\n\n</For>\n<For everyone>\n\n${fallback}\n\n</For>`,
    ).problems.map(({ line, message, warning }) => [line, message, warning])
  const told = (what: string) => [
    [1, `This version lacks ${what}, which the version for everyone has.`, true],
  ]

  it('may not lack a number, a link or a caution that everyone else is given', () => {
    expect(lacks('Freeze it.', 'Call +44 20 7946 0123.')).toEqual(told('the number +44 20 7946 0123'))
    expect(lacks('Freeze it.', '[Freeze it](/en/cards/freeze/).')).toEqual(
      told('the link to /en/cards/freeze/'),
    )
    expect(lacks('Freeze it.', '<Caution>Never tell your PIN.</Caution>')).toEqual(told('the caution'))
    expect(lacks('Freeze it.', '> [!WARNING]\n> Never tell your PIN.')).toEqual(told('the caution'))
  })
  it('may differ in all else, and say more', () => {
    expect(
      lacks('You have £500 a day. Call 0800 123 456.', 'You have £300 a day. Call 0800 123 456.'),
    ).toEqual([])
    expect(lacks('<Caution>Mind the gap.</Caution>\n\n[See](/en/a/b/)', 'Nothing.')).toEqual([])
  })
})

describe('the text that search and mining read', () => {
  it('is without the mark of a note or a warning, which the page draws', () => {
    const { passages } = parseBody('Press it.\n\n> [!NOTE]\n> It opens once.\n')
    expect(passages.map(({ text }) => text)).toEqual(['Press it. It opens once.'])
  })
})
