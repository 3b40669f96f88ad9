import { expect, type Page, test } from '@playwright/test'
import { demo } from '#tests/support/demo.ts'

/** Phones, and 400 % zoom of a 1280 × 1024 screen (WCAG 1.4.10). */
const screens = [
  { width: 320, height: 256 },
  { width: 320, height: 640 },
  { width: 360, height: 740 },
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
]

for (const viewport of screens) {
  test(`the open “I’m here as…” menu stays on a screen of ${viewport.width} × ${viewport.height}`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport)
    for (const path of [
      '/en/',
      '/en/?for=business-traveller',
      '/tr/?for=business-traveller',
      '/pl/travel/?for=business-traveller',
    ]) {
      await page.goto(`${demo.url}${path}`)
      await page.locator('details.as > summary').click()
      const { left, right, wide } = await measure(page)
      expect(left, path).toBeGreaterThanOrEqual(0)
      expect(right, path).toBeLessThanOrEqual(viewport.width)
      expect(wide, path).toBeLessThanOrEqual(viewport.width)
    }
  })
}

test('the menu closes on Escape, which gives the focus back, and on a press outside', async ({ page }) => {
  await page.goto(`${demo.url}/en/?for=traveller`)
  const menu = page.locator('details.as')
  const summary = menu.locator('summary')
  await summary.click()
  await expect(menu).toHaveAttribute('open')
  await page.keyboard.press('Escape')
  await expect(menu).not.toHaveAttribute('open')
  await expect(summary).toBeFocused()
  await summary.click()
  await menu.getByRole('radio').first().check()
  await expect(menu).toHaveAttribute('open')
  await page.mouse.click(5, 5)
  await expect(menu).not.toHaveAttribute('open')
})

/** Edges of the open menu and the width of the whole page, in CSS pixels. */
function measure(page: Page): Promise<{ left: number; right: number; wide: number }> {
  return page.locator('details.as .menu').evaluate((menu) => {
    const { left, right } = menu.getBoundingClientRect()
    return { left, right, wide: document.documentElement.scrollWidth }
  })
}
