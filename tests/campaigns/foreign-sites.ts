/**
 * `npm run campaign:foreign-sites -- SOURCE … [--most 400]`: moves other companies' help centres in without one change by
 * hand, builds and serves each, and opens its articles at 390 and 1200 pixels. Prints, a line a source: pages that scroll
 * sideways, reports of the content security policy, links, anchors and pictures that lead nowhere and that
 * `check:content` did not name. Ends with 1 when one of these is not 0.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from 'playwright'
import { readLibrary } from '#content/library/index.ts'

const widths = [390, 1200]
const root = join(import.meta.dirname, '..', '..')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { most: { type: 'string', default: '400' } },
})
if (positionals.length === 0) {
  console.error('Usage: npm run campaign:foreign-sites -- SOURCE … [--most ARTICLES]')
  process.exit(2)
}
const path = process.env['CHROMIUM_PATH']
const browser = await chromium.launch(path ? { executablePath: path } : {})
let wrong = false
for (const source of positionals) {
  const found = await moveIn(resolve(source), browser, Number(values.most))
  console.log(`${basename(source)}: ${found.summary}`)
  for (const line of found.examples) console.log(`  ${line}`)
  wrong ||= found.examples.length > 0
}
await browser.close()
process.exit(wrong ? 1 : 0)

async function moveIn(source: string, browser: Browser, most: number) {
  const folder = mkdtempSync(join(tmpdir(), 'foreign-site-'))
  const content = join(folder, 'content')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const environment = {
    ...process.env,
    ...{ PORT: String(port), HOST: '127.0.0.1', KINDRED_ORIGIN: url },
    ...{ KINDRED_CONTENT: content, KINDRED_DATA: join(folder, 'data') },
  }
  const step = (script: string, ...args: string[]) => {
    const ran = spawnSync(process.execPath, [script, ...args], {
      cwd: root,
      env: environment,
      encoding: 'utf8',
    })
    if (ran.status !== 0 && ran.status !== 3)
      throw new Error(`${script} ended with ${ran.status}:\n${ran.stdout}${ran.stderr}`)
  }
  try {
    const started = Date.now()
    step('scripts/import-articles.ts', source, '--into', content)
    const { library, issues, warnings } = await readLibrary(content)
    step('scripts/build.ts')
    const server = spawn(process.execPath, ['api/server.ts'], {
      cwd: root,
      env: environment,
      stdio: 'ignore',
    })
    try {
      for (
        let tries = 0;
        !(await fetch(`${url}/readyz`).then(
          (answer) => answer.ok,
          () => false,
        ));
        tries++
      ) {
        if (tries > 300) throw new Error('The server did not start.')
        await pause(200)
      }
      const named = new Set(
        warnings
          .filter(({ level }) => level === 'dead')
          .map(({ file, message }) => `${file} ${/"([^"]*)"/.exec(message)?.[1]}`),
      )
      const articles = library.articles.slice(0, most)
      const seen = await crawl(articles, url, browser)
      const unnamed = seen.dead.filter(({ file, href }) => !named.has(`${file} ${readable(href)}`))
      return {
        summary: `${library.articles.length} articles, ${issues.length} issues, ${named.size} dead links named; ${articles.length} opened: ${widths.map((width) => `${seen.sideways.filter((one) => one.width === width).length} scroll sideways at ${width} px`).join(', ')}, ${seen.refused.length} policy reports, ${unnamed.length} dead links not named (${Math.round((Date.now() - started) / 1000)} s)`,
        examples: [
          ...seen.sideways
            .slice(0, 10)
            .map(({ page, width, by }) => `${page} is ${by} px too wide at ${width} px`),
          ...seen.refused.slice(0, 10),
          ...unnamed.slice(0, 20).map(({ file, href }) => `${file} leads to "${href}"`),
        ],
      }
    } finally {
      const ended = new Promise((done) => server.once('exit', done))
      server.kill('SIGTERM')
      await ended
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Opens every article at every width and follows what it links to within the site. */
async function crawl(articles: readonly { url: string; file: string }[], url: string, browser: Browser) {
  const sideways: { page: string; width: number; by: number }[] = []
  const refused: string[] = []
  const dead: { file: string; href: string }[] = []
  const answers = new Map<string, Promise<{ ok: boolean; ids: Set<string> }>>()
  const ask = (address: string) => {
    if (!answers.has(address)) answers.set(address, answered(`${url}${address}`))
    return answers.get(address)!
  }
  for (const width of widths) {
    const page = await browser.newPage({ viewport: { width, height: 900 } })
    let here = ''
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text()))
        refused.push(`${here}: ${message.text().slice(0, 160)}`)
    })
    for (const { url: address, file } of articles) {
      here = address
      await page.goto(url + address)
      const by = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      if (by > 0) sideways.push({ page: address, width, by })
      if (width !== widths[0]) continue
      const links = await page.evaluate(() =>
        [...document.querySelectorAll('article.prose a[href], article.prose img[src]')].map((one) => ({
          written: one.getAttribute('href') ?? one.getAttribute('src') ?? '',
          full: (one as HTMLAnchorElement).href ?? (one as HTMLImageElement).src,
        })),
      )
      for (const { written, full } of links) {
        if (!URL.canParse(full)) dead.push({ file, href: written })
        else if (new URL(full).origin === url) {
          const target = new URL(full)
          const { ok, ids } = await ask(target.pathname + target.search)
          const anchor = decodeURIComponent(target.hash.slice(1))
          if (!ok || (anchor !== '' && anchor !== 'top' && ids.size > 0 && !ids.has(anchor)))
            dead.push({ file, href: written })
        }
      }
    }
    await page.close()
  }
  return { sideways, refused, dead }
}

async function answered(address: string): Promise<{ ok: boolean; ids: Set<string> }> {
  const answer = await fetch(address)
  const html = answer.headers.get('content-type')?.startsWith('text/html') ? await answer.text() : ''
  return { ok: answer.ok, ids: new Set([...html.matchAll(/\s(?:id|name)="([^"]+)"/g)].map(([, id]) => id!)) }
}

/** As the check writes it: browsers percent-encode what people do not. */
function readable(href: string): string {
  try {
    return decodeURI(href)
  } catch {
    return href
  }
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    }),
  )
}
