import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileRecord } from '#scripts/import/files/record.ts'
import { readRecords } from '#scripts/import/files/records.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbook-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function read(content: Uint8Array, change: object = {}): Promise<FileRecord[]> {
  const file = join(folder, 'export.xlsx')
  writeFileSync(file, content)
  return await Array.fromAsync(readRecords({ file, lists: [], encoding: 'utf-8', ...change }))
}

const day = new Date(Date.UTC(2026, 10, 1, 10, 30))
const rows = [
  ['Bilet', 'Açıklama', 'Oluşturuldu', null],
  [1, 'Kartım nerede?', day, null],
  [null, null, null, null],
  [2, 'Gdzie jest moja karta?', day, true],
]
const workbook = () => writeXlsx({ sheets: [{ name: 'Biletler', rows }] })

/** A ZIP archive of one part that claims to be of another size. */
function archive(name: string, content: Buffer, claimed = content.length): Buffer {
  const packed = deflateRawSync(content)
  const fields = (signature: number, versions: number[]) => {
    const head = Buffer.alloc(4 + 2 * versions.length + 24)
    head.writeUInt32LE(signature)
    for (const [at, value] of versions.entries()) head.writeUInt16LE(value, 4 + 2 * at)
    const at = 4 + 2 * versions.length
    head.writeUInt16LE(8, at + 2)
    head.writeUInt32LE(crc32(content), at + 8)
    head.writeUInt32LE(packed.length, at + 12)
    head.writeUInt32LE(claimed, at + 16)
    head.writeUInt16LE(name.length, at + 20)
    return head
  }
  const local = Buffer.concat([fields(0x04034b50, [20]), Buffer.from(name), packed])
  const central = Buffer.concat([fields(0x02014b50, [20, 20]), Buffer.alloc(14), Buffer.from(name)])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}

describe('a workbook', () => {
  test('gives the rows of a sheet by their columns, dates without a zone', async () => {
    const all = await read(await workbook())
    expect(all.map(({ value }) => value)).toEqual([
      { Bilet: '1', Açıklama: 'Kartım nerede?', Oluşturuldu: '2026-11-01 10:30:00' },
      { reason: 'The row has 4 columns, the header has 3.' },
    ])
    expect(all.map(({ row }) => row)).toEqual([2, 4])
    const [first] = all
    expect(await read(await workbook(), { offset: first!.to, row: first!.row })).toEqual(all.slice(1))
    expect(await read(await workbook(), { sheet: 'Biletler' })).toEqual(all)
    await expect(read(await workbook(), { sheet: 'Other' })).rejects.toThrow('no sheet "Other"')
  })

  test('that unpacks to too much is refused before it is unpacked', async () => {
    const sheet = 'xl/worksheets/sheet1.xml'
    const bomb = archive('xl/sharedStrings.xml', Buffer.alloc(60 * 1024 * 1024, '<t>a</t>'))
    expect(bomb.length).toBeLessThan(500_000)
    const before = performance.now()
    await expect(read(bomb)).rejects.toThrow('unpacks to more than 48 MB. Save it as CSV')
    expect(performance.now() - before).toBeLessThan(1000)
    await expect(read(archive(sheet, Buffer.alloc(60 * 1024 * 1024, '<c/>'), 1000))).rejects.toThrow(
      'damaged',
    )
    await expect(read(archive(sheet, Buffer.alloc(5 * 1024 * 1024, 'a')))).rejects.toThrow('A cell of')
    await expect(read(archive(`../${sheet}`, Buffer.alloc(10)))).rejects.toThrow('damaged')
  })

  test('that is damaged is refused in words, wherever the damage is', async () => {
    const whole = Buffer.from(await workbook())
    for (let at = 30; at < whole.length; at += 97) {
      const broken = Buffer.from(whole)
      broken[at] = broken[at]! ^ 0x5a
      const outcome = await read(broken).then(
        (records) => records.length,
        (error: Error) => error.name,
      )
      expect(['Unreadable', 0, 1, 2]).toContain(outcome)
    }
  })
})
