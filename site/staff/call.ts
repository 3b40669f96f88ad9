import type { ProblemBody } from '#api/web/problems.ts'
import { at, here } from './dom.ts'
import { t, termIn } from './translate.ts'

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
    this.problem = nameOf(type)
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

type Problem = Partial<ProblemBody>

/**
 * One sentence on what happened and one on what to do, by the code of the refusal; as the server says it in English
 * where the page's language has no words for the code. For a form, what is wrong with each field.
 */
export function said({ type = '', title = '', detail, hint = '', code, values, issues }: Problem): string {
  if (issues)
    return issues
      .map(({ path, message, rule, values }) => {
        const what = (rule && termIn(`rule.${rule}`, values)) || t(message)
        return `${fieldName(path)}: ${what}.`
      })
      .join(' ')
  const known = termIn(`refusal.${code ?? nameOf(type)}`, values)
  return known ?? [detail || title, hint].filter(Boolean).join(' ')
}

const nameOf = (type: string): string => type.replace('urn:kindred:problem:', '')

/** The field's label as it stands on the page, else its name: `password` → "Password". */
function fieldName(path: string): string {
  const field = document.querySelector<HTMLInputElement>(`form [name="${CSS.escape(path)}"]`)
  const label = field?.labels?.[0]?.firstChild?.textContent?.trim()
  const plain = label || path.replaceAll('_', ' ')
  return plain.slice(0, 1).toUpperCase() + plain.slice(1)
}

/** The words of any error, for the page. */
export function wordsOf(error: unknown): string {
  return error instanceof Refusal ? error.message : t('Something went wrong on this page. Load it again.')
}

function atTheDoor(): boolean {
  return /^\/staff\/(sign-in|join|reset|desk\/embed)\//.test(here())
}
