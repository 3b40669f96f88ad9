/**
 * `npm run bench:page`: what a reader waits for and what is sent, as Chromium sees it over HTTP/1.1 from our own
 * server. Bytes with headers of a first visit and of a page read next; largest contentful paint (LCP) of an article at
 * a quarter of the processor's speed on slow 4G (150 ms, 1.6 Mbit/s), beside bare Astro with the same article in the
 * same run, by turns. Every page was asked for once before. CHROMIUM_PATH names another browser than Playwright's.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { type BrowserContext, chromium } from 'playwright'
import { readLibrary } from '#content/library/index.ts'
import { buildBareAstro, makeBareAstro } from './bare-astro.ts'

const pages = ['/en/', '/en/travel/', '/en/travel/card-declined-abroad/', '/en/search/?q=card'] as const
const articles = ['/en/travel/card-declined-abroad/', '/en/cards/freeze-a-card/'] as const
const runs = 9
const kinds = ['text/html', 'text/css', 'text/javascript', 'image/svg+xml']

const folder = mkdtempSync(join(tmpdir(), 'kindred-page-'))
const data = join(folder, 'data')
const env = { ...process.env, KINDRED_DATA: data, PORT: '4392', HOST: '127.0.0.1', KINDRED_LOG: 'silent' }
const built = spawnSync(process.execPath, ['scripts/build.ts'], { env, stdio: 'inherit' })
if (built.status !== 0) process.exit(1)
const server = spawn(process.execPath, ['api/server.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
const path = process.env['CHROMIUM_PATH']
const browser = await chromium.launch(path ? { executablePath: path } : {})
const ours = 'http://127.0.0.1:4392'
const bare = await bareSite()
try {
  await once(server.stdout, 'data')
  for (const address of [...pages, ...articles]) await warm(ours + address)
  console.log('| Page | first visit | html | css | js | icon | requests | read next |')
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|')
  for (const address of pages) {
    const context = await browser.newContext()
    const weights = await weightsOf(context, ours + address)
    await context.close()
    const next = await browser.newContext()
    await weightsOf(next, `${ours}/en/cards/`)
    const after = sum((await weightsOf(next, ours + address)).map(({ bytes }) => bytes))
    await next.close()
    const of = (kind: string) => sum(weights.filter((one) => one.kind === kind).map(({ bytes }) => bytes))
    const all = sum(weights.map(({ bytes }) => bytes))
    console.log(`| ${address} | ${all} | ${kinds.map(of).join(' | ')} | ${weights.length} | ${after} |`)
  }
  console.log(`\n| Article, LCP in ms, median of ${runs} (least to most) | Kindred | bare Astro | ratio |`)
  console.log('|---|--:|--:|--:|')
  for (const address of articles) {
    const times: [number[], number[]] = [[], []]
    for (let run = 0; run < runs; run++) {
      times[0].push(await paintOf(ours + address))
      times[1].push(await paintOf(bare.url + address))
    }
    const said = times.map((all) => `${median(all)} (${Math.min(...all)}–${Math.max(...all)})`)
    console.log(`| ${address} | ${said.join(' | ')} | ${(median(times[0]) / median(times[1])).toFixed(2)} |`)
  }
} finally {
  await browser.close()
  server.kill('SIGTERM')
  bare.close()
  rmSync(folder, { recursive: true, force: true })
}

/** The same articles from memory, compressed as well as ours. */
async function bareSite(): Promise<{ url: string; close(): void }> {
  const { library } = await readLibrary('content/marlin')
  const same = library.articles.filter(({ url }) => (articles as readonly string[]).includes(url))
  // The peer knows no passages for segments: it has all of them.
  const made = same.map(({ url, title, body }) => ({
    path: url.slice(1, -1),
    title,
    body: body.replace(/<\/?For\b[^>]*>/g, ''),
  }))
  const dist = makeBareAstro(join(folder, 'bare'), made)
  buildBareAstro(join(folder, 'bare'))
  const packed = new Map(
    articles.map((address) => [
      address as string,
      brotliCompressSync(readFileSync(join(dist, address, 'index.html'))),
    ]),
  )
  const listener = createServer(({ url = '' }, answer) => {
    const body = packed.get(url)
    if (!body) return void answer.writeHead(404).end()
    answer.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'br' }).end(body)
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    close: () => void listener.close(),
  }
}

/** Our server compresses a page at leisure once it was asked for. */
async function warm(address: string): Promise<void> {
  for (const site of ['none', 'same-origin'])
    await fetch(address, {
      headers: { 'Accept-Encoding': 'gzip, deflate, br, zstd', 'Sec-Fetch-Site': site },
    })
  await new Promise((resolve) => setTimeout(resolve, 500))
}

/** What the browser receives for a page, until the network has been quiet for half a second. */
async function weightsOf(
  context: BrowserContext,
  address: string,
): Promise<{ kind: string; bytes: number }[]> {
  const page = context.pages()[0] ?? (await context.newPage())
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  const kinds = new Map<string, string>()
  const weights: { kind: string; bytes: number }[] = []
  network.on('Network.responseReceived', ({ requestId, response }) => kinds.set(requestId, response.mimeType))
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (encodedDataLength > 0) weights.push({ kind: kinds.get(requestId) ?? '', bytes: encodedDataLength })
  })
  // As a reader goes from page to page, and not as one who types an address.
  if (page.url() === 'about:blank') await page.goto(address, { waitUntil: 'networkidle' })
  else {
    await page.evaluate((to) => location.assign(to), address)
    await page.waitForURL(address)
    await page.waitForLoadState('networkidle')
  }
  await network.detach()
  return weights
}

async function paintOf(address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const rate = (1.6 * 1024 * 1024) / 8
  const slow = { offline: false, latency: 150, downloadThroughput: rate, uploadThroughput: rate / 2 }
  await session.send('Network.emulateNetworkConditions', slow)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.goto(address, { waitUntil: 'networkidle' })
  const time = await page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        }),
      ),
  )
  await context.close()
  return Math.round(time)
}

function sum(all: readonly number[]): number {
  return all.reduce((total, one) => total + one, 0)
}

function median(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!
}
