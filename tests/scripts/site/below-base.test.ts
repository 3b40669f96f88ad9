import { expect, test } from 'vitest'
import { fileBelow } from '#scripts/site/below-base.ts'

const place = { origin: 'https://acme.example', base: '/help' }

test.each([
  [
    '/en/index.html',
    '<a href="/en/">x</a><a href=\'/en/\'>',
    '<a href="/help/en/">x</a><a href=\'/help/en/\'>',
  ],
  [
    '/en/index.html',
    '<form action="/api/votes"><button formaction="/api/x">',
    '<form action="/help/api/votes"><button formaction="/help/api/x">',
  ],
  [
    '/en/index.html',
    '<img srcset="/_astro/a.webp 1x, /_astro/b.webp 2x" src="/_astro/a.webp">',
    '<img srcset="/help/_astro/a.webp 1x, /help/_astro/b.webp 2x" src="/help/_astro/a.webp">',
  ],
  [
    '/en/index.html',
    '<template><a href="/en/search/?q=[[q]]" title="a > b"></template>',
    '<template><a href="/help/en/search/?q=[[q]]" title="a > b"></template>',
  ],
  [
    '/en/index.html',
    '<link rel="canonical" href="https://acme.example/en/">',
    '<link rel="canonical" href="https://acme.example/help/en/">',
  ],
  [
    '/en/index.html',
    '<script type="application/ld+json">{"item":"https://acme.example/en/"}</script>',
    '<script type="application/ld+json">{"item":"https://acme.example/help/en/"}</script>',
  ],
  [
    '/en/a/b.md',
    '[Pin](/en/cards/pin/) and [out](https://x.example/en/)',
    '[Pin](/help/en/cards/pin/) and [out](https://x.example/en/)',
  ],
  ['/sitemap.xml', '<loc>https://acme.example/en/</loc>', '<loc>https://acme.example/help/en/</loc>'],
  [
    '/robots.txt',
    'Sitemap: https://acme.example/sitemap.xml',
    'Sitemap: https://acme.example/help/sitemap.xml',
  ],
  [
    '/custom.css',
    '@font-face{src:url("/fonts/a.woff2")}a{b:url(data:x)}',
    '@font-face{src:url("/help/fonts/a.woff2")}a{b:url(data:x)}',
  ],
  ['/redirects.json', '{"/en/old/":"/en/new/"}', '{"/help/en/old/":"/help/en/new/"}'],
  ['/speculation-rules.json', '{"href_matches":"/*/*/*/"}', '{"href_matches":"/help/*/*/*/"}'],
  [
    '/_headers',
    '/*\n  Speculation-Rules: "/speculation-rules.json"\n\n/staff/*\n  X: y\n',
    '/help/*\n  Speculation-Rules: "/help/speculation-rules.json"\n\n/help/staff/*\n  X: y\n',
  ],
  [
    '/_astro/page.js',
    'var r=`modulepreload`,o=function(e){return`/`+e};u={tr:`/_astro/tr.json`}',
    'var r=`modulepreload`,o=function(e){return`/help/`+e};u={tr:`/help/_astro/tr.json`}',
  ],
])('%s: below a base, its addresses lie there, once and for good: %s', (path, built, placed) => {
  expect(fileBelow(path, built, place)).toBe(placed)
  if (!path.startsWith('/_astro/')) expect(fileBelow(path, placed, place)).toBe(placed)
  expect(fileBelow(path, built, { ...place, base: '' })).toBe(built)
})

test.each([
  [
    'what leads to others',
    '<a href="https://x.example/en/"><a href="//x.example/"><a href="#a"><a href="?as=x">',
  ],
  [
    'text, comments, and addresses that the server takes in',
    '<!--part:x--><p>href="/en/" is text</p><input value="/en/">',
  ],
  ['styles, which the policy names by their hash', '<style>a{background:url(/x.png)}</style>'],
])('%s stays as it is', (_, html) => {
  expect(fileBelow('/en/index.html', html, place)).toBe(html)
})

test('modules that would be loaded from outside the base fail the build', () => {
  const unknown = 'var r=`modulepreload`,o=e=>new URL(e,top)'
  expect(() => fileBelow('/_astro/page.js', unknown, place)).toThrow(/has no base/)
})
