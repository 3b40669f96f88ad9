import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as thresholds from '#scripts/mining/thresholds.ts'

const room = join(import.meta.dirname, '..', '..', '..', 'scripts', 'mining')
const source = readFileSync(join(room, 'thresholds.ts'), 'utf8')

/** Each number of a group, by its name; a list of resolutions is one. */
const named = Object.entries(thresholds)
  .filter(([name, group]) => typeof group === 'object' && name !== 'anyGroup')
  .flatMap(([name, group]) => Object.keys(group).map((key) => `${name}.${key}`))

describe('the thresholds of mining', () => {
  it('are at most 45', () => {
    expect(named.length).toBeGreaterThan(30)
    expect(named.length).toBeLessThanOrEqual(45)
  })

  it('say their range and their reason', () => {
    const comments = [...source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n {2}\w+: /g)].map(
      ([, text]) => text!,
    )
    expect(comments.length).toBeGreaterThanOrEqual(named.length)
    for (const comment of comments) {
      expect(comment).toMatch(/0 … 1|[Ff]rom [012]|Above 0|Lines|Characters/)
      expect(comment.length).toBeGreaterThan(10)
    }
  })

  it('say where each group was measured, or that it was not', () => {
    const groups = source.split(/\n\/\*\*[ \n]/).filter((group) => /export const \w+ = \{/.test(group))
    expect(groups.length).toBeGreaterThan(10)
    for (const group of groups) expect(group).toMatch(/RESULTS|EXPERIMENTS|[Nn]ot measured apart/)
  })

  it('are not said anywhere else: no file of mining has a share of its own', () => {
    const files = readdirSync(room, { recursive: true }).map(String)
    for (const file of files.filter((name) => name.endsWith('.ts') && !/thresholds|lift/.test(name)))
      expect(readFileSync(join(room, file), 'utf8'), file).not.toMatch(/^const \w+ = (?:0?\.\d+|1 \/ \d+)$/m)
  })
})
