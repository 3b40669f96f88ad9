import { expect, it } from 'vitest'
import { framedCookieOf, secretIn } from '#api/web/session-cookie.ts'

const secret = 'a'.repeat(43)
const other = 'b'.repeat(43)

it.each([
  ['the only cookie', `__Host-staff=${secret}`, { secret, framed: false }],
  ['among others, spaces or none between', `x=1;__Host-staff=${secret} ; y=2`, { secret, framed: false }],
  ["a frame's, where there is no other", `x=1; __Host-staff-framed=${secret}`, { secret, framed: true }],
  [
    "one's own before a frame's",
    `__Host-staff-framed=${other}; __Host-staff=${secret}`,
    { secret, framed: false },
  ],
])('finds the secret of %s', (_, header, found) => {
  expect(secretIn(header)).toEqual(found)
})

it.each([
  ['no header', undefined],
  ['null', null],
  ['an empty header', ''],
  ['two of one name', `__Host-staff=${secret}; __Host-staff=${other}`],
  ["two of a frame's", `__Host-staff-framed=${secret}; __Host-staff-framed=${other}`],
  ['one that is too short', `__Host-staff=${secret.slice(1)}`],
  ['one that is too long', `__Host-staff=${secret}a`],
  ['another character', `__Host-staff=${secret.slice(1)}%`],
  ['nothing in it', '__Host-staff='],
  ['a name that only begins the same', `__Host-staffroom=${secret}`],
  ["an odd one beside a frame's", `__Host-staff=x; __Host-staff-framed=${secret}`],
])('finds nobody in %s', (_, header) => {
  expect(secretIn(header)).toBeUndefined()
})

it("sends a frame's to that frame alone: secure, out of scripts' reach, and apart for each site around it", () => {
  expect(framedCookieOf(secret, 60)).toBe(
    `__Host-staff-framed=${secret}; HttpOnly; Max-Age=60; Path=/; SameSite=None; Secure; Partitioned`,
  )
})
