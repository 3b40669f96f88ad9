import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ask } from '#api/control/client.ts'
import { inherited } from '#api/settings/child-environment.ts'
import { readEnvironment } from '#api/settings/environment.ts'
import { publicOrigin } from '#api/settings/origin.ts'

/**
 * `npm run dev`, for writers: Astro's server with live reload and drafts on PORT, the API behind it on the same
 * port (Astro hands /api on to it). Search works by the API; there is no Pagefind index until the site is built.
 */
const { host, port, folders, base } = readEnvironment()
const behind = Number(inherited()['KINDRED_DEV_API'] || port + 1)
const { content, data } = folders
const root = join(import.meta.dirname, '..')
const origin = publicOrigin({ HOST: host, PORT: String(port) })
if (base !== '')
  console.log(
    `While you write, everything is at ${origin}/ and not below ${base}; npm run build and npm start put it there.`,
  )

const api = spawn(process.execPath, [join(root, 'api', 'server.ts')], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: inherited({
    PORT: String(behind),
    HOST: '127.0.0.1',
    KINDRED_ORIGIN: origin,
    KINDRED_BASE: '',
    KINDRED_LOG: 'warn',
  }),
})
const astro = spawn(
  process.execPath,
  [join(root, 'node_modules', 'astro', 'bin', 'astro.mjs'), 'dev', '--host', host, '--port', String(port)],
  {
    cwd: root,
    stdio: 'inherit',
    env: inherited({
      KINDRED_ORIGIN: origin,
      KINDRED_BASE: '',
      KINDRED_DRAFTS: '1',
      KINDRED_API: `http://127.0.0.1:${behind}`,
      ASTRO_TELEMETRY_DISABLED: '1',
    }),
  },
)
const children = [api, astro]
let stopping = false
function stop(code: number): void {
  if (stopping) return
  stopping = true
  for (const child of children) child.kill('SIGTERM')
  setTimeout(() => process.exit(code), 500)
}
for (const child of children) child.once('exit', (code) => stop(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(0))

/** Editors write a file in several steps; one reading after the last of them is enough, in ms. */
const settle = 150
let pending = false
watch(content, { recursive: true }, async (_, name) => {
  if (pending || name?.startsWith('tickets')) return
  pending = true
  await pause(settle)
  pending = false
  await ask(data, { command: 'reload' }).catch((error: Error) => console.error(error.message))
})
