import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Trait } from '#content/model/trait.ts'
import { accept } from '#scripts/import/accept.ts'
import { isReject, type RawTicket } from '#scripts/import/desks/source.ts'
import { readRecords } from '#scripts/import/files/records.ts'
import { genericWith } from '#scripts/import/generic/generic.ts'
import { fieldNamed } from '#scripts/import/generic/header-names.ts'
import { type Surveying, survey } from '#scripts/import/generic/infer.ts'
import { propose } from '#scripts/import/generic/mapping.ts'
import { readOptions } from '#scripts/import/options.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'generic-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const traits: Trait[] = [
  { id: 'plan', type: 'string', signed: true, label: { en: 'Account plan' } },
  { id: 'seats', type: 'number', signed: true, label: { tr: 'Koltuk sayısı' } },
]

function write(content: string, name = 'export.csv'): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

function look(content: string, change: Partial<Surveying> = {}) {
  const reading = { file: write(content), encoding: 'utf-8', lists: ['tickets'] }
  const open = { dates: undefined, decimal: undefined, bestRating: undefined }
  return survey({ reading, traits, given: {}, withoutIds: false, ...open, ...change })
}

describe('a mapping', () => {
  test.each(['id,subject,description,created_at\n', '[1, null, {}]'])(
    'asks for no column of a file without tickets: %j',
    async (content) => {
      const { questions } = await look(content)
      expect(questions).toEqual([expect.stringContaining('The file holds no ticket')])
    },
  )

  test('is recognised by the names of columns, the surest of two', async () => {
    expect(fieldNamed('E-Mail_Address')?.field).toBe('email')
    expect(fieldNamed('createdAt')?.field).toBe('created')
    expect(fieldNamed('AÇIKLAMA')?.field).toBe('body')
    expect(fieldNamed('Treść zgłoszenia')?.field).toBe('body')
    expect(fieldNamed('attributes.subject')?.field).toBe('subject')
    expect(fieldNamed('Ticket')?.field).toBe('id')
    expect(fieldNamed('Case No.')?.field).toBe('id')
    expect(fieldNamed('Colour')).toBeUndefined()
    const columns = ['Date', 'ID', 'Ticket ID', 'Created at', 'Text', 'Description']
    const { mapping, questions } = propose(columns, {}, { traits })
    expect(questions).toEqual([])
    expect(mapping.columns).toMatchObject({
      id: ['Ticket ID'],
      created: ['Created at'],
      body: ['Description'],
    })
  })

  test('takes traits by their names in any language, and names from several columns', () => {
    const columns = ['id', 'Tarih', 'Mesaj', 'Account Plan', 'koltuk sayisi', 'Ad', 'Soyad']
    const { mapping } = propose(columns, {}, { traits })
    expect(mapping.traits).toEqual({ plan: 'Account Plan', seats: 'koltuk sayisi' })
    expect(mapping.columns.name).toEqual(['Ad', 'Soyad'])
  })

  test('says of every column what it was made, and by whom', () => {
    const { table } = propose(['Ticket name', 'Foo', 'id'], { subject: 'ticket NAME' }, { traits })
    expect(table).toEqual([
      { column: 'Ticket name', to: 'subject', how: 'given' },
      { column: 'Foo', to: undefined, how: undefined },
      { column: 'id', to: 'id', how: 'recognised' },
    ])
  })

  test('that was given outranks any name', async () => {
    const given = { body: 'Subject', subject: 'Foo', plan: 'Bar' }
    const { mapping } = propose(['id', 'date', 'Subject', 'Description', 'Foo', 'Bar'], given, { traits })
    expect(mapping.columns).toMatchObject({ body: ['Subject'], subject: ['Foo'] })
    expect(mapping.traits).toEqual({ plan: 'Bar' })
  })

  test.each<[string[], Record<string, string>, string]>([
    [['id', 'date', 'Subject', 'Subject (2)'], {}, 'Both "Subject" and "Subject (2)"'],
    [['id', 'date', 'subject', 'SUBJECT'], {}, '--map subject="…"'],
    [['id', 'date'], {}, '--map body="…"'],
    [['id', 'text'], {}, '--map created="…"'],
    [['date', 'text'], {}, '--no-ids'],
    [['id', 'date', 'text'], { subject: 'Txt' }, 'Did you mean "text"?'],
    [['id', 'date', 'text'], { subjct: 'text' }, 'Did you mean "subject"?'],
  ])('of %j with %j asks', (columns, given, question) => {
    expect(propose(columns, given, { traits }).questions.join('\n')).toContain(question)
  })

  test('never uses a column twice, whatever the columns are called', () => {
    const header = fc.oneof(
      fc.constantFrom('id', 'Konu', 'subject', 'temat', 'Date', 'plan', 'e-mail', '__proto__', 'constructor'),
      fc.string({ maxLength: 12 }),
    )
    fc.assert(
      fc.property(fc.uniqueArray(header, { maxLength: 12 }), (columns) => {
        const { mapping, table } = propose(columns, {}, { traits })
        const used = [...Object.values(mapping.columns).flat(), ...Object.values(mapping.traits)]
        expect(new Set(used).size).toBe(used.length)
        expect(table.map(({ column }) => column)).toEqual(columns)
        expect(table.filter(({ to }) => to !== undefined)).toHaveLength(used.length)
      }),
      { numRuns: 300 },
    )
  })
})

describe('what a file leaves open', () => {
  const dates = (...days: string[]) => `id,text,created\n${days.map((day) => `1,x,${day}\n`).join('')}`

  test('is asked: the order of dates, where no date shows it', async () => {
    const asked = await look(dates('03/04/2026', '05/06/2026 10:00'))
    expect(asked.questions).toEqual([expect.stringContaining('(03/04/2026). Say which: --dates dmy')])
    expect(await look(dates('03/04/2026'), { dates: 'mdy' })).toMatchObject({ questions: [], dates: 'mdy' })
    expect(await look(dates('03/04/2026', '25/03/2026'))).toMatchObject({
      ...{ questions: [], dates: 'dmy', shownBy: '25/03/2026' },
    })
    expect((await look(dates('25/03/2026', '03/25/2026'))).questions[0]).toContain('others the month')
    expect((await look(dates('03/04/26'))).questions[0]).toContain('two digits')
    expect(await look(dates('2026-03-04', '15.03.2026', '1763199000'))).toMatchObject({ questions: [] })
  })

  test('is asked: which sign stands before decimals, where a trait is a number', async () => {
    const seats = (...numbers: string[]) =>
      look(`id;text;created;seats\n${numbers.map((one) => `1;x;2026-01-01;${one}\n`).join('')}`)
    expect((await seats('1.234', '3')).questions).toEqual([expect.stringContaining('--decimal comma')])
    expect(await seats('1.234', '3,5')).toMatchObject({ questions: [], mapping: { decimal: 'comma' } })
    expect(await seats('1,234', '3.5')).toMatchObject({ questions: [], mapping: { decimal: 'point' } })
    expect(await seats('1234')).toMatchObject({ questions: [] })
  })

  test('is asked: which rating is best, where ratings are numbers', async () => {
    const rated = (...ratings: string[]) =>
      look(`id,text,created,rating\n${ratings.map((one) => `1,x,2026-01-01,${one}\n`).join('')}`)
    expect((await rated('4', '5')).questions).toEqual([expect.stringContaining('--best-rating 5')])
    expect((await rated('1', '0')).questions).toEqual([])
    expect((await rated('good', 'bad')).questions).toEqual([])
  })

  test('is found in nested objects too', async () => {
    const nested = {
      ...{ key: 'A-1', fields: { summary: 'Card', description: 'Where?', created: '2026-01-01' } },
      ...{ reporter: { 'email.address': 'a@example.com' }, labels: ['card'] },
    }
    const { mapping, questions } = await look(JSON.stringify({ tickets: [nested] }), {
      given: { email: 'reporter.email.address' },
    })
    expect(questions).toEqual([])
    expect(genericWith(mapping).ticket(nested)).toMatchObject({
      ...{ externalId: 'A-1', subject: 'Card', body: 'Where?', tags: ['card'] },
      requester: { email: 'a@example.com' },
    })
  })
})

describe('a ticket of any table', () => {
  const acceptance = { source: 'generic', secret: new Uint8Array(32), traits, locales: ['en', 'tr', 'pl'] }
  const columns = { id: ['No'], body: ['Text'], created: ['Day'], email: ['From'], csat: ['Stars'] } as const
  const row = { No: '#7', Text: 'Where is my card? Ayse', Day: '03/04/2026 10:00', From: '', Stars: '' }

  function ticket(change: object, more: object = {}): RawTicket {
    const raw = genericWith({ columns, traits: { seats: 'Seats' }, ...more }).ticket({ ...row, ...change })
    if (isReject(raw)) throw new Error(raw.reason)
    return raw
  }

  test('has a sender whose name is taken out of the text', () => {
    const raw = ticket({ From: '"Ayşe Yılmaz" <ayse@example.com>' })
    expect(raw.requester?.email).toBe('ayse@example.com')
    expect(accept(raw, { ...acceptance, dates: 'dmy' })).toMatchObject({
      ...{ body: 'Where is my card? [name]', createdAt: '2026-04-03T10:00:00Z' },
    })
  })

  test('is read at the clocks of its zone', () => {
    const stored = accept(ticket({}), { ...acceptance, dates: 'mdy', zone: 'Europe/Istanbul' })
    expect(stored).toMatchObject({ createdAt: '2026-03-04T07:00:00Z' })
  })

  test.each<[string, 'comma' | 'point', number | undefined]>([
    ['1.234,5', 'comma', 1234.5],
    ['1,234.5', 'point', 1234.5],
    ['1 234', 'comma', 1234],
    ['12', 'point', 12],
    ['a dozen', 'comma', undefined],
  ])('has the number %j with a decimal %s', (text, decimal, expected) => {
    const stored = accept(ticket({ Seats: text }, { decimal }), { ...acceptance, dates: 'dmy' })
    expect((stored as { traits: object }).traits).toEqual(expected === undefined ? {} : { seats: expected })
  })

  test.each<[string, number | undefined, 0 | 1 | undefined]>([
    ['5', 5, 1],
    ['3', 5, undefined],
    ['2', 5, 0],
    ['9', 10, 1],
    ['9', undefined, undefined],
    ['1', undefined, 1],
    ['zadowolony', undefined, 1],
  ])('rated %j of %j is %j', (given, bestRating, expected) => {
    expect(ticket({ Stars: given }, { bestRating }).csat).toBe(expected)
  })

  test('without ids is known by its words, customer and time', () => {
    const nameless = { columns: { ...columns, id: [] }, traits: {}, withoutIds: true }
    const id = (change: object) =>
      accept(genericWith(nameless).ticket({ ...row, ...change }) as RawTicket, {
        ...acceptance,
        dates: 'dmy',
      })
    expect(id({})).toEqual(id({ Stars: '' }))
    expect(id({})).toHaveProperty('externalId', expect.stringMatching(/^[0-9a-f]{24}$/))
    const others = [{ Text: 'Where is it?' }, { Day: '04/04/2026' }, { From: 'b@example.com' }]
    const ids = [{}, ...others].map((change) => (id(change) as { id: string }).id)
    expect(new Set(ids).size).toBe(4)
  })

  test('survives a chain of 200 quoted mails as HTML, in no time', async () => {
    const mail = '<blockquote><p>On Monday, Emma &lt;emma@example.com&gt; wrote:</p><div>Call 07911 123456'
    const body = `<html><body><p>Where is my card?</p>${mail.repeat(200)}${'</div></blockquote>'.repeat(200)}`
    const file = write(`No,Text,Day\n1,"${body.replaceAll('"', '""')}",2026-01-01\n`)
    const before = performance.now()
    const [record] = await Array.fromAsync(readRecords({ file, encoding: 'utf-8', lists: [] }))
    const raw = genericWith({ columns, traits: {} }).ticket(record!.value as Record<string, unknown>)
    const stored = accept(raw as RawTicket, acceptance) as { body: string }
    expect(performance.now() - before).toBeLessThan(1000)
    expect(stored.body).toMatch(/^Where is my card\?/)
    expect(stored.body.length).toBeLessThanOrEqual(20_000)
    expect(stored.body).not.toMatch(/emma@|07911|<[a-z]/)
  })
})

describe('the command line', () => {
  const read = (...args: string[]) => readOptions([write('id\n'), ...args])

  test('takes a mapping from a file, which it outranks', () => {
    const yaml =
      'fields:\n  subject: Ticket name\n  body: Text\ntraits:\n  plan: Plan\ndates: dmy\nids: false\n'
    const mapping = write(yaml, 'mapping.yaml')
    expect(read('--mapping', mapping, '--dates', 'mdy', '--map', 'body=Message = text')).toMatchObject({
      ...{ source: { name: 'generic' }, dates: 'mdy', withoutIds: true },
      map: { subject: 'Ticket name', body: 'Message = text', plan: 'Plan' },
    })
  })

  test.each([
    [['--dates', 'american'], '--dates is not understood: give dmy, mdy or ymd.'],
    [['--zone', 'Istanbul'], 'Europe/Istanbul'],
    [['--encoding', 'latin5'], 'windows-1250'],
    [['--decimal', 'dot'], 'comma or point'],
    [['--best-rating', 'many'], '--best-rating'],
    [['--map', 'subject'], 'write FIELD=COLUMN'],
    [['--source', 'zendesk', '--map', 'subject=x'], 'for --source generic'],
    [['--source', 'zendsk'], 'Did you mean "zendesk"?'],
    [['--mapping', 'nowhere.yaml'], 'no mapping file'],
    [['--colour'], 'Usage'],
  ])('%j is refused with %j', (args, expected) => {
    expect(read(...args)).toMatchObject({ wrong: true, say: expect.stringContaining(expected) })
  })

  test('names the line of a mapping file that is wrong', () => {
    const mapping = write('fields:\n  subject: Konu\ndates: american\n', 'wrong.yaml')
    expect(read('--mapping', mapping)).toMatchObject({ say: expect.stringMatching(/wrong\.yaml:3: dates/) })
    const unknown = write('colour: red\n', 'unknown.yaml')
    expect(read('--mapping', unknown)).toMatchObject({ say: expect.stringContaining('colour') })
  })
})
