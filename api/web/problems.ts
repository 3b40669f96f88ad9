import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import { type FieldIssue, ruleNames } from './field-issues.ts'

/** Every way an answer can be a refusal: RFC 9457 with a hint on what to do. */
const table = {
  'malformed-json': [
    400,
    'The body is not JSON.',
    'Send one JSON object, UTF-8, without a comma at its end.',
  ],
  'unreadable-text': [
    400,
    'The text has a character that no text has.',
    'Take the control character out and send it again.',
  ],
  'unreadable-request': [400, 'This is not HTTP as we read it.', 'Check the request line and the headers.'],
  'invalid-token': [
    401,
    'The identity token is not valid.',
    'Ask the host product for a new one: signed with a known key, at most 10 minutes old, and never used before.',
  ],
  'sign-in-needed': [401, 'You are not signed in.', 'Sign in at /staff/sign-in/.'],
  'wrong-key': [
    401,
    'The key is wrong or has been revoked.',
    'Send Authorization: Bearer kin_…; an admin makes keys at /staff/account/, or by npm run keys.',
  ],
  'wrong-password': [
    401,
    'E-mail address or password is wrong.',
    'Check both, or ask an admin for a reset link.',
  ],
  'code-needed': [
    401,
    'A one-time code is needed.',
    'Type the code of your authenticator app, or a recovery code.',
  ],
  'cross-site': [
    403,
    'The request came from another site.',
    'Send it from the help centre itself, or with an Origin header equal to KINDRED_ORIGIN.',
  ],
  'not-allowed': [403, 'Your role may not do this.', 'Ask an admin.'],
  'not-found': [404, 'There is nothing here.', 'The addresses are listed in /api/openapi.json.'],
  'unknown-locale': [404, 'The site does not speak this language.', 'Use one of the locales of site.yaml.'],
  'unknown-article': [
    404,
    'There is no such article.',
    'An article id is category/slug, such as cards/freeze-a-card.',
  ],
  'wrong-method': [405, 'This address does not take that method.', 'See /api/openapi.json.'],
  conflict: [409, 'Somebody else changed this first.', 'Load it again and repeat what you did.'],
  'another-customer': [
    409,
    'Another customer is signed in here.',
    'Ask whoever reads, and send the same token again with "replace": true.',
  ],
  'read-only': [
    409,
    'The content folder cannot be written.',
    'Take the text as a file and put it into the content folder yourself, or give the server the right to write there.',
  ],
  gone: [410, 'This link has been used or is too old.', 'Ask for a new one.'],
  'address-too-long': [414, 'The address is too long.', 'Send at most 8 kB.'],
  'headers-too-large': [431, 'The headers are too large.', 'Delete the cookies of this site.'],
  'too-large': [413, 'The body is too large.', 'Send at most 64 kB.'],
  'wrong-type': [
    415,
    'The body is of the wrong type.',
    'Send Content-Type: application/json. Only choice, votes and contact also take a form.',
  ],
  'invalid-request': [422, 'The request is not as described.', 'See /api/openapi.json.'],
  'no-attachments': [
    422,
    'The form takes no files.',
    'Send the text without them; say in it what they show, and we tell you where to send them.',
  ],
  'unknown-segment': [
    422,
    'There is no such segment.',
    'Segments are the files in segments/; null is the usual order.',
  ],
  'too-many': [429, 'Too many tries.', 'Wait a little.'],
  unexpected: [
    500,
    'Something went wrong on our side.',
    'Try again; if it stays, tell the operator the time it happened.',
  ],
  'no-answer': [
    502,
    'Another server did not answer as it should.',
    'Try again; if it stays, tell the operator.',
  ],
  busy: [503, 'Too much to do right now.', 'Try again in a moment.'],
  'cannot-store': [503, 'Nothing can be kept at the moment.', 'Try again later; reading goes on.'],
  'not-ready': [503, 'Not ready to answer.', 'The operator finds the reason in the log.'],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string, string]>

export type ProblemName = keyof typeof table
export const problemNames = Object.keys(table) as ProblemName[]

export const problemSchema = z
  .object({
    type: z.string().describe('urn:kindred:problem:NAME'),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    hint: z.string(),
    code: z.string().optional().describe('What exactly was refused; stays the same whatever the words'),
    values: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .optional()
      .describe('What fills the places of the words of this code'),
    issues: z
      .array(
        z.object({
          path: z.string(),
          message: z.string(),
          rule: z.enum(ruleNames).optional().describe('Which rule the field breaks'),
          values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        }),
      )
      .optional(),
    see: z
      .array(z.object({ title: z.string(), url: z.string() }))
      .optional()
      .describe('Where it is now'),
  })
  .describe('RFC 9457, with a hint')

export interface ProblemMore {
  /** What happened this time. */
  readonly detail?: string
  /** Instead of the table's. */
  readonly hint?: string
  /** Of the table in `refusals.ts`, with what its words are filled with. */
  readonly code?: string
  readonly values?: Readonly<Record<string, string | number>>
  readonly issues?: readonly FieldIssue[]
  /** Where what was asked for is now. */
  readonly see?: readonly { readonly title: string; readonly url: string }[]
  readonly headers?: Readonly<Record<string, string>>
}

/** Thrown anywhere in the API, answered in one place. */
export class Problem extends Error {
  readonly problem: ProblemName
  readonly more: ProblemMore

  constructor(problem: ProblemName, more: ProblemMore = {}) {
    super(table[problem][1])
    this.name = 'Problem'
    this.problem = problem
    this.more = more
  }
}

export type ProblemBody = z.infer<typeof problemSchema>

/** A refusal as it is answered. */
export function problemOf(
  name: ProblemName,
  { detail, hint, code, values = {}, issues, see }: Omit<ProblemMore, 'headers'> = {},
): ProblemBody {
  const [status, title, usualHint] = table[name]
  return {
    type: `urn:kindred:problem:${name}`,
    title,
    status,
    ...(detail !== undefined && { detail }),
    hint: hint ?? usualHint,
    ...(code !== undefined && { code }),
    ...(Object.keys(values).length > 0 && { values }),
    ...(issues && { issues: [...issues] }),
    ...(see && see.length > 0 && { see: [...see] }),
  }
}

export function problemResponse(name: ProblemName, { headers, ...more }: ProblemMore = {}): Response {
  const status = statusOf(name)
  return new Response(JSON.stringify(problemOf(name, more)), {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...(status === 503 && { 'Retry-After': '2' }),
      ...headers,
    },
  })
}

export function statusOf(name: ProblemName): ContentfulStatusCode {
  return table[name][0]
}
