import { taken } from '#content/model/addresses.ts'
import { wrongBase } from '#content/model/base-path.ts'
import { OperatorError } from '#content/model/operator-error.ts'

/** Variables as the process was started with. */
export type Variables = Readonly<Record<string, string | undefined>>

/**
 * The path below which everything lies, '' at the root of the host: `KINDRED_BASE`, or what stands behind the host in
 * `KINDRED_ORIGIN`. A slash at its end may stand there or not.
 *
 * @param wrong collects what is wrong: it is no path we can take, or the two variables name different ones
 */
export function readBase(env: Variables, wrong: string[]): string {
  const origin = env['KINDRED_ORIGIN'] ?? ''
  const { pathname, search, hash, username } = new URL(URL.canParse(origin) ? origin : 'http://127.0.0.1')
  if (search || hash)
    wrong.push(
      `KINDRED_ORIGIN is "${origin}": give it without "${search}${hash}", such as https://acme.example/help.`,
    )
  if (username)
    wrong.push('KINDRED_ORIGIN holds a user or a password: give it without, such as https://acme.example.')
  const path = pathname.replace(/\/$/, '')
  const given = env['KINDRED_BASE'] || undefined
  const base = given?.replace(/\/$/, '') ?? path
  if (path && base !== path)
    wrong.push(
      `KINDRED_BASE is "${given}" and KINDRED_ORIGIN ends in "${path}": give the path once, or the same twice.`,
    )
  const not = wrongBase(base, taken)
  if (not)
    wrong.push(`${given ? 'KINDRED_BASE' : 'The path of KINDRED_ORIGIN'} is "${given ?? path}": give ${not}.`)
  return base
}

/**
 * As {@link readBase}, for a command that needs no other setting.
 *
 * @throws {OperatorError} with what is wrong
 */
export function basePath(env: Variables = process.env): string {
  const wrong: string[] = []
  const base = readBase(env, wrong)
  if (wrong.length > 0) throw new OperatorError(wrong.join('\n'))
  return base
}

/**
 * The public address of the site without a slash at its end: `KINDRED_ORIGIN`, or the address that the server listens
 * at, with the {@link basePath}. An empty variable counts as one that is not set; an IPv6 address gets its brackets.
 *
 * @throws {OperatorError} as {@link basePath} does
 */
export function publicOrigin(env: Variables = process.env): string {
  const base = basePath(env)
  const given = env['KINDRED_ORIGIN']
  if (given && URL.canParse(given)) return new URL(given).origin + base
  const host = env['HOST'] || '127.0.0.1'
  return `http://${host.includes(':') ? `[${host}]` : host}:${env['PORT'] || '4321'}${base}`
}

/**
 * Where this server itself is reached, without a slash at its end: `KINDRED_API_ORIGIN` when the pages lie on another
 * host, below the same {@link basePath}; otherwise {@link publicOrigin}.
 *
 * @throws {OperatorError} when it is no origin
 */
export function serverOrigin(env: Variables = process.env): string {
  const given = env['KINDRED_API_ORIGIN']
  if (!given) return publicOrigin(env)
  if (URL.canParse(given) && new URL(given).origin === given) return given + basePath(env)
  throw new OperatorError(
    `KINDRED_API_ORIGIN is "${given}": give an origin and nothing more, such as https://api.example.com.`,
  )
}

/** What stands before `/api/…` in the pages: the {@link basePath} where pages and API have one origin. */
export function apiAddress(env: Variables = process.env): string {
  const server = serverOrigin(env)
  return server === publicOrigin(env) ? basePath(env) : server
}
