import { existsSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { ask } from '#api/control/client.ts'
import { readEnvironment } from '#api/settings/environment.ts'
import { type Folders, folders, migrations } from '#api/settings/folders.ts'
import { readIdentityKeys } from '#api/settings/identity-keys.ts'
import { operatorMessage } from '#api/settings/operator-message.ts'
import { openStore } from '#api/storage/store.ts'
import { readLibrary } from '#content/library/index.ts'

/** One thing that was looked at; `say` never holds a secret. */
export interface Finding {
  readonly state: 'sound' | 'warning' | 'wrong'
  readonly what: string
  readonly say: string
}

type Looked = Omit<Finding, 'what'>

const sound = (say: string): Looked => ({ state: 'sound', say })
const warning = (say: string): Looked => ({ state: 'warning', say })
const wrong = (say: string): Looked => ({ state: 'wrong', say })

/** A build and a backup both need room beside what is there, in bytes. */
const littleRoom = 1e9
const noRoom = 1e8

/** Before this no token, session or opening hour can be right: the day of this release. */
const earliest = Date.parse('2026-11-01')

/** Looks at configuration, versions, content, site, databases, disk, clock, permissions and the running server. */
export async function examine(env: Readonly<Record<string, string | undefined>>): Promise<Finding[]> {
  const where = folders(env)
  const looks: readonly (readonly [string, () => Looked | Promise<Looked>])[] = [
    ['settings', () => settings(env)],
    ['proxies', () => proxies(env)],
    ['identity', () => identity(env)],
    ['node', node],
    ['content', () => content(where)],
    ['site', () => site(where)],
    ['app.db', () => (where.appUrl ? server(where) : database(where.appDb, migrations.app))],
    ['tickets.db', () => database(where.ticketsDb, migrations.tickets)],
    ['secrets', () => secrets(where)],
    ['data folder', () => privacy(where)],
    ['disk', () => disk(where)],
    ['clock', clock],
    ['server', () => running(where)],
  ]
  const findings: Finding[] = []
  for (const [what, look] of looks) {
    try {
      findings.push({ what, ...(await look()) })
    } catch (error) {
      findings.push({ what, ...wrong(operatorMessage(error).split('\n    at ')[0]!) })
    }
  }
  return findings
}

function settings(env: Readonly<Record<string, string | undefined>>): Looked {
  const { origin, host, port, local } = readEnvironment(env)
  const reach = local ? 'for this machine alone' : 'for others'
  if (!local && !origin.startsWith('https:'))
    return warning(`${origin} is not https, so browsers keep no cookie of it`)
  return sound(`${origin}, listening on ${host}:${port}, ${reach}`)
}

function proxies(env: Readonly<Record<string, string | undefined>>): Looked {
  const { local, host, trustedProxies } = readEnvironment(env)
  if (local) return sound('none needed')
  if (trustedProxies) return sound('KINDRED_TRUSTED_PROXIES says which')
  const behind = ['127.0.0.1', 'localhost', '::1'].includes(host)
  return behind
    ? wrong('a proxy is before us and KINDRED_TRUSTED_PROXIES names none: all readers count as one place')
    : warning('KINDRED_TRUSTED_PROXIES names none: right only when readers connect without a proxy')
}

function identity(env: Readonly<Record<string, string | undefined>>): Looked {
  const { identity: given } = readEnvironment(env)
  const keys = readIdentityKeys(given.keys, undefined)
  return keys.size === 0
    ? warning('no KINDRED_IDENTITY_KEYS: no customer can be known by a token')
    : sound(`${keys.size} of at most 2 keys, for issuer "${given.issuer}" and audience "${given.audience}"`)
}

function node(): Looked {
  const file = join(import.meta.dirname, '..', '..', 'package.json')
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }
  return sound(`${process.version} on ${process.platform} ${process.arch}, Kindred ${version}`)
}

async function content({ content: folder }: Folders): Promise<Looked> {
  const { library, issues, warnings } = await readLibrary(folder)
  if (issues.length > 0) return wrong(`${issues.length} issues; npm run check:content names them`)
  const told = warnings.length > 0 ? `, ${warnings.length} warnings` : ''
  return sound(`${library.articles.length} articles in ${library.site.locales.join(', ')}${told}`)
}

function site({ site: folder }: Folders): Looked {
  const current = join(folder, 'current')
  if (!existsSync(current)) return wrong('not built; npm run build')
  const build = readFileSync(current, 'utf8').trim()
  if (!existsSync(join(folder, build, '.complete')))
    return wrong(`"current" names the build "${build}", which is not whole; npm run build`)
  return sound(
    `build ${build} of ${statSync(join(folder, build, '.complete'))
      .mtime.toISOString()
      .slice(0, 10)}`,
  )
}

function database(file: string, folder: string): Looked {
  if (!existsSync(file)) return warning('not there yet')
  const db = new DatabaseSync(file, { readOnly: true, timeout: 2000 })
  try {
    const check = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
    if (check !== 'ok') return wrong(`damaged: ${String(check)}; put a backup in its place`)
    const applied = db.prepare('SELECT hash FROM __drizzle_migrations').all()
    const ours = readMigrationFiles({ migrationsFolder: folder })
    const foreign = applied.filter((row) => !ours.some(({ hash }) => hash === row['hash']))
    if (foreign.length > 0) return wrong('made by another version of Kindred; start that one')
    const waiting = ours.length - applied.length
    const size = `${(statSync(file).size / 1e6).toFixed(1)} MB, whole`
    return waiting > 0 ? warning(`${size}; ${waiting} migrations run at the next start`) : sound(size)
  } finally {
    db.close()
  }
}

async function server({ appDb, appUrl }: Folders): Promise<Looked> {
  const { host } = new URL(appUrl ?? '')
  const store = await openStore({ file: appDb, url: appUrl, migrations: migrations.app, writer: false })
  try {
    const began = performance.now()
    const fault = await store.fault()
    return fault
      ? wrong(`${host}: ${fault}`)
      : sound(`${host} answers in ${Math.round(performance.now() - began)} ms`)
  } finally {
    await store.close()
  }
}

function secrets({ secrets: file }: Folders): Looked {
  if (!existsSync(file)) return warning('secrets.json is not there yet')
  const { mode } = statSync(file)
  return (mode & 0o077) === 0
    ? sound('secrets.json is for this user alone')
    : wrong(`others may read secrets.json; chmod 600 ${file}`)
}

function privacy({ data }: Folders): Looked {
  if (!existsSync(data)) return warning(`${data} is not there yet`)
  const open = ['', 'app.db', 'tickets.db', 'report'].filter((name) => {
    const one = statSync(join(data, name), { throwIfNoEntry: false })
    return one && (one.mode & 0o007) !== 0
  })
  return open.length === 0
    ? sound(`${data} is closed to other users`)
    : warning(`other users may read ${open.map((name) => name || data).join(', ')}; chmod -R o-rwx ${data}`)
}

function disk({ data }: Folders): Looked {
  const folder = existsSync(data) ? data : dirname(data)
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  const say = `${(free / 1e9).toFixed(1)} GB free for ${folder}`
  return free < noRoom ? wrong(say) : free < littleRoom ? warning(say) : sound(say)
}

function clock(): Looked {
  const now = new Date()
  return now.getTime() < earliest
    ? wrong(`it is ${now.toISOString()}, which cannot be: tokens and sessions would fail`)
    : sound(`${now.toISOString()}; compare it with your product's, which signs tokens good to 30 seconds`)
}

async function running({ data }: Folders): Promise<Looked> {
  const people = await ask(data, { command: 'staff' })
  if (people === undefined) return warning('not running on this data folder')
  return sound(`running; ${(people as unknown[]).length} people can sign in`)
}
