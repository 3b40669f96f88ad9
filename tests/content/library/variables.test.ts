import { expect, test } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

const site = `variables:
  support_phone: { en: +44 20 7946 0123, tr: 0850 222 00 00 }
  plan: Business *Plus*
`

const body = `Call [{{support_phone}}](tel:{{support_phone}}) about {{plan}}. In code \`{{support_phone}}\` stays.

<a href="tel:{{support_phone}}">Call</a>

\`\`\`
{{plan}}
\`\`\`
`

test.each(['md', 'mdx'])(
  'a variable of site.yaml is written out in .%s: title, text, links, not code',
  async (format) => {
    const folder = contentFolder({
      'site.yaml': `locales: [en, tr]\n${site}`,
      [`articles/en/help/call.${format}`]: article('Call {{support_phone}}', body),
      [`articles/tr/help/call.${format}`]: article('Ara', 'Numara: {{support_phone}}'),
    })
    const { library, issues } = await readLibrary(folder)
    expect(issues).toEqual([])
    const [call, ara] = library.articles
    expect(call!.title).toBe('Call +44 20 7946 0123')
    expect(call!.passages[0]!.text).toContain(
      'Call +44 20 7946 0123 about Business *Plus*. In code {{support_phone}} stays.',
    )
    expect(call!.body).toContain('[+44 20 7946 0123](tel:+442079460123)')
    expect(call!.body).toContain('```\n{{plan}}\n```')
    expect(ara!.passages[0]!.text).toBe('Numara: 0850 222 00 00.')
  },
)

test.each(['md', 'mdx'])(
  'a name that is no variable is an issue of its line in .%s, with the nearest',
  async (format) => {
    const folder = contentFolder({
      'site.yaml': site,
      [`articles/en/help/call.${format}`]: article(
        'Call',
        'Text.\n\nCall {{suport_phone}}.',
        'description: On {{plans}}\n',
      ),
    })
    const { issues } = await readLibrary(folder)
    expect(issues).toEqual([
      expect.objectContaining({
        line: 3,
        message: 'There is no variable called "plans".',
        hint: expect.stringContaining('Did you mean "plan"?'),
      }),
      expect.objectContaining({
        file: `articles/en/help/call.${format}`,
        line: 8,
        message: 'There is no variable called "suport_phone".',
        hint: expect.stringContaining('Did you mean "support_phone"?'),
      }),
    ])
  },
)

test('without variables, braces are text: articles of other generators may show them', async () => {
  const folder = contentFolder({ 'articles/en/help/vue.md': article('Vue', 'Write {{ name }}.') })
  const { library, issues } = await readLibrary(folder)
  expect(issues).toEqual([])
  expect(library.articles[0]!.passages[0]!.text).toBe('Write {{ name }}.')
})
