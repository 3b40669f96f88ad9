import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What depends on colours. Everything else is the same in both schemes. */
const ofColours = ['color-contrast', 'link-in-text-block']

/** What axe finds wrong on the page as it is: all rules, or in a second scheme those that colours decide. */
export async function faultsOn(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  if (colorScheme === 'dark') axe.withRules(ofColours)
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
}
