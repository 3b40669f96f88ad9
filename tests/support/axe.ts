import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What axe finds wrong on the page as it is: each rule with the first element it names. */
export async function faultsOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(faultOf)
}

/** The same in both colour schemes: in dark colours the rules that read colours, since the others read what both share. */
export async function faultsInBothSchemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await faultsOn(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const { violations } = await new AxeBuilder({ page })
    .withRules(['color-contrast', 'link-in-text-block'])
    .analyze()
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...violations.map((fault) => `${faultOf(fault)}, in dark colours`)]
}

const faultOf = ({ id, nodes }: { id: string; nodes: readonly { html: string }[] }): string =>
  `${id}: ${nodes[0]?.html.slice(0, 160)}`
