import { instantIn, shownIn } from './local-time.ts'

/** Why an article is not public: begun only, before its `publish_at`, or past its `expires_at`. */
export type Held = 'draft' | 'scheduled' | 'expired'

/** What dates in front-matter are read against. */
export interface Clock {
  readonly now: Date
  /** The site's IANA time zone. */
  readonly zone: string
}

/** What front-matter says of when an article is public. */
interface Dates {
  readonly draft: boolean
  readonly publish_at?: string | undefined
  readonly expires_at?: string | undefined
}

/** Undefined for an article that is public now. From the moment of `expires_at` on it is not. */
export function heldBack({ draft, publish_at, expires_at }: Dates, { now, zone }: Clock): Held | undefined {
  if (draft) return 'draft'
  if (publish_at && (instantOf(publish_at, zone) ?? 0) > now.getTime()) return 'scheduled'
  if (expires_at && (instantOf(expires_at, zone) ?? Number.POSITIVE_INFINITY) <= now.getTime())
    return 'expired'
  return undefined
}

const written =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?(?:(Z)|([+-])(\d{2}):?(\d{2}))?)?$/i

/**
 * The instant of a day or time as front-matter has it, in ms since 1970: `2026-12-01` (its midnight), `2026-12-01 09:30`,
 * `2026-12-01T09:30:00+01:00`. Without an offset it is by the clocks of `zone`. Undefined when it is neither.
 */
export function instantOf(text: string, zone: string): number | undefined {
  const [all, year, month, day, hour = '0', minute = '0', second = '0', utc, sign, ahead, minutesAhead] =
    written.exec(text.trim()) ?? []
  if (all === undefined) return undefined
  const parts = [year, month, day, hour, minute, second].map(Number)
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = parts
  const shown = Date.UTC(y, mo - 1, d, h, mi, s)
  // Date.UTC takes 30 February for 2 March.
  const same = new Date(shown)
  if (same.getUTCMonth() !== mo - 1 || same.getUTCDate() !== d || h > 23 || mi > 59 || s > 59)
    return undefined
  if (utc) return shown
  if (!sign) return instantIn(zone, shown)
  return shown - (sign === '-' ? -1 : 1) * (Number(ahead) * 60 + Number(minutesAhead)) * 60_000
}

/** Whether time has passed that changes what an article was read as. */
export function isDue(article: Dates & { readonly held?: Held }, clock: Clock): boolean {
  return heldBack(article, clock) !== article.held
}

/** The instant as the site's clocks show it, `2026-12-01T09:30`; undefined for what cannot be read. */
export function shownAt(text: string, zone: string): string | undefined {
  const instant = instantOf(text, zone)
  return instant === undefined ? undefined : new Date(shownIn(zone, instant)).toISOString().slice(0, 16)
}
