/** `__Host-`: only this origin, only over HTTPS or loopback, for the whole site. */
export const staffCookie = '__Host-staff'

/**
 * The same inside a help desk's frame: sent there although the page around it is another site's, and kept apart for each
 * such site (CHIPS), so that it follows nobody. Who may frame us is said by exact origin, and writes must come from our
 * own pages, so that no other site can use it.
 */
const framedCookie = '__Host-staff-framed'

/** Lucia writes no `Partitioned`. */
export function framedCookieOf(secret: string, seconds: number): string {
  return `${framedCookie}=${secret}; HttpOnly; Max-Age=${seconds}; Path=/; SameSite=None; Secure; Partitioned`
}

/**
 * The one well-formed secret in the header; that of a frame only where there is no other. Two cookies of one name are an
 * attack or a fault: nobody is signed in.
 */
export function secretIn(
  cookieHeader: string | undefined | null,
): { readonly secret: string; readonly framed: boolean } | undefined {
  const pairs = (cookieHeader ?? '').split(';').map((pair) => pair.trim())
  const named = (name: string) =>
    pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1))
  const own = named(staffCookie)
  const framed = own.length === 0
  const found = framed ? named(framedCookie) : own
  const [secret] = found
  return found.length === 1 && secret && /^[\w-]{43}$/.test(secret) ? { secret, framed } : undefined
}
