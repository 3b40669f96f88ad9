/**
 * `npm run campaign:publish [-- --edits 20 --seed 1 --base /help]`: is what a publish takes over from the build before
 * what it would have drawn? One content folder is edited at random and published after each edit, and each time a data
 * folder that has no build before publishes the same: every file of both must be the same, byte for byte. Two builds an
 * edit, about half a minute. Prints the edits with the pages each drew again; exit 0: nothing differed.
 */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { randomFrom } from '#scripts/mining/text/random.ts'
import { readPageKeys } from '#scripts/site/carry-over.ts'

const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    base: { type: 'string', default: '' },
  },
})
const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'kindred-publish-'))
const content = join(folder, 'content')
const draw = randomFrom(Number(values.seed))
const below = (count: number) => Math.floor(draw() * count)
const pick = <T>(all: readonly T[]): T => all[below(all.length)]!
const shelves = ['cards', 'money', 'travel']
const words = ['freeze', 'lost', 'limit', 'fee', 'abroad', 'refund', 'statement', 'transfer', 'card', 'visa']
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=='

const write = (path: string, text: string | Buffer): void => {
  mkdirSync(dirname(join(content, path)), { recursive: true })
  writeFileSync(join(content, path), text)
}
const read = (path: string): string => readFileSync(join(content, path), 'utf8')
const articles = (): string[] =>
  readdirSync(join(content, 'articles'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.mdx?$/.test(path))
    .map((path) => `articles/${path}`)
    .sort()

const links = [
  '/en/cards/article-0/',
  '../money/article-1.mdx#how-long',
  './files/prices.txt',
  '/pl/travel/article-2/#fees',
]
const sentence = (): string =>
  `${pick(words)} ${pick(words)} [${pick(words)}](${pick(links)}) ${pick(words)}.`
const body = (): string =>
  [
    sentence(),
    `## ${pick(['How long', 'Fees', 'How it works'])}`,
    `- one ${sentence()}`,
    pick([
      '',
      '![A card](./files/card.png)',
      '| a | b |\n|---|---|\n| 1 | 2 |',
      '> [!NOTE]\n> Mind the {{limit}}.',
    ]),
    `## ${pick(['How long', 'Fees', 'More'])}`,
    sentence(),
  ].join('\n\n')
const front = (fields = ''): string =>
  `---\ntitle: ${pick(words)} ${pick(words)} ${below(100)}\n${fields}---\n\n${body()}\n`
const site = (limit: string): string => `name: Acme\nlocales: [en, pl]\nvariables: { limit: "${limit}" }\n`
const categories = (label: string): string =>
  shelves.map((id) => `- { id: ${id}, label: ${label} ${id} }\n`).join('')

write('site.yaml', site('500'))
write('categories.yaml', categories('All'))
write('segments/owner.yaml', 'label: Owners\nwho: { plan: gold }\n')
write('traits.yaml', '- { id: plan, type: string, signed: true }\n')
for (const locale of ['en', 'pl'])
  for (const [at, shelf] of shelves.entries()) {
    write(`articles/${locale}/${shelf}/files/prices.txt`, 'prices')
    write(`articles/${locale}/${shelf}/files/card.png`, Buffer.from(picture, 'base64'))
    for (const slug of [at, at + 3, at + 6, at + 9])
      if (locale === 'en' || slug < 6) write(`articles/${locale}/${shelf}/article-${slug}.mdx`, front())
  }
write('articles/en/cards/for-owners.mdx', front('restricted: [owner]\n'))
let added = 0

/** Each edits the content and says what it did. */
const edits: readonly (() => string)[] = [
  () => edited('one sentence more', (text) => `${text}\n${sentence()}\n`),
  () => edited('another body', (text) => `${text.split('---\n\n')[0]}---\n\n${body()}\n`),
  () =>
    edited('another title', (text) => text.replace(/^title: .*$/m, `title: ${pick(words)} ${below(100)}`)),
  () =>
    edited('an earlier address', (text) =>
      text.replace('---\n\n', `aliases: [/en/cards/old-${++added}/]\n---\n\n`),
    ),
  () => edited('a draft', (text) => text.replace('---\n\n', 'draft: true\n---\n\n')),
  () => edited('unlisted', (text) => text.replace('---\n\n', 'access: unlisted\n---\n\n')),
  () => {
    const path = `articles/${pick(['en', 'pl'])}/${pick(shelves)}/new-${++added}.mdx`
    write(path, front())
    return `new ${path}`
  },
  () => {
    const path = pick(articles())
    rmSync(join(content, path))
    return `removed ${path}`
  },
  () => {
    write('categories.yaml', categories(pick(words)))
    return 'shelves renamed'
  },
  () => {
    write('strings/pl.yaml', `home: "Dom ${below(100)}"\n`)
    return 'a string of our own'
  },
  () => {
    write('site.yaml', site(String(below(1000))))
    return 'another variable'
  },
  () => {
    write('glossary/en.yaml', `${pick(words)}: What it is.\n`)
    return 'another glossary'
  },
]

function edited(what: string, change: (text: string) => string): string {
  const path = pick(articles())
  const text = read(path)
  const now = change(text)
  // A field can stand there once.
  if (/^(aliases|draft|access|restricted):[\s\S]*^\1:/m.test(now)) return `nothing: ${path} has it`
  write(path, now)
  return `${what}: ${path}`
}

function publish(data: string): string {
  const env = {
    ...process.env,
    KINDRED_CONTENT: content,
    KINDRED_DATA: data,
    KINDRED_ORIGIN: `https://acme.example${values.base}`,
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'build.ts')], {
    env,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`publish ended with ${status}: ${stdout}${stderr}`)
  return readFileSync(join(data, 'site', 'current'), 'utf8')
}

/** Paths below two folders whose bytes differ, or that only one of them has. */
function differing(a: string, b: string): string[] {
  const below = (of: string): string[] =>
    existsSync(of)
      ? readdirSync(of, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => relative(of, join(entry.parentPath, entry.name)))
      : []
  return [...new Set([...below(a), ...below(b)])].filter(
    (path) =>
      !existsSync(join(a, path)) ||
      !existsSync(join(b, path)) ||
      !readFileSync(join(a, path)).equals(readFileSync(join(b, path))),
  )
}

let failures = 0
let before: Readonly<Record<string, string>> = {}
const data = join(folder, 'data')
for (let at = 0; at <= Number(values.edits); at++) {
  const what = at === 0 ? 'as it was begun' : pick(edits)()
  const build = publish(data)
  const keys = readPageKeys(join(data, 'published', build))
  const drawn = Object.entries(keys).filter(([path, key]) => before[path] !== key).length
  before = keys
  const whole = join(folder, 'whole')
  rmSync(whole, { recursive: true, force: true })
  publish(whole)
  const wrong = ['site', 'restricted'].flatMap((part) =>
    differing(join(data, part, build), join(whole, part, build)).map((path) => `${part}/${path}`),
  )
  console.log(
    `${at}. ${what}: ${drawn} of ${Object.keys(keys).length} pages drawn, ${wrong.length} files differ`,
  )
  if (wrong.length > 0) {
    failures++
    console.error(wrong.slice(0, 10).join('\n'))
    if (failures === 1) cpSync(folder, `${folder}-differs`, { recursive: true })
  }
}
rmSync(folder, { recursive: true, force: true })
console.log(
  `${values.edits} edits, ${failures} with a difference${failures > 0 ? ` (the first is kept in ${folder}-differs)` : ''}.`,
)
process.exitCode = failures > 0 ? 1 : 0
