import { expect, test } from '@playwright/test'
import { staticHost } from '#tests/support/static-host.ts'

const shelves = 'section.shelf h3'

test('on a static host the module asks the API and puts the shelves in order', async ({ page }) => {
  const host = await staticHost({ api: true })
  try {
    await page.goto(`${host.url}/en/`)
    const usual = await page.locator(shelves).allTextContents()
    // A link counts as long as the reader stays, though a static host keeps nothing.
    await page.goto(`${host.url}/en/?for=traveller`)
    await expect(page.getByText('Shown first for')).toBeVisible()
    await page.locator(`${shelves} a`).first().click()
    await expect(page).toHaveURL(/\/en\/travel\/\?for=traveller$/)
    await expect(page.getByText('Shown first for')).toBeVisible()
    await page.goto(`${host.url}/en/`)
    const status = await page.evaluate(async () => {
      const headers = { 'Content-Type': 'application/json' }
      return (await fetch('/api/choice', { method: 'PUT', headers, body: '{"segment":"traveller"}' })).status
    })
    expect(status).toBe(200)
    await page.reload()
    await expect(page.getByText('Shown first for')).toBeVisible()
    const now = await page.locator(shelves).allTextContents()
    expect(now[0]).toContain('Travel')
    expect(now.toSorted()).toEqual(usual.toSorted())
  } finally {
    await host.close()
  }
})

test('with the API away the page is whole: every shelf, search by Pagefind, the channels', async ({
  page,
}) => {
  const host = await staticHost({ api: false })
  try {
    await page.goto(`${host.url}/en/`)
    await expect(page.locator(shelves)).toHaveCount(8)
    await expect(page.getByRole('heading', { name: 'Still stuck?' })).toBeVisible()
    await page.goto(`${host.url}/en/search/?q=${encodeURIComponent('how do I freeze my card please')}`)
    await expect(page.locator('.hits a').filter({ hasText: 'Freeze' }).first()).toBeVisible({
      timeout: 15_000,
    })
    await page.goto(`${host.url}/tr/cards/freeze-a-card/`)
    await expect(page.locator('article.prose')).toBeVisible()
    await expect(page.locator('section.stuck li').first()).toBeVisible()
  } finally {
    await host.close()
  }
})

test('programs read the library: feeds, articles as Markdown, one list of all, and whom to tell of a weakness', async ({
  request,
}) => {
  const host = await staticHost({ api: false })
  const read = async (path: string) => {
    const answer = await request.get(host.url + path)
    expect(answer.status(), path).toBe(200)
    return answer.text()
  }
  try {
    const feed = await read('/tr/cards/feed.xml')
    expect(feed).toMatch(/^<\?xml [^>]*\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom" xml:lang="tr">/)
    expect(feed).toContain('/tr/cards/freeze-a-card/')
    const days = [...feed.matchAll(/<updated>(\S+?)<\/updated>/g)].map((day) => day[1]!)
    expect(days).toEqual(days.toSorted().reverse())
    const listed = [...(await read('/llms.txt')).matchAll(/\]\((\S+?)\)/g)].map(
      ([, url = '']) => new URL(url).pathname,
    )
    expect(listed).toContain('/en/cards/freeze-a-card.md')
    expect(listed).toContain('/pl/cards/freeze-a-card.md')
    const article = await read('/en/cards/order-a-card.md')
    expect(article).toMatch(/^# Order a card\n\n> /)
    expect(article).not.toMatch(/<\/?[A-Z]/)
    expect(await read('/pl/opensearch.xml')).toContain('/pl/search/?q={searchTerms}')
    expect(await read('/.well-known/security.txt')).toMatch(/^Contact: mailto:\S+\nExpires: \d{4}-/)
  } finally {
    await host.close()
  }
})

test('an API that never answers gives way to the index beside the site, while typing and for the results', async ({
  page,
}) => {
  const host = await staticHost({ api: true })
  try {
    await page.route('**/api/search?**', () => {})
    await page.goto(`${host.url}/en/`)
    await page.locator('.find input[name=q]').first().click()
    await page.keyboard.type('freeze my card')
    await expect(page.getByRole('option').first()).toBeVisible({ timeout: 15_000 })
    await page.goto(`${host.url}/en/search/?q=freeze+my+card`)
    await expect(page.locator('.hits a').first()).toBeVisible({ timeout: 15_000 })
  } finally {
    await host.close()
  }
})
