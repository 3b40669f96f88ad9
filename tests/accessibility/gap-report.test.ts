import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { htmlReport } from '#scripts/report/html/page.ts'
import { largeReport, report } from '#tests/scripts/report/example-report.ts'
import { faultsOn } from '#tests/support/axe.ts'

const every = process.env['KINDRED_AXE'] === 'every'

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of every ? [390, 1440] : [colorScheme === 'light' ? 390 : 1440]) {
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
          expect(await faultsOn(page)).toEqual([])
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

test('on a phone nothing of the report scrolls sideways, and on wide screens maps are pictures', async ({
  page,
}, info) => {
  const file = info.outputPath('index.html')
  writeFileSync(file, htmlReport(largeReport(60)))
  for (const [width, pictures, words] of [
    [390, 0, 2],
    [768, 0, 2],
    [1440, 2, 0],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`file://${file}`)
    await expect(page.locator('.heat:visible')).toHaveCount(pictures)
    await expect(page.locator('.narrow:visible')).toHaveCount(words)
    const scrolling = await page.evaluate(
      () =>
        [...document.querySelectorAll('main *')].filter(
          (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'auto',
        ).length,
    )
    expect(scrolling).toBe(0)
  }
})

test('a figure of a card says on hover what it means, with nothing of it cut off', async ({ page }, info) => {
  const file = info.outputPath('index.html')
  writeFileSync(file, htmlReport(largeReport(60)))
  await page.goto(`file://${file}`)
  for (const gap of ['#gap-g2', '#gap-g60']) {
    const term = page.locator(`${gap} .w-likeness`)
    const shown = () => term.evaluate((one) => getComputedStyle(one, '::after').content)
    expect(await shown()).toBe('none')
    await term.hover()
    expect(await shown()).toContain('0 is nothing, 1 the same words')
  }
})

/** Sheets of A4. */
async function sheets(page: import('@playwright/test').Page): Promise<number> {
  const pdf = await page.pdf({ format: 'A4', printBackground: true })
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
}

test('a hundred gaps are printed on a few sheets, and a choice is printed as it is chosen', async ({
  page,
}, info) => {
  const file = info.outputPath('index.html')
  writeFileSync(file, htmlReport(largeReport(104)))
  await page.goto(`file://${file}`)
  const all = await sheets(page)
  expect(all).toBeGreaterThan(6)
  expect(all).toBeLessThanOrEqual(20)
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.gap:visible')).toHaveCount(12)
  await expect(page.locator('.paper:visible')).toHaveCount(1)
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('radio', { name: /^There is an article and it does not help/ }).check()
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.gap:visible')).toHaveCount(12)
  await expect(page.locator('.gap:visible .note').first()).toContainText('There is an article')
  await expect(page.locator('.filters label:visible')).toHaveText(/^There is an article/)
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('radio', { name: /^Answered, but not for those who ask/ }).check()
  await page.getByRole('radio', { name: /^Student/ }).check()
  const fitting = await page.locator('.gaps tbody tr:not(.cut):visible').count()
  expect(fitting).toBeGreaterThan(3)
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.gap:visible')).toHaveCount(Math.min(12, fitting))
})
