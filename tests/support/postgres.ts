import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** The folder of a PostgreSQL server's programs on this machine: Debian's newest, or one on PATH. */
export function postgresPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ]
  return folders.find((folder) =>
    ['initdb', 'postgres', 'psql'].every((name) => existsSync(join(folder, name))),
  )
}

export interface Postgres {
  /** Runs SQL and returns the lines it prints, columns joined by `|`. Throws with what the server said. */
  run(sql: string): string[]
  stop(): Promise<void>
}

/** Longest wait for a server to answer, in ms. */
const patience = 20_000

/** A server of its own in a temporary folder, reached over a socket there, whose texts sort as Turkish. */
export async function startPostgres(programs: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-pg-'))
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? unprivileged() : undefined
  if (user) chownSync(folder, user.uid, user.gid)
  const env = { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', TZ: 'UTC' }
  const data = join(folder, 'data')
  let server: ChildProcess | undefined
  const stop = async () => {
    if (server && server.exitCode === null) {
      server.kill('SIGQUIT')
      await once(server, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const init = ['-D', data, '-U', 'kindred', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--no-instructions']
    execFileSync(
      join(programs, 'initdb'),
      [...init, '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=tr-TR'],
      { ...user, env, cwd: folder, stdio: 'pipe' },
    )
    const settings = [
      'listen_addresses=',
      `unix_socket_directories=${folder}`,
      'fsync=off',
      'shared_buffers=16MB',
    ]
    server = spawn(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
      ...user,
      env,
      cwd: folder,
      stdio: 'ignore',
    })
    const run = (sql: string) =>
      execFileSync(
        join(programs, 'psql'),
        ['-h', folder, '-U', 'kindred', '-d', 'postgres', '-qAtX', '-v', 'ON_ERROR_STOP=1'],
        { env, cwd: folder, input: sql, encoding: 'utf8', stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 },
      )
        .split('\n')
        .filter((line) => line !== '')
    for (const until = Date.now() + patience; ; await pause(50)) {
      try {
        run('SELECT 1')
        break
      } catch (error) {
        if (Date.now() > until || server.exitCode !== null) throw error
      }
    }
    return { run, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function unprivileged(): { uid: number; gid: number } | undefined {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
      return { uid: id('-u'), gid: id('-g') }
    } catch {
      // The next one, then.
    }
  }
  return undefined
}
