import { questionsOf } from '#content/language/questions.ts'
import { type Finder, type Found, segmentLift } from '#content/library/find.ts'
import { authored } from '#content/message/authored.ts'
import { plainText } from '#content/message/plain-text.ts'

/** Characters of a ticket that are searched: what is asked stands at the beginning. */
const searched = 2000

/** Most parts of a ticket that are searched; each is one search. */
const mostParts = 24

/** A line of a ticket, or one of several questions in a line. */
export interface TicketPart {
  readonly text: string
  /** Language of this part, one of the site's: a Turkish question may stand under an English greeting. */
  readonly language: string
  /** Its line in the ticket, from 0. */
  readonly line: number
  /** A line of several questions is none itself; its questions are parts of their own. */
  readonly single: boolean
}

export interface Ticket {
  readonly parts: readonly TicketPart[]
  /** Language of the whole, one of the site's. */
  readonly language: string
}

/**
 * What a pasted ticket asks: markup is read as text, and signatures and quoted answers that content/message knows are
 * left out.
 */
export async function readTicket(pasted: string, locales: readonly string[]): Promise<Ticket> {
  // Its table of character n-grams takes memory that a help centre without a desk need not give.
  const { detectLanguage } = await import('#content/language/detect.ts')
  const plain = plainText(pasted)
  const asked = (authored({ body: plain }) || plain).slice(0, searched)
  const language = spoken(detectLanguage(asked, undefined, locales), locales)
  const parts = asked
    .split('\n')
    .filter((line) => /\p{L}/u.test(line))
    .flatMap((text, line) => {
      const questions = questionsOf(text, language)
      const whole = { text, line, single: questions.length === 0 }
      return [whole, ...questions.map((question) => ({ text: question, line, single: true }))]
    })
    .slice(0, mostParts)
    .map((part) => ({ ...part, language: spoken(detectLanguage(part.text, language, locales), locales) }))
  return { parts: parts.length > 0 ? parts : [{ text: asked, language, line: 0, single: true }], language }
}

/** The locale when the site speaks it (`en-gb` counts as `en`), else the site's first. */
export function spoken(locale: string, locales: readonly string[]): string {
  const short = locale.split('-')[0] ?? ''
  return [locale, short].find((one) => locales.includes(one)) ?? locales[0] ?? 'en'
}

/** An article that a ticket led to. */
export interface Answer {
  readonly found: Found
  /** Place without regard to the customer's segments, from 1; null unless they moved it up. */
  readonly usual: number | null
  /** The part it answers, when the ticket has several questions. */
  readonly question: string | null
}

/** Articles looked at for each part. */
const perPart = 20

/** What a line weighs beside the one before it: customers ask first, and programs write below. */
const decay = 0.5

/** A part weighs the score of its best article, to this power: a greeting or a signature has no article. */
const certainty = 2

/** Words below which a part weighs less. */
const fullLength = 6

/** A part that weighs at least this share of the heaviest one is a question of its own. */
const ownQuestion = 0.2

/** Questions that are each answered before the rest; an agent sees three articles at a glance. */
const mostQuestions = 2

/**
 * Late fusion of searches, one for each part of the ticket: an article scores the sum over the parts of its score there
 * times what the part weighs. What nobody wrote as a question (a signature in a form that no rule knows) is found by no
 * article and weighs little. Of several questions, an answer to each comes first. (Figures: npm run bench:desk.)
 *
 * @param segments the customer's, strongest first; their articles win among equals
 */
export function answersTo(
  finder: Finder,
  { parts }: Ticket,
  { segments, limit }: { segments: readonly string[]; limit: number },
): Answer[] {
  const searches = parts.map((part) => {
    const found = finder.find({ query: part.text, locale: part.language, limit: perPart })
    const length = Math.min(1, part.text.split(/\s+/).length / fullLength)
    return { part, found, weight: (found[0]?.score ?? 0) ** certainty * length * decay ** part.line }
  })
  const sums = fuse(searches)
  const usual = [...sums.values()].sort((a, b) => b.score - a.score)
  const lift = ({ article }: Found) =>
    segments.some((id) => article.segments.includes(id)) ? segmentLift : 1
  const ranked = usual
    .map((one, at) => ({ ...one, usual: at + 1, lifted: one.score * lift(one.found) }))
    .sort((a, b) => b.lifted - a.lifted || a.usual - b.usual)
    .map(({ found, usual, score, lifted }, place) => ({
      found,
      usual: lifted > score && place + 1 < usual ? usual : null,
    }))

  const heaviest = Math.max(...searches.map(({ weight }) => weight))
  const questions = new Map<string, string>()
  for (const { part, found, weight } of searches.toSorted((a, b) => b.weight - a.weight)) {
    const best = found[0]?.article.id
    if (part.single && best !== undefined && weight >= heaviest * ownQuestion && !questions.has(best))
      questions.set(best, part.text)
    if (questions.size === mostQuestions) break
  }
  const several = questions.size > 1
  const leads = ranked.filter(({ found }) => several && questions.has(found.article.id))
  return [...leads, ...ranked.filter((one) => !leads.includes(one))]
    .slice(0, limit)
    .map(({ found, usual }) => ({
      found,
      usual,
      question: several ? (questions.get(found.article.id) ?? null) : null,
    }))
}

interface Search {
  readonly found: readonly Found[]
  readonly weight: number
}

/** Each article's sum over the searches, with what was found in the search that adds the most. */
function fuse(searches: readonly Search[]): Map<string, { found: Found; score: number; most: number }> {
  const sums = new Map<string, { found: Found; score: number; most: number }>()
  for (const { found, weight } of searches) {
    for (const one of found) {
      const part = weight * one.score
      const before = sums.get(one.article.id) ?? { found: one, score: 0, most: 0 }
      const better = part > before.most
      sums.set(one.article.id, {
        found: better ? one : before.found,
        score: before.score + part,
        most: better ? part : before.most,
      })
    }
  }
  return sums
}
