import { contentTermsOf, fold, termsOf, tokens } from '#content/language/index.ts'
import { marked } from '#content/redaction/detector.ts'
import { isReply } from '#scripts/mining/text/asks-nothing.ts'

/** Words of a title: few enough to read at a glance, enough to say something. */
const words = { least: 3, most: 12 }
/** Typical questions whose sentences may become the title. */
const read = 40
/** Choices that are kept for when another gap has the first. */
const kept = 12
/** What opens a message and names nothing, up to the comma or mark that ends it. */
const salutation =
  /^\s*(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|greetings|merhaba(?:lar)?|selam(?:lar)?|slm|mrb|günaydın|[iİ]yi (?:günler|akşamlar)|sayın|dzień dobry|dzien dobry|witam|witajcie|cześć|czesc|hej|szanowni|kolay gelsin|hallo|servus|grüß gott|guten (?:tag|morgen|abend)|sehr geehrte\S*|moin|bonjour|bonsoir|salut|madame|monsieur|hola|buenos días|buenas(?: tardes)?|estimad\S*)(?![\p{L}\p{N}])[^,.!?:;–-]{0,30}[,.!?:;–-]+\s*/iu
/** The number of one customer's order, account or case names nothing that the others ask; nor does what redaction took. */
const oneOrder = /\d{5,}/

/**
 * Sentences and subjects that could name a gap, the best first: those of the most typical question, which is nearest to
 * all others (a medoid); of one question's those with most of the gap's keywords, the first of them most, then those that
 * ask. The sentence with most keywords of all is seldom typical: it joins what others ask apart (tests/bench/EXPERIMENTS.md,
 * Titles). Without a keyword a sentence could be about anything ("What should I do?"): none of those.
 *
 * @param typical questions with their text as it is shown, most typical first
 */
export function titleChoices(
  typical: readonly { readonly subject?: string | undefined; readonly said: string }[],
  keywords: readonly string[],
  language: string,
): string[] {
  const worth = new Map<string, number>()
  keywords.forEach((keyword, place) => {
    for (const term of termsOf(keyword, language))
      worth.set(term, Math.max(worth.get(term) ?? 0, 1 / (1 + place / 2)))
  })
  const choices = typical.slice(0, read).flatMap(({ subject = '', said: text }, place) => {
    return [subjectOf(subject, text, language), ...sentences(text)].flatMap((sentence) => {
      const said = bare(sentence)
      const { length } = tokens(said, language)
      const telling = new Set(contentTermsOf(said, language))
      const named = [...telling].reduce((sum, term) => sum + (worth.get(term) ?? 0), 0)
      if (named === 0 || length < words.least || length > words.most) return []
      return [{ said, place, named, asks: said.endsWith('?'), one: oneOrder.test(said) || marked.test(said) }]
    })
  })
  const best = choices.sort(
    (a, b) =>
      Number(a.one) - Number(b.one) ||
      a.place - b.place ||
      b.named - a.named ||
      Number(b.asks) - Number(a.asks),
  )
  return [...new Map(best.map(({ said }) => [sameAs(said), said])).values()].slice(0, kept)
}

/** The beginning of a text, where nothing in it names what it is about. */
export function openingOf(text: string): string {
  const all = bare(text.replace(/\s+/g, ' ')).split(' ')
  return all.length <= words.most ? all.join(' ') : `${all.slice(0, words.most).join(' ')}…`
}

/** Gives each gap, in the order of the list, its best title that no gap before it has. */
export function distinctTitles<Gap extends { readonly title: string; readonly keywords: readonly string[] }>(
  gaps: readonly { readonly gap: Gap; readonly choices: readonly string[] }[],
): Gap[] {
  const taken = new Set<string>()
  return gaps.map(({ gap, choices }) => {
    const free = [...choices, gap.title].find((title) => !taken.has(sameAs(title)))
    const title = free ?? `${gap.title} (${gap.keywords.slice(0, 2).join(', ')})`
    taken.add(sameAs(title))
    return { ...gap, title }
  })
}

const sameAs = (title: string): string =>
  fold(title.toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * A subject that could be a title, '' for none. One that is only how the message begins was cut by a form after so many
 * words: the sentence itself stands for it, or is too long, and the cut is shown.
 */
function subjectOf(subject: string, text: string, language: string): string {
  if (isReply(subject)) return ''
  const own = bare(subject)
  if (!`${sameAs(bare(text))} `.startsWith(`${sameAs(own)} `)) return subject
  const [whole = ''] = sentences(bare(text))
  return tokens(whole, language).length <= words.most ? '' : `${own}…`
}

const sentences = (text: string): string[] => text.replace(/\s+/g, ' ').match(/[^.!?]+[.!?]*/g) ?? []

/** Without a salutation and loose marks at its ends, its first letter a capital. */
function bare(sentence: string): string {
  const said = sentence
    .replace(salutation, '')
    .replace(/\s*\(#?\d+\)/g, '')
    .replace(/^[\s,;:–-]+|[\s,;:–-]+$/gu, '')
    .trim()
  return said.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}
