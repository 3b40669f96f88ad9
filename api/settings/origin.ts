import { OperatorError } from '#content/model/operator-error.ts'

/** Variables as the process was started with. */
export type Variables = Readonly<Record<string, string | undefined>>

/**
 * The public address of the site without a slash at its end: `KINDRED_ORIGIN`, or the address that the server listens
 * at. An empty variable counts as one that is not set; an IPv6 address gets its brackets.
 *
 * @throws {OperatorError} when there is a path behind the host, which would be dropped
 */
export function publicOrigin(env: Variables = process.env): string {
  const given = env['KINDRED_ORIGIN']
  if (given && URL.canParse(given)) {
    if (hasPath(given)) throw new OperatorError(`KINDRED_ORIGIN is "${given}": ${noPath}.`)
    return new URL(given).origin
  }
  const host = env['HOST'] || '127.0.0.1'
  return `http://${host.includes(':') ? `[${host}]` : host}:${env['PORT'] || '4321'}`
}

/**
 * Where this server itself is reached, without a slash at its end: `KINDRED_API_ORIGIN` when the pages lie on another
 * host, otherwise {@link publicOrigin}.
 *
 * @throws {OperatorError} when it is no origin
 */
export function serverOrigin(env: Variables = process.env): string {
  const given = env['KINDRED_API_ORIGIN']
  if (!given) return publicOrigin(env)
  if (URL.canParse(given) && new URL(given).origin === given) return given
  throw new OperatorError(
    `KINDRED_API_ORIGIN is "${given}": give an origin and nothing more, such as https://api.example.com.`,
  )
}

/** What stands before `/api/…` in the pages: nothing where pages and API have one origin. */
export function apiAddress(env: Variables = process.env): string {
  const server = serverOrigin(env)
  return server === publicOrigin(env) ? '' : server
}

/** Whether an address has more than a host. */
export function hasPath(address: string): boolean {
  const { pathname, search, hash } = new URL(address)
  return pathname !== '/' || search !== '' || hash !== ''
}

export const noPath =
  'Kindred answers at the root of a host and not below a path; give it a host of its own, such as https://help.example.com'
