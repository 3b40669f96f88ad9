import { expect, it } from 'vitest'
import { bodyOf, imported } from '../importing.ts'

it('Jekyll: collections, shelves, Liquid and attribute lists', () => {
  const { kind, files, forPerson } = imported({
    '_config.yml':
      'title: Acme Help\nbaseurl: /help\ncollections:\n  articles:\n    permalink: /article/:name/\n  categories:\n    output: true\n',
    '_categories/cards.md': '---\ntitle: Your cards\norder: "02"\n---\n',
    '_articles/cards/freeze.md':
      '---\nlayout: article\ntitle: Freeze a card\ncategories: [cards]\ntags: [stop]\nredirect_from: /old/freeze\norder: "03"\n---\n\nSee [{{ site.title }}]({{ site.baseurl }}/article/lost/#q--a){:target="_blank"}.\n\n1. Press it.\n   {% callout warning %}\n   Wait.\n   {% endcallout %}\n\n{% image cards/freeze.png The button %}\n\n{% raw %}{{ kept }}{% endraw %}\n\n{{ page.unknown | upcase }}\n',
    '_articles/cards/lost.md': '---\ntitle: Lost\ncategories: [cards]\n---\n\n## Q & A {#q}\n\nText.\n',
    'images/cards/freeze.png': 'png',
    'README.md': '# About this repository\n',
  })
  expect(kind).toBe('Jekyll')
  const text = files['articles/en/cards/freeze.md']
  expect(text).toContain(
    'title: Freeze a card\nkeywords:\n  - stop\naliases:\n  - /help/article/freeze/\n  - /help/old/freeze\norder: 3\n',
  )
  expect(bodyOf(text)).toContain('See [Acme Help](/en/cards/lost/#q--a).\n')
  expect(bodyOf(text)).toContain('   > [!WARNING]\n   > Wait.\n')
  expect(bodyOf(text)).toContain('![The button](./pictures/freeze.png)')
  expect(bodyOf(text)).toContain('{{ kept }}')
  expect(bodyOf(files['articles/en/cards/lost.md'])).toContain('## <a id="q"></a>Q & A')
  expect(files['categories.yaml']).toBe('- id: cards\n  label: Your cards\n')
  expect(forPerson).toEqual([
    '_articles/cards/freeze.md:21 "{{ page.unknown | upcase }}" is worked out by Liquid; it was left out.',
  ])
  expect(Object.keys(files).filter((path) => path.includes('readme'))).toEqual([])
})

it('Docusaurus: admonitions, tabs, imports, numbered names and translations', () => {
  const { kind, files } = imported({
    'docusaurus.config.js':
      "module.exports = { title: 'Acme', url: 'https://docs.acme.example', baseUrl: '/', i18n: { defaultLocale: 'en', locales: ['en', 'de'] } }",
    'docs/02-pay/_category_.json': '{"label": "Paying", "position": 2}',
    'docs/02-pay/01-by-card.mdx':
      '---\nsidebar_label: Card\n---\nimport Tabs from \'@theme/Tabs\'\nimport screen from \'./screen.png\'\n\n# Pay by card\n\n:::note[Read *this*]\n\nFirst.\n\n:::\n\n<Tabs>\n<TabItem value="mac" label="Mac">\n\nOn a Mac.\n\n</TabItem>\n<TabItem value="win" label="Windows">On Windows.</TabItem>\n</Tabs>\n\n<img src={screen} alt="The screen" />\n\nSee [invoices](./invoices.md#how) and [all](/docs/pay/invoices).\n',
    'docs/02-pay/invoices.md': '# Invoices\n\n## Read it {#how}\n\nText {with} braces.\n',
    'docs/02-pay/screen.png': 'png',
    'i18n/de/docusaurus-plugin-content-docs/current/02-pay/invoices.md': '# Rechnungen\n\nText.\n',
    'i18n/de/docusaurus-plugin-content-docs/current.json':
      '{"sidebar.docs.category.Paying": {"message": "Bezahlen"}}',
    'i18n/nl/docusaurus-plugin-content-docs/current/02-pay/invoices.md': '# Facturen\n',
  })
  expect(kind).toBe('Docusaurus')
  expect(bodyOf(files['articles/en/pay/by-card.mdx'])).toBe(
    '> [!NOTE]\n> Read *this*\n>\n> First.\n\n<Tabs>\n  <Tab label="Mac">\n    On a Mac.\n  </Tab>\n\n  <Tab label="Windows">\n    On Windows.\n  </Tab>\n</Tabs>\n\n![The screen](./pictures/screen.png)\n\nSee [invoices](/en/pay/invoices/#how) and [all](/en/pay/invoices/).',
  )
  expect(bodyOf(files['articles/en/pay/invoices.md'])).toBe(
    '## <a id="how"></a>Read it\n\nText {with} braces.',
  )
  expect(files['articles/de/pay/invoices.md']).toContain('title: Rechnungen')
  expect(files['categories.yaml']).toBe('- id: pay\n  label:\n    en: Paying\n    de: Bezahlen\n')
  expect(Object.keys(files).some((path) => path.includes('/nl/'))).toBe(false)
})

it('Starlight: asides, cards and the language in the path', () => {
  const { kind, files } = imported({
    'astro.config.mjs':
      "export default defineConfig({ integrations: [starlight({ title: 'Acme', locales: {\n root: { label: 'English', lang: 'en' },\n 'zh-cn': { label: '中文', lang: 'zh-CN' },\n } })] })",
    'src/content/docs/index.mdx': '---\ntitle: Home\ntemplate: splash\n---\n',
    'src/content/docs/guides/start.mdx':
      '---\ntitle: Start\nsidebar:\n  order: 1\n---\nimport { Aside, Card, CardGrid, LinkCard, Steps } from "@astrojs/starlight/components"\n\n<Aside type="caution" title="Careful">Hot.</Aside>\n\n<CardGrid><LinkCard title="Next" href="/guides/next/" /></CardGrid>\n\n<Steps>\n\n1. One\n2. Two\n\n</Steps>\n\n<Odd thing={1} />\n',
    'src/content/docs/guides/next.md': '---\ntitle: Next\n---\nText.\n',
    'src/content/docs/zh-cn/guides/next.md': '---\ntitle: 下一步\n---\n文字。\n',
  })
  expect(kind).toBe('Starlight')
  expect(bodyOf(files['articles/en/guides/start.mdx'])).toBe(
    '> [!CAUTION]\n> **Careful**\n>\n> Hot.\n\n<CardGrid>\n  <Card title="Next" href="/en/guides/next/" />\n</CardGrid>\n\n<Steps>\n  1. One\n  2. Two\n</Steps>',
  )
  expect(Object.keys(files)).toContain('articles/zh/guides/next.md')
})

it('Hugo: shortcodes, TOML, sections and languages by file name', () => {
  const { kind, files } = imported({
    'hugo.toml':
      "baseURL = 'https://acme.example/'\ntitle = 'Acme'\ndefaultContentLanguage = 'en'\n[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n",
    'content/user/_index.md':
      '---\ntitle: For users\nweight: 1\n---\n{{< cards >}}\n{{< card link="save" title="Save" >}}\n{{< /cards >}}\n',
    'content/user/Save.md':
      '+++\ntitle = "Save an article"\nweight = 4\nlastmod = 2026-02-03\n+++\n\n{{< callout type="warning" >}}\nCareful.\n{{< /callout >}}\n\nSee [sharing]({{< relref "share.md#how" >}}) and {{< figure src="/img/save.png" alt="Saving" >}}.\n',
    'content/user/share.md': '---\ntitle: Share\n---\n\n## How\n\nLike this, [back](..).\n',
    'content/user/share.fr.md': '---\ntitle: Partager\n---\n\nAinsi.\n',
    'static/img/save.png': 'png',
  })
  expect(kind).toBe('Hugo')
  expect(files['articles/en/user/save.md']).toContain(
    'title: Save an article\naliases:\n  - /user/save/\nupdated: 2026-02-03\norder: 4\n',
  )
  expect(bodyOf(files['articles/en/user/save.md'])).toBe(
    '> [!WARNING]\n> Careful.\n\nSee [sharing](/en/user/share/#how) and ![Saving](./pictures/save.png).',
  )
  expect(bodyOf(files['articles/en/user/share.md'])).toContain('[back](/en/user/)')
  expect(files['articles/fr/user/share.md']).toContain('Partager')
  expect(files['categories.yaml']).toContain('label: For users')
})

it('MkDocs: the order of nav, admonitions, details, tabs, keys and icons', () => {
  const { kind, files } = imported({
    'mkdocs.yml':
      'site_name: Acme\nmarkdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\nnav:\n  - Getting Started:\n    - Install: install.md\n    - Docker:\n      - Overview: docker/index.md\n',
    'docs/install.md':
      '# Install\n\n!!! danger "Hot"\n    Do not touch.\n\n    - really\n\n=== "Mac"\n\n    ++cmd+c++ :material-check: then {here}\n\n=== "Windows"\n\n    text\n\n[Docker](docker/index.md){ .button } ![Shot](img/a.png){ width="300" }\n',
    'docs/docker/index.md':
      '# Docker\n\n??? question "Why?"\n    Because.\n\nImage\n:   What runs.\n:   What is kept.\n',
    'docs/img/a.png': 'png',
  })
  expect(kind).toBe('MkDocs')
  expect(bodyOf(files['articles/en/getting-started/install.mdx'])).toBe(
    '> [!CAUTION]\n> **Hot**\n>\n> Do not touch.\n>\n> - really\n\n<Tabs>\n  <Tab label="Mac">\n    <kbd>Cmd</kbd>+<kbd>C</kbd> then \\{here}\n  </Tab>\n\n  <Tab label="Windows">\n    text\n  </Tab>\n</Tabs>\n\n[Docker](/en/getting-started/docker/overview/) ![Shot](./pictures/a.png)',
  )
  expect(bodyOf(files['articles/en/getting-started/docker/overview.md'])).toBe(
    '<details>\n<summary>Why?</summary>\n\nBecause.\n\n</details>\n\nImage\n:   What runs.\n:   What is kept.',
  )
})

it('GitBook: the pages of the summary, hints, tabs and references', () => {
  const { kind, files } = imported({
    'SUMMARY.md':
      '# Table of contents\n\n* [Welcome](README.md)\n\n## Data\n\n* [Tables](data/tables/README.md)\n  * [Rows](data/tables/rows.md)\n',
    'README.md': '# Welcome\n\n{% hint style="success" %}\nHello {{ name }}.\n{% endhint %}\n',
    'data/tables/README.md':
      '# Tables\n\n{% content-ref url="rows.md" %}\n[rows.md](rows.md)\n{% endcontent-ref %}\n\n<img src="../../.gitbook/assets/a%20b.png" alt="A table">\n',
    'data/tables/rows.md':
      '---\ndescription: Rows of a table\n---\n\n# Rows\n\n{% tabs %}\n{% tab title="One" %}\n1\n{% endtab %}\n{% endtabs %}\n',
    'data/forgotten.md': '# Forgotten\n',
    '.gitbook/assets/a b.png': 'png',
  })
  expect(kind).toBe('GitBook')
  expect(bodyOf(files['articles/en/general/overview.md'])).toBe('> [!TIP]\n> Hello {{ name }}.')
  expect(bodyOf(files['articles/en/data/tables/overview.md'])).toBe(
    '[rows.md](/en/data/tables/rows/)\n\n<img src="../pictures/a-b.png" alt="A table">',
  )
  expect(bodyOf(files['articles/en/data/tables/rows.mdx'])).toBe(
    '<Tabs>\n  <Tab label="One">\n    1\n  </Tab>\n</Tabs>',
  )
  expect(Object.keys(files).some((path) => path.includes('forgotten'))).toBe(false)
})

it('MDX that does not parse is read as Markdown and named with its line', () => {
  const { files, forPerson } = imported({ 'a/one.mdx': '# One\n\nText <Broken\n' })
  expect(bodyOf(files['articles/en/a/one.md'])).toContain('Text')
  expect(forPerson.join()).toContain('a/one.mdx:3 This is not valid MDX')
})

it('a repository whose articles lie in one folder: that folder is no shelf, and what lies beside it is named', () => {
  const article = (name: string) => `# ${name}\n\nText.\n`
  const { kind, files, leftOut } = imported({
    'README.md': article('How to build this site'),
    'tsconfig.json': '{\n  // as editors want it\n  "strict": true,\n}\n',
    ...Object.fromEntries(
      [...'abcdefghijk'].map((name) => [`docs/2.0/billing/${name}.md`, article(`Pay ${name}`)]),
    ),
    ...Object.fromEntries(
      [...'lmnopqrstu'].map((name) => [`docs/2.0/teams/${name}.md`, article(`Team ${name}`)]),
    ),
    'scripts/README.md': article('Scripts'),
  })
  expect(kind).toBe('Markdown')
  expect(files['categories.yaml']).toBe('- id: billing\n  label: Billing\n- id: teams\n  label: Teams\n')
  expect(Object.keys(files)).toContain('articles/en/billing/a.md')
  expect(leftOut).toEqual(['README.md', 'scripts/README.md'])
})

it('a folder of one language around all shelves says the language, and is no wrapping folder', () => {
  const { files } = imported({
    'tr/kargo/takip.md': '# Kargo takibi\n\nMetin.\n',
    'tr/iade/iade-etme.md': '# İade\n\nMetin.\n',
  })
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['articles/tr/kargo/takip.md', 'articles/tr/iade/iade-etme.md']),
  )
})

it('GitBook in several languages: a folder each, in the order of the first one’s summary', () => {
  const { files, forPerson } = imported({
    'LANGS.md': '* [English](en/)\n* [Türkçe](tr/)\n',
    'en/SUMMARY.md': '* [Overview](README.md)\n* [Billing](billing/README.md)\n  * [Pay](billing/pay.md)\n',
    'en/README.md': '# Overview\n',
    'en/billing/README.md': '# Billing\n\nText.\n',
    'en/billing/pay.md': '# Pay\n\n![Screen](../../assets/screen.png)\n',
    'tr/SUMMARY.md': '* [Fatura](billing/README.md)\n',
    'tr/billing/pay.md': '# Öde\n\nBkz. [fatura](README.md).\n',
    'tr/billing/README.md': '# Fatura\n\nMetin.\n',
    'assets/screen.png': 'png',
  })
  expect(bodyOf(files['articles/en/billing/pay.md'])).toBe('![Screen](./pictures/screen.png)')
  expect(bodyOf(files['articles/tr/billing/pay.md'])).toBe('Bkz. [fatura](/tr/billing/overview/).')
  expect(forPerson.join('\n')).not.toContain('picture')
})

it('Docusaurus: a part with comments and admonitions is written out where it is included', () => {
  const { files, forPerson } = imported({
    'docusaurus.config.js': "module.exports = { title: 'Acme' }",
    'docs/boot/rescue.mdx':
      "---\ntitle: Rescue\n---\n\nimport Mount from './_mount.mdx'\n\n1. Mount.\n\n    <details>\n      <Mount />\n    </details>\n",
    'docs/boot/_mount.mdx': '<!-- spelling -->\n\n:::note\n\nAs root.\n\n:::\n',
  })
  expect(Object.values(files).join('\n')).toMatch(/> \[!NOTE\]\n *> As root\./)
  expect(forPerson).toEqual([])
})
