import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { writeIndex } from '#api/storage/site-index.ts'
import { finishSite } from '#scripts/site/finish-site.ts'

test('what has not changed since the build before is not compressed once more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-finish-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const build = (name: string, changed: string): string => {
    const root = join(folder, name)
    mkdirSync(root)
    writeFileSync(join(root, 'redirects.json'), '{}')
    writeFileSync(join(root, 'same.txt'), 'the same '.repeat(200))
    writeFileSync(join(root, 'changed.txt'), changed.repeat(200))
    return root
  }
  const before = build('before', 'old ')
  await writeIndex(before, await finishSite(before))
  writeFileSync(join(before, 'same.txt.br'), 'from the build before')
  const after = build('after', 'new ')
  await finishSite(after, before)
  expect(readFileSync(join(after, 'same.txt.br'), 'utf8')).toBe('from the build before')
  expect(brotliDecompressSync(readFileSync(join(after, 'changed.txt.br'))).toString()).toContain('new')
})
