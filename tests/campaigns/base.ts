/**
 * `npm run campaign:base`: Marlin below `/help`. Builds it, starts the server, follows every address of every page, style,
 * feed and map, and does in a browser what customers and staff do; then the same files on a plain static host below the
 * same path, without an API and with one. Exit 0: no address and no request leaves the base, everything is answered, and
 * there is no report of the policy. CHROMIUM_PATH names another browser than Playwright's.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { hostFiles } from '#tests/support/static-host.ts'
import { crawl } from './crawl.ts'
import { customerSteps } from './customer-steps.ts'
import { freePort } from './free-port.ts'
import { ready, serve } from './server.ts'

const root = join(import.meta.dirname, '..', '..')
const data = mkdtempSync(join(tmpdir(), 'kindred-base-'))
const [port, plainPort] = [await freePort(), await freePort()]
const base = '/help'
const origin = `http://127.0.0.1:${port}`
const site = origin + base
const settings = {
  KINDRED_CONTENT: join(root, 'content', 'marlin'),
  KINDRED_DATA: data,
  KINDRED_ORIGIN: site,
  KINDRED_HOLDOUT: '0',
}
const env = { PATH: process.env['PATH'], ...settings }
const run = (script: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', script), ...args], {
    env,
    encoding: 'utf8',
  })
  assert.equal(status, 0, `${script}: ${stdout}${stderr}`)
  return stdout.trim()
}

const entrances = [
  '/',
  '/sitemap.xml',
  '/robots.txt',
  '/llms.txt',
  '/widget.js',
  '/staff/',
  '/identify/',
  '/.well-known/security.txt',
]
const complaints: string[] = []
let server: ChildProcess | undefined
const path = process.env['CHROMIUM_PATH']
const browser = await chromium.launch(path ? { executablePath: path } : {})
try {
  run('build.ts')
  const built = join(data, 'site', readFileSync(join(data, 'site', 'current'), 'utf8').trim())
  server = serve(data, port, settings)
  await ready(server)
  assert.equal((await fetch(`${origin}/healthz`)).status, 200)
  assert.equal((await fetch(`${origin}/en/`)).status, 404)
  assert.equal((await fetch(`${origin}/`, { redirect: 'manual' })).headers.get('location'), '/help/')
  await followed('the server', site, entrances)
  await journeys('the server', await watched(site), served(site))

  const plain = await hostFiles(built, { port: plainPort, base })
  try {
    await followed('a static host', plain.url + base, [
      ...entrances.slice(1),
      '/',
      '/redirects.json',
      '/speculation-rules.json',
    ])
    await journeys('a static host', await watched(plain.url + base), onFiles(plain.url + base))
  } finally {
    await plain.close()
  }
  const before = await hostFiles(built, { port: await freePort(), base, behind: origin })
  try {
    await journeys(
      'a static host before the API',
      await watched(before.url + base),
      reordered(before.url + base),
    )
  } finally {
    await before.close()
  }
  assert.deepEqual(complaints, [])
} finally {
  await browser.close()
  server?.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true })
}

async function followed(where: string, address: string, from: readonly string[]): Promise<void> {
  const { pages, files, addresses, wrong } = await crawl(address, from)
  console.log(
    `${where}: ${pages} pages, ${files} files, ${addresses} addresses followed, ${wrong.length} wrong`,
  )
  assert.deepEqual([...new Set(wrong)].slice(0, 20), [])
  assert.ok(pages > 100)
}

/** A page whose requests stay below the base and are answered; an API that is away on purpose excepted. */
async function watched(address: string): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const own = new URL(address)
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin === own.origin && !url.pathname.startsWith(`${base}/`))
      complaints.push(`asked for ${url.href} on ${page.url()}`)
  })
  page.on('response', (answer) => {
    if (answer.status() >= 400 && !answer.url().includes(`${base}/api/`))
      complaints.push(`${answer.status()} for ${answer.url()}`)
  })
  page.on('console', (line) => {
    const away = /\/api\//.test(line.location().url)
    if (line.type() === 'error' && !away) complaints.push(`${page.url()}: ${line.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  return page
}

async function journeys(
  where: string,
  page: Page,
  all: Record<string, (page: Page) => Promise<void>>,
): Promise<void> {
  for (const [name, journey] of Object.entries(all)) {
    await journey(page)
    console.log(`ok  ${where}: ${name}`)
  }
  await page.context().close()
}

/** Types a question and opens the first result. */
async function search(page: Page, at: string): Promise<void> {
  await page.goto(`${at}/en/`)
  await page.locator('#q').fill('my card was refused in istanbul')
  await page.locator('[role=option]').first().waitFor()
  await page.locator('#q').press('Enter')
  await page.locator('.hits a').first().click()
  await page.locator('article.prose').waitFor()
  assert.ok(page.url().startsWith(`${at}/en/`), page.url())
}

function onFiles(at: string): Record<string, (page: Page) => Promise<void>> {
  return {
    'a question is answered by Pagefind and its first result opened': (page) => search(page, at),
    async 'the door leads to each language'(page) {
      await page.goto(`${at}/`)
      await page.locator('a[hreflang=tr]').click()
      await page.waitForURL(`${at}/tr/`)
    },
  }
}

function reordered(at: string): Record<string, (page: Page) => Promise<void>> {
  return {
    'a question is answered by the API and its first result opened': (page) => search(page, at),
    async 'shelves come in the order of a link, and articles shown first can be opened'(page) {
      await page.goto(`${at}/en/?for=traveller`)
      await page.getByText('Shown first for').first().waitFor()
      await page.locator('#first a, .first a').first().click()
      await page.locator('article.prose').waitFor()
      assert.ok(page.url().startsWith(`${at}/en/`), page.url())
    },
  }
}

function served(at: string): Record<string, (page: Page) => Promise<void>> {
  const customer = customerSteps(at, at)
  return {
    async 'a customer comes by a token, and is known on the next page'(page) {
      const token = run('token.ts', '--sub', 'customer-1', '--trait', 'plan=business')
      await customer.comeByToken(page, token)
    },
    'a question is answered and its first result opened': (page) => search(page, at),
    'a vote counts': customer.vote,
    'a message is taken, with articles offered before': customer.write,
    async 'About you shows what is believed, and erases it'(page) {
      await page.goto(`${at}/en/about-you/`)
      await page.locator('#beliefs').getByText('Plan:').waitFor()
      await page.locator('#beliefs-erase').click()
      await page.locator('#beliefs:empty').waitFor({ state: 'attached' })
    },
    async 'a reader says who they are, on any page, and stays there'(page) {
      await page.goto(`${at}/en/cards/`)
      await page.getByText('I’m here as…').first().click()
      await page.getByRole('radio', { name: 'A traveller', exact: true }).check()
      await page.getByRole('button', { name: 'Use this order' }).click()
      await page.getByText('Shown first for').first().waitFor()
      assert.equal(page.url(), `${at}/en/cards/`)
    },
    async 'what was shown first can be opened'(page) {
      await page.goto(`${at}/en/`)
      await page.locator('#first a, .first a').first().click()
      await page.locator('article.prose').waitFor()
    },
    async 'signing in by e-mail is answered'(page) {
      await page.goto(`${at}/en/sign-in/`)
      await page.locator('#email').fill('anna.nowak@example.com')
      await page.locator('form.write button').click()
      await page.waitForURL(`${at}/en/sign-in/?state=sent`)
    },
    async 'the widget’s frame suggests articles and shows one'(page) {
      await page.goto(`${at}/en/widget/`)
      await page.locator('[data-list] a').first().click()
      await page.locator('[data-article] article').waitFor()
    },
    async 'an admin joins, enters every room, signs out, and in again to where they were going'(page) {
      const said = run('staff.ts', 'invite', 'ola@example.com', '--role', 'admin')
      const link = /https?:\/\/\S+/.exec(said)?.[0] ?? ''
      assert.ok(link.startsWith(`${at}/staff/join/`), link)
      await page.goto(link)
      await page.getByLabel('Your name').fill('Ola')
      await page.getByLabel('Password').fill('four calm words here')
      await page.getByRole('button', { name: 'Join' }).click()
      await page.waitForURL(/\/help\/staff\/(desk|gaps)\//)
      await page.locator('.nav a').first().waitFor()
      const rooms = await page
        .locator('.nav a')
        .evaluateAll((links) => links.map((one) => (one as HTMLAnchorElement).href))
      assert.ok(rooms.length >= 6)
      for (const room of rooms) {
        await page.goto(room)
        await page.locator('.nav a[aria-current]').first().waitFor()
      }
      await page.goto(`${at}/staff/articles/`)
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.waitForURL(`${at}/staff/sign-in/`)
      await page.goto(`${at}/staff/coverage/`)
      await page.waitForURL(`${at}/staff/sign-in/?return=**`)
      await page.getByLabel('E-mail').fill('ola@example.com')
      await page.getByLabel('Password').fill('four calm words here')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.waitForURL(`${at}/staff/coverage/`)
    },
  }
}
