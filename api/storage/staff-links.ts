import type { Ticket } from './staff-accounts.ts'

/** The token stands behind `#`: browsers keep it to themselves, so it reaches no log and no other site. */
export function joinLink(origin: string, { token }: Ticket): string {
  return `${origin}/staff/join/#token=${token}`
}

export function resetLink(origin: string, { token }: Ticket): string {
  return `${origin}/staff/reset/#token=${token}`
}
