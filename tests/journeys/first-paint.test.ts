import { expect, test } from '@playwright/test'
import { demo } from '#tests/support/demo.ts'

/** One of each kind that has critical CSS of its own; the last has tables and pictures. */
const pages = [
  '/en/',
  '/en/travel/',
  '/en/search/?q=card',
  '/en/contact/',
  '/en/about-you/',
  '/tr/cards/freeze-a-card/',
  '/en/travel/card-declined-abroad/',
  '/en/?for=traveller',
]

test('the first screen looks the same before the stylesheet is there, on a phone and on a desk', async ({
  browser,
}) => {
  for (const viewport of [
    { width: 360, height: 640 },
    { width: 1440, height: 900 },
  ]) {
    const context = await browser.newContext({ viewport, javaScriptEnabled: false })
    const page = await context.newPage()
    const seen = async (path: string): Promise<Buffer> => {
      await context.clearCookies()
      await page.goto(demo.url + path)
      return page.screenshot()
    }
    const whole = new Map<string, Buffer>()
    for (const path of pages) whole.set(path, await seen(path))
    await page.route('**/*.css', (route) => route.abort())
    for (const path of pages)
      expect((await seen(path)).equals(whole.get(path)!), `${path} at ${viewport.width} px`).toBe(true)
    await context.close()
  }
})

test('an article is painted while its stylesheet is on its way, and what follows it waits for the sheet', async ({
  page,
}) => {
  await page.route('**/*.css', () => {})
  await page.goto(`${demo.url}/en/travel/card-declined-abroad/`, { waitUntil: 'commit' })
  await expect(page.locator('article.prose > p').last()).toBeVisible()
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
  await expect(page.locator('.helped')).toHaveCount(0)
})

test('the article under the pointer is fetched before it is asked for, and is not read by that', async ({
  page,
}) => {
  const browser = await page.context().newCDPSession(page)
  await browser.send('Preload.enable')
  const fetched = new Promise<string>((resolve) => {
    browser.on('Preload.prefetchStatusUpdated', ({ status, prefetchUrl }) => {
      if (status === 'Ready') resolve(prefetchUrl)
    })
  })
  await page.goto(`${demo.url}/en/travel/`)
  await page.locator('.entries a').first().hover()
  expect(new URL(await fetched).pathname).toBe('/en/travel/card-declined-abroad/')
  expect(await page.evaluate(() => sessionStorage.getItem('kindred-read'))).toBeNull()
  await page.locator('.crumbs a').first().click()
  await expect(page.locator('section.shelf').first()).toBeVisible()
  await expect(page.locator('link[rel=stylesheet]')).toHaveCount(1)
  await expect(page.locator('style')).toHaveCount(0)
})
