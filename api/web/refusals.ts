// Over 250 lines: a table, to be read as one list.
import { filled, type Values } from './filled.ts'
import { Problem, type ProblemMore, type ProblemName } from './problems.ts'

/**
 * What exactly was refused, by a code that stays: the kind of problem, what happened, and what to do; where the last is
 * missing, what the kind says. The staff pages say it in the person's language, by the code (`refusal.CODE` of
 * `site/staff/strings/`); `{name}` is filled with a value that the answer carries beside the code.
 */
export const refusals = {
  'already-staff': [
    'conflict',
    '{email} can sign in already.',
    'Change the role instead, or make a reset link.',
  ],
  'answered-already': ['conflict', 'It is answered by "{title}".', 'Reopen the gap first.'],
  'article-exists': [
    'conflict',
    'There is an article "{article}" already.',
    'Choose another address, or link that article.',
  ],
  'article-saved-meanwhile': [
    'conflict',
    'Somebody else saved this article while you were writing.',
    'Nothing was overwritten. Look at both versions, then save the one that holds.',
  ],
  'cannot-be-address': ['not-found', '"{slug}" cannot be the address of an article.'],
  'cannot-remove': ['read-only', 'The file {file} cannot be removed: {why}.'],
  'cannot-write': ['read-only', 'The file {file} cannot be written: {why}.'],
  'changed-since': [
    'conflict',
    '{file} was changed since, so nothing was taken back.',
    'Open the article and compare it with its earlier versions.',
  ],
  'code-does-not-fit': [
    'invalid-request',
    'The code does not fit.',
    'Type the newest code of your app, and check that your telephone has the right time.',
  ],
  'code-wrong': [
    'code-needed',
    'The code is wrong, or was used already.',
    'Wait for the next code of your app, or type a recovery code.',
  ],
  'codes-uncheckable': [
    'code-needed',
    'The codes of this account cannot be checked: the server has another KINDRED_SECRET.',
    'Ask the operator for a reset link made by "npm run staff".',
  ],
  'customer-gone': ['invalid-request', 'There is no such customer any more.', 'Look the customer up again.'],
  'day-passed': ['invalid-request', 'That day has passed.', 'Choose a later one.'],
  'dismissed-already': ['conflict', 'The gap is dismissed already.', 'Reopen it to decide again.'],
  'draft-begun': [
    'conflict',
    'A draft was begun already: {file}.',
    'Write it there, then remove "draft: true".',
  ],
  'draft-changed': [
    'conflict',
    'Somebody has written in {file} since it was begun; it is not thrown away.',
    'Move or delete the file yourself, then withdraw the draft.',
  ],
  'file-exists': ['conflict', 'The file {file} is there already.', 'Choose another address.'],
  'gap-away': ['conflict', 'The gap was put away.', 'Reopen it first.'],
  'gap-decided-meanwhile': [
    'conflict',
    'Somebody else decided about this gap while you did.',
    'Nothing was changed. Look at their decision, then save yours if it still holds.',
  ],
  'gap-held-by-another': [
    'not-found',
    'This gap is no more by itself: another one holds it now.',
    'Decide there.',
  ],
  'gap-held-by-others': [
    'not-found',
    'This gap is no more by itself: others hold its questions now.',
    'Decide there.',
  ],
  'gap-not-found-again': [
    'not-found',
    'The last mining no longer found this gap.',
    'The list of gaps has what is open now.',
  ],
  'gap-open': ['conflict', 'The gap is open.', 'Only a gap that was put away or linked can be reopened.'],
  'invitation-used': [
    'gone',
    'This invitation has been used or is too old.',
    'Ask an admin for a new invitation.',
  ],
  'keywords-no-list': [
    'conflict',
    'The keywords of {file} are no list that words can be added to.',
    'Open it in the editor and write them as keywords: [one, two].',
  ],
  'last-admin': ['conflict', 'This is the last admin.', 'Make somebody else an admin first.'],
  'no-build-tools': [
    'conflict',
    'This server has no build tools, so it cannot publish.',
    'Run "npm run publish" where the site is built; what you saved is in the content folder.',
  ],
  'no-draft': ['conflict', 'No draft was begun.', 'There is nothing to withdraw.'],
  'no-openid': ['not-found', 'Nobody signs in by OpenID here.', 'Set KINDRED_OIDC_ISSUER.'],
  'no-picture': [
    'invalid-request',
    '"{name}" is no picture that a page can show.',
    'Take a PNG, JPEG, GIF, WebP or AVIF file.',
  ],
  'no-receiver': ['conflict', 'No receiver is set.', 'Set KINDRED_NOTICES, or save the list as CSV.'],
  'no-such-article': ['unknown-article', 'There is no article called "{article}".'],
  'no-such-category': ['not-found', 'There is no category called "{category}".'],
  'no-such-colleague': ['not-found', 'There is no such colleague.', 'Load the page again.'],
  'no-such-customer': [
    'not-found',
    'No customer has this address or number.',
    'Articles can be found without a customer. Profiles come with "npm run customers".',
  ],
  'no-such-file': ['not-found', 'There is no file {file}.'],
  'no-such-filter': [
    'invalid-request',
    'Filters are {known}; this one is unknown or has no such value: "{wrong}".',
    'Open the page without filters.',
  ],
  'no-such-gap': ['not-found', 'There is no such gap.', 'The list of gaps has what is open now.'],
  'no-such-key': ['not-found', 'There is no such key that still works.', 'Load the page again.'],
  'no-such-link': ['not-found', 'There is no such link that still works.', 'Load the page again.'],
  'no-such-message': ['not-found', 'There is no such message.', 'Load the page again.'],
  'no-such-part': [
    'invalid-request',
    'The gap has no part called "{part}" that can be taken out.',
    'Load the page again; a gap of an older version needs a new mining first.',
  ],
  'no-such-picture': ['not-found', 'There is no such picture.'],
  'no-such-segment': ['not-found', 'There is no such segment.', 'Segments are the files in segments/.'],
  'no-such-session': ['not-found', 'There is no such session.', 'Load the page again.'],
  'no-such-version': ['not-found', 'There is no such version.', 'Load the page again.'],
  'no-such-writer': ['invalid-request', 'There is no such writer.', 'Load the page again.'],
  'nobody-assigned': ['conflict', 'Nobody has this gap.', 'There is nothing to undo.'],
  'nobody-signs-in': ['not-found', 'Nobody signs in as {email}.', 'Invite them instead.'],
  'not-a-locale': ['unknown-locale', 'The site does not speak "{locale}".'],
  'not-answered-yet': ['conflict', 'No article answers it yet.', 'Publish one, or link the one that does.'],
  'not-another-gap': [
    'invalid-request',
    'That is not another gap of the list.',
    'Choose the gap that asks the same.',
  ],
  'not-for-role': ['not-allowed', 'This is not open to the role "{role}".'],
  'not-known': ['invalid-request', 'There is no "{name}". Known: {known}.', 'Load the page again.'],
  'nothing-decided': ['conflict', 'Nothing was decided about this gap.', 'There is nothing to undo.'],
  'nothing-to-take-back': [
    'conflict',
    'There is no change of yours that could be taken back.',
    'Open an article and compare it with its earlier versions.',
  ],
  'password-is-wrong': ['invalid-request', 'The password is wrong.', 'Nothing was changed.'],
  'password-set-code-needed': [
    'code-needed',
    'The new password is set.',
    'Sign in with it and a code of your authenticator app.',
  ],
  'publish-under-way': [
    'conflict',
    'A publish is under way.',
    'Wait until it is over; it may hold your changes already.',
  ],
  'reset-link-used': ['gone', 'This link has been used or is too old.', 'Ask an admin for a new reset link.'],
  'say-whose-links': [
    'invalid-request',
    'Say whose links: ?customer=…, as /customers/lookup names it.',
    'Load the page again.',
  ],
  'too-many-sign-ins': [
    'too-many',
    'Too many tries.',
    'Wait {minutes} min, or ask an admin for a reset link.',
  ],
  'too-many-tries': ['too-many', 'Too many tries.', 'Wait {minutes} min.'],
  'too-many-views': ['conflict', 'There are {most} views already.', 'Remove one first.'],
  'no-writer': ['conflict', 'No language model is set.', 'Set KINDRED_WRITER_URL and KINDRED_WRITER_MODEL.'],
  'writer-empty': ['no-answer', 'The language model at {host} answered without a text.', 'Try again.'],
  'writer-no-model': [
    'no-answer',
    '{host} knows no such address, or no model "{model}".',
    'Check KINDRED_WRITER_URL and KINDRED_WRITER_MODEL.',
  ],
  'writer-refused': ['no-answer', '{host} refused with the status {status}.', 'Try again later.'],
  'writer-slow': [
    'no-answer',
    'The language model at {host} did not answer within {seconds} seconds.',
    'Try again, or take a smaller model.',
  ],
  'writer-too-long': [
    'no-answer',
    'The language model at {host} answered with more than a draft can be.',
    'Nothing was taken. Try again.',
  ],
  'writer-unreachable': [
    'no-answer',
    'The language model at {host} cannot be reached.',
    'Check that it runs, and KINDRED_WRITER_URL.',
  ],
  'writer-wrong-key': ['no-answer', '{host} does not accept the key.', 'Check KINDRED_WRITER_KEY.'],
} as const satisfies Readonly<Record<string, readonly [ProblemName, string, string?]>>

export type RefusalCode = keyof typeof refusals

/** Names of the places of a text. */
type Places<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never

type Filled<Code extends RefusalCode> = Places<(typeof refusals)[Code][number]>

/** The refusal of this code, to be thrown. */
export function refusal<Code extends RefusalCode>(
  code: Code,
  ...[values, more]: [Filled<Code>] extends [never]
    ? [values?: Record<never, never>, more?: ProblemMore]
    : [values: Readonly<Record<Filled<Code>, string | number>>, more?: ProblemMore]
): Problem {
  const [problem, detail, hint]: readonly [ProblemName, string, string?] = refusals[code]
  const filling: Values = values ?? {}
  return new Problem(problem, {
    ...{ code, values: filling, detail: filled(detail, filling) },
    ...(hint !== undefined && { hint: filled(hint, filling) }),
    ...more,
  })
}
