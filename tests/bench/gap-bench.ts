import type { MiningArticle, MiningTicket } from '#scripts/mining/mine.ts'
import { randomFrom } from '#scripts/mining/random.ts'

/** A question with the topic somebody gave it. */
export interface Labelled {
  readonly text: string
  readonly label: string
  readonly lang?: string
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
}

/** Share of the labels that get no article. */
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

/**
 * Hides three in ten labels, makes an article of five held-out questions for each other label, and dresses the rest
 * as tickets. The same questions and seed give the same bench.
 */
export function makeBench(questions: readonly Labelled[], seed: number): GapBench {
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const byLabel = new Map<string, Labelled[]>()
  for (const question of questions)
    byLabel.set(question.label, [...(byLabel.get(question.label) ?? []), question])
  const names = [...byLabel.keys()].filter((label) => byLabel.get(label)!.length >= fewest).sort()
  const missing = new Set(
    shuffled(names, random).slice(0, Math.max(1, Math.round(missingShare * names.length))),
  )
  const rising = new Set(shuffled([...missing], random).slice(0, Math.max(1, Math.round(missing.size / 3))))
  const segment = new Map<string, string>(names.map((label) => [label, pick(segments)]))
  const articles: MiningArticle[] = []
  const pool: Labelled[] = []
  for (const label of names) {
    const mixed = shuffled(byLabel.get(label)!, random)
    pool.push(...mixed.slice(articleTexts))
    if (missing.has(label)) continue
    articles.push({
      id: `article-${articles.length + 1}`,
      locale: mixed[0]!.lang ?? 'en',
      title: label.replace(/[_/.]+/g, ' '),
      passages: mixed.slice(0, articleTexts).map(({ text }) => text),
    })
  }
  const labels = new Map<string, string>()
  const tickets = shuffled(pool, random).map(({ text, label, lang = 'en' }, at): MiningTicket => {
    const { greetings, endings, names: people, subjects } = dresses[lang] ?? english
    const id = `ticket-${String(at).padStart(6, '0')}`
    labels.set(id, label)
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
  })
  return { tickets, articles, truth: { labels, missing, rising, segment } }
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = out[i]!
    out[i] = out[j]!
    out[j] = held
  }
  return out
}
