import { spawnSync } from 'node:child_process'
import { demo, demoEnvironment } from './demo.ts'

/** Runs one of the product's commands on the demo, as a person would with npm run; returns what it printed. */
export function command(script: string, ...args: string[]): { status: number | null; output: string } {
  const ran = spawnSync(process.execPath, [script, ...args], {
    cwd: demo.root,
    env: demoEnvironment,
    encoding: 'utf8',
  })
  return { status: ran.status, output: ran.stdout + ran.stderr }
}
