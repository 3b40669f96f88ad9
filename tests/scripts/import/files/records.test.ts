import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileRecord } from '#scripts/import/files/record.ts'
import { readRecords } from '#scripts/import/files/records.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'records-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function read(content: string | Buffer, from?: FileRecord, encoding = 'utf-8'): Promise<FileRecord[]> {
  const file = join(folder, 'export')
  writeFileSync(file, content)
  const place = from ? { offset: from.to, row: from.row } : {}
  return await Array.fromAsync(readRecords({ file, lists: ['tickets', 'data.payload'], encoding, ...place }))
}

const values = (records: FileRecord[]) => records.map(({ value }) => value)

describe('records', () => {
  const shapes = {
    lines: '{"id":1}\n{"id":"zażółć"}\n\n{"id":3}',
    'a list': '[{"id":1}, {"id":"zażółć"},\n {"id":3}]',
    'a document':
      '{"count":3,"users":[{"id":9}],"note":"tickets","tickets":[{"id":1},{"id":"zażółć"},{"id":3}],"more":[{"id":8}]}',
    'a list inside an object':
      '{"payload":[{"id":7}],"data":{"meta":{"all":[{"id":9}]},"payload":[{"id":1},{"id":"zażółć"},{"id":3}]},"more":[{"id":8}]}',
    'a table': 'id\n1\nzażółć\n\n3\n',
  }
  test.each(Object.entries(shapes))('come out of %s', async (name, content) => {
    const expected =
      name === 'a table'
        ? [{ id: '1' }, { id: 'zażółć' }, { id: '3' }]
        : [{ id: 1 }, { id: 'zażółć' }, { id: 3 }]
    expect(values(await read(content))).toEqual(expected)
  })

  test.each(Object.entries(shapes))('go on after any record of %s', async (_, content) => {
    const all = await read(content)
    for (const [at, record] of all.entries()) {
      expect(values(await read(content, record))).toEqual(values(all.slice(at + 1)))
    }
  })

  test('come out of pages, one a line', async () => {
    const pages =
      '{"tickets":[{"id":1},{"id":2}],"after_cursor":"x"}\n{"tickets":[{"id":2}],"end_of_stream":true}\n'
    expect(values(await read(pages))).toEqual([{ id: 1 }, { id: 2 }, { id: 2 }])
    const deeper = '{"data":{"payload":[{"id":1}]}}\n{"data":{"payload":[{"id":2}]}}\n'
    expect(values(await read(deeper))).toEqual([{ id: 1 }, { id: 2 }])
  })

  test('say what is wrong with a row and go on', async () => {
    expect(values(await read('{"id":1}\n{"id":\n[1]\n{"id":2}\n{"id":3'))).toEqual([
      { id: 1 },
      { reason: 'The record is not valid JSON.' },
      { reason: 'The record is not an object.' },
      { id: 2 },
      { reason: 'The record is not valid JSON.' },
    ])
    expect(values(await read('id,subject\n1,a\n2\n3,b,c\n4,d\n'))).toEqual([
      { id: '1', subject: 'a' },
      { reason: 'The row has 1 columns, the header has 2.' },
      { reason: 'The row has 3 columns, the header has 2.' },
      { id: '4', subject: 'd' },
    ])
  })

  test('understand semicolons, sep=, quoted line breaks and headers of one name', async () => {
    expect(values(await read('sep=;\r\nid;note;note\r\n1;"a\r\n""b""";c\r\n'))).toEqual([
      { id: '1', note: 'a\r\n"b"', 'note (2)': 'c' },
    ])
  })

  test('are never silently garbled', async () => {
    const turkish = Buffer.from([...Buffer.from('id,subject\n1,'), 0xfe, 0xfd, 10])
    await expect(read(turkish)).rejects.toThrow('--encoding windows-1254')
    expect(values(await read(turkish, undefined, 'windows-1254'))).toEqual([{ id: '1', subject: 'şı' }])
    await expect(read('')).rejects.toThrow('empty')
    await expect(read('{"users":[{"id":1}]\n}')).rejects.toThrow('no list called "tickets"')
  })

  test('of more columns than a help desk has fields are refused', async () => {
    const columns = Array.from({ length: 100_000 }, (_, at) => `c${at}`)
    await expect(read(`id,${columns.join(',')}\n1,${columns.join(',')}\n`)).rejects.toThrow('100,001 columns')
  })

  test.each(['utf16le', 'utf16be'])('are read from %s, and go on after any of them', async (order) => {
    const text = 'id;note\r\n1;"zażółć\r\ngęślą"\r\n2;👍🏽 ok\r\n3;şu'
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
    const file = order === 'utf16le' ? bytes : Buffer.from(bytes).swap16()
    const all = await read(file)
    expect(values(all)).toEqual([
      { id: '1', note: 'zażółć\r\ngęślą' },
      { id: '2', note: '👍🏽 ok' },
      { id: '3', note: 'şu' },
    ])
    expect(all.at(-1)!.to).toBe(file.length)
    for (const [at, record] of all.entries()) {
      expect(values(await read(file, record))).toEqual(values(all.slice(at + 1)))
    }
  })

  test('of a quote that is never closed cost the row where it opens, and no other', async () => {
    const open = 'The row has 1 columns, the header has 2.'
    expect(values(await read('id,subject\n1,"a\n2,"b"\n3,c\n4,"d\n5,e\n'))).toEqual([
      { reason: 'A quote in this row is not closed, or stands unescaped inside a cell.' },
      { id: '2', subject: 'b' },
      { id: '3', subject: 'c' },
      { reason: 'A quote is opened in this row and never closed.' },
      { id: '5', subject: 'e' },
    ])
    // Closed by the quote of another row: what lies between would be rows of its own.
    expect(values(await read('id,a,b\n1,"x,y\n2,c,d\n3,"e,f",g\n4,h,"i\n"\n'))).toEqual([
      { reason: 'A quote in this row is not closed, or stands unescaped inside a cell.' },
      { id: '2', a: 'c', b: 'd' },
      { id: '3', a: 'e,f', b: 'g' },
      { id: '4', a: 'h', b: 'i\n' },
    ])
    const long = `${'y'.repeat(1000)}\n`.repeat(5000)
    const records = await read(`id,subject\n1,"x\n${long}7,fine\n8,"fine"\n`)
    expect(records).toHaveLength(5003)
    expect(values(records.slice(0, 2))).toEqual([
      { reason: expect.stringContaining('longer than 4 MB') },
      { reason: open },
    ])
    expect(values(records).slice(-2)).toEqual([
      { id: '7', subject: 'fine' },
      { id: '8', subject: 'fine' },
    ])
  })

  test('of a broken element of a list leave its neighbours whole', async () => {
    const elements = ['{"id":1,"t":"a"}', '{"id":2,"t":"b}', '{"id":3,"t":"c"}', '{"id":4,"t":{"d":1}']
    expect(values(await read(`{"tickets":[${elements.join(',\n')}`))).toEqual([
      { id: 1, t: 'a' },
      { reason: 'The record is not valid JSON.' },
      { id: 3, t: 'c' },
      { reason: 'The record is not valid JSON.' },
    ])
    const big = `{"id":2,"t":"${'x'.repeat(5 * 1024 * 1024)}"}`
    expect(values(await read(`[{"id":1},${big},{"id":3}]`))).toEqual([
      { id: 1 },
      { reason: 'The record is longer than 4 MB.' },
      { id: 3 },
    ])
  })

  test('that are too long are passed over as one', async () => {
    const big = 'x'.repeat(9 * 1024 * 1024)
    for (const content of [`{"id":1}\n{"t":"${big}"}\n{"id":3}`, `id\n1\n${big}\n3\n`]) {
      const all = await read(content)
      expect(values(all).map((value) => ('reason' in value ? 'reason' : Number(value['id'])))).toEqual([
        1,
        'reason',
        3,
      ])
      expect(values(await read(content, all[1]))).toEqual(values(all.slice(2)))
    }
  })

  test('end with lone returns, tabs or bars as well', async () => {
    expect(values(await read('id\tnote\r1\t"a\rb"\r2\tc\r'))).toEqual([
      { id: '1', note: 'a\rb' },
      { id: '2', note: 'c' },
    ])
    expect(values(await read('id|a,b|c;d\n1|2,5|3;3\n'))).toEqual([{ id: '1', 'a,b': '2,5', 'c;d': '3;3' }])
    expect(values(await read('id,,note,\n1,x,5" screen,,,\n'))).toEqual([
      { id: '1', 'column 2': 'x', note: '5" screen', 'column 4': '' },
    ])
  })
})
