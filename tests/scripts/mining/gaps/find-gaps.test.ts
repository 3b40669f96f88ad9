import { describe, expect, it } from 'vitest'
import { gapsOf } from '#scripts/mining/gaps/find-gaps.ts'
import { usualSettings } from '#scripts/mining/thresholds.ts'
import type {
  ArticleRemark,
  Candidate,
  GapOptions,
  MinedGap,
  MiningArticle,
  MiningTicket,
} from '#scripts/mining/types.ts'

const parcel: MiningArticle = {
  ...{ id: 'orders/parcel', locale: 'en', title: 'Where is my parcel?', updated: '2026-06-01' },
  passages: ['Parcels arrive within four days.'],
}
const day = (at: number) => new Date(Date.UTC(2026, 0, 1) + at * 86_400_000).toISOString()

/** Tickets on the given days of 2026, of different people unless said otherwise. */
function tickets(days: readonly number[], change: (at: number) => Partial<MiningTicket> = () => ({})) {
  return days.map(
    (on, at): MiningTicket => ({
      ...{ id: `t${String(at).padStart(3, '0')}`, text: `parcel lost ${at}`, language: 'en' },
      ...{ createdAt: day(on), customer: `c${at}` },
      ...change(at),
    }),
  )
}

const spread = (count: number, from: number, to: number) =>
  Array.from({ length: count }, (_, at) => from + ((to - from) * at) / count)

function find(
  asked: readonly MiningTicket[],
  {
    candidate = {},
    articles = [parcel],
    alone = false,
    ...options
  }: GapOptions & { candidate?: Partial<Candidate>; articles?: MiningArticle[]; alone?: boolean } = {},
): MinedGap[] {
  const open: Candidate = {
    ...{ language: 'en', title: 'Where is it?', titles: [], keywords: ['parcel', 'lost'], agreement: 0.8 },
    ...{ positions: asked.map((_, at) => at), threshold: 0.5, score: 0.2, answered: false },
    ...{ article: articles[0], passage: undefined, translated: true, ...candidate },
  }
  const said = asked.map(({ text }) => text)
  const asOf = day(299).slice(0, 10)
  const given = { settings: usualSettings, ...options }
  const quiet = { ...open, positions: [], keywords: [] }
  const candidates = alone ? [open] : [quiet, quiet, open]
  return gapsOf({ tickets: asked, said, candidates, articles, asOf, options: given }).gaps
}

const answered = { answered: true, score: 0.9 }
const remark = (at: number, helpful: boolean, more: Partial<ArticleRemark> = {}): ArticleRemark => ({
  ...{ id: `vote:${at}`, kind: 'vote', article: 'orders/parcel', locale: 'en', helpful, text: '' },
  ...{ segments: [], createdAt: day(290), customer: `v${at}`, ...more },
})
const voted = (yes: number, no: number, more: Partial<ArticleRemark> = {}) => ({
  ...{ shared: [], words: [] },
  remarks: Array.from({ length: yes + no }, (_, at) => remark(at, at < yes, more)),
})

describe('a topic', () => {
  it('is a gap from five tickets of three people within sixty days on', () => {
    expect(find(tickets([200, 210, 220, 230, 240]))).toHaveLength(1)
    expect(find(tickets([200, 210, 220, 230]))).toEqual([])
    expect(find(tickets([200, 210, 220, 230, 240], (at) => ({ customer: `c${at % 2}` })))).toEqual([])
    expect(find(tickets([100, 130, 160, 190, 220]))).toEqual([])
  })

  it('that was asked enough last winter is still a gap, but half as urgent', () => {
    const [old] = find(tickets([1, 2, 3, 4, 5, 6]))
    const [fresh] = find(tickets([290, 291, 292, 293, 294, 295]))
    expect(old!.recent).toEqual({ volume: 0, customers: 0 })
    expect(old!.score).toBeCloseTo(fresh!.score / 2)
  })

  it('that was a gap stays one with half of what it takes to become one', () => {
    const few = tickets([200, 210, 220])
    const earlier = [['t000', 't001', 'gone'], ['x']]
    expect(find(few)).toEqual([])
    expect(find(few, { earlier })).toHaveLength(1)
    expect(find(few, { earlier: [['t000', 'a', 'b', 't009']] })).toHaveLength(1)
    expect(find(few.slice(0, 2), { earlier })).toEqual([])
    expect(find(few, { earlier: [['x', 'y']] })).toEqual([])
  })

  it('that an article answers is none', () => {
    expect(find(tickets(spread(40, 0, 300)), { candidate: answered })).toEqual([])
  })

  it('says what the nearest article lacks', () => {
    const [gap] = find(tickets([1, 2, 3, 4, 5]))
    expect(gap).toMatchObject({ kind: 'missing', nearest: { article: 'orders/parcel' } })
    expect(gap!.nearest!.why).toContain('“lost”')
  })
})

describe('an answered topic', () => {
  const often = tickets(spread(60, 240, 299))

  it('is not helping when surely fewer than half of the voters were helped, with the numbers', () => {
    const [gap] = find(tickets([240, 250, 260, 270, 280]), { candidate: answered, evidence: voted(2, 10) })
    expect(gap).toMatchObject({ kind: 'not helping', asked: { ticket: 5, vote: 10 } })
    expect(gap!.nearest!.why).toContain('2 of 12 readers found it helpful since its last change')
    expect(gap!.votes).toMatchObject({ helpful: 2, unhelpful: 10, sinceChange: true })
  })

  it('is left alone when the bad votes speak of another topic of the same article', () => {
    const asked = [
      ...tickets([240, 250, 260, 270, 280]),
      ...tickets([240, 250, 260, 270, 280], (at) => ({ id: `b${at}`, customer: `b${at}` })),
    ]
    const base = { language: 'en', agreement: 1, threshold: 0.5, score: 0.9, answered: true }
    const topic = (title: string, from: number): Candidate => ({
      ...{ ...base, title, titles: [], keywords: [title], positions: [0, 1, 2, 3, 4].map((at) => at + from) },
      ...{ article: parcel, passage: undefined, translated: true },
    })
    const { gaps } = gapsOf({
      ...{ tickets: asked, said: asked.map(() => ''), candidates: [topic('lost', 0), topic('late', 5)] },
      ...{ articles: [parcel], asOf: '2026-10-27' },
      options: { settings: usualSettings, evidence: voted(1, 11, { text: 'It is late, that is all' }) },
    })
    expect(gaps.map(({ title, kind }) => [title, kind])).toEqual([['late', 'not helping']])
  })

  it('is left alone when the votes could be chance', () => {
    expect(find(often, { candidate: answered, evidence: voted(0, 4) })).toEqual([])
    expect(find(often, { candidate: answered, evidence: voted(4, 6) })).toEqual([])
  })

  it('is not helping when agents flag the article three times', () => {
    const evidence = {
      shared: [],
      words: [],
      remarks: [1, 2, 3].map((at) => remark(at, false, { kind: 'flag' })),
    }
    const [gap] = find(often, { candidate: answered, evidence })
    expect(gap).toMatchObject({ kind: 'not helping', asked: { flag: 3 } })
  })

  it('is not helping when as many ask after the article changed as before', () => {
    const changed = (before: number, after: number) => {
      const asked = tickets([...spread(before, 70, 151), ...spread(after, 151, 235), ...spread(40, 240, 299)])
      const other = tickets(spread(900, 0, 299), (at) => ({ id: `o${at}`, customer: `o${at}` }))
      const positions = asked.map((_, at) => at)
      return find([...asked, ...other], { candidate: { ...answered, positions } })
    }
    const [gap] = changed(40, 60)
    expect(gap).toMatchObject({ kind: 'not helping' })
    expect(gap!.nearest!.why).toBe(
      'After its last change on 2026-06-01 5.0 tickets a week asked this, before it 3.3.',
    )
    expect(changed(60, 20)).toEqual([])
  })

  it('is the product’s to fix when the article is liked and it is asked all the same', () => {
    const [gap] = find(often, { candidate: answered, evidence: voted(18, 2) })
    expect(gap!.kind).toBe('fix the product')
    expect(gap!.nearest!.why).toMatch(/^18 of 20 readers .* Still 60 people asked in the last 60 days/)
    expect(find(often.slice(50), { candidate: answered, evidence: voted(18, 2) })).toEqual([])
    expect(find(often, { candidate: answered, evidence: voted(18, 2), alone: true })).toEqual([])
  })

  it('is not for them when it is written for others than those who ask most', () => {
    const asked = tickets(spread(30, 200, 299), () => ({ segments: ['business'] }))
    const other = tickets(spread(300, 0, 299), (at) => ({ id: `o${at}`, segments: ['student'] }))
    const [gap] = find([...asked, ...other], {
      candidate: {
        ...answered,
        positions: asked.map((_, at) => at),
        article: { ...parcel, segments: ['student'] },
      },
    })
    expect(gap!.kind).toBe('not for them')
    expect(gap!.nearest!.why).toContain('answers this for student, but business asks')
  })
})

describe('a gap that a person linked to an article', () => {
  const asked = tickets([200, 201, 202, 203, 204])
  const linked = [{ ticketIds: ['t000', 't001', 't002'], article: 'orders/parcel' }]

  it('is believed to be answered by it', () => {
    expect(find(asked, { linked: [] })[0]?.kind).toBe('missing')
    expect(find(asked, { linked })).toEqual([])
  })

  it('is “answered, but not found” while search does not show it, with the words it lacks', () => {
    const search = { asked: 5, votes: [] }
    const [gap] = find(asked, { linked, candidate: { search } })
    expect(gap).toMatchObject({ kind: 'answered, but not found', nearest: { article: 'orders/parcel' } })
    expect(gap?.nearest?.lacks).toContain('lost')
  })

  it('does not answer a topic that is mostly something else', () => {
    expect(find(asked, { linked: [{ ...linked[0]!, ticketIds: ['t000'] }] })[0]?.kind).toBe('missing')
  })
})

describe('another language', () => {
  const polish = tickets([200, 201, 202, 203, 204], () => ({ language: 'pl' }))
  const candidate = { language: 'pl', article: undefined, translated: true }

  it('is inferred from what agents sent to those who asked', () => {
    const shared = [0, 1, 2].map((at) => ({ article: 'orders/parcel', customer: `c${at}`, at: day(205) }))
    const [gap] = find(polish, { candidate, evidence: { remarks: [], words: [], shared } })
    expect(gap).toMatchObject({ kind: 'not in their language', nearest: { locale: 'en' } })
    expect(gap!.nearest!.why).toBe(
      'Agents sent it to 3 people who asked this. It is there in English, not in Polish.',
    )
  })

  it('is “missing” where nothing is written in it, and says which article agents sent', () => {
    const shared = [0, 1, 2].map((at) => ({ article: 'orders/parcel', customer: `c${at}`, at: day(205) }))
    const evidence = { remarks: [], words: [], shared }
    const [gap] = find(polish, { candidate: { ...candidate, translated: false }, evidence })
    expect(gap).toMatchObject({ kind: 'missing', nearest: { article: 'orders/parcel' } })
    expect(gap!.nearest!.why).toContain('It is there in English; nothing is written in Polish.')
  })

  it('is not inferred from one link, nor from links long after, nor when the translation exists', () => {
    const sent = (on: number, people: number) =>
      Array.from({ length: people }, (_, at) => ({
        article: 'orders/parcel',
        customer: `c${at}`,
        at: day(on),
      }))
    const kind = (shared: ReturnType<typeof sent>, articles = [parcel]) =>
      find(polish, { candidate, articles, evidence: { remarks: [], words: [], shared } })[0]!.kind
    expect(kind(sent(205, 1))).toBe('missing')
    expect(kind(sent(260, 3))).toBe('missing')
    expect(kind(sent(205, 3), [parcel, { ...parcel, locale: 'pl' }])).toBe('missing')
  })

  it('is inferred from readers of untranslated pages who say No', () => {
    const [gap] = find([], { evidence: voted(0, 6, { locale: 'tr' }) })
    expect(gap).toMatchObject({ kind: 'not in their language', title: parcel.title, asked: { vote: 6 } })
    expect(gap!.nearest!.why).toContain('6 readers of the Turkish pages')
  })
})

describe('signals', () => {
  it('count beside tickets, two searches as one', () => {
    const searches = (count: number) =>
      tickets(spread(count, 250, 290), () => ({ signal: 'search', segments: [] }))
    expect(find(searches(9))).toEqual([])
    expect(find(searches(10))[0]).toMatchObject({ asked: { search: 10 }, volume: 10, customers: 10 })
  })

  describe('searches that found something and led nowhere', () => {
    const unclicked = (count: number) =>
      tickets(spread(count, 250, 290), (at) => ({ id: `search:${at}`, signal: 'unclicked', segments: [] }))
    const nearer = { score: 0.3, threshold: 0.5 }

    it('count four as one ticket', () => {
      expect(find(unclicked(19))).toEqual([])
      expect(find(unclicked(20))[0]).toMatchObject({ kind: 'missing', asked: { unclicked: 20 }, volume: 20 })
    })

    it('are no missing article by themselves where one comes near, but count beside others', () => {
      expect(find(unclicked(200), { candidate: nearer })).toEqual([])
      const [gap] = find([...unclicked(8), ...tickets(spread(12, 250, 290))], { candidate: nearer })
      expect(gap).toMatchObject({ kind: 'missing', asked: { ticket: 12, unclicked: 8 }, volume: 20 })
    })

    it('make no gap of a topic that an article answers', () => {
      expect(find(unclicked(200), { candidate: answered })).toEqual([])
    })

    it('rank below as many tickets, and below as many searches in vain', () => {
      const inVain = unclicked(40).map((one) => ({ ...one, signal: 'search' as const }))
      const [led, found, vain] = [tickets(spread(40, 250, 290)), unclicked(40), inVain].map(
        (asked) => find(asked)[0]!.score,
      )
      expect([led! > vain!, vain! > found!]).toEqual([true, true])
    })
  })

  it('stand behind the tickets in the list of ids and keep their words apart', () => {
    const mixed = [
      ...tickets([250], () => ({ id: 'search:1', signal: 'search', text: 'lost parcel' })),
      ...tickets([250, 251, 252, 253, 254, 255], (at) => ({ text: `where is parcel ${'abcdef'[at]}` })),
    ].map((one, at) => ({ ...one, customer: `c${at}` }))
    const [gap] = find(mixed)
    expect(gap!.ticketIds.at(-1)).toBe('search:1')
    expect(gap!.samples.find(({ ticket }) => ticket === 'search:1')).toMatchObject({ kind: 'search' })
  })

  it('of a single word go to the topic they stand for, and are listed when they stand for none', () => {
    const word = (text: string, count: number) =>
      tickets(spread(count, 280, 290), (at) => ({ id: `search:${text}${at}`, text, signal: 'search' }))
    const asked = tickets([250, 251, 252, 253, 254], (at) => ({ text: `gift card refused ${at}` }))
    const words = [...word('gift', 4), ...word('crypto', 6), ...word('loan', 2)]
    const { gaps, terms } = gapsOf({
      ...{ tickets: asked, said: asked.map(({ text }) => text), articles: [parcel], asOf: '2026-10-27' },
      candidates: [
        {
          ...{
            language: 'en',
            title: 'Gift card',
            titles: [],
            keywords: ['gift card'],
            positions: [0, 1, 2, 3, 4],
          },
          ...{ agreement: 1, threshold: 0.5, score: 0, answered: false },
          ...{ article: undefined, passage: undefined, translated: true },
        },
      ],
      options: { settings: usualSettings, evidence: { remarks: [], shared: [], words } },
    })
    expect(gaps[0]!.asked).toEqual({ ticket: 5, search: 4 })
    expect(terms).toMatchObject([{ term: 'crypto', language: 'en', searches: 6, customers: 6 }])
  })

  it('say the value of those who ask, and a valued question counts as several', () => {
    const asked = tickets(spread(20, 250, 290), (at) => ({ segments: at < 10 ? ['business'] : [] }))
    const [plain] = find(asked)
    const [valued] = find(asked, { values: new Map([['business', 4]]) })
    expect([plain!.value, valued!.value]).toEqual([1, 2.5])
    expect(valued!.score).toBeCloseTo(plain!.score * Math.sqrt(2.5))
  })
})
