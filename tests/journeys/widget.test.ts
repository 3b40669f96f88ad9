import { createServer } from 'node:http'
import { expect, test } from '@playwright/test'
import { command } from '#tests/support/command.ts'
import { demo, product } from '#tests/support/demo.ts'

// As browsers that block third-party cookies do.
test.use({
  launchOptions: {
    ...(process.env['CHROMIUM_PATH'] ? { executablePath: process.env['CHROMIUM_PATH'] } : {}),
    args: ['--test-third-party-cookie-phaseout'],
  },
})

/** The product's own page: it loads the widget as our documentation says, under a policy of its own. */
const productPage = `<!doctype html><html lang="en"><title>Marlin</title><h1>Your travel card</h1>
<button id="own">Ask about this card</button><p><a href="#x">Another link</a></p>
<script src="/app.js"></script><script async src="${demo.url}/widget.js"></script>`
const productScript = `window.Kindred ||= function () { (Kindred.q ||= []).push(arguments) }
window.happened = []
Kindred('init')
for (const event of ['open', 'close', 'read', 'sent', 'refused']) Kindred('on', event, (what) => happened.push(what ? event + ' ' + what : event))
document.querySelector('#own').addEventListener('click', () => Kindred('open'))`
const policy = `default-src 'self'; script-src 'self' ${demo.url}; frame-src ${demo.url}; style-src 'self'`

test('a product shows help in a frame: ordered for its customer, without a cookie, by keyboard', async ({
  page,
}) => {
  const host = createServer(({ url }, answer) => {
    const isScript = url === '/app.js'
    answer.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    answer.setHeader('content-security-policy', policy).end(isScript ? productScript : productPage)
  }).listen(Number(new URL(product).port))
  const { output } = command('scripts/token.ts', '--sub', 'm-traveller', '--trait', 'trips_90d=4')
  const sent: string[] = []
  page.on('request', async (request) => {
    if (request.url().startsWith(`${demo.url}/api/`)) sent.push((await request.allHeaders())['cookie'] ?? '')
  })
  const refused: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text())
  })
  try {
    // Somebody who chose an order on the help centre itself has a cookie there.
    await page.goto(`${demo.url}/en/`)
    await page.request.put(`${demo.url}/api/choice`, {
      data: { segment: 'business' },
      headers: { Origin: demo.url },
    })
    await page.goto(`${product}/travel/trips`)
    await page.evaluate((token) => window.Kindred('identify', token), output.trim())
    const own = page.getByRole('button', { name: 'Ask about this card' })
    await own.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Help' })
    await expect(dialog).toBeVisible()
    const help = page.frameLocator('iframe')
    const box = help.getByRole('searchbox', { name: 'Search help' })
    await expect(box).toBeFocused()
    const items = help.locator('[data-list] li')
    await expect(items.first().locator('a')).toHaveAttribute('href', /\/en\/travel\//)
    await expect(items.first().locator('.note')).toContainText(/travellers/i)
    expect(sent.filter(Boolean)).toEqual([])

    // However long somebody presses Tab, nothing of the product behind the dialog has the focus.
    for (let presses = 0; presses < 20; presses++) {
      await page.keyboard.press('Tab')
      expect(await page.locator('a:focus, h1:focus, #own:focus').count()).toBe(0)
    }
    // A frame of another site has the focus a moment after it was asked for; what is typed before is lost.
    await expect(async () => {
      await box.fill('freeze my card')
      await expect(box).toHaveValue('freeze my card', { timeout: 500 })
    }).toPass()
    await box.press('Enter')
    await help.getByRole('link', { name: 'Freeze or unfreeze a card' }).press('Enter')
    await expect(help.getByRole('heading', { name: 'Freeze or unfreeze a card' })).toBeFocused()
    await expect(help.locator('article.prose')).toContainText('Freeze')

    await help.getByRole('button', { name: 'Write to us' }).press('Enter')
    await help.getByLabel('What do you need?').fill('My card is frozen and I cannot thaw it')
    await help.getByLabel('Your e-mail address').fill('m@example.com')
    await help.getByRole('button', { name: 'Send', exact: true }).press('Enter')
    await expect(help.getByRole('heading', { name: 'Your message is on its way' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(own).toBeFocused()
    expect(await page.evaluate(() => window.happened)).toEqual([
      'open',
      'read cards/freeze-a-card',
      'sent',
      'close',
    ])
    expect(refused).toEqual([])

    // Of the same machine, but not the origin that may.
    await page.goto(`${product.replace('localhost', '127.0.0.1')}/`)
    await page.getByRole('button', { name: 'Help', exact: true }).click()
    await expect.poll(() => refused.join()).toContain('frame-ancestors')
  } finally {
    host.close()
  }
})

declare global {
  interface Window {
    Kindred(...command: unknown[]): void
    readonly happened: readonly string[]
  }
}
