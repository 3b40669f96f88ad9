import { z } from 'zod'
import { newReference } from '#api/storage/link-reference.ts'
import { type Notice, posted } from '#api/storage/notices.ts'
import { askersToTell, type SentLink, type ToTell, tell } from '#api/storage/told.ts'
import type { AppContext } from '#api/web/context.ts'
import { refusal } from '#api/web/refusals.ts'
import { articleFor } from '#content/library/locate.ts'
import { mayRead } from '#content/library/open-library.ts'
import { channelsFor } from '#core/channels.ts'
import { csvOf } from '#core/csv.ts'
import { toldText } from '#core/gaps/told-text.ts'
import { byPrecedence } from '#core/identify.ts'
import type { AskersAnswer, GapCard, ToldAnswer } from './answers.ts'
import { matchesOf } from './customer-answer.ts'
import { linkAnswer } from './desk-articles.ts'
import type { Inside } from './route.ts'
import { spoken } from './ticket-search.ts'

/** "The product has to change", for whoever changes it: counts, segments, samples; all of it redacted long before. */
export async function giveToProduct(
  { context, me }: Pick<Inside, 'context' | 'me'>,
  gap: GapCard,
  { reason, decision }: { reason: string; decision: number },
): Promise<void> {
  const { app, secret, environment, outbox, library, now } = context
  if (!environment.contact.notices) return
  const url = `${environment.serverOrigin}/staff/gap/?id=${encodeURIComponent(gap.id)}`
  const samples = gap.samples.map(({ text }) => text)
  const segments = gap.segments.map(({ label, lift, tickets }) => ({ label, lift, tickets }))
  const { title, kind, volume, customers, languages, firstSeen, lastSeen } = gap
  const notice: Notice = {
    id: `gap.product:${gap.id}:${decision}`,
    type: 'gap.product',
    at: now().toISOString(),
    subject: `[${library().site.name}] The product has to change: ${title}`,
    text: [
      `${me.name}: ${reason}`,
      '',
      `${volume} questions from ${customers} customers, ${firstSeen} to ${lastSeen}.`,
      ...segments.map(
        ({ label, lift, tickets }) => `${label}: ${lift.toFixed(1)} times as often, ${tickets} tickets`,
      ),
      '',
      'In their words:',
      ...samples.map((text) => `- ${text}`),
      '',
      url,
      '',
    ].join('\n'),
    data: {
      ...{ gap: gap.id, title, kind, reason, by: me.name, url, volume, customers, languages },
      ...{ first: firstSeen, last: lastSeen, segments, samples },
    },
  }
  await app.write([posted(app, notice, secret)])
  outbox.deliver()
}

export const toldSchema = z.strictObject({
  /** A file for a mailing, or a notice to the receiver of KINDRED_NOTICES. */
  how: z.enum(['csv', 'notice']),
})

/** How many of those who asked can be told that it is answered now. */
export async function askersAnswer(context: AppContext, gap: GapCard): Promise<AskersAnswer> {
  const mined = context.tickets()
  const { ready, told, unwilling } = mined
    ? await askersToTell(context.app, mined, gap.id)
    : { ready: [], told: 0, unwilling: 0 }
  return { ready: ready.length, told, unwilling, notices: context.environment.contact.notices !== undefined }
}

/** Tells those who asked, each once; who may not read the article is left out. */
export async function tellAskers(
  { context, me }: Pick<Inside, 'context' | 'me'>,
  gap: GapCard,
  { how }: z.output<typeof toldSchema>,
): Promise<ToldAnswer> {
  const { app, secret, environment, outbox, now } = context
  const answer = gap.answeredBy
  const mined = context.tickets()
  if (!answer || !mined) throw refusal('not-answered-yet')
  if (how === 'notice' && !environment.contact.notices) throw refusal('no-receiver')
  const at = now().toISOString()
  const made = await tell(app, mined, { gap: gap.id, by: me.id }, (ready) => {
    const lines = ready.flatMap((customer) => lineFor(context, customer, answer.article))
    const rows = lines.map(({ row }) => row)
    const notice: Notice = {
      id: `gap.answered:${gap.id}:${at}`,
      type: 'gap.answered',
      at,
      subject: `[${context.library().site.name}] ${rows.length} customers to tell: ${answer.title}`,
      text: csvOf([columns, ...rows.map(cellsOf)]),
      data: { gap: gap.id, article: answer.article, customers: rows },
    }
    const queries = how === 'notice' && rows.length > 0 ? [posted(app, notice, secret)] : []
    return { value: rows, sent: lines.map(({ link }) => link), queries }
  })
  if (how === 'notice') outbox.deliver()
  return { told: made.length, csv: how === 'csv' ? csvOf([columns, ...made.map(cellsOf)]) : null }
}

const columns = ['customer', 'channel', 'language', 'url', 'text']

interface Row {
  /** The number that the company's own systems know the customer by. */
  readonly customer: string
  /** Id of the channel they prefer and may use; '' when there is none. */
  readonly channel: string
  readonly language: string
  readonly url: string
  readonly text: string
}

const cellsOf = ({ customer, channel, language, url, text }: Row): string[] => [
  customer,
  channel,
  language,
  url,
  text,
]

function lineFor(context: AppContext, customer: ToTell, id: string): { row: Row; link: SentLink }[] {
  const library = context.library()
  const locale = spoken(customer.locale ?? '', library.site.locales)
  const segments = matchesOf(library, customer, context.now()).map(({ segment }) => segment)
  const article = articleFor(context.everything(), id, locale)
  if (!article || !mayRead(article, new Set(segments))) return []
  const reference = newReference(context.secret)
  const { url, title } = linkAnswer(article, context.environment, { locale, reference })
  const [channel] = channelsFor({
    library,
    segments: library.segments.filter(({ id: one }) => segments.includes(one)).toSorted(byPrecedence),
    entitledBy: segments,
    locale,
    now: context.now(),
  })
  return [
    {
      row: {
        customer: customer.external,
        channel: channel?.id ?? '',
        language: locale,
        url,
        text: toldText(locale, { title, url }),
      },
      link: { customer: customer.key, article: article.id, locale, segments, reference },
    },
  ]
}
