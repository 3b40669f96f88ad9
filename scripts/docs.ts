import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { inherited } from '#api/settings/child-environment.ts'
import { runCommand, WrongUsage } from './command.ts'

const usage = `Usage: npm run docs

Builds Kindred's own documentation, content/kindred, like any help centre, and serves it on PORT (4330).
Its data lies in .kindred/docs, so that a help centre of yours may run beside it.`

const root = join(import.meta.dirname, '..')

await runCommand({
  usage,
  options: {},
  async run(_, [extra]) {
    if (extra !== undefined) throw new WrongUsage(`"${extra}" is one word too many.`)
    const env = inherited({
      KINDRED_CONTENT: join(root, 'content', 'kindred'),
      KINDRED_DATA: join(root, '.kindred', 'docs'),
      PORT: inherited()['PORT'] || '4330',
    })
    const run = { cwd: root, env, stdio: 'inherit' } as const
    const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'start.ts')], run)
    if (status !== 0) return status ?? 130
    const server = spawn(process.execPath, [join(root, 'api', 'server.ts')], run)
    // A terminal's Ctrl-C reaches the server, too: a second one would cut its last answers off.
    process.on('SIGINT', () => {})
    process.on('SIGTERM', () => server.kill('SIGTERM'))
    return new Promise<number>((ended) => server.once('exit', (code) => ended(code ?? 0)))
  },
})
