/**
 * `npm run bench:build [articles …]`: processor time of a build beside bare Astro with MDX and Pagefind at the same
 * versions and with the same bodies, what publishing one changed article takes of it, and what the server of the built
 * site takes. Sizes are generated from the demo's English articles; default 1000 and 5000. Linux only (`/proc`).
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readLibrary } from '#content/library/index.ts'
import { type BareArticle, makeBareAstro } from './bare-astro.ts'
import { memoryOf } from './memory.ts'
import { serving } from './serving.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const sizes = process.argv.slice(2).map(Number)
/** Pages, and then questions, that the server is asked for. */
const asked = 300
const shelves = ['accounts', 'cards', 'payments', 'money', 'travel', 'security', 'devices', 'business']
const { library } = await readLibrary(join(root, 'content', 'marlin'))
/** Without what only the demo knows: its addresses, segments and components that the peer does not have. */
const bodies = library.articles
  .filter(({ locale }) => locale === 'en')
  .map(({ title, body }) => ({
    title,
    body: body
      .replace(/<\/?For\b[^>]*>/g, '')
      .replace(/\[([^\]]+)\]\(\/[^)]*\)/g, '$1')
      .replace(/!\[[^\]]*\]\([^)]*\)/g, ''),
  }))

console.log(
  '| Articles | Kindred, CPU s | bare Astro + Pagefind, CPU s | ratio | one article changed, CPU s | of a full build | most memory, MB | bare Astro, MB | HTML of an article, kB | start, CPU s | serving, MB | search p95, CPU ms |',
)
console.log('|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|')
for (const size of sizes.length > 0 ? sizes : [1000, 5000]) {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-build-'))
  try {
    const articles = Array.from({ length: size }, (_, at): BareArticle => {
      const { title, body } = bodies[at % bodies.length]!
      return { path: `en/${shelves[at % shelves.length]}/article-${at}`, title: `${title} ${at}`, body }
    })
    const content = makeContent(join(folder, 'content'), articles)
    const env = { ...process.env, KINDRED_CONTENT: content, KINDRED_DATA: join(folder, 'data') }
    const build = () => run('scripts/build.ts', root, env)
    const full = await build()
    const site = join(folder, 'data', 'site')
    const page = join(
      site,
      readFileSync(join(site, 'current'), 'utf8').trim(),
      articles[7]!.path,
      'index.html',
    )
    const weight = statSync(page).size / 1024
    const changed = join(content, 'articles', `${articles[7]!.path}.mdx`)
    writeFileSync(changed, `${readFileSync(changed, 'utf8')}\nOne sentence more.\n`)
    const again = await build()
    const pages = articles.slice(0, asked).map(({ path }) => `/${path}/`)
    const questions = bodies.flatMap(({ title, body }) =>
      body.split(/\s*\n+\s*/).flatMap((line) => (line.length > 40 ? [`${title} ${line}`.slice(0, 90)] : [])),
    )
    const served = await serving(env, pages, questions.slice(0, asked))
    const bare = join(folder, 'bare')
    makeBareAstro(bare, articles)
    const astro = join(root, 'node_modules', 'astro', 'bin', 'astro.mjs')
    const pagefind = join(root, 'node_modules', 'pagefind', 'lib', 'runner', 'bin.cjs')
    const quiet = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' }
    const drawn = await run(astro, bare, quiet, 'build', '--silent', '--force')
    const indexed = await run(pagefind, bare, process.env, '--site', 'dist')
    const peer = drawn.seconds + indexed.seconds
    const cells = [
      ...[size, full.seconds.toFixed(1), peer.toFixed(1), (full.seconds / peer).toFixed(2)],
      ...[again.seconds.toFixed(1), (again.seconds / full.seconds).toFixed(2)],
      ...[full.megabytes.toFixed(0), drawn.megabytes.toFixed(0), weight.toFixed(1)],
      ...[served.start.toFixed(2), served.memory.toFixed(0), served.search.toFixed(1)],
    ]
    console.log(`| ${cells.join(' | ')} |`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Processor seconds of a Node program and all that it starts, and the most memory they had together, in MB. */
async function run(file: string, cwd: string, env: NodeJS.ProcessEnv, ...args: readonly string[]) {
  const before = childTime()
  const child = spawn(process.execPath, [file, ...args], { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
  })
  let megabytes = 0
  const looking = setInterval(() => {
    megabytes = Math.max(megabytes, memoryOf(child.pid!))
  }, 200)
  const [status] = (await once(child, 'close')) as [number | null]
  clearInterval(looking)
  if (status !== 0) throw new Error(`${file} ended with ${status}:\n${said}`)
  return { seconds: childTime() - before, megabytes }
}

/** User and system time of the children that have ended, in s; the kernel counts a hundred ticks a second. */
function childTime(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}

/** A content folder in one language, without segments. */
function makeContent(folder: string, articles: readonly BareArticle[]): string {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('site.yaml', 'name: Peer\ntitle: Peer Help\nlocales: [en]\n')
  write('categories.yaml', shelves.map((id) => `- id: ${id}\n  label: ${id}\n`).join(''))
  for (const { path, title, body } of articles)
    write(join('articles', `${path}.mdx`), `---\ntitle: ${JSON.stringify(title)}\n---\n\n${body}\n`)
  return folder
}
