import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { demo, helpDesk } from '#tests/support/demo.ts'
import { inviteStaff } from '#tests/support/staff.ts'

interface Customer {
  email: string
  locale: string
  traits: Record<string, unknown>
}

const customers = readFileSync(join(demo.root, 'content/marlin/tickets/customers.ndjson'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Customer)

test('an agent joins by a link, looks a customer up, finds the article and copies a link in their language', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demo.url })
  const { email, password } = await inviteStaff(page, 'agent')
  await page
    .getByRole('button', { name: 'Sign out' })
    .or(page.getByRole('link', { name: 'Sign out' }))
    .first()
    .click()
  await page.waitForURL(/\/staff\/sign-in\//)
  // Somebody who opened a link signs in first, and goes on to where it leads.
  await page.goto(`${demo.url}/staff/account/`)
  await page.waitForURL(/\/staff\/sign-in\/\?return=/)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/staff\/account\//)
  await page.goto(`${demo.url}/staff/desk/`)

  const customer = customers.find(
    ({ locale, traits }) => locale === 'tr' && Number(traits['trips_90d'] ?? 0) >= 3,
  )
  expect(customer).toBeTruthy()
  await page
    .getByLabel('What the customer wrote')
    .fill('Merhaba, kartım yurt dışında reddedildi, ne yapmalıyım?')
  await page.getByLabel(/Customer’s e-mail address or number/).fill(customer?.email ?? '')
  await page.getByRole('button', { name: 'Find articles' }).click()
  await expect(page.locator('#customer')).toContainText(/Traveller/i)
  const first = page.locator('#articles li').first()
  await expect(first.locator('h3')).toContainText('reddedil')
  await expect(first).toContainText('can open it')
  await first.getByRole('button', { name: /Copy link/ }).click()
  await expect(page.locator('#copied')).toContainText('Copied the link')
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(/\/tr\/travel\/card-declined-abroad\//)

  await page.getByRole('button', { name: 'None of these answers it' }).click()
  await expect(page.locator('#articles')).toContainText('Noted')
})

test('an agent has no way to the gaps', async ({ page }) => {
  await inviteStaff(page, 'agent')
  const answer = await page.request.get(`${demo.url}/api/staff/gaps`)
  expect(answer.status()).toBe(403)
})

test('what is on the desk is for one ticket and one customer, and what is copied is recorded for that customer', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demo.url })
  await inviteStaff(page, 'agent')
  const [first, second] = customers
  const who = page.getByLabel(/Customer’s e-mail address or number/)
  const ticket = page.getByLabel('What the customer wrote')
  await expect(ticket).toBeFocused()
  await ticket.fill('My card was declined abroad')
  await who.fill(first!.email)
  await page.keyboard.press('Enter')
  await expect(page.locator('#articles li h3').first()).toBeVisible()

  // Somebody else without a ticket: nothing of the ticket before may be copied for them.
  await ticket.fill('')
  await who.fill(second!.email)
  await who.press('Enter')
  await expect(page.getByRole('heading', { name: 'What we know' })).toBeVisible()
  await expect(page.locator('#articles li')).toHaveCount(0)

  // A mistyped address does not hide the articles, and shows nobody else.
  await who.fill('tess@example,com')
  await ticket.fill('My card was declined abroad')
  await ticket.press('Control+Enter')
  await expect(page.locator('#articles li h3').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'What we know' })).toHaveCount(0)
  await expect(page.locator('#customer')).toContainText('e-mail address such as')
  const recorded = page.waitForRequest(/\/api\/staff\/links/)
  await page.getByRole('heading', { name: 'Answer a ticket' }).click()
  await page.keyboard.press('1')
  expect((await recorded).postDataJSON()).not.toHaveProperty('customer')
  await expect(page.locator('#copied')).toContainText('Copied the link')
})

test('the desk works in the frame of a help desk on another site, and of no other page', async ({
  browser,
}) => {
  const agent = await (await browser.newContext()).newPage()
  const { email, password } = await inviteStaff(agent, 'agent')
  const page = await (await browser.newContext()).newPage()
  const host = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html').end(`<iframe src="${demo.url}/staff/desk/embed/"></iframe>`)
  }).listen(Number(new URL(helpDesk).port))
  try {
    await page.goto(`${helpDesk.replace('localhost', '127.0.0.1')}/`)
    await expect(page.frameLocator('iframe').getByRole('heading', { name: 'Sign in' })).toHaveCount(0)

    await page.goto(`${helpDesk}/`)
    const desk = page.frameLocator('iframe')
    await desk.getByRole('textbox', { name: 'E-mail address', exact: true }).fill(email)
    await desk.getByLabel('Password').fill(password)
    await desk.getByRole('button', { name: 'Sign in' }).click()
    await expect(desk.getByRole('heading', { name: 'Articles for this ticket' })).toBeVisible()
    await page.evaluate((origin) => {
      const ticket = { kindred: 'ticket', who: '', text: 'How do I freeze my card? I cannot find it.' }
      document.querySelector('iframe')?.contentWindow?.postMessage(ticket, origin)
    }, demo.url)
    await expect(desk.locator('#articles li').first()).toContainText('Freeze or unfreeze a card')
    await page.reload()
    await expect(desk.getByRole('heading', { name: 'Articles for this ticket' })).toBeVisible()
  } finally {
    host.close()
  }
})
