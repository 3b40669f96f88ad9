import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { auditOutcome } from '#scripts/audit.ts'
import { partsIn, taken } from '#scripts/licences.ts'

const lock = readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'), 'utf8')
const packages = Object.entries(
  (JSON.parse(lock) as { packages: Record<string, { integrity?: string; resolved?: string }> }).packages,
).filter(([path]) => path !== '')

describe('package-lock.json', () => {
  it('holds every package to its content by SHA-512', () => {
    expect(
      packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path),
    ).toEqual([])
  })

  it('names no registry, so that each installs from its own', () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
  })

  it('has no licence that a company must look at first', () => {
    expect(partsIn(lock).filter((part) => !taken(part))).toEqual([])
  })
})

it('takes of "or" one licence, of "and" each, and copyleft for the build alone', () => {
  expect(taken({ licence: 'MIT or MPL-2.0', dev: false })).toBe(true)
  expect(taken({ licence: 'MPL-2.0', dev: false })).toBe(false)
  expect(taken({ licence: 'Apache-2.0 AND LGPL-3.0-or-later AND MIT', dev: true })).toBe(true)
  expect(taken({ licence: '(MIT AND GPL-3.0-only)', dev: true })).toBe(false)
  expect(taken({ licence: 'none stated', dev: true })).toBe(false)
})

describe('npm run audit', () => {
  it('fails for a grave weakness, and says aloud when nobody answered', () => {
    const of = (severity: string) =>
      JSON.stringify({
        metadata: { vulnerabilities: {} },
        vulnerabilities: { left: { severity, range: '<2' } },
      })
    expect(auditOutcome(of('critical'))).toEqual({ lines: ['left <2: critical'], code: 1 })
    expect(auditOutcome(of('low')).code).toBe(0)
    for (const silent of ['', '{"error":{"code":"ENOAUDIT"}}', '<html>'])
      expect(auditOutcome(silent)).toEqual({ lines: [expect.stringMatching(/^NOT CHECKED/)], code: 0 })
  })
})
