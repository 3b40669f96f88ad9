import { at, here } from './dom.ts'
import { t } from './translate.ts'

/** What went wrong, in words a member of staff can act on. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  /** Where what was asked for is now. */
  readonly see: readonly Place[]
  /** Name of the problem, '' when the answer was none of ours. */
  readonly problem: string
  constructor(message: string, status: number, { see = [], type = '' }: Problem = {}) {
    super(message)
    this.status = status
    this.see = see
    this.problem = type.replace('urn:kindred:problem:', '')
  }
}

/** Asks the staff API. Throws {@link Refusal}; a session that has ended leads to the sign-in page. */
export async function call<Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const sent =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(at(`/api/staff/${path}`), { method, ...sent }).catch(() => {
    throw new Refusal(
      t('The server cannot be reached. Check the connection and try again; what you wrote is still here.'),
      0,
    )
  })
  if (response.status === 204) return undefined as Answer
  const answer: unknown = await response.json().catch(() => ({}))
  if (response.ok) return answer as Answer
  if (response.status === 401 && !atTheDoor()) {
    const back = here() + location.search
    location.assign(at(`/staff/sign-in/?return=${encodeURIComponent(back)}`))
  }
  throw new Refusal(
    said(answer as Problem) ||
      t('The server answered {status}. Try again in a moment.', { status: response.status }),
    response.status,
    answer as Problem,
  )
}

export interface Place {
  title: string
  url: string
}

interface Problem {
  type?: string
  title?: string
  detail?: string
  hint?: string
  issues?: { path: string; message: string }[]
  see?: Place[]
}

/** One sentence on what happened and one on what to do; for a form, what is wrong with each field. */
function said({ title = '', detail, hint = '', issues }: Problem): string {
  if (issues) return issues.map(({ path, message }) => `${fieldName(path)}: ${message}.`).join(' ')
  return [detail || title, hint].filter(Boolean).join(' ')
}

/** `password` → "Password" */
function fieldName(path: string): string {
  const plain = path.replaceAll('_', ' ')
  return plain.slice(0, 1).toUpperCase() + plain.slice(1)
}

/** The words of any error, for the page. */
export function wordsOf(error: unknown): string {
  return error instanceof Refusal ? error.message : t('Something went wrong on this page. Load it again.')
}

function atTheDoor(): boolean {
  return /^\/staff\/(sign-in|join|reset|desk\/embed)\//.test(here())
}
