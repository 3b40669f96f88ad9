import { expect, test } from '@playwright/test'
import { demo } from '#tests/support/demo.ts'

test.describe('a customer', () => {
  test('says who they are, finds an answer, reads it and says that it helped', async ({ page }) => {
    await page.goto(`${demo.url}/en/`)
    const shelves = page.locator('section.shelf h3')
    const usual = await shelves.allTextContents()
    await page.getByText('I’m here as…').first().click()
    await page.getByRole('radio', { name: 'A traveller', exact: true }).check()
    await page.getByRole('button', { name: 'Use this order' }).click()
    await expect(page.getByText('Shown first for')).toBeVisible()
    const now = await shelves.allTextContents()
    expect(now).not.toEqual(usual)
    expect(now.toSorted()).toEqual(usual.toSorted())
    expect(now[0]).toContain('Travel')

    await page
      .getByRole('searchbox')
      .or(page.getByRole('combobox'))
      .first()
      .fill('my card was refused in istanbul')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/en\/search\//)
    const first = page.locator('.hits a').first()
    await expect(first).toContainText('declined')
    await first.click()
    await expect(page.locator('h1')).toContainText('declined')

    await page.getByRole('button', { name: 'Yes' }).click()
    await expect(page.getByText('Thank you.')).toBeVisible()
  })

  test('gets an article in five requests: itself, one style, one script, the rules for fetching ahead and the icon', async ({
    page,
  }) => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(`${demo.url}/en/cards/freeze-a-card/`, { waitUntil: 'networkidle' })
    const kinds = asked.map((path) => (path.endsWith('/') ? 'page' : path.split('.').at(-1)))
    // A browser without a window may leave the icon out.
    const icon = kinds.includes('svg') ? ['svg'] : []
    expect(kinds.toSorted()).toEqual(['css', 'js', 'json', 'page', ...icon])
  })

  test('goes back to the usual order with one press, and it is remembered', async ({ page }) => {
    await page.goto(`${demo.url}/en/`)
    const usual = await page.locator('section.shelf h3').allTextContents()
    await page.request.put(`${demo.url}/api/choice`, {
      data: { segment: 'business' },
      headers: { Origin: demo.url },
    })
    await page.reload()
    expect(await page.locator('section.shelf h3').allTextContents()).not.toEqual(usual)
    await page
      .getByRole('button', { name: 'Show the usual order' })
      .or(page.getByRole('link', { name: 'Show the usual order' }))
      .first()
      .click()
    await expect.poll(() => page.locator('section.shelf h3').allTextContents()).toEqual(usual)
    await page.reload()
    expect(await page.locator('section.shelf h3').allTextContents()).toEqual(usual)
  })

  test('gets suggestions while typing, by keyboard alone', async ({ page }) => {
    await page.goto(`${demo.url}/en/cards/freeze-a-card/`)
    await page.keyboard.press('Control+k')
    const box = page.getByRole('combobox')
    await expect(box).toBeFocused()
    await page.keyboard.type('forgot my passcode')
    await expect(page.getByRole('option').first()).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await expect(box).toHaveAttribute('aria-activedescendant', /.+/)
    await expect(box).toBeFocused()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/en\/security\/forgotten-passcode\//)
  })

  test('reads the passage for travellers, and can see the one for everyone', async ({ page }) => {
    await page.goto(`${demo.url}/en/`)
    await page.request.put(`${demo.url}/api/choice`, {
      data: { segment: 'traveller' },
      headers: { Origin: demo.url },
    })
    await page.goto(`${demo.url}/en/travel/card-declined-abroad/`)
    const theirs = page.locator('section.for.kin')
    await expect(theirs).toBeVisible()
    await theirs.getByText('version for everyone').click()
    await expect(page.locator('section.for[data-for="everyone"]')).toBeVisible()
    await expect(theirs).toBeHidden()
  })

  test('stays on the same article when changing the language, translated or not', async ({ page }) => {
    await page.goto(`${demo.url}/en/cards/freeze-a-card/`)
    await page
      .getByRole('navigation', { name: 'Language' })
      .getByRole('link', { name: /Türkçe|TR/ })
      .click()
    await page.waitForURL(/\/tr\/cards\/freeze-a-card\//)
    await expect(page.locator('html')).toHaveAttribute('lang', 'tr')
    await page.goto(`${demo.url}/tr/cards/virtual-cards/`)
    await expect(page.locator('article.prose')).toHaveAttribute('lang', 'en')
  })
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('the order is right, search answers and a vote counts', async ({ page }) => {
    await page.goto(`${demo.url}/en/`)
    await page.getByText('I’m here as…').first().click()
    await page.getByRole('radio', { name: 'A traveller', exact: true }).check()
    await page.getByRole('button', { name: 'Use this order' }).click()
    await expect(page.getByText('Shown first for')).toBeVisible()
    await expect(page.locator('section.shelf h3').first()).toContainText('Travel')
    await page.goto(`${demo.url}/en/search/?q=${encodeURIComponent('how do I change my pin')}`)
    await expect(page.locator('.hits a').first()).toContainText('PIN')
    await page.goto(`${demo.url}/en/cards/change-your-pin/`)
    await page.getByRole('button', { name: 'Yes' }).click()
    await expect(page).toHaveURL(/voted=1/)
    await expect(page.getByText(/thank/i).first()).toBeVisible()
  })
})

test.describe('at first paint', () => {
  for (const javaScriptEnabled of [true, false]) {
    test(`no link moves afterwards ${javaScriptEnabled ? 'with' : 'without'} script`, async ({ browser }) => {
      const context = await browser.newContext({ javaScriptEnabled })
      const page = await context.newPage()
      await page.goto(`${demo.url}/en/`)
      await page.request.put(`${demo.url}/api/choice`, {
        data: { segment: 'traveller' },
        headers: { Origin: demo.url },
      })
      const response = await page.goto(`${demo.url}/en/`, { waitUntil: 'commit' })
      const html = (await response?.text()) ?? ''
      const inHtml = [...html.matchAll(/<h3 id="[^"]*"><a href="(\/en\/[^/]+\/)"/g)].map((match) => match[1])
      await page.waitForLoadState('networkidle')
      const places = () =>
        page
          .locator('main a:visible')
          .evaluateAll((links) =>
            links.map((a) => `${a.getAttribute('href')} ${Math.round(a.getBoundingClientRect().top)}`),
          )
      const onPage = await page
        .locator('section.shelf h3 a')
        .evaluateAll((links) => links.map((a) => a.getAttribute('href')))
      expect(onPage).toEqual(inHtml)
      expect(onPage[0]).toBe('/en/travel/')
      const before = await places()
      await page.waitForTimeout(700)
      expect(await places()).toEqual(before)
      await context.close()
    })
  }
})
