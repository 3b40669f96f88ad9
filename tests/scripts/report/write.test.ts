import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { CannotWrite, writeReport } from '#scripts/report/write.ts'
import { staffHouse } from '#tests/api/routes/staff/staff-house.ts'

test('a report that cannot be written says which file and why, and leaves nothing half written', async () => {
  const { mined, content } = await staffHouse()
  const { library } = await readLibrary(content)
  const folder = mkdtempSync(join(tmpdir(), 'kindred-report-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const writing = (name: string) =>
    writeReport({ ...{ tickets: mined, decisions: [], library, content }, folder: join(folder, name) })

  await writing('fine')
  expect(readdirSync(join(folder, 'fine')).sort()).toEqual([
    'index.html',
    'report.csv',
    'report.json',
    'report.md',
  ])
  writeFileSync(join(folder, 'file'), '')
  await expect(writing('file')).rejects.toThrow(CannotWrite)
  await expect(writing('file')).rejects.toThrow(/file.index\.html": a file of that name is there already/)
  mkdirSync(join(folder, 'taken', 'index.html'), { recursive: true })
  await expect(writing('taken')).rejects.toThrow('it is a folder')
  expect(readdirSync(join(folder, 'taken'))).toEqual(['index.html'])
})
