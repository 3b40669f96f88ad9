import { randomBytes } from 'node:crypto'
import type { AppContext } from '#api/web/context.ts'
import type { ContactView } from '#core/visitor.ts'

/** A new contact form as its address asks for it: `?from=` an article, `?sent=1` when it has been sent. */
export function contactForm(url: URL, { library, environment }: AppContext): ContactView {
  const from = url.searchParams.get('from') ?? ''
  return {
    key: randomBytes(16).toString('base64url'),
    from: library().articles.some(({ id }) => id === from) ? from : '',
    ...{ text: '', email: '' },
    ...(url.searchParams.get('sent') === '1' && { sent: true }),
    ...(!environment.contact.receiver && { unanswered: true }),
  }
}
