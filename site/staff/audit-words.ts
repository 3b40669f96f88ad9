import type { AuditAction } from '#api/storage/staff-change.ts'
import { t } from './translate.ts'

/** What the audit says of each action, in English. */
export const actionWords: Readonly<Record<AuditAction, string>> = {
  'article.saved': 'Saved an article',
  'article.shared': 'Shared an article',
  'articles.changed': 'Changed several articles',
  'articles.restored': 'Took a change of several articles back',
  'audit.forgotten': 'Removed old lines of this log',
  'code.taken': 'Signed in with a one-time code',
  'customer-link.made': 'Made a link for a customer',
  'customer-link.withdrawn': 'Withdrew a link for a customer',
  'customer.erased': 'Erased a customer',
  'customer.looked-up': 'Looked a customer up',
  'customers.filled': 'Loaded customers from a file',
  'customers.merged': 'Joined two records of a customer',
  'draft.asked-of-model': 'Asked the language model for a draft',
  'gap.askers-told': 'Told those who asked',
  'gap.assigned': 'Gave a gap to a writer',
  'gap.dismissed': 'Dismissed a gap',
  'gap.draft-withdrawn': 'Withdrew the draft for a gap',
  'gap.drafted': 'Began a draft for a gap',
  'gap.given-to-product': 'Gave a gap to the product',
  'gap.linked': 'Linked a gap to an article',
  'gap.merged': 'Merged two gaps',
  'gap.reopened': 'Reopened a gap',
  'gap.separated': 'Split a gap',
  'gap.snoozed': 'Snoozed a gap',
  'gap.unassigned': 'Took a gap from its writer',
  'gap.undone': 'Took a decision about a gap back',
  'inbox.answered': 'Answered a message of the inbox',
  'inbox.reopened': 'Reopened a message of the inbox',
  'invitation.revoked': 'Revoked an invitation',
  'key.made': 'Made a key',
  'key.revoked': 'Revoked a key',
  'password.changed': 'Changed the password',
  'password.reset': 'Set a new password by a reset link',
  'password.reset-offered': 'Made a reset link',
  'picture.added': 'Added a picture',
  'recovery-code.taken': 'Signed in with a recovery code',
  'reset.revoked': 'Revoked a reset link',
  'role.changed': 'Changed a role',
  'second-step.dropped': 'Switched one-time codes off',
  'second-step.set': 'Switched one-time codes on',
  'session.ended': 'Ended a session',
  'sessions.ended': 'Ended all other sessions',
  'settings.changed': 'Changed the own settings',
  'signal.flag': 'Flagged an article',
  'signal.nothing-fits': 'Said that no article fits',
  'site.published': 'Published the site',
  'staff.invited': 'Invited a colleague',
  'staff.joined': 'Joined',
  'staff.linked': 'Linked an account to OpenID',
  'staff.removed': 'Removed a colleague',
}

/** The action in the page's language; as it is written down, when it comes from another version. */
export function actionName(what: string): string {
  const words = (actionWords as Readonly<Record<string, string>>)[what]
  return words === undefined ? what : t(words)
}

/** Who did it: a person's name, or what acted without one. */
export function actorName(by: string): string {
  if (by === 'command') return t('A command')
  return by === 'nobody' ? t('Nobody signed in') : by
}

/** `{"role":"admin"}` → "role: admin" */
export function detailInWords(detail: string): string {
  if (detail === '') return ''
  const fields = Object.entries(JSON.parse(detail) as Record<string, unknown>)
  return fields
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
}

/** Hashes name invitations and customers: their beginning tells them apart. */
export const shortObject = (object: string): string =>
  /^[0-9a-f]{64}$/.test(object) ? `${object.slice(0, 12)}…` : object
