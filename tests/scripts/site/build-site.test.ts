import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { cookieOf, testApi } from '#tests/support/api.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

/** A data folder on another file system than the checkout where the machine has one. */
function dataFolder(): string {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'kindred-build-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Processes whose command line names the checkout's staging folder: a build that goes on. */
function builds(): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${process.cwd()}/.kindred/build`)
    } catch {
      return false
    }
  })
}

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==',
  'base64',
)

/** An article for few: its word stands in everything that could leak. */
const restricted = (alias: string, body: string) =>
  article('The okapi fund', body, `restricted: [okapi-owners]\nkeywords: [okapi]\naliases: [${alias}]\n`)

const unlisted = 'access: unlisted\nkeywords: [quetzal]\naliases: [/old-quetzal/]\n'

/** Files below the folder that hold the word, their names and what they unpack to included. */
function naming(word: string, folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const file = relative(folder, join(entry.parentPath, entry.name))
    if (!entry.isFile()) return []
    const bytes = readFileSync(join(folder, file))
    const plain =
      bytes[0] === 0x1f && bytes[1] === 0x8b
        ? gunzipSync(bytes)
        : file.endsWith('.br')
          ? brotliDecompressSync(bytes)
          : bytes
    return `${file} ${plain.toString('latin1')}`.toLowerCase().includes(word) ? [file] : []
  })
}

it('a publish that is killed leaves no build running and no lock; the next one builds, across file systems', async () => {
  const content = contentFolder({
    'articles/en/a/one.mdx': article('One'),
    'articles/en/a/quetzal.md': article('The quetzal offer', 'Ask for quetzal.', unlisted),
    'articles/en/a/sketch.md': article('A quetzal sketch', 'Not yet quetzal.', 'draft: true\n'),
    'articles/en/a/quetzal-later.md': article('Quetzal later', 'Soon.', 'publish_at: 2999-01-01\n'),
    'articles/en/a/quetzal-gone.md': article('Quetzal gone', 'Was.', 'expires_at: 2020-01-01 09:00\n'),
    'site.yaml': 'most_asked: [a/quetzal-later, a/one]\n',
    'articles/en/a/okapi.md': restricted(
      '/old-okapi/',
      'Ask for okapi. ![The okapi](./okapi.png) [Prices](./okapi-prices.txt) [One](./one.mdx)\n\n## How okapi works\n\nQuietly.',
    ),
    'articles/en/okapi-shelf/second.mdx': restricted(
      '/older-okapi/',
      'More okapi: [the fund](/en/a/okapi/).',
    ),
    'articles/en/a/okapi-prices.txt': 'okapi: 100',
    'segments/okapi-owners.yaml': 'label: Owners\nwho: { plan: gold }\nsuggest: [a/okapi]\n',
    'categories.yaml':
      '- { id: a, label: A, articles: [okapi, quetzal-gone, one] }\n- { id: okapi-shelf, label: Okapi }\n',
    'traits.yaml': '- { id: plan, type: string, signed: true }\n',
  })
  writeFileSync(join(content, 'articles', 'en', 'a', 'okapi.png'), picture)
  const data = dataFolder()
  const env = { ...process.env, KINDRED_CONTENT: content, KINDRED_DATA: data }
  const killed = spawn(process.execPath, ['scripts/build.ts'], { env, stdio: 'ignore' })
  for (let waited = 0; builds().length === 0 && waited < 200; waited++) await pause(50)
  expect(builds().length).toBeGreaterThan(0)
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  for (let waited = 0; builds().length > 0 && waited < 400; waited++) await pause(50)
  expect(builds()).toEqual([])
  expect(existsSync(join(data, 'site', 'current'))).toBe(false)

  const next = spawnSync(process.execPath, ['scripts/build.ts'], { env, encoding: 'utf8' })
  expect(next.stderr).toBe('')
  const site = join(data, 'site')
  const build = readFileSync(join(site, 'current'), 'utf8')
  expect(readFileSync(join(site, build, 'en', 'a', 'one', 'index.html'), 'utf8')).toContain('One')
  expect(existsSync('.kindred/build')).toBe(false)
  const card = (page: string) =>
    /"og:image" content="[^"]*(\/social\/[^"]*)"/.exec(readFileSync(join(site, build, page), 'utf8'))?.[1]
  expect(existsSync(join(site, build, card('en/a/one/index.html')!))).toBe(true)
  expect(existsSync(join(site, build, card('en/index.html')!))).toBe(true)
  expect(card('en/a/quetzal/index.html')).toBeUndefined()

  expect(readFileSync(join(site, build, '_redirects'), 'utf8')).toBe('')

  // Whoever has its link opens the unlisted page; nothing else of the public build names it, compressed or not.
  expect(readFileSync(join(site, build, 'en', 'a', 'quetzal', 'index.html'), 'utf8')).toContain(
    'The quetzal offer',
  )
  expect(naming('quetzal', join(site, build)).filter((file) => !file.startsWith('en/a/quetzal/'))).toEqual([])

  // A restricted article is nowhere in what the public can have. Its segment's name is no secret: readers choose it.
  const leaks = () =>
    naming('okapi', join(site, build)).filter((file) => !onlyTheSegment(join(site, build, file)))
  expect(leaks()).toEqual([])
  const planted = join(site, build, 'en', 'planted.json.gz')
  writeFileSync(planted, gzipSync('{"title":"The okapi fund"}'))
  expect(leaks()).toEqual(['en/planted.json.gz'])
  rmSync(planted)
  await tryReaders(content, site)
}, 120_000)

/** Whether the word stands there in the id of the segment alone. */
function onlyTheSegment(file: string): boolean {
  const bytes = readFileSync(file)
  const plain = file.endsWith('.br')
    ? brotliDecompressSync(bytes)
    : file.endsWith('.gz')
      ? gunzipSync(bytes)
      : bytes
  return !plain.toString('latin1').replaceAll('okapi-owners', '').toLowerCase().includes('okapi')
}

/** The API over that build: who opens, finds and votes on the restricted article, and what everybody else gets. */
async function tryReaders(content: string, site: string): Promise<void> {
  const { library } = await readLibrary(content)
  const api = await testApi(library, {}, site)
  onTestFinished(() => api.close())
  const identified = async (traits: object) =>
    cookieOf(await api.ask('/api/identity', { method: 'POST', json: { token: await api.token({ traits }) } }))
  const owner = await identified({ plan: 'gold' })
  const chosen = cookieOf(await api.ask('/api/choice', { method: 'PUT', json: { segment: 'okapi-owners' } }))

  const page = await api.ask('/en/a/okapi/', { cookie: owner })
  expect(page.status).toBe(200)
  expect(page.headers.get('cache-control')).toBe('private, no-store')
  const html = await page.text()
  const files = [...html.matchAll(/(?:src|href)="(\/(?:_astro|files)\/[^"]*okapi[^"]*)"/g)].map(
    ([, path]) => path!,
  )
  expect(files).toHaveLength(2)
  for (const path of files) expect((await api.ask(path, { cookie: owner })).status, path).toBe(200)
  const found = await api.ask('/api/search?q=okapi', { cookie: owner })
  expect(await found.text()).toContain('The okapi fund')
  const vote = { method: 'POST', json: { article: 'a/okapi', locale: 'en', helpful: true } }
  expect((await api.ask('/api/votes', { ...vote, cookie: owner })).status).toBe(201)

  const nothing = await (await api.ask('/en/a/okapy/')).text()
  for (const cookie of [undefined, chosen, await identified({ plan: 'free' })])
    for (const path of [
      '/en/a/okapi/',
      '/en/okapi-shelf/second/',
      '/en/okapi-shelf/',
      '/old-okapi/',
      ...files,
    ])
      for (const query of ['', '?for=okapi-owners', '?plan=gold']) {
        const answer = await api.ask(path + query, { cookie })
        expect([path, answer.status, (await answer.text()).includes('okapi fund')]).toEqual([
          path,
          404,
          false,
        ])
      }
  expect(await (await api.ask('/en/a/okapi/')).text()).toBe(nothing)
  const refused = await api.ask('/api/votes', { ...vote, cookie: chosen })
  const unknown = await api.ask('/api/votes', { method: 'POST', json: { ...vote.json, article: 'a/okapy' } })
  expect(await refused.text()).toBe((await unknown.text()).replaceAll('okapy', 'okapi'))
}
