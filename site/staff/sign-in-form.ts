import type { MeAnswer } from '#api/routes/staff/answers.ts'
import { call, Refusal } from './call.ts'
import { byId } from './dom.ts'

/** Signs in with what the form says; the field for a one-time code comes when the server asks for one. */
export async function signIn(fields: FormData, more: Record<string, unknown> = {}): Promise<MeAnswer> {
  const code = String(fields.get('code') ?? '').trim()
  const typed = { email: fields.get('email'), password: fields.get('password'), ...(code && { code }) }
  try {
    return await call<MeAnswer>('POST', 'sign-in', { ...typed, ...more })
  } catch (error) {
    if (error instanceof Refusal && error.problem === 'code-needed') {
      byId('code').hidden = false
      byId('code').querySelector('input')?.focus()
    }
    throw error
  }
}
