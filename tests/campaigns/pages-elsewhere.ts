/**
 * `npm run campaign:pages-elsewhere`: the demo's build on a plain static host, its API on another site (localhost and
 * 127.0.0.1, which browsers hold for two), and a browser that does what customers do: says who it is, is named by a token,
 * searches, votes, writes to us, sees what is believed of it and erases it. Every answer has the headers of the build's
 * own `_headers`, so the policy is in force. CHROMIUM_PATH names another browser than Playwright's. Exit 0: all of it
 * works, with no report of the policy and no error in the browser. `npm run campaign:pages-elsewhere -- /help` does it
 * with both of them below a path.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { hostFiles } from '#tests/support/static-host.ts'
import { customerSteps } from './customer-steps.ts'
import { freePort } from './free-port.ts'
import { ready, serve } from './server.ts'

const root = join(import.meta.dirname, '..', '..')
const data = mkdtempSync(join(tmpdir(), 'kindred-elsewhere-'))
const [pagesPort, apiPort] = [await freePort(), await freePort()]
const base = process.argv[2] ?? ''
const pages = `http://localhost:${pagesPort}${base}`
const api = `http://127.0.0.1:${apiPort}${base}`
const settings = {
  KINDRED_CONTENT: join(root, 'content', 'marlin'),
  KINDRED_DATA: data,
  KINDRED_ORIGIN: pages,
  KINDRED_API_ORIGIN: new URL(api).origin,
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

let server: ChildProcess | undefined
run('build.ts')
server = serve(data, apiPort, settings)
await ready(server)
const host = await hostFiles(join(data, 'site', readFileSync(join(data, 'site', 'current'), 'utf8').trim()), {
  port: pagesPort,
  base,
})
const path = process.env['CHROMIUM_PATH']
const browser = await chromium.launch(path ? { executablePath: path } : {})
const complaints: string[] = []
try {
  const page = await (await browser.newContext()).newPage()
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(`${page.url()}: ${line.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  for (const [name, journey] of Object.entries(journeys())) {
    await journey(page)
    console.log(`ok  ${name}`)
  }
  assert.deepEqual(complaints, [])
} finally {
  await browser.close()
  await host.close()
  server?.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true })
}

function journeys(): Record<string, (page: Page) => Promise<void>> {
  const shelves = (page: Page) => page.locator('section.shelf h3').allTextContents()
  let usual: string[] = []
  const customer = customerSteps(pages, api)
  return {
    async 'a customer comes by a token, and is known on the next page'(page) {
      const token = run('token.ts', '--sub', 'customer-1', '--trait', 'plan=business')
      await customer.comeByToken(page, token)
    },
    async 'a question is answered by the API and its first result opened'(page) {
      const asked = page.waitForResponse((answer) => answer.url().startsWith(`${api}/api/search?`))
      await page.goto(`${pages}/en/search/?q=${encodeURIComponent('my card was refused in istanbul')}`)
      assert.equal((await asked).status(), 200)
      const told = page.waitForRequest(`${api}/api/search/steps`)
      await page.locator('.hits[data-search] a').first().click()
      await told
      await page.locator('article.prose').waitFor()
      assert.match((await page.locator('h1').textContent()) ?? '', /declined/)
    },
    'a vote counts': customer.vote,
    'a message is taken, with articles offered before': customer.write,
    async 'About you shows what is believed, and erases it'(page) {
      await page.goto(`${pages}/en/about-you/`)
      await page.locator('#beliefs').getByText('Plan:').waitFor()
      await page.locator('#beliefs').getByText('declined').first().waitFor()
      await page.locator('#beliefs-erase').click()
      await page.locator('#beliefs:empty').waitFor({ state: 'attached' })
      await page.reload()
      await page.locator('#beliefs-status:empty').waitFor({ state: 'attached' })
      assert.equal(await page.locator('#beliefs').getByText('Plan:').count(), 0)
    },
    async 'a reader says who they are, and the shelves follow at once and on the next visit'(page) {
      await page.goto(`${pages}/en/`)
      usual = await shelves(page)
      await page.getByText('I’m here as…').first().click()
      await page.getByRole('radio', { name: 'A traveller', exact: true }).check()
      await page.getByRole('button', { name: 'Use this order' }).click()
      await page.getByText('Shown first for').first().waitFor()
      assert.match((await shelves(page))[0]!, /Travel/)
      await page.goto(`${pages}/en/`)
      await page.getByText('Shown first for').first().waitFor()
    },
    async 'and goes back to the usual order'(page) {
      await page.getByRole('button', { name: 'Show the usual order' }).first().click()
      await page.waitForFunction(
        (first) => document.querySelector('section.shelf h3')?.textContent === first,
        usual[0]!,
      )
    },
    async 'no cookie is one that another site could use'() {
      const cookies = await browser.contexts()[0]!.cookies()
      for (const cookie of cookies) assert.match(cookie.name, /^__Host-visitor/)
      const [one] = cookies.filter(({ name }) => name === '__Host-visitor-apart')
      assert.equal(one?.sameSite ?? 'None', 'None')
    },
    async 'signing in goes on at the API’s own pages'(page) {
      await page.goto(`${pages}/en/sign-in/`)
      await page.locator('#email').fill('anna.nowak@example.com')
      await page.locator('form.write button').click()
      await page.waitForURL(`${api}/en/sign-in/?state=sent`)
    },
  }
}
