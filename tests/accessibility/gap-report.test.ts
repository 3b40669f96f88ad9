import { writeFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { htmlReport } from '#scripts/reporters/html.ts'
import { largeReport, report } from '#tests/scripts/reporters/example-report.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1440]) {
    test.describe(`the gap report in ${colorScheme} colours, ${width} pixels wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } })

      for (const [name, made] of [
        ['many gaps, some with charts', largeReport(27)],
        ['one gap', largeReport(1)],
        ['none', report([])],
      ] as const) {
        test(`axe finds nothing wrong with ${name}, and nothing is cut off`, async ({ page }, info) => {
          const file = info.outputPath('index.html')
          writeFileSync(file, htmlReport(made))
          await page.goto(`file://${file}`)
          const { violations } = await new AxeBuilder({ page }).analyze()
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
          const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
          expect(over).toBeLessThanOrEqual(0)
          // What a gap holds beyond its edge would not even be painted.
          const cut = await page.evaluate(() =>
            [...document.querySelectorAll<HTMLElement>('.gap')]
              .filter((gap) => {
                gap.style.contentVisibility = 'visible'
                return gap.scrollWidth > gap.clientWidth + 1
              })
              .map(({ id }) => id),
          )
          expect(cut).toEqual([])
          expect((await page.locator('.top').boundingBox())?.y).toBe(0)
        })
      }

      test('a column says on press what it means, and a choice leaves only its gaps', async ({
        page,
      }, info) => {
        const file = info.outputPath('index.html')
        writeFileSync(file, htmlReport(largeReport(40)))
        await page.goto(`file://${file}`)
        await page.getByRole('button', { name: 'Who asks more' }).press('Enter')
        await expect(page.locator('#why-who')).toBeVisible()
        await page.keyboard.press('Escape')
        await expect(page.locator('#why-who')).toBeHidden()
        await page.getByRole('radio', { name: /^Answered, but not for those who ask/ }).check()
        await expect(page.locator('.gaps tbody tr:visible .kind').first()).toHaveText(
          'Answered, but not for those who ask',
        )
        expect(new Set(await page.locator('.gaps tbody tr:visible .kind').allTextContents()).size).toBe(1)
      })
    })
  }
}
