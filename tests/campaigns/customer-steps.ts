import assert from 'node:assert/strict'
import type { Page } from 'playwright'

/**
 * Steps of a customer that campaigns take in several layouts.
 *
 * @param pages address of the help centre, without a slash at its end
 * @param api address of its API, the same where one server has both
 */
export function customerSteps(pages: string, api: string) {
  return {
    async comeByToken(page: Page, token: string) {
      await page.goto(`${pages}/identify/#token=${token}&return=/en/`)
      await page.waitForURL(`${pages}/en/`)
      await page.getByText('Shown first').first().waitFor()
    },
    /** On an article. */
    async vote(page: Page) {
      const sent = page.waitForResponse(`${api}/api/votes`)
      await page.getByRole('button', { name: 'Yes' }).click()
      assert.equal((await sent).status(), 201)
      await page.getByText('Thank you.').waitFor()
    },
    async write(page: Page) {
      await page.goto(`${pages}/en/contact/`)
      await page.locator('#text').fill('My new card has not arrived and I need it on Friday')
      await page.locator('[data-near] a').first().waitFor()
      if (await page.locator('#email').count()) await page.locator('#email').fill('anna.nowak@example.com')
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await page.getByRole('heading', { name: 'Thank you' }).or(page.locator('.sent')).first().waitFor()
    },
  }
}
