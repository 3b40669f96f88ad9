import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from '@playwright/test'
import { demo } from '#tests/support/demo.ts'
import { mailServer } from '#tests/support/mail-server.ts'

/** Rows of app.db as the server has written them. */
function rows(sql: string): Record<string, unknown>[] {
  const db = new DatabaseSync(join(demo.data, 'app.db'), { readOnly: true })
  const found = db.prepare(sql).all()
  db.close()
  return found.map((row) => ({ ...row }))
}

test('a reader who writes to us is shown articles first, and a desk that is away gets it later', async ({
  page,
}) => {
  await page.goto(`${demo.url}/en/cards/card-has-not-arrived/`)
  await page.getByRole('link', { name: 'Send us a message' }).click()
  await expect(page).toHaveURL(/\/en\/contact\/\?from=cards\/card-has-not-arrived/)

  const text = page.getByLabel('What do you need?')
  await text.fill('My new card has not arrived and I need it on Friday')
  const near = page.locator('[data-near] a')
  await expect(near.first()).toBeVisible()
  expect(await near.count()).toBeLessThanOrEqual(3)
  // By keyboard: the suggestions come after the field.
  await text.press('Tab')
  await expect(near.first()).toBeFocused()
  const [opened] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('Enter')])
  await opened.close()
  await expect(page.getByRole('button', { name: 'That answered it' })).toBeVisible()

  // The demo's desk answers nothing at all: the message waits, sealed, and the reader need not.
  await page.getByLabel('Your e-mail address').fill('anna.nowak@example.com')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Your message is on its way' })).toBeVisible()
  await expect.poll(() => rows('SELECT tries FROM outbox').length).toBe(1)
  expect(rows('SELECT text, read, delivered FROM messages')).toEqual([
    {
      text: 'My new card has not arrived and I need it on Friday',
      read: '["cards/card-has-not-arrived"]',
      delivered: null,
    },
  ])
  expect(rows('SELECT opened, answered, sent_at IS NOT NULL AS sent FROM contact_attempts')).toEqual([
    { opened: expect.stringContaining('cards/'), answered: null, sent: 1 },
  ])
  expect(readFileSync(join(demo.data, 'app.db')).includes('anna.nowak@example.com')).toBe(false)
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a message can be sent, and comes back with its text when a field is wrong', async ({ page }) => {
    await page.goto(`${demo.url}/tr/contact/`)
    await page.locator('#text').fill('Kartım hâlâ gelmedi')
    await page.locator('#email').fill('elif@example')
    await page.locator('form.write').getByRole('button').click()
    await expect(page.locator('#text')).toHaveValue('Kartım hâlâ gelmedi')
    await expect(page.locator('[data-wrong]')).toContainText('alanları yeniden kontrol edin')
    await page.locator('#email').fill('elif@example.com')
    await page.locator('form.write').getByRole('button').click()
    await expect(page).toHaveURL(/sent=1/)
    await expect(page.getByRole('heading', { name: 'Mesajınız yola çıktı' })).toBeVisible()
  })
})

test('a customer signs in by a link in a mail, without a password, and out again', async ({ page }) => {
  const mail = await mailServer(demo.port + 1)
  try {
    const [line = ''] = readFileSync('content/marlin/tickets/customers.ndjson', 'utf8').split('\n')
    const { email } = JSON.parse(line) as { email: string }
    await page.goto(`${demo.url}/en/about-you/`)
    await page.getByRole('link', { name: 'Sign in', exact: true }).click()
    await page.getByLabel('Your e-mail address').fill(email)
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible()
    await expect.poll(() => mail.mails.length).toBe(1)
    const text = (mail.mails[0] ?? '').replace(/=\n/g, '').replaceAll('=3D', '=')
    await page.goto(/http\S+sign-in\S+/.exec(text)?.[0] ?? '')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page).toHaveURL(`${demo.url}/en/`)
    await page.goto(`${demo.url}/en/sign-in/`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.goto(`${demo.url}/en/sign-in/`)
    await expect(page.getByLabel('Your e-mail address')).toBeVisible()
  } finally {
    await mail.close()
  }
})
