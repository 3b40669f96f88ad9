import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test.each([
  ['token.ts', ['--help'], 0],
  ['token.ts', [], 2],
  ['token.ts', ['--sub', 'x', '--trait', 'plan'], 2],
  ['staff.ts', ['--help'], 0],
  ['staff.ts', ['invite'], 2],
  ['import-articles.ts', ['--help'], 0],
  ['import-articles.ts', ['tests'], 2],
  ['import-articles.ts', ['tests', '--into', 'new', '--segment', '123'], 2],
  ['report.ts', ['--help'], 0],
  ['report.ts', ['--everything'], 2],
  ['report.ts', ['--out', ''], 2],
])('%s %j ends with %i and says how to use it', (script, args, code) => {
  const ran = spawnSync(process.execPath, [`scripts/${script}`, ...args], { encoding: 'utf8' })
  expect(ran.status).toBe(code)
  expect(code === 0 ? ran.stdout : ran.stderr).toContain('Usage:')
})

test.each([
  ['no-such-file.jsonl', 'there is no such file or folder'],
  ['tests', 'it is a folder'],
])('bench:gaps says why it cannot read "%s"', (file, why) => {
  const ran = spawnSync(process.execPath, ['tests/bench/bench-gaps.ts', file, 'articles.jsonl', 'out.json'], {
    encoding: 'utf8',
  })
  expect(ran.status).toBe(1)
  expect(ran.stderr).toContain(`"${file}" cannot be read: ${why}.`)
})
