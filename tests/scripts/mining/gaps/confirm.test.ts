import { describe, expect, it } from 'vitest'
import { createFinder } from '#content/library/find.ts'
import { openLibrary } from '#content/library/open-library.ts'
import type { Article } from '#content/model/article.ts'
import { confirmed } from '#scripts/mining/gaps/confirm.ts'
import { gapsOf } from '#scripts/mining/gaps/find-gaps.ts'
import { searchVotes } from '#scripts/mining/gaps/search-votes.ts'
import { miningArticles } from '#scripts/mining/io/tickets.ts'
import type { Candidate, MiningTicket } from '#scripts/mining/types.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'

const tiny = tinyLibrary()
const template = tiny.articles[0]!
const article = (id: string, title: string, text: string, more: Partial<Article> = {}): Article => ({
  ...template,
  ...{ id, title, locale: 'en', keywords: [], segments: [], file: `articles/en/${id}.mdx` },
  passages: [{ heading: '', anchor: '', text }],
  ...more,
})
const library = {
  ...tiny,
  articles: [
    article('cards/freeze', 'Freeze your card', 'Freeze a card in the app when it is lost.'),
    article('cards/virtual', 'Virtual cards', 'A virtual card is made in the app in a moment.'),
    article('money/refund', 'When a refund arrives', 'Shops take up to ten days to send a refund back.'),
  ],
}
const finder = createFinder(openLibrary(library))
const articles = miningArticles(library)
const refunds = [
  'when does my refund arrive',
  'where is the refund of the shop',
  'refund has not arrived',
  'I wait for a refund',
]
const topic = (more: Partial<Candidate>): Candidate => ({
  ...{
    language: 'en',
    title: 'Refunds',
    titles: [],
    keywords: ['refund'],
    positions: [0, 1, 2, 3],
    agreement: 1,
  },
  ...{ threshold: 0.5, score: 0.9, answered: true, article: articles[0], passage: 'p', translated: true },
  ...more,
})

describe('the nearest article of a topic', () => {
  it('is the one that search gives to most who ask', () => {
    const { asked, votes } = searchVotes(refunds, 'en', finder)
    expect(asked).toBe(4)
    expect(votes[0]).toMatchObject({ article: 'money/refund', first: 1, found: 1 })
  })

  it('is no article that draws the topic and that search never gives', () => {
    const found = confirmed(topic({}), { finder, articles, questions: refunds })
    expect(found.article?.id).toBe('money/refund')
    expect(found.drawn).toBe(false)
  })

  it('answers by draw when search gives it to those who ask', () => {
    const found = confirmed(topic({ article: articles[2] }), { finder, articles, questions: refunds })
    expect(found).toMatchObject({ answered: true, article: { id: 'money/refund' } })
  })

  it('is unknown when search finds nothing at all', () => {
    const found = confirmed(topic({}), { finder, articles, questions: ['zzz qqq', 'xyzzy'] })
    expect(found).toMatchObject({ answered: false, article: undefined })
    expect(found.search?.votes).toEqual([])
  })
})

describe('what search says of a topic', () => {
  const asked = (texts: readonly string[], language = 'en') =>
    texts.map(
      (text, at): MiningTicket => ({
        id: `t${at}`,
        text,
        language,
        customer: `c${at}`,
        createdAt: `2026-11-0${at + 1}`,
      }),
    )
  const find = (texts: readonly string[], more: Partial<Candidate>, language = 'en') => {
    const tickets = asked(texts, language)
    const candidate = confirmed(topic({ language, positions: texts.map((_, at) => at), ...more }), {
      finder,
      articles,
      questions: texts,
    })
    const [gap] = gapsOf({ tickets, said: texts, candidates: [candidate], articles, asOf: '2026-11-14' }).gaps
    return gap
  }

  it('is “answered, but not found” when few who ask are shown the answer, with the words it lacks', () => {
    const gap = find(
      ['frozen card of lost', 'money back please', 'cashback returned', 'cashback missing', 'no cashback'],
      { article: articles[2], search: undefined },
    )
    expect(gap?.kind).toBe('missing')
    const kept = [
      'refund of shop',
      'refund arrives',
      'cashback refused',
      'cashback missing',
      'no cashback here',
    ]
    const known = find(kept, { article: articles[2] })
    expect(known).toMatchObject({ kind: 'answered, but not found', nearest: { article: 'money/refund' } })
    expect(known?.nearest?.lacks).toContain('cashback')
    expect(known?.nearest?.why).toBe(
      'Search shows it to 2 of 5 who ask this in their own words. It lacks “cashback”.',
    )
  })

  it('is “not in their language” when search leads to an article of another language', () => {
    const gap = find(
      ['sanal kart istiyorum', 'sanal kart nasıl açılır', 'sanal kartım nerede', 'sanal kart kaç para'],
      { answered: false, score: 0.1, article: undefined },
      'tr',
    )
    expect(gap).toMatchObject({
      kind: 'not in their language',
      nearest: { article: 'cards/virtual', locale: 'en' },
    })
    expect(gap?.nearest?.why).toContain('It is there in English, not in Turkish.')
  })

  it('is joined with the same question in another language, until a writer takes it out', () => {
    const texts = [
      ...['I lost my card', 'my card is lost', 'lost my bank card'],
      ...['kartımı kaybettim', 'kartım kayboldu', 'kayıp kartım'],
    ]
    const both = [...asked(texts.slice(0, 3)), ...asked(texts.slice(3), 'tr')].map((one, at) => ({
      ...one,
      id: `t${at}`,
    }))
    const votes = [
      {
        article: 'cards/freeze',
        locale: 'en',
        title: '',
        passage: '',
        first: 0,
        found: 1,
        score: 0.2,
        scoreAsFirst: 0,
      },
    ]
    const open = { answered: false, score: 0, article: undefined, search: { asked: 3, votes } }
    const candidates = [
      topic({ ...open, positions: [0, 1, 2] }),
      topic({ ...open, language: 'tr', positions: [3, 4, 5] }),
    ]
    const input = { tickets: both, said: texts, candidates, articles, asOf: '2026-11-14' }
    const [joined] = gapsOf(input).gaps
    expect(joined?.parts?.map(({ language, tickets }) => [language, tickets])).toEqual([
      ['en', ['t0', 't1', 't2']],
      ['tr', ['t3', 't4', 't5']],
    ])
    const { gaps } = gapsOf({ ...input, options: { apart: [['t3', 't4', 'gone']] } })
    expect(gaps.map(({ languages }) => languages)).toEqual([{ en: 3 }, { tr: 3 }])
  })

  it('is “missing”, and in Turkish, where nothing at all is written in Turkish', () => {
    const gap = find(
      ['sanal kart istiyorum', 'sanal kart nasıl açılır', 'sanal kartım nerede', 'sanal kart kaç para'],
      { answered: false, score: 0, article: undefined, translated: false },
      'tr',
    )
    expect(gap).toMatchObject({ kind: 'missing', languages: { tr: 4 }, nearest: { locale: 'en' } })
    expect(gap?.nearest?.why).toContain('It is there in English; nothing is written in Turkish.')
  })

  it('is “missing”, and never answered elsewhere, in a language that search does not know', () => {
    const gap = find(
      ['xqz wvk jjh', 'xqz wvk', 'wvk jjh xqz', 'jjh xqz wvk'],
      { answered: false, score: 0, article: undefined, translated: false },
      'sk',
    )
    expect(gap?.kind).toBe('missing')
    expect(gap?.nearest).toBeUndefined()
  })
})
