import { expect, type Page } from '@playwright/test'
import { command } from './command.ts'
import { demo } from './demo.ts'

let invited = 0

/** Invites somebody with the product's own command and joins by the printed link; the page is signed in afterwards. */
export async function inviteStaff(
  page: Page,
  role: 'agent' | 'writer' | 'admin',
): Promise<{ email: string; password: string }> {
  invited++
  const email = `${role}-${process.pid}-${invited}@example.com`
  const password = `four calm words here ${invited}`
  const { status, output } = command('scripts/staff.ts', 'invite', email, '--role', role)
  expect(status, output).toBe(0)
  const link = /https?:\/\/\S+/.exec(output)?.[0]
  expect(link, 'the printed link').toBeTruthy()
  await page.goto(link ?? demo.url)
  await page.getByLabel('Your name').fill(`Ola ${role}`)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL(/\/staff\/(desk|gaps)\//)
  return { email, password }
}
