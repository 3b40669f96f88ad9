/**
 * The whole address to go on to: `wanted` when it stays on this site, else `home`. Whole, because a path
 * alone may read as a host: the path of `/.//elsewhere.example` is `//elsewhere.example`.
 */
export function safeReturn(wanted: string | null, origin: string, home: string): string {
  const fallback = new URL(home, origin).href
  if (!wanted || !URL.canParse(wanted, origin)) return fallback
  const target = new URL(wanted, origin)
  return target.origin === origin && !target.username ? target.href : fallback
}
