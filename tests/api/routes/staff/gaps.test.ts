import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { GapAnswer, GapsAnswer } from '#api/routes/staff/answers.ts'
import { slugOf } from '#api/routes/staff/gap-card.ts'
import { decisionsOf } from '#api/storage/decisions.ts'
import { followUps, gaps as gapTable, runs } from '#api/storage/tickets-schema.ts'
import { draftOf } from '#content/library/draft.ts'
import { takenApart } from '#scripts/mining/io/closed-gaps.ts'
import { type House, staffHouse } from './staff-house.ts'

async function listed({ ask }: House, cookie: string, query = ''): Promise<GapsAnswer> {
  return (await (await ask('GET', `/gaps${query}`, undefined, cookie)).json()) as GapsAnswer
}

async function decided({ ask }: House, cookie: string, body: unknown, gap = 'g1') {
  const answer = await ask('POST', `/gaps/${gap}/decisions`, body, cookie)
  return { status: answer.status, gap: (await answer.json()) as GapAnswer }
}

describe('the list of gaps', () => {
  it('shows what was mined, with shares, segments and the nearest article', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    const { gaps, questions, asOf, writers } = await listed(house, writer)
    expect({ questions, asOf }).toEqual({ questions: 45, asOf: '2026-11-20' })
    expect(writers).toMatchObject([{ name: 'A writer' }])
    expect(gaps[0]).toMatchObject({
      id: 'g1',
      rank: 1,
      growing: true,
      state: 'open',
      writer: null,
      who: [{ label: 'Business', lift: 2.5 }],
      nearest: { title: 'Where is my parcel?', why: 'says nothing of damage' },
    })
    expect(gaps.map(({ upTo }) => Math.round(upTo * 100))).toEqual([78, 100])
  })

  it('filters by segment, language and state', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    const ids = async (query: string) => (await listed(house, writer, query)).gaps.map(({ id }) => id)
    expect(await ids('?segment=business')).toEqual(['g1'])
    expect(await ids('?language=tr')).toEqual(['g1'])
    expect(await ids('?state=dismissed')).toEqual([])
    expect(await ids('?segment=&language=')).toEqual(['g1', 'g2'])
    expect(await ids('?kind=missing')).toEqual(['g1', 'g2'])
    expect(await ids('?kind=not%20helping')).toEqual([])
    expect((await house.ask('GET', '/gaps?kind=else', undefined, writer)).status).toBe(422)
    expect((await house.ask('GET', '/gaps?state=else', undefined, writer)).status).toBe(422)
  })

  it('withholds what fewer than ten of a segment asked, in the list, on the card and as a filter', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    const few = [{ segment: 'business', lift: 7.77, low: 6.66, high: 8.88, tickets: 9 }]
    await house.mined.write([house.mined.db.update(gapTable).set({ segments: few })])
    const list = await house.ask('GET', '/gaps', undefined, writer)
    const card = await house.ask('GET', '/gaps/g1', undefined, writer)
    for (const answer of [list, card.clone()]) expect(await answer.text()).not.toMatch(/7\.77|6\.66|8\.88/)
    expect((await card.json()) as GapAnswer).toMatchObject({ segments: [], withheld: ['Business'] })
    expect((await listed(house, writer, '?segment=business')).gaps).toEqual([])
  })

  it('shows the evidence of one gap', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    const gap = (await (await house.ask('GET', '/gaps/g1', undefined, writer)).json()) as GapAnswer
    expect(gap).toMatchObject({
      of: 2,
      samples: [{ text: 'my parcel came broken' }],
      slug: 'my-parcel-came-broken',
    })
    // One figure alone would follow from the languages' totals.
    expect(gap.coverage[0]).toMatchObject({
      label: 'Business',
      cells: [
        { locale: 'en', state: 'partly', asked: null },
        { locale: 'tr', asked: null },
      ],
    })
    expect((await house.ask('GET', '/gaps/none', undefined, writer)).status).toBe(404)
  })
})

describe('the life of a gap', () => {
  const states = async (house: House, cookie: string) =>
    (await listed(house, cookie, '?state=all')).gaps.map(({ id, state }) => `${id} ${state}`)
  const asked = ({ mined }: House, gap: string, volume: number) =>
    mined.write([mined.db.update(gapTable).set({ volume }).where(eq(gapTable.id, gap))])

  it('that was dismissed comes back when it is asked twice as often, and says why', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    await decided(house, writer, { decision: 'dismiss', reason: 'Known, and rare' })
    await asked(house, 'g1', 69)
    expect(await states(house, writer)).toEqual(['g1 dismissed', 'g2 open'])
    await asked(house, 'g1', 70)
    expect(await states(house, writer)).toEqual(['g1 open', 'g2 open'])
    const { gap } = await decided(house, writer, { decision: 'assign' })
    expect(gap.cameBack).toEqual({ was: 35, now: 70 })
    const again = await decided(house, writer, { decision: 'dismiss', reason: 'Still rare' })
    expect(again.gap).toMatchObject({ state: 'dismissed', cameBack: null })
  })

  it('goes on after its article is published, though mining no longer finds it', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    const { mined } = house
    const article = 'parcels/where-is-my-parcel'
    await decided(house, writer, { decision: 'link', article })
    const newer = { asOf: '2027-01-20', tickets: 120, topics: 9, gaps: 1, open: 10 }
    const changes = [{ what: 'gone' as const, gap: 'g1', article }]
    await mined.write([
      mined.db.insert(runs).values({ ...newer, changes }),
      mined.db.update(gapTable).set({ run: 2, rank: 1 }).where(eq(gapTable.id, 'g2')),
    ])
    expect(await states(house, writer)).toEqual(['g2 open'])
    const counted = (after: number[]) => ({
      topic: [...Array<number>(12).fill(50), ...after],
      others: Array<number>(12 + after.length).fill(400),
      before: 12,
    })
    const followed = { gap: 'g1', run: 2, article, since: '2026-11-22', before: 50, after: null }
    await mined.write([mined.db.insert(followUps).values({ ...followed, weeks: counted([9, 9]) })])
    expect(await states(house, writer)).toEqual(['g2 open', 'g1 published'])
    await mined.write([mined.db.update(followUps).set({ weeks: counted([9, 9, 9, 9, 9, 9]) })])
    expect(await states(house, writer)).toEqual(['g2 open', 'g1 working'])
    await mined.write([mined.db.update(followUps).set({ weeks: counted([50, 50, 50, 50, 50, 50, 50, 50]) })])
    const { gaps } = await listed(house, writer)
    expect(gaps.map(({ id, state }) => `${id} ${state}`)).toEqual(['g2 open', 'g1 not working'])
    const gap = (await (await house.ask('GET', '/gaps/g1', undefined, writer)).json()) as GapAnswer
    expect(gap).toMatchObject({
      worked: { article, since: '2026-11-22', read: 0, effect: { verdict: 'not working' } },
      changes: [
        {
          ...{ what: 'gone', gap: { id: 'g1', here: true }, asOf: '2027-01-20' },
          article: 'Where is my parcel?',
        },
      ],
      rank: 2,
      of: 2,
    })
  })
})

describe('a gap that went into another', () => {
  /** g2 merges into g1; what was decided about g2 before stays known. */
  async function merged() {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    await decided(house, writer, { decision: 'dismiss', reason: 'Sold out for good' }, 'g2')
    const { mined } = house
    const run = { asOf: '2026-11-21', tickets: 120, topics: 9, gaps: 1, open: 45 }
    await mined.write([
      mined.db.insert(runs).values({ ...run, changes: [{ what: 'merged' as const, gap: 'g1', of: ['g2'] }] }),
      mined.db.update(gapTable).set({ run: 2 }).where(eq(gapTable.id, 'g1')),
    ])
    return { house, writer }
  }

  it('is named in the list and on the card of that one, with what was decided about it', async () => {
    const { house, writer } = await merged()
    const others = [
      {
        ...{ id: 'g2', title: 'gift cards', here: false },
        decided: { decision: 'dismiss', by: 'A writer', reason: 'Sold out for good' },
      },
    ]
    const list = await listed(house, writer)
    expect(list.changes).toMatchObject([{ what: 'merged', gap: { id: 'g1', here: true }, others }])
    expect(list.gaps).toMatchObject([{ id: 'g1', note: 'Now also holds one earlier gap' }])
    const card = (await (await house.ask('GET', '/gaps/g1', undefined, writer)).json()) as GapAnswer
    expect(card.changes).toMatchObject([{ asOf: '2026-11-21', others }])
  })

  it('takes no decision, and says where it is now, through all minings since', async () => {
    const { house, writer } = await merged()
    const see = [{ title: 'my parcel came broken', url: '/staff/gap/?id=g1' }]
    const refused = await house.ask('POST', '/gaps/g2/decisions', { decision: 'reopen' }, writer)
    expect(refused.status).toBe(404)
    expect(await refused.json()).toMatchObject({ hint: 'Decide there.', see })
    const { mined } = house
    const run = { asOf: '2026-11-22', tickets: 120, topics: 9, gaps: 1, open: 45 }
    const changes = [{ what: 'split' as const, gap: 'g1', into: ['g1', 'g3'] }]
    const { rank, ...row } = (await mined.db.select().from(gapTable).where(eq(gapTable.id, 'g1')))[0]!
    await mined.write([
      mined.db.insert(runs).values({ ...run, changes }),
      mined.db.update(gapTable).set({ run: 3 }).where(eq(gapTable.id, 'g1')),
      mined.db.insert(gapTable).values({ ...row, id: 'g3', run: 3, rank: rank + 1, title: 'wet parcel' }),
    ])
    const gone = await house.ask('GET', '/gaps/g2', undefined, writer)
    expect(await gone.json()).toMatchObject({ see: [...see, { title: 'wet parcel' }] })
    const never = await house.ask('GET', '/gaps/g9', undefined, writer)
    expect(await never.json()).not.toHaveProperty('see')
  })
})

describe('a decision', () => {
  it('assigns, takes back, dismisses with a reason and reopens', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    expect((await decided(house, writer, { decision: 'assign' })).gap).toMatchObject({
      state: 'assigned',
      writer: { name: 'A writer' },
    })
    expect((await decided(house, writer, { decision: 'unassign' })).gap).toMatchObject({
      state: 'open',
      writer: null,
    })
    expect((await decided(house, writer, { decision: 'dismiss' })).status).toBe(422)
    const { gap } = await decided(house, writer, { decision: 'dismiss', reason: 'We sell nothing broken' })
    expect(gap.state).toBe('dismissed')
    expect(gap.history[0]).toMatchObject({
      decision: 'dismiss',
      by: 'A writer',
      reason: 'We sell nothing broken',
    })
    expect((await listed(house, writer)).gaps.map(({ id }) => id)).toEqual(['g2'])
    expect((await decided(house, writer, { decision: 'draft', category: 'parcels' })).status).toBe(409)
    expect((await decided(house, writer, { decision: 'reopen' })).gap.state).toBe('open')
  })

  it('of two writers who decide at the same time is taken once, and the other changes nothing', async () => {
    const house = await staffHouse()
    const [ada, ben] = [await house.signedIn('writer'), await house.signedIn('writer', 'ben@example.com')]
    const draft = (slug: string) => ({ decision: 'draft', category: 'parcels', locale: 'en', slug, last: 0 })
    const both = await Promise.all([
      decided(house, ada, draft('one')),
      decided(house, ben, draft('two')),
      decided(house, ben, { decision: 'dismiss', reason: 'Not ours', last: 0 }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    const { history, last } = (await decided(house, ada, { decision: 'undo' })).gap
    expect(history.map(({ decision }) => decision)).toHaveLength(2)
    expect(last).toBe(history[0]?.id)
    const shelf = join(house.content, 'articles/en/parcels')
    expect(readdirSync(shelf)).toEqual(['where-is-my-parcel.mdx'])
  })

  it('from a page that has not seen the last one is refused', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    const { gap } = await decided(house, writer, { decision: 'assign', last: 0 })
    const stale = { decision: 'dismiss', reason: 'Old news', last: 0 }
    expect((await decided(house, writer, stale)).status).toBe(409)
    expect((await decided(house, writer, { ...stale, last: gap.last + 7 })).status).toBe(409)
    expect((await decided(house, writer, { ...stale, last: gap.last })).status).toBe(201)
  })

  it('can be taken back, and the history keeps both', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    await decided(house, writer, { decision: 'dismiss', reason: 'By mistake' })
    const { gap } = await decided(house, writer, { decision: 'undo' })
    expect(gap.state).toBe('open')
    expect(gap.history).toMatchObject([{ decision: 'undo' }, { decision: 'dismiss', undone: true }])
    expect((await decided(house, writer, { decision: 'undo' }, 'g2')).status).toBe(409)
  })

  it('withdraws a draft while nobody has written in it', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    const draft = { decision: 'draft', category: 'parcels', locale: 'en', slug: 'broken' }
    const file = join(house.content, 'articles/en/parcels/broken.mdx')
    await decided(house, writer, draft)
    expect((await decided(house, writer, { decision: 'withdraw' })).gap).toMatchObject({
      state: 'open',
      draft: null,
    })
    expect(existsSync(file)).toBe(false)
    await decided(house, writer, draft)
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nAn answer.\n`)
    expect((await decided(house, writer, { decision: 'withdraw' })).status).toBe(409)
    expect((await decided(house, writer, { decision: 'undo' })).status).toBe(409)
    expect(readFileSync(file, 'utf8')).toContain('An answer.')
  })

  it('puts a gap off, merges it, or gives it to the product team', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    expect((await decided(house, writer, { decision: 'snooze', until: '2026-11-22' })).status).toBe(422)
    expect((await decided(house, writer, { decision: 'merge', target: 'g1' })).status).toBe(422)
    expect((await decided(house, writer, { decision: 'product' })).status).toBe(422)
    const states = ['snoozed', 'merged', 'product']
    const all = [
      { decision: 'snooze', until: '2026-12-24' },
      { decision: 'merge', target: 'g2' },
      { decision: 'product', reason: 'The button hides' },
    ]
    for (const [at, body] of all.entries()) {
      expect((await decided(house, writer, body)).gap.state).toBe(states[at])
      expect((await listed(house, writer)).gaps.map(({ id }) => id)).toEqual(['g2'])
      expect((await decided(house, writer, { decision: 'reopen' })).gap.state).toBe('open')
    }
  })

  it('takes a part out of a joined gap for the next minings, and puts it back', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    const part = 'kolim ezik geldi'
    const apart = (gap: GapAnswer) => gap.parts.map((one) => one.apart)
    expect((await decided(house, writer, { decision: 'separate', part: 'no such part' })).status).toBe(422)
    const { gap } = await decided(house, writer, { decision: 'separate', part })
    expect(gap).toMatchObject({ state: 'open', history: [{ decision: 'separate', object: part }] })
    expect(apart(gap)).toEqual([false, true])
    expect(takenApart(await decisionsOf(house.store))).toEqual([['t2', 't3']])
    expect(apart((await decided(house, writer, { decision: 'undo' })).gap)).toEqual([false, false])
    expect(takenApart(await decisionsOf(house.store))).toEqual([])
  })

  it('gives a gap to nobody who may not write', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    expect((await decided(house, writer, { decision: 'assign', writer: 'nobody' })).status).toBe(422)
  })

  it('links an article that answers it, which closes it', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    expect((await decided(house, writer, { decision: 'link', article: 'no/such' })).status).toBe(404)
    const { gap } = await decided(house, writer, { decision: 'link', article: 'returns/send-it-back' })
    expect(gap).toMatchObject({ state: 'published', answeredBy: { article: 'returns/send-it-back' } })
    expect((await decided(house, writer, { decision: 'reopen' })).gap.state).toBe('open')
  })

  it('begins a draft in the content folder, once, and publishing it closes the gap', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    const draft = {
      decision: 'draft',
      category: 'parcels',
      locale: 'en',
      slug: 'broken-parcel',
      title: 'A parcel came broken',
    }
    const { status, gap } = await decided(house, writer, draft)
    expect(status).toBe(201)
    expect(gap).toMatchObject({
      state: 'drafted',
      draft: 'articles/en/parcels/broken-parcel.mdx',
      writer: { name: 'A writer' },
    })
    const file = join(house.content, 'articles/en/parcels/broken-parcel.mdx')
    const text = readFileSync(file, 'utf8')
    expect(parse(text.split('---')[1] ?? '')).toMatchObject({
      title: 'A parcel came broken',
      draft: true,
      answers: 'g1',
      segments: ['business'],
    })
    expect(text).toContain('> my parcel came broken')
    expect((await decided(house, writer, draft)).status).toBe(409)
    expect((await decided(house, writer, draft, 'g2')).status).toBe(409)
    expect(readFileSync(file, 'utf8')).toBe(text)

    await house.republish()
    expect((await listed(house, writer)).gaps[0]).toMatchObject({ id: 'g1', state: 'drafted' })
    writeFileSync(file, text.replace('draft: true\n', ''))
    await house.republish()
    expect((await listed(house, writer)).gaps.map(({ id }) => id)).toEqual(['g2'])
    expect((await listed(house, writer, '?state=published')).gaps.map(({ id }) => id)).toEqual(['g1'])
  })

  it.each([
    { category: '../../etc', slug: 'x' },
    { category: 'parcels', slug: '../x' },
    { category: 'parcels', slug: 'a/b' },
    { category: 'parcels', slug: 'x', locale: '..' },
    { category: 'unknown', slug: 'x' },
  ])('writes nowhere but on a shelf: $category/$slug', async (place) => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    expect((await decided(house, writer, { decision: 'draft', locale: 'en', ...place })).status).toBe(422)
  })

  it('never overwrites an article', async () => {
    const house = await staffHouse()
    const writer = await house.signedIn('writer')
    const place = { category: 'parcels', slug: 'where-is-my-parcel', locale: 'en' }
    expect((await decided(house, writer, { decision: 'draft', ...place })).status).toBe(409)
  })
})

describe("customers' words in a draft", () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom(
        ...[
          'import ',
          'export ',
          '{',
          '}',
          '<',
          '>',
          '/>',
          '`',
          '```',
          '\n',
          '\n\n',
          '---',
          '- ',
          '# ',
          '1. ',
          '![',
          '](',
          '$',
          '\\',
          '&#123;',
          'process.exit(1)',
          '"',
          "'",
          '<For everyone>',
          'a',
          ' ',
        ],
      ),
      maxLength: 40,
    }),
  )
  const parser = unified().use(remarkParse).use(remarkMdx)
  const own =
    '{/* Write the answer here, then remove these notes, the quotes below and the line "draft: true". */}'

  it('can never become code, whatever they are', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.array(hostile, { maxLength: 4 }), (title, keyword, samples) => {
        const text = draftOf({
          gap: 'g',
          title,
          keywords: [keyword],
          samples,
          nearest: [{ title, url: '/en/a/b/' }],
        })
        const [, head = '', ...rest] = text.split(/^---$/m)
        expect(parse(head)).toMatchObject({ draft: true, answers: 'g' })
        const found: string[] = []
        visit(parser.parse(rest.join('---')), (node) => {
          const kind = node.type as string
          const ours =
            kind === 'mdxFlowExpression' && `{${(node as unknown as { value: string }).value}}` === own
          if ((kind.startsWith('mdx') || kind === 'html') && !ours) found.push(kind)
        })
        expect(found).toEqual([])
      }),
      { numRuns: 1500 },
    )
  })

  it('are data in the file that the API writes', async () => {
    const text = '</For>{process.exit(1)}\n\nimport x from "node:fs"\n\n<script>alert(1)</script>'
    const house = await staffHouse([{ ticket: 't1', text, language: 'en' }])
    const writer = await house.signedIn('writer')
    await decided(house, writer, { decision: 'draft', category: 'parcels', slug: 'hostile', locale: 'en' })
    const file = readFileSync(join(house.content, 'articles/en/parcels/hostile.mdx'), 'utf8')
    expect(file).not.toContain('<')
    expect(file).not.toContain('{process')
    expect(file).not.toContain('import x')
  })
})

describe('a slug', () => {
  it.each([
    ['why can’t I take out złoty at Euronet without a fee', 'why-cant-i-take-out-zloty-at'],
    ['Kartım nerede? Işık İzmir', 'kartim-nerede-isik-izmir'],
    ['../../etc/passwd', 'etc-passwd'],
    ['カード', ''],
  ])('of "%s" is "%s"', (title, slug) => {
    expect(slugOf(title)).toBe(slug)
  })
})
