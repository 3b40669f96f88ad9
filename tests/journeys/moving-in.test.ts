import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { faultsOn } from '#tests/support/axe.ts'
import { demo } from '#tests/support/demo.ts'

/** A company begins: `npm run init`, then articles with everything that can be written, then `npm start`. */
const folder = mkdtempSync(join(tmpdir(), 'kindred-moving-in-'))
const url = `http://127.0.0.1:${demo.port + 2}`
const environment = {
  ...process.env,
  ...{ PORT: String(demo.port + 2), HOST: '127.0.0.1', KINDRED_ORIGIN: url },
  ...{ KINDRED_CONTENT: join(folder, 'help'), KINDRED_DATA: join(folder, 'data') },
}
const oneWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
let stop: () => Promise<void> = async () => {}

test.beforeAll(async () => {
  test.setTimeout(300_000)
  done(
    'scripts/init.ts',
    join(folder, 'help'),
    '--name',
    'Acme',
    '--locales',
    'en,fa',
    '--email',
    'help@acme.example',
  )
  cpSync(join(demo.root, 'tests', 'fixtures', 'everything'), join(folder, 'help'), { recursive: true })
  appendFileSync(
    join(folder, 'help', 'categories.yaml'),
    `- id: one-word\n  label: { en: ${oneWord}, fa: ${oneWord} }\n`,
  )
  done('scripts/start.ts')
  const server = spawn(process.execPath, ['api/server.ts'], {
    cwd: demo.root,
    env: environment,
    stdio: 'ignore',
  })
  stop = async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await ended
  }
  while (!(await answers(`${url}/readyz`))) await pause(100)
})
test.afterAll(async () => {
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a new company has its first page in a browser after npm run init and npm start, its own words in it', async ({
  page,
}) => {
  await page.goto(`${url}/`)
  await expect(page).toHaveURL(`${url}/en/`)
  await expect(page).toHaveTitle(/Acme/)
  await page.getByRole('link', { name: 'Sign in, and what to do when you cannot' }).first().click()
  await expect(page.locator('article.prose')).toContainText('write to help@acme.example')
  const definition = page.getByText('A program that keeps your passwords')
  await expect(definition).toBeHidden()
  await page.getByRole('button', { name: 'password manager' }).click()
  await expect(definition).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(definition).toBeHidden()
  await page.goto(`${url}/en/search/?q=colleague`)
  await expect(page.getByRole('link', { name: /Add a colleague/ }).first()).toBeVisible()
})

test('everything a writer can write fits the page at every width, keeps to the policy, and passes axe', async ({
  page,
}) => {
  const refused: string[] = []
  page.on('console', (message) => {
    if (/content security|refused/i.test(message.text())) refused.push(message.text())
  })
  for (const [article, colorScheme] of [
    ['en/getting-started/everything/', 'light'],
    ['en/getting-started/everything-with-components/', 'dark'],
    ['fa/getting-started/everything/', 'light'],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto(`${url}/${article}`)
    for (const width of [320, 390, 768, 1200]) {
      await page.setViewportSize({ width, height: 900 })
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(beyond, `${article} at ${width} px`).toBeLessThanOrEqual(0)
    }
    expect(await faultsOn(page), `${article}, ${colorScheme}`).toEqual([])
  }
  expect(refused).toEqual([])
})

test('no page scrolls sideways for a name of one long word, wherever it is listed', async ({ page }) => {
  for (const width of [320, 390, 768, 1200]) {
    await page.setViewportSize({ width, height: 900 })
    for (const path of ['', 'one-word/', 'one-word/one-word/', 'search/?q=steamboat']) {
      await page.goto(`${url}/en/${path}`)
      await expect(page.getByText(oneWord).first()).toBeAttached()
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        `/en/${path} at ${width} px`,
      ).toBeLessThanOrEqual(0)
    }
  }
})

test('what is written by mistake stops no build: what is not there stands as its words, what is empty draws nothing', async ({
  page,
}) => {
  for (const article of ['slips', 'slips-with-components']) {
    await page.goto(`${url}/en/getting-started/${article}/`)
    const body = page.locator('article.prose')
    await expect(body.locator('.absent')).toHaveText([
      'Gone',
      'Latin',
      'By name',
      'Nowhere',
      'Here',
      'Above',
      'A table',
      'In HTML',
    ])
    await expect(body.getByRole('img')).toHaveCount(1)
    await expect(body.getByRole('radiogroup')).toHaveCount(0)
  }
})

test('HTML of a writer is drawn where it is safe and never runs; a chosen tab stays, a picture grows', async ({
  page,
}) => {
  await page.goto(`${url}/en/getting-started/everything/`)
  const body = page.locator('article.prose')
  await expect(body.locator('kbd').first()).toHaveText('Ctrl')
  await expect(body.locator('details summary')).toHaveText('More about it')
  await expect(body.locator('dt:has-text("Standing order") + dd')).toHaveText('A payment that repeats.')
  await expect(body.getByRole('checkbox', { checked: true })).toHaveCount(1)
  await expect(body.locator('script, iframe, [style], [onclick]')).toHaveCount(0)
  expect((await page.request.get(`${url}/files/en/getting-started/sample.csv`)).status()).toBe(200)

  await page.goto(`${url}/en/getting-started/everything-with-components/`)
  await page.getByRole('radio', { name: 'Android' }).check()
  await page.reload()
  await expect(page.getByText('On Android.')).toBeVisible()
  await expect(page.getByText('On iOS.')).toBeHidden()
  await page.getByRole('button', { name: 'Show larger: A wide picture of a page' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

function done(script: string, ...args: string[]): void {
  const ran = spawnSync(process.execPath, [script, ...args], {
    cwd: demo.root,
    env: environment,
    encoding: 'utf8',
    input: '',
  })
  expect(ran.status, ran.stdout + ran.stderr).toBe(0)
}

const answers = (address: string): Promise<boolean> =>
  fetch(address).then(
    ({ ok }) => ok,
    () => false,
  )
