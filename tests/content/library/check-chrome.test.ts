import { expect, it } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { printIssue } from '#content/library/issue.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

const said = async (files: Readonly<Record<string, string>>) => {
  const { issues, warnings } = await readLibrary(
    contentFolder({ 'articles/en/a/one.md': article('One'), ...files }),
  )
  return [...issues, ...warnings].map(printIssue)
}

it('a frame whose pictures, links and scripts are all there is in order', async () => {
  expect(
    await said({
      'site.yaml': `name: Acme
logo: { light: logo.svg, dark: /logo-dark.svg }
favicon: favicon.png
social_image: share.png
header: [{ label: Product, href: https://acme.example/ }]
footer: [{ label: One, href: /en/a/one/ }, { label: Terms, href: /terms.pdf }]
edit: https://git.example.com/edit/{file}
scripts: [{ src: https://stats.example.com/s.js, data: { domain: acme } }, { src: own.js }]
script_hosts: ['*.example.com']
connect_hosts: [stats.example.com]
`,
      ...Object.fromEntries(
        ['logo.svg', 'logo-dark.svg', 'favicon.png', 'share.png', 'terms.pdf', 'own.js'].map((name) => [
          `public/${name}`,
          'x',
        ]),
      ),
    }),
  ).toEqual([])
})

it.each([
  ['logo: logo.svg', 'site.yaml:1\n  There is no file "public/logo.svg".'],
  ['name: A\nlogo: { light: a.svg, dark: b.svg }', 'site.yaml:2\n  There is no file "public/b.svg".'],
  ['logo: our-logo', 'site.yaml:1\n  The logo "our-logo" is neither a picture nor a path.'],
  ['social_image: share.png', 'There is no file "public/share.png".'],
  ['header:\n  - label: X\n    href: /en/no/', 'site.yaml:3\n  The link "/en/no/" leads nowhere'],
  ['scripts: [{ src: https://s.example.com/s.js }]', 'Add "s.example.com" to script_hosts.'],
  ['script_hosts: [https://s.example.com]', 'a host such as stats.example.com'],
  ['edit: https://git.example.com/edit/', 'an address with {file} in it'],
])('%j is told with its line', async (yaml, message) => {
  expect((await said({ 'site.yaml': `${yaml}\n` })).join('\n')).toContain(message)
})

it.each([
  ['public/en/index.html', 'the page "/en/"'],
  ['public/en/a/one/index.html', 'the page "/en/a/one/"'],
  ['public/robots.txt', 'what the help centre itself answers at "/robots.txt"'],
  ['public/404.html', 'what the help centre itself answers'],
  ['public/index.html', 'the page "/"'],
  ['public/api/x.json', 'what the help centre itself answers at "/api"'],
])('%s may not take the place of a page', async (file, owner) => {
  expect((await said({ [file]: 'x' })).join('\n')).toContain(
    `${file}:1\n  "${file}" would take the place of ${owner}`,
  )
})
