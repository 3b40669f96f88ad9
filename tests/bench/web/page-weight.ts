/**
 * `npm run bench:page`: bytes and requests of a first visit, headers included, as Chromium counts them over HTTP/1.1
 * from our own server. The demo's site is built once; CHROMIUM_PATH names another browser than Playwright's.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'

const pages = ['/en/', '/en/travel/', '/en/travel/card-declined-abroad/', '/en/search/?q=card'] as const

const data = mkdtempSync(join(tmpdir(), 'kindred-weight-'))
const env = { ...process.env, KINDRED_DATA: data, PORT: '4392', HOST: '127.0.0.1', KINDRED_LOG: 'silent' }
const built = spawnSync(process.execPath, ['scripts/build.ts'], { env, stdio: 'inherit' })
if (built.status !== 0) process.exit(1)
const server = spawn(process.execPath, ['api/server.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
const path = process.env['CHROMIUM_PATH']
const browser = await chromium.launch(path ? { executablePath: path } : {})
try {
  await once(server.stdout, 'data')
  console.log('| Page | bytes | html | css | js | icon | requests |\n|---|--:|--:|--:|--:|--:|--:|')
  for (const address of pages) {
    const weights = await weightsOf(`http://127.0.0.1:4392${address}`)
    const of = (kind: string) =>
      weights.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.bytes, 0)
    const all = weights.reduce((sum, { bytes }) => sum + bytes, 0)
    console.log(
      `| ${address} | ${all} | ${['text/html', 'text/css', 'text/javascript', 'image/svg+xml'].map(of).join(' | ')} | ${weights.length} |`,
    )
  }
} finally {
  await browser.close()
  server.kill('SIGTERM')
  rmSync(data, { recursive: true, force: true })
}

/** What a browser that was never here receives, until the network has been quiet for half a second. */
async function weightsOf(address: string): Promise<{ kind: string; bytes: number }[]> {
  const page = await (await browser.newContext()).newPage()
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  const kinds = new Map<string, string>()
  const weights: { kind: string; bytes: number }[] = []
  network.on('Network.responseReceived', ({ requestId, response }) => kinds.set(requestId, response.mimeType))
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    weights.push({ kind: kinds.get(requestId) ?? '', bytes: encodedDataLength }),
  )
  await page.goto(address, { waitUntil: 'networkidle' })
  await page.context().close()
  return weights
}
