import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FileRecord, readRecords } from '#scripts/sources/records.ts'

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
    await expect(read(Buffer.from('\ufeffid', 'utf16le'))).rejects.toThrow('UTF-16')
    await expect(read('')).rejects.toThrow('empty')
    await expect(read('{"users":[{"id":1}]\n}')).rejects.toThrow('no list called "tickets"')
  })

  test('end at a quote that is never closed, and the rest is read', async () => {
    const long = 'x\n'.repeat(2.2 * 1024 * 1024)
    const records = await read(`id,subject\n1,"${long}\n7,fine\n8,fine\n`)
    expect(records.some(({ value }) => 'reason' in value)).toBe(true)
    expect(values(records).slice(-2)).toEqual([
      { id: '7', subject: 'fine' },
      { id: '8', subject: 'fine' },
    ])
  })
})
