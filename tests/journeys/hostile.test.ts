import { expect, type Page, test } from '@playwright/test'
import { demo } from '#tests/support/demo.ts'
import { hostileStrings, sendForms, typeEverywhere, watched } from '#tests/support/hostile.ts'
import { inviteStaff } from '#tests/support/staff.ts'

/** `npm run campaign:hostile` tries all; a journey tries a few. */
const all = process.env['KINDRED_HOSTILE'] === 'all'
const strings = hostileStrings(all ? 100 : 4)
const pages = [
  'desk/',
  'gaps/',
  'inbox/',
  'coverage/',
  'articles/',
  'articles/edit/?article=cards/freeze-a-card&locale=en',
  'insights/',
  'segments/',
  'audit/',
  'account/',
]
/** They read what stands in their address. */
const addressed = ['gaps/?q=', 'gap/?id=', 'segments/?id=', 'audit/?q=', 'inbox/?item=', 'sign-in/?return=']

test('hostile text in every field of every staff page runs nothing, and nothing of it is cut', async ({
  page,
}) => {
  test.setTimeout(all ? 3_600_000 : 60_000)
  await inviteStaff(page, 'admin')
  const misdeeds = await watched(page)
  for (const path of pages) {
    await page.goto(`${demo.url}/staff/${path}`)
    await page.locator('[data-state="ready"]:visible, main h1:visible').first().waitFor()
    for (let from = 0; from < strings.length; from += all ? 1 : strings.length) {
      expect(await typeEverywhere(page, strings, from), path).toEqual([])
      await sendForms(page)
      if (!page.url().includes(path.split('?')[0]!)) await page.goto(`${demo.url}/staff/${path}`)
    }
    expect(misdeeds.list, path).toEqual([])
  }
  for (const path of addressed)
    for (const text of all ? strings : strings.slice(0, 1)) {
      await page.goto(`${demo.url}/staff/${path}${encodeURIComponent(text)}`)
      expect(misdeeds.list, path).toEqual([])
    }
  await stored(page)
  expect(misdeeds.list).toEqual([])
})

/** What writers, agents and readers say is shown to others, whole and as text. */
async function stored(page: Page): Promise<void> {
  const api = `${demo.url}/api/staff`
  const { gaps } = (await (await page.request.get(`${api}/gaps`)).json()) as { gaps: { id: string }[] }
  const { id } = gaps.at(-1)!
  const post = async (path: string, data: unknown) => {
    const answer = await page.request.post(`${api}/${path}`, { data, headers: { origin: demo.url } })
    expect(answer.ok(), `${path} ${await answer.text()}`).toBe(true)
  }
  for (const reason of strings) {
    await post(`gaps/${encodeURIComponent(id)}/decisions`, { decision: 'dismiss', reason })
    await post(`gaps/${encodeURIComponent(id)}/decisions`, { decision: 'reopen' })
  }
  await page.goto(`${demo.url}/staff/gap/?id=${encodeURIComponent(id)}`)
  for (const reason of strings) await expect(page.locator('main')).toContainText(reason)
  for (const text of strings)
    await post('signals', { kind: 'flag', text: `Flag ${text}`, article: 'cards/freeze-a-card' })
  await page.goto(`${demo.url}/staff/inbox/`)
  await expect(page.locator('main')).toContainText('Flag 0')
  await page.goto(`${demo.url}/staff/audit/`)
  await expect(page.locator('main')).toContainText(id)
}
