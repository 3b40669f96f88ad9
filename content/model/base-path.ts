/**
 * The path below which a help centre lies: `/help` of `https://acme.example/help`, or '' at the root of a host. Everything
 * inside works with addresses as they are at the root; this adds the base where one goes out, and takes it off where one
 * comes in. Adding it twice changes nothing, because {@link wrongBase} refuses a base by which an address of ours begins.
 */

/** An address of ours as readers need it: `/help/en/` of `/en/`. What leads to another host, `//…` too, is left alone. */
export function below(base: string, address: string): string {
  if (base === '' || !/^\/(?!\/)/.test(address) || isBelow(base, address)) return address
  return base + address
}

/** The address inside: `/en/` of `/help/en/`. One that is not below the base is left alone. */
export function within(base: string, address: string): string {
  if (base === '' || !isBelow(base, address)) return address
  const rest = address.slice(base.length)
  return rest.startsWith('/') ? rest : `/${rest}`
}

/** What an address of ours names: `/help/en/cards/pin/#abroad` the article `cards/pin` as readers of `en` see it. */
export function namedIn(base: string, address: string): { locale: string; article: string } {
  const [path = ''] = within(base, address).split(/[?#]/)
  const [locale = '', ...article] = path.split('/').filter(Boolean)
  return { locale, article: article.join('/') }
}

/** `/help`, `/help/…`, `/help?…`, `/help#…`; not `/helpers/`. */
export function isBelow(base: string, address: string): boolean {
  return address.startsWith(base) && /^(?:$|[/?#])/.test(address.slice(base.length))
}

/**
 * What is wrong with a base, if anything.
 *
 * @param first parts by which addresses of ours begin: those that pages and API take, and the site's locales
 */
export function wrongBase(base: string, first: readonly string[]): string | undefined {
  if (base === '') return undefined
  if (!/^(?:\/[a-z0-9](?:[a-z0-9._~-]*[a-z0-9])?)+$/.test(base))
    return 'a path of small letters, digits and hyphens that begins with a slash, such as /help'
  const part = base.split('/')[1] ?? ''
  return first.includes(part)
    ? `another path, because "/${part}/" is an address of the help centre itself`
    : undefined
}
