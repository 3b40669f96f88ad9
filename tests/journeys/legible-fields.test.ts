import { expect, type Locator, type Page, test } from '@playwright/test'
import { demo } from '#tests/support/demo.ts'
import { inviteStaff } from '#tests/support/staff.ts'

/** WCAG 1.4.3 for text; 1.4.11 for the caret, which is not text. */
const enough = { text: 4.5, placeholder: 4.5, caret: 3 } as const

const publicPages = [
  '/en/',
  '/en/cards/',
  '/en/cards/freeze-a-card/',
  '/en/search/?q=card',
  '/en/search/?q=zzzzqqqq',
  '/en/about-you/',
  '/en/widget/',
  '/en/no-such-page/',
  '/staff/sign-in/',
]
const staffPages = ['/staff/desk/', '/staff/gaps/', '/staff/articles/', '/staff/coverage/', '/staff/account/']

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('what is typed into any public field can be read', async ({ page }) => {
      let fields = 0
      for (const path of publicPages) {
        await page.goto(`${demo.url}${path}`)
        const no = page.getByRole('button', { name: 'No', exact: true })
        if (await no.isVisible()) {
          await no.click()
          await expect(page.getByRole('textbox', { name: /What is missing/ })).toBeVisible()
        }
        fields += await expectLegible(page, path)
      }
      expect(fields).toBeGreaterThan(publicPages.length)
    })

    test('what is typed into any staff field can be read', async ({ page }) => {
      await inviteStaff(page, 'admin')
      await page.goto(`${demo.url}/staff/gaps/`)
      const gap = await page.locator('main table th a').first().getAttribute('href')
      let fields = 0
      for (const path of [...staffPages, new URL(gap ?? '', `${demo.url}/staff/gaps/`).pathname]) {
        await page.goto(
          `${demo.url}${path}${path.endsWith('/gap/') ? new URL(gap ?? '', demo.url).search : ''}`,
        )
        await page.waitForLoadState('networkidle')
        fields += await expectLegible(page, path)
      }
      expect(fields).toBeGreaterThan(8)
    })
  })
}

/** Types into every field that shows and measures what is seen; says how many there were. */
async function expectLegible(page: Page, path: string): Promise<number> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
  const fields = page.locator(
    'textarea:visible, select:visible, input:visible:not([type=radio], [type=checkbox], [type=hidden], [type=file])',
  )
  const all = await fields.all()
  for (const field of all) {
    const type = await field.evaluate((element) =>
      element instanceof HTMLInputElement ? element.type : element.tagName,
    )
    if (['search', 'text', 'email', 'password', 'TEXTAREA'].includes(type) && (await field.isEditable())) {
      await field.fill('a')
      await field.fill('')
    }
    for (const [what, ratio] of Object.entries(await contrasts(field)))
      expect(
        ratio,
        `${what} of ${await field.evaluate((one) => one.outerHTML.slice(0, 90))} on ${path}`,
      ).toBeGreaterThanOrEqual(enough[what as keyof typeof enough])
  }
  return all.length
}

/** Contrast ratios (WCAG 2.2, 1 … 21) of text, placeholder and caret against what really lies below them. */
function contrasts(field: Locator): Promise<Record<'text' | 'placeholder' | 'caret', number>> {
  return field.evaluate((element) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
    if (!canvas) throw new Error('There is no canvas to read colours with.')
    /** Paints the colours over white, bottom first, and reads what comes out, 0 … 255. */
    const painted = (...colours: string[]): number[] => {
      canvas.fillStyle = 'white'
      canvas.fillRect(0, 0, 1, 1)
      for (const colour of colours) {
        canvas.fillStyle = colour
        canvas.fillRect(0, 0, 1, 1)
      }
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
    }
    const luminance = (rgb: number[]): number => {
      const [r = 0, g = 0, b = 0] = rgb.map((value) => {
        const part = value / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const grounds: string[] = []
    for (let at: Element | null = element; at; at = at.parentElement)
      grounds.unshift(getComputedStyle(at).backgroundColor)
    const against = (colour: string): number => {
      const [dark = 0, light = 0] = [
        luminance(painted(...grounds)),
        luminance(painted(...grounds, colour)),
      ].sort((a, b) => a - b)
      return (light + 0.05) / (dark + 0.05)
    }
    const style = getComputedStyle(element)
    return {
      text: against(style.color),
      placeholder: against(getComputedStyle(element, '::placeholder').color),
      caret: against(style.caretColor === 'auto' ? style.color : style.caretColor),
    }
  })
}
