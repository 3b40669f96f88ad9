import { inherited } from '#api/settings/child-environment.ts'
import { runCommand } from './command.ts'
import { examine, type Finding } from './doctor/examine.ts'

const usage = `Usage: npm run doctor

Looks at everything an installation stands on and prints no secret.

Exit code: 0 sound; 1 something is wrong; 2 wrong usage.`

const marks: Record<Finding['state'], string> = { sound: 'ok', warning: 'look', wrong: 'WRONG' }

await runCommand({
  usage,
  options: {},
  async run() {
    const findings = await examine(inherited())
    for (const { state, what, say } of findings) console.log(`${marks[state].padEnd(7)}${what}: ${say}`)
    return findings.some(({ state }) => state === 'wrong') ? 1 : 0
  },
})
