import { counted, missingWords, type OwnStrings, type Strings, wordsIn } from '#content/strings/index.ts'

/** The few sentences the core says itself, in one language; everything else is the company's own text. */
export interface Reasons {
  /** Of the sentences: the locale, or `en` where its words are not complete, since a sentence joins several. */
  readonly language: string
  /** Why a segment counts: the visitor said so, or the link they came by. */
  chosen(as: string): string
  linked(people: string): string
  /** A segment's customers ask for an article this many times as often as all customers: 1.5, or a whole number from 2. */
  times(people: string, times: number): string
  /** An article's place, from 1, among all that a segment asks. */
  place(people: string, place: number): string
  /** An article's place, from 1, on the list that the editors wrote for a segment. */
  listed(people: string, place: number): string
  /** The article carries the segment's name. */
  written(people: string, shelf: string): string
  /** The next step, after an article of this title. */
  after(title: string): string
  /** Why the preferred channel comes first; completed by the company's own words. */
  because(because: string): string
  /** Who may use a channel. */
  entitled(segments: string): string
}

const kept = new WeakMap<OwnStrings, Map<string, Reasons>>()

/** @param own the company's words, `library.strings` */
export function reasonsIn(locale: string, own: OwnStrings): Reasons {
  const ofCompany = kept.get(own) ?? new Map<string, Reasons>()
  kept.set(own, ofCompany)
  const known = ofCompany.get(locale) ?? make(locale, own)
  ofCompany.set(locale, known)
  return known
}

function make(locale: string, own: OwnStrings): Reasons {
  const complete = !missingWords(locale, own).some((path) => path.startsWith('reasons.'))
  const language = complete ? locale : 'en'
  const words: Strings['reasons'] = wordsIn(language, own).reasons
  const people = (text: string, people: string) =>
    fill(text, { people, People: capitalised(people, language) })
  return {
    language,
    chosen: (as) => fill(words.chosen, { as }),
    linked: (who) => people(words.linked, who),
    times: (who, times) => people(times < 2 ? words.oftener : counted(words.times, times, language), who),
    place: (who, place) => people(counted(words.place, place, language, 'ordinal'), who),
    listed: (who, place) => people(counted(words.listed, place, language, 'ordinal'), who),
    written: (who, shelf) => people(fill(words.written, { shelf }), who),
    after: (title) => fill(words.after, { title }),
    because: (because) => fill(words.because, { because }),
    entitled: (segments) => fill(words.entitled, { segments }),
  }
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

/** `people` stands in files as within a sentence; this begins one. */
function capitalised(text: string, locale: string): string {
  const [first = ''] = text
  return first.toLocaleUpperCase(locale) + text.slice(first.length)
}
