import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { command } from '#tests/support/command.ts'
import { demo } from '#tests/support/demo.ts'
import { inviteStaff } from '#tests/support/staff.ts'
import { staticHost } from '#tests/support/static-host.ts'

interface Stored {
  readonly shown: number
  readonly opened: string | null
  readonly opened_rank: number | null
  readonly refined: number
}

/** What the server has written down of the searches for these words, the newest first. */
function allStored(query: string): Stored[] {
  const db = new DatabaseSync(join(demo.data, 'app.db'), { readOnly: true })
  const columns = 'shown, opened, opened_rank, refined_at IS NOT NULL AS refined'
  const rows = db.prepare(`SELECT ${columns} FROM searches WHERE query = ? ORDER BY id DESC`).all(query)
  db.close()
  return rows.map((row) => ({ ...row }) as unknown as Stored)
}
const stored = (query: string): Stored | undefined => allStored(query)[0]
const left: Stored = { shown: 1, opened: null, opened_rank: null, refined: 0 }

async function search(page: Page, query: string, host: string = demo.url): Promise<void> {
  await page.goto(`${host}/en/search/?q=${encodeURIComponent(query)}`)
  await expect(page.locator('.hits a').first()).toBeVisible()
}

/** Searches whose results a reader sees, as the server knows of them. */
async function searchAndLook(page: Page, query: string, host: string = demo.url): Promise<void> {
  await search(page, query, host)
  await expect.poll(() => stored(query)).toEqual(left)
}

interface Gap {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly languages: Record<string, number>
  readonly asked: Record<string, number>
}
const reported = () =>
  (JSON.parse(readFileSync(join(demo.data, 'report', 'report.json'), 'utf8')) as { gaps: Gap[] }).gaps

test('what readers searched without opening anything is in the next gap report, what they opened is not', async ({
  browser,
  page,
}) => {
  test.setTimeout(240_000)
  const [open, answered] = reported().filter(({ kind, languages }) => kind === 'missing' && languages['en'])
  expect(open && answered, 'two gaps in English').toBeTruthy()
  const readers: BrowserContext[] = []
  const as = async (act: (reader: Page) => Promise<void>) => {
    const context = await browser.newContext()
    readers.push(context)
    await act(await context.newPage())
  }
  for (const query of [open!.title, `${open!.title} please`])
    await as((reader) => searchAndLook(reader, query))
  await as(async (reader) => {
    await searchAndLook(reader, answered!.title)
    await reader.locator('.hits a').first().click()
    await expect(reader.locator('article.prose')).toBeVisible()
    await expect.poll(() => stored(answered!.title)).toMatchObject({ opened_rank: 1 })
  })
  for (const context of readers) await context.close()

  const early = command('scripts/mine.ts')
  expect(early.status, early.output).toBe(0)
  expect(
    reported().some(({ asked }) => asked['unclicked']),
    'a reader has half an hour',
  ).toBe(false)

  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const mined = command('scripts/mine.ts', '--as-of', tomorrow)
  expect(mined.status, mined.output).toBe(0)
  const counted = new Map(reported().map(({ id, asked }) => [id, asked['unclicked']]))
  expect([counted.get(open!.id), counted.get(answered!.id)]).toEqual([2, undefined])
  expect(readFileSync(join(demo.data, 'report', 'index.html'), 'utf8')).toContain(
    '2 searches without a click',
  )
  expect(readFileSync(join(demo.data, 'report', 'report.csv'), 'utf8')).toContain('unclicked 2')

  await inviteStaff(page, 'writer')
  await page.goto(`${demo.url}/staff/gap/?id=${encodeURIComponent(open!.id)}`)
  await expect(page.locator('main')).toContainText('2 searches without a click')
})

test.describe('what becomes of a search is told', () => {
  test('when a result is opened in a new tab, with the place it had', async ({ page, context }) => {
    await searchAndLook(page, 'card lost in the street')
    const opening = context.waitForEvent('page')
    await page
      .locator('.hits li')
      .nth(1)
      .locator('a')
      .click({ modifiers: ['Control'] })
    const article = await opening
    await article.waitForURL(/\/en\/[^/]+\/[^/]+\//)
    const id = new URL(article.url()).pathname.split('/').slice(2, 4).join('/')
    await expect.poll(() => stored('card lost in the street')).toMatchObject({ opened: id, opened_rank: 2 })
  })

  test('when the reader comes back and opens another: it is still the same search', async ({ page }) => {
    await searchAndLook(page, 'transfer to a friend failed')
    await page.reload()
    await page.locator('.hits a').nth(2).click()
    await page.waitForURL(/\/en\/(?!search)/)
    await expect
      .poll(() => allStored('transfer to a friend failed').slice(0, 2))
      .toMatchObject([
        { shown: 0, opened_rank: null },
        { shown: 1, opened_rank: 3 },
      ])
  })

  test('when the reader searches again from the results', async ({ page }) => {
    await searchAndLook(page, 'money gone from account')
    const box = page.locator('#q')
    await box.fill('money taken from my account twice')
    await box.press('Enter')
    await page.waitForURL(/twice/)
    await expect.poll(() => stored('money gone from account')).toMatchObject({ opened: null, refined: 1 })
    await expect.poll(() => stored('money taken from my account twice')).toEqual(left)
  })

  test('when a suggestion under the field is taken instead', async ({ page }) => {
    await searchAndLook(page, 'secret number of my account')
    await page.locator('#q').fill('forgot my passcode')
    await expect(page.getByRole('option').first()).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/en\/security\/forgotten-passcode\//)
    await expect
      .poll(() => stored('secret number of my account'))
      .toMatchObject({ opened: 'security/forgotten-passcode', opened_rank: 1 })
  })

  test('on a static host in front of the API', async ({ page }) => {
    const host = await staticHost({ api: true })
    try {
      await searchAndLook(page, 'how to freeze on a static host', host.url)
      await page.locator('.hits a').first().click()
      await expect.poll(() => stored('how to freeze on a static host')).toMatchObject({ opened_rank: 1 })
    } finally {
      await host.close()
    }
  })
})

test.describe('nothing is told', () => {
  test('with the API away: results of Pagefind open as ever', async ({ page }) => {
    const host = await staticHost({ api: false })
    const told: string[] = []
    page.on('request', (request) => request.url().includes('/steps') && told.push(request.url()))
    try {
      await search(page, 'freeze my card', host.url)
      await page.locator('.hits a').first().click()
      await expect(page.locator('article.prose')).toBeVisible()
      expect(told).toEqual([])
    } finally {
      await host.close()
    }
  })

  test('where it is blocked, and the page works without an error', async ({ page }) => {
    const errors: Error[] = []
    page.on('pageerror', (error) => errors.push(error))
    await page.addInitScript(() => {
      navigator.sendBeacon = () => {
        throw new TypeError('blocked')
      }
    })
    await search(page, 'blocked beacon card')
    await page.locator('.hits a').first().click()
    await expect(page.locator('article.prose')).toBeVisible()
    await expect.poll(() => stored('blocked beacon card')).toEqual({ ...left, shown: 0 })
    expect(errors).toEqual([])
  })
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a search that could not tell of a click does not count as one without', async ({ page }) => {
    await search(page, 'card without script')
    await expect.poll(() => stored('card without script')).toEqual({ ...left, shown: 0 })
  })
})
