import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { command } from './command.ts'
import { demo, demoEnvironment } from './demo.ts'

/** Tickets of the demo that the journeys mine: every n-th, enough for real gaps and quick enough for a suite. */
const every = 5

/** Builds the demo, imports and mines real tickets, and serves it for the whole run. */
export default async function startDemo(): Promise<() => Promise<void>> {
  const folder = join(demo.root, 'test-results', 'demo')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(demo.data, { recursive: true })
  const source = join(demo.root, 'content', 'marlin')
  cpSync(source, demo.content, { recursive: true, filter: (path) => !path.includes(`${source}/tickets`) })

  const tickets = join(source, 'tickets')
  for (const name of readdirSync(tickets).filter((file) => file.endsWith('-export.ndjson'))) {
    const lines = readFileSync(join(tickets, name), 'utf8').split('\n').filter(Boolean)
    const some = join(folder, name)
    writeFileSync(some, `${lines.filter((_, index) => index % every === 0).join('\n')}\n`)
    expectDone('import', command('scripts/import.ts', some, '--source', 'zendesk'))
  }
  expectDone('mine', command('scripts/mine.ts'))
  expectDone('build', command('scripts/build.ts'))

  const server = spawn(process.execPath, ['api/server.ts'], {
    cwd: demo.root,
    env: demoEnvironment,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  server.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-8000)
  })
  for (let tries = 0; ; tries++) {
    if (
      await fetch(`${demo.url}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break
    if (server.exitCode !== null || tries > 150) throw new Error(`The demo did not start:\n${said}`)
    await pause(200)
  }
  expectDone('customers', command('scripts/customers.ts', join(tickets, 'customers.ndjson')))
  return async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await ended
  }
}

function expectDone(what: string, { status, output }: { status: number | null; output: string }): void {
  if (status !== 0) throw new Error(`${what} ended with ${status}:\n${output}`)
}
