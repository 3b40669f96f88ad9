import { inherited } from '#api/settings/child-environment.ts'
import { examine, type Finding } from './doctor/examine.ts'

/** `npm run doctor`: looks at everything an installation stands on and prints no secret. Exit 0 sound, 1 something is wrong. */
const findings = await examine(inherited())
const marks: Record<Finding['state'], string> = { sound: 'ok  ', doubtful: 'look', wrong: 'WRONG' }
for (const { state, what, say } of findings) console.log(`${marks[state].padEnd(6)}${what}: ${say}`)
process.exitCode = findings.some(({ state }) => state === 'wrong') ? 1 : 0
