import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { runCommand } from './command.ts'

const usage = `Usage: npm run audit

Asks the registry whether a known weakness of grade "high" or more is in what runs at run time.

Exit code: 0 none is known, or the registry does not answer such questions, which is said; 1 there is one.`

interface Answer {
  readonly metadata?: { readonly vulnerabilities: Readonly<Record<string, number>> }
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range: string }>>
}

/** What npm's answer comes to: lines for the reader, and the exit code. */
export function auditOutcome(printed: string): { readonly lines: readonly string[]; readonly code: 0 | 1 } {
  let answer: Answer = {}
  try {
    answer = JSON.parse(printed) as Answer
  } catch {
    // No JSON is no answer.
  }
  if (!answer.metadata)
    return {
      lines: [
        'NOT CHECKED: the registry does not answer questions about known weaknesses. Ask from another network.',
      ],
      code: 0,
    }
  const grave = Object.entries(answer.vulnerabilities ?? {}).filter(([, { severity }]) =>
    ['high', 'critical'].includes(severity),
  )
  if (grave.length === 0) return { lines: ['No known weakness of grade high or more.'], code: 0 }
  return { lines: grave.map(([name, { severity, range }]) => `${name} ${range}: ${severity}`), code: 1 }
}

if (import.meta.main)
  await runCommand({
    usage,
    options: {},
    async run() {
      const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
        cwd: join(import.meta.dirname, '..'),
        encoding: 'utf8',
        timeout: 120_000,
      })
      const { lines, code } = auditOutcome(stdout)
      console.log(lines.join('\n'))
      return code
    },
  })
