/**
 * `npm run bench:build [articles …]`: processor time of a build beside bare Astro with MDX and Pagefind at the same
 * versions and with the same bodies, and what publishing one changed article takes of it. Sizes are generated from the
 * demo's English articles; default 1000 and 5000.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readLibrary } from '#content/library/index.ts'
import { type BareArticle, makeBareAstro } from './bare-astro.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const sizes = process.argv.slice(2).map(Number)
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
  '| Articles | Kindred, CPU s | bare Astro + Pagefind, CPU s | ratio | one article changed, CPU s | of a full build | HTML of an article, kB |',
)
console.log('|--:|--:|--:|--:|--:|--:|--:|')
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
    const full = build()
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
    const again = build()
    const bare = join(folder, 'bare')
    makeBareAstro(bare, articles)
    const astro = join(root, 'node_modules', 'astro', 'bin', 'astro.mjs')
    const pagefind = join(root, 'node_modules', 'pagefind', 'lib', 'runner', 'bin.cjs')
    const peer =
      run(astro, bare, { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' }, 'build', '--silent', '--force') +
      run(pagefind, bare, process.env, '--site', 'dist')
    console.log(
      `| ${size} | ${full.toFixed(1)} | ${peer.toFixed(1)} | ${(full / peer).toFixed(2)} | ${again.toFixed(1)} | ${(again / full).toFixed(2)} | ${weight.toFixed(1)} |`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Processor seconds of a Node program and all that it starts. */
function run(file: string, cwd: string, env: NodeJS.ProcessEnv, ...args: readonly string[]): number {
  const before = childTime()
  const { status, stderr, stdout } = spawnSync(process.execPath, [file, ...args], {
    cwd,
    env,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${file} ended with ${status}:\n${stdout}\n${stderr}`)
  return childTime() - before
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
