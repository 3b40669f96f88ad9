import { randomFrom } from '#scripts/mining/text/random.ts'
import type { MiningArticle, MiningTicket } from '#scripts/mining/types.ts'

/** A question with the topic somebody gave it. */
export interface Labelled {
  readonly text: string
  readonly label: string
  readonly lang?: string
}

/** An article that answers a topic. */
export interface Answer {
  readonly label: string
  readonly title: string
  /** Paragraphs with a blank line between them. */
  readonly body: string
}

export interface BenchSettings {
  /** Articles as a company wrote them; made from held-out questions when absent. */
  readonly answers?: readonly Answer[] | undefined
  /** Tickets at most, drawn from all. */
  readonly size?: number | undefined
  /** Topics that keep their article; seven in ten when absent. */
  readonly answered?: number | undefined
  /** Some topics are asked far more often than others (Zipf, exponent 0.7); each as often as in the set when absent. */
  readonly skewed?: boolean | undefined
}

/** What the miner sees, and what only the scorer may see. */
export interface GapBench {
  readonly tickets: MiningTicket[]
  readonly articles: MiningArticle[]
  readonly truth: Truth
}

export interface Truth {
  /** Ticket id → label. */
  readonly labels: ReadonlyMap<string, string>
  /** Labels that no article answers. */
  readonly missing: ReadonlySet<string>
  /** Missing labels that are asked more and more. */
  readonly rising: ReadonlySet<string>
  /** Label → the segment that asks it most. */
  readonly segment: ReadonlyMap<string, string>
  /** Article id → the label it answers. */
  readonly articleLabel?: ReadonlyMap<string, string>
}

/** Tickets with this label ask nothing: a proposal of them is wrong, and groups are not judged by them. */
export const noise = '__noise__'

/** Share of the labels that get no article, unless settings say how many do. */
const missingShare = 0.3
/** Questions that become an article and are never tickets. */
const articleTexts = 5
/** Labels with fewer questions are left out. */
const fewest = 11
const days = 90
const start = Date.UTC(2026, 0, 1)
const segments = ['household', 'merchant', 'club'] as const
const channels = ['mail', 'chat', 'form'] as const

interface Dress {
  readonly greetings: readonly string[]
  readonly endings: readonly string[]
  readonly names: readonly string[]
  readonly subjects: readonly string[]
}

const english: Dress = {
  greetings: ['Hello there,', 'Hi,', 'Good afternoon,', 'Dear help desk,', 'Hiya,', ''],
  endings: [
    'Many thanks',
    'Cheers, {name}',
    'Yours sincerely,\n{name}',
    'Please hurry!',
    'Sent from my phone',
    '',
  ],
  names: ['Grace Bell', 'Oliver Stone', 'Maya Lane', 'Tom Reed'],
  subjects: ['A question', 'Please help', 'Problem', 'Request'],
}
const dresses: Record<string, Dress> = {
  en: english,
  tr: {
    greetings: ['Merhaba,', 'İyi akşamlar,', 'Selamlar,', 'Kolay gelsin,', ''],
    endings: ['Teşekkür ederim', 'Sevgiler, {name}', 'Saygılar,\n{name}', 'Acil dönüş bekliyorum', ''],
    names: ['Elif Aydın', 'Can Öztürk', 'Zeynep Şahin', 'Işık Güneş'],
    subjects: ['Bir sorum var', 'Yardım lütfen', 'Talep'],
  },
  pl: {
    greetings: ['Dzień dobry,', 'Witam serdecznie,', 'Cześć,', 'Hej,', ''],
    endings: ['Dzięki', 'Pozdrawiam, {name}', 'Z góry dzięki,\n{name}', 'Proszę o szybką odpowiedź', ''],
    names: ['Ewa Mazur', 'Jakub Król', 'Łucja Wrona', 'Michał Gąsior'],
    subjects: ['Mam pytanie', 'Prośba', 'Kłopot'],
  },
}

/** What tickets are dressed in and nobody asks, in every language; names left out. */
export const pleasantries: readonly string[] = Object.values(dresses).flatMap(
  ({ greetings, endings, subjects }) =>
    [...greetings, ...endings, ...subjects]
      .map((line) => line.replace(/\W*\{name\}/, ''))
      .filter((line) => line !== ''),
)

/** A topic keeps so many questions however rarely it is asked. */
const fewestWhenSkewed = 8
const zipf = 0.7

/** What is settled before the first ticket is written. */
export interface Ground {
  /** Where tickets' dresses come from: numbers go on from here. */
  readonly random: () => number
  /** Questions that may become tickets. */
  readonly pool: readonly Labelled[]
  readonly articles: MiningArticle[]
  /** All but what the tickets ask. */
  readonly truth: Required<Omit<Truth, 'labels'>>
}

/**
 * Hides three in ten labels, makes an article of five held-out questions for each other label or takes the one that is
 * given, and dresses the rest as tickets. The same questions, seed and settings give the same bench.
 */
export function makeBench(
  questions: readonly Labelled[],
  seed: number,
  settings: BenchSettings = {},
): GapBench {
  const ground = groundOf(questions, seed, settings)
  const { random, pool, articles, truth } = ground
  const labels = new Map<string, string>()
  const asked = shuffled(pool, random).slice(0, settings.size)
  // Numbers from another stream: what a miner finds must not hang on them.
  const numbers = shuffled([...asked.keys()], randomFrom(seed + 1_000_003))
  const tickets = asked.map((question, at) => {
    const id = `ticket-${String(numbers[at]).padStart(6, '0')}`
    labels.set(id, question.label)
    return ticketOf(question, id, ground)
  })
  return { tickets, articles, truth: { ...truth, labels } }
}

/** Which labels are hidden and which rise, the articles, and the questions that are left. */
export function groundOf(
  questions: readonly Labelled[],
  seed: number,
  { answers, answered, skewed = false }: BenchSettings = {},
): Ground {
  const random = randomFrom(seed)
  const byLabel = new Map<string, Labelled[]>()
  for (const question of questions)
    byLabel.set(question.label, [...(byLabel.get(question.label) ?? []), question])
  const names = [...byLabel.keys()].filter((label) => byLabel.get(label)!.length >= fewest).sort()
  const hidden = answered === undefined ? Math.round(missingShare * names.length) : names.length - answered
  const missing = new Set(shuffled(names, random).slice(0, Math.max(1, hidden)))
  const rising = new Set(shuffled([...missing], random).slice(0, Math.max(1, Math.round(missing.size / 3))))
  const segment = new Map<string, string>(names.map((label) => [label, pickOf(segments, random)]))
  const written = answers && new Map(answers.map((answer) => [answer.label, answer]))
  const rank = skewed ? new Map(shuffled(names, random).map((label, at) => [label, at])) : undefined
  const articles: MiningArticle[] = []
  const articleLabel = new Map<string, string>()
  const pool: Labelled[] = []
  for (const label of names) {
    const mixed = shuffled(byLabel.get(label)!, random)
    const asked = mixed.slice(written ? 0 : articleTexts)
    const share = rank ? 1 / (rank.get(label)! + 1) ** zipf : 1
    pool.push(...asked.slice(0, Math.max(fewestWhenSkewed, Math.round(asked.length * share))))
    if (missing.has(label)) continue
    const id = `article-${articles.length + 1}`
    const own = { id, locale: mixed[0]!.lang ?? 'en' }
    const answer = written?.get(label)
    if (written && !answer)
      throw new Error(`There is no article for "${label}". Each topic of a set has one.`)
    articleLabel.set(id, label)
    articles.push(
      answer
        ? { ...own, title: answer.title, passages: answer.body.split(/\n\s*\n/) }
        : { ...own, ...madeOf(label, mixed.slice(0, articleTexts)) },
    )
  }
  return { random, pool, articles, truth: { missing, rising, segment, articleLabel } }
}

/** A question dressed as a ticket: greeting, order number, sign-off, subject, day, who asks and where. */
export function ticketOf(
  { text, label, lang = 'en' }: Labelled,
  id: string,
  { random, truth: { rising, segment } }: Ground,
): MiningTicket {
  const pick = <T>(list: readonly T[]): T => pickOf(list, random)
  const { greetings, endings, names: people, subjects } = dresses[lang] ?? english
  const order = random() < 0.2 ? ` (#${100_000 + Math.floor(random() * 9_000_000)})` : ''
  const body = [pick(greetings), text + order, pick(endings).replace('{name}', pick(people))]
    .filter(Boolean)
    .join('\n')
  const subject = random() < 1 / 3 ? pick(subjects) : text.split(/\s+/).slice(0, 8).join(' ')
  const day = rising.has(label) ? days * (1 - random() ** 3) : days * random()
  const asker = random() < 0.5 ? segment.get(label)! : pick(segments)
  return {
    ...{ id, subject, body, text: `${subject}\n${body}`, language: lang, segments: [asker] },
    channel: pick(channels),
    createdAt: new Date(start + day * 86_400_000).toISOString(),
  }
}

const pickOf = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)]!

/** Labels are English names; in another language the shortest question is the title. */
function madeOf(label: string, questions: readonly Labelled[]): Pick<MiningArticle, 'title' | 'passages'> {
  const texts = questions.map(({ text }) => text)
  if ((questions[0]?.lang ?? 'en') === 'en') return { title: label.replace(/[_/.]+/g, ' '), passages: texts }
  const title = texts.reduce((shortest, text) => (text.length < shortest.length ? text : shortest))
  return { title, passages: texts.filter((text) => text !== title) }
}

export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = out[i]!
    out[i] = out[j]!
    out[j] = held
  }
  return out
}
