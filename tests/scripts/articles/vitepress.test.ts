import { expect, it } from 'vitest'
import { bodyOf, imported } from './importing.ts'

/** A site whose configuration is spread over modules and written in TypeScript, as most are. */
const site = {
  'docs/.vitepress/config/index.ts':
    "import { defineConfig, type UserConfig } from 'vitepress'\nimport { de } from './de'\nimport { sidebar } from './en.js'\nconst shared = { title: 'Acme', srcExclude: ['drafts/**'] } satisfies UserConfig\nexport default defineConfig({\n  ...shared,\n  sitemap: { hostname: process.env.HOST ?? 'https://docs.acme.example/' },\n  locales: { root: { lang: 'en-GB', label: 'English', themeConfig: { nav: [{ text: 'Manual', link: '/guide/pay' }], sidebar: sidebar() } }, de, fr: { lang: 'fr', link: 'https://fr.acme.example/' } },\n})\n",
  'docs/.vitepress/config/en.ts':
    "import type { DefaultTheme } from 'vitepress'\nexport function sidebar(): DefaultTheme.Sidebar {\n  const more: DefaultTheme.SidebarItem[] = [{ text: 'Refunds', link: 'refunds.html' }]\n  return {\n    '/guide/': { base: '/guide/', items: [{ text: 'Paying', items: [{ text: 'By card', link: 'pay' }, ...more] }] },\n    '/api/': [{ text: 'API', items: [{ text: 'Home', link: '/api/' }, { text: 'Chat', link: 'https://chat.acme.example' }] }],\n  }\n}\n",
  'docs/.vitepress/config/de.ts':
    "export const de = { lang: 'de', themeConfig: { sidebar: { '/de/guide/': [{ text: 'Bezahlen', items: [{ text: 'Karte', link: '/de/guide/pay' }] }], '/de/api/': [] } } } as const\n",
  'docs/index.md': '---\nlayout: home\nhero:\n  name: Acme\n---\n',
  'docs/drafts/later.md': '# Later\n',
  'docs/pages/[id].md': '# {{ $params.id }}\n',
  'docs/api/index.md': '# The API\n\nText.\n',
  'docs/guide/refunds.md': '---\ntitle: Refunds\n---\n\nText.\n',
  'docs/guide/more.md': '# More\n\nNot in the sidebar.\n',
  'docs/de/guide/pay.md': '# Mit Karte\n\nText.\n',
  'docs/parts/note.md': '---\ntitle: Part\n---\nFirst.\n\nSecond.\n',
  'docs/snippets/a.ts':
    '// #region pay\nexport const pay = 1 // [!code highlight]\n// #endregion pay\nrest()\n',
}

it('VitePress: shelves by the sidebars of a configuration that is read and not run, in every language', () => {
  const { kind, files, leftOut } = imported({ ...site, 'docs/guide/pay.md': '# By card\n\nText.\n' })
  expect(kind).toBe('VitePress')
  expect(files['site.yaml']).toContain('Acme')
  expect(files['categories.yaml']).toBe(
    '- id: guide\n  label:\n    en: Manual\n    de: Guide\n  sections:\n    - id: paying\n      label:\n        en: Paying\n        de: Bezahlen\n- id: api\n  label: API\n- id: parts\n  label: Parts\n',
  )
  expect(
    Object.keys(files)
      .filter((path) => path.startsWith('articles/'))
      .sort(),
  ).toEqual([
    'articles/de/guide/paying/pay.md',
    'articles/en/api/overview.md',
    'articles/en/guide/more.md',
    'articles/en/guide/paying/pay.md',
    'articles/en/guide/paying/refunds.md',
    'articles/en/parts/note.md',
  ])
  expect(files['articles/en/guide/paying/pay.md']).toContain('aliases:\n  - /guide/pay/\norder: 0\n')
  expect(files['articles/de/guide/paying/pay.md']).not.toContain('- /guide/pay/')
  expect(leftOut).toEqual(['drafts/later.md', 'index.md', 'pages/[id].md'])
})

it('VitePress: containers, code groups, files shown and included, tables of contents, attributes and badges', () => {
  const { files, changed } = imported({
    ...site,
    'docs/guide/pay.md':
      '# By card\n\n[[toc]]\n\n## Pay <Badge type="tip" text="new" />\n\nSee [refunds](./refunds#how), [pay](#pay) and [home](/de/guide/pay).\n\n::: danger STOP {no-title}\nHot.\n:::\n\n:::: info\n::: details Show {open}\nInner.\n:::\n::::\n\n> [!INFO] Read this\n> Text.\n\n::: code-group\n\n```sh:line-numbers {1} [npm]\nnpm i\n```\n\n<<< @/snippets/a.ts#pay{1} [ours]\n\n:::\n\n<!--@include: ../parts/note.md{3,}-->\n\n::: v-pre\n{{ kept }}\n:::\n',
    'docs/guide/refunds.md':
      '# Refunds\n\n## How it goes {#how}\n\n```ts [pay.ts]\npay() // [!code ++]\n```\n',
  })
  expect(bodyOf(files['articles/en/guide/paying/pay.mdx'])).toBe(
    '## <a id="pay" />Pay new\n\nSee [refunds](/en/guide/paying/refunds/#how), [pay](#pay) and [home](/en/guide/paying/pay/).\n\n> [!CAUTION]\n> **STOP**\n>\n> Hot.\n\n> [!NOTE]\n>\n> <details>\n>   <summary>\n>     Show\n>   </summary>\n>\n>   Inner.\n> </details>\n\n> [!NOTE]\n> **Read this**\n>\n> Text.\n\n<Tabs>\n  <Tab label="npm">\n    ```sh\n    npm i\n    ```\n  </Tab>\n\n  <Tab label="ours">\n    ```ts\n    export const pay = 1\n    ```\n  </Tab>\n</Tabs>\n\nSecond.\n\n\\{\\{ kept }}',
  )
  expect(bodyOf(files['articles/en/guide/paying/refunds.md'])).toBe(
    '## <a id="how"></a>How it goes\n\n`pay.ts`\n\n```ts\npay()\n```',
  )
  expect(changed.get('files shown as code')).toBe(1)
})

it('VitePress: files that are not there, components and values are named with their line', () => {
  const { files, forPerson } = imported({
    ...site,
    'docs/guide/pay.md':
      '---\nlayout: doc\n---\n# By card\n\n<script setup>\nimport Price from "./Price.vue"\n</script>\n\n<<< @/snippets/none.ts\n\nIt costs {{ 1 + 1 }}: <Price\n  currency="EUR" />.\n\n{{ $frontmatter.title }} and `{{ code }}`, Array\\<Item>.\n\n<!--@include: ./none.md-->\n',
  })
  expect(bodyOf(files['articles/en/guide/paying/pay.md'])).toBe(
    'It costs : .\n\nBy card and `{{ code }}`, Array\\<Item>.',
  )
  expect(forPerson.filter((line) => line.startsWith('guide/'))).toEqual([
    'guide/pay.md:10 "@/snippets/none.ts" is shown here and is not in the folder.',
    'guide/pay.md:17 "./none.md" is included here and is not in the folder.',
    'guide/pay.md:12 "{{ 1 + 1 }}" is worked out by Vue; it was left out.',
    'guide/pay.md:12 <Price> means nothing here; it was left out.',
  ])
})

it('VitePress: a sidebar that code works out leaves each folder a shelf, and is named', () => {
  const { files, forPerson } = imported({
    '.vitepress/config.mjs': "export default { themeConfig: { sidebar: generate('./') } }",
    'one/a.md': '# A\n\nText.\n',
  })
  expect(Object.keys(files)).toContain('articles/en/one/a.md')
  expect(forPerson).toEqual(['VitePress:1 The sidebar is worked out by code, so each folder is a shelf.'])
})
