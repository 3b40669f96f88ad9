import { expect, test } from '@playwright/test'
import { faultsInBothSchemes } from '#tests/support/axe.ts'
import { demo } from '#tests/support/demo.ts'
import { inviteStaff } from '#tests/support/staff.ts'

/** Every page of the sitemap instead of one of each kind: `npm run campaign:axe`. */
const everyPage = process.env['KINDRED_AXE'] === 'every'

const kinds = [
  '/',
  '/cards/',
  '/cards/freeze-a-card/',
  '/travel/card-declined-abroad/',
  '/payments/refund-not-showing-up/',
  '/search/?q=card',
  '/search/?q=zzzzqqqq',
  '/about-you/',
  '/contact/',
  '/sign-in/',
  '/for/traveller/',
  '/widget/',
  '/no-such-page/',
]
const staffPages = [
  '/staff/desk/',
  '/staff/gaps/',
  '/staff/inbox/',
  '/staff/coverage/',
  '/staff/insights/',
  '/staff/segments/?id=traveller',
  '/staff/account/',
  '/staff/audit/',
  '/staff/articles/',
  '/staff/articles/edit/?article=cards/freeze-a-card&locale=en',
]

for (const locale of ['en', 'tr', 'pl']) {
  test(`axe finds nothing wrong on any kind of page in "${locale}"`, async ({ page }) => {
    test.setTimeout(180_000)
    for (const kind of kinds) await expectClean(page, `/${locale}${kind === '/' ? '/' : kind}`)
  })
}

test('axe finds nothing wrong on the home page of a traveller', async ({ page }) => {
  await page.goto(`${demo.url}/en/`)
  await page.request.put(`${demo.url}/api/choice`, {
    data: { segment: 'traveller' },
    headers: { Origin: demo.url },
  })
  await expectClean(page, '/en/')
  await expectClean(page, '/en/travel/')
  await expectClean(page, '/en/travel/card-declined-abroad/')
})

test('axe finds nothing wrong in the staff area', async ({ page }) => {
  test.setTimeout(180_000)
  await expectClean(page, '/staff/sign-in/')
  await inviteStaff(page, 'admin')
  for (const path of staffPages) await expectClean(page, path)
  await page.goto(`${demo.url}/staff/gaps/`)
  const gap = await page.locator('main table th a').first().getAttribute('href')
  await expectClean(page, new URL(gap ?? '', `${demo.url}/staff/gaps/`).href.replace(demo.url, ''))

  await page.goto(`${demo.url}/staff/articles/`)
  await page.locator('[name=article]').first().check()
  await page.getByRole('button', { name: 'Show what changes' }).click()
  await expect(page.locator('#bulk-plan h2')).toBeVisible()
  expect(await faultsInBothSchemes(page), 'a change of many articles').toEqual([])

  await page.goto(`${demo.url}/staff/desk/`)
  await page.locator('textarea[name=text]').fill('My card was declined abroad')
  await page.locator('input[name=who]').fill('tess.traveller@example.com')
  await page.locator('form:has([name=who]) [type=submit]').click()
  const making = page.getByText('Make a link', { exact: true }).first()
  await making.click()
  await expect(page.getByLabel('Address of the article')).toBeVisible()
  expect(await faultsInBothSchemes(page), 'the desk beside a customer').toEqual([])
})

test('a colour that is wrong in dark colours alone is found', async ({ page }) => {
  const wrong = '@media (prefers-color-scheme: dark) { body { background: #111 } p { color: #222 } }'
  await page.setContent(
    `<!doctype html><html lang="en"><title>Page</title><style>${wrong}</style><main><h1>Page</h1><p>Text</p></main></html>`,
  )
  expect(await faultsInBothSchemes(page)).toEqual([
    expect.stringMatching(/^color-contrast: .*, in dark colours$/),
  ])
})

test('axe finds nothing wrong on any page of the sitemap', async ({ page }) => {
  test.skip(!everyPage, 'every page: npm run campaign:axe')
  test.setTimeout(3_600_000)
  const sitemap = await page.request.get(`${demo.url}/sitemap.xml`)
  const pages = [...(await sitemap.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(
    (match) => new URL(match[1] ?? '').pathname,
  )
  expect(pages.length).toBeGreaterThan(100)
  for (const path of pages) await expectClean(page, path)
})

async function expectClean(page: import('@playwright/test').Page, path: string): Promise<void> {
  await page.goto(`${demo.url}${path}`)
  // The staff area shows what it loads when it is there.
  await expect(page.locator('[data-state="loading"]').filter({ visible: true })).toHaveCount(0)
  expect(await page.evaluate(unfilled), `${path}: what a template leaves to be filled in`).toEqual([])
  expect(await page.evaluate(brokenWords), `${path}: cells whose one word stands in several lines`).toEqual(
    [],
  )
  expect((await faultsInBothSchemes(page)).map((fault) => `${path} ${fault}`)).toEqual([])
}

/** `[[name]]`, `[[?name]]` or `[[/name]]` outside of templates, in texts and attributes. */
function unfilled(): string[] {
  const shown = document.documentElement.cloneNode(true) as HTMLElement
  for (const template of shown.querySelectorAll('template')) template.remove()
  return shown.outerHTML.match(/\[\[[?/]?[\w:-]+\]\]/g) ?? []
}

/** Short words and numbers in table cells that are broken, as columns too narrow for a word do. */
function brokenWords(): string[] {
  const text = document.createRange()
  return [...document.querySelectorAll('td, th')].flatMap((cell) => {
    const [only, ...more] = cell.childNodes
    const word = cell.textContent.trim()
    if (only?.nodeType !== Node.TEXT_NODE || more.length > 0 || !/^\S{1,8}$/.test(word)) return []
    text.selectNodeContents(cell)
    return new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size > 1 ? [word] : []
  })
}
