/** Variables as the process was started with. */
export type Variables = Readonly<Record<string, string | undefined>>

/**
 * The public address of the site without a slash at its end: `KINDRED_ORIGIN`, or the address that the server listens
 * at. An empty variable counts as one that is not set; an IPv6 address gets its brackets.
 */
export function publicOrigin(env: Variables = process.env): string {
  const given = env['KINDRED_ORIGIN']
  if (given && URL.canParse(given)) return new URL(given).origin
  const host = env['HOST'] || '127.0.0.1'
  return `http://${host.includes(':') ? `[${host}]` : host}:${env['PORT'] || '4321'}`
}
