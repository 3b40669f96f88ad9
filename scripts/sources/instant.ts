import type { Reject } from './source.ts'

/** ISO 8601, UTC, to the second: `2026-11-15T09:30:00Z`. Or why it is none. */
export function instant(value: unknown, column: string): string | Reject {
  const ms =
    typeof value === 'number'
      ? fromEpoch(value)
      : typeof value === 'string'
        ? fromText(value.trim())
        : undefined
  if (ms === undefined || Number.isNaN(ms)) return { reason: 'There is no date that can be read.', column }
  if (ms === 'ambiguous') {
    return {
      reason: 'The date can be read in two ways (day or month first). Export dates as 2026-11-15.',
      column,
    }
  }
  if (ms < earliest || ms > latest) return { reason: 'The date lies outside 1990 to 2100.', column }
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

const earliest = Date.UTC(1990, 0, 1)
const latest = Date.UTC(2100, 0, 1)

/** Seconds and milliseconds since 1970 lie a thousandfold apart. */
function fromEpoch(value: number): number {
  return value < 1e11 ? value * 1000 : value
}

function fromText(text: string): number | 'ambiguous' | undefined {
  if (/^\d{9,10}$|^\d{12,13}$/.test(text)) return fromEpoch(Number(text))
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))? ?(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(
    text,
  )
  if (iso) {
    const zone = iso[3] === undefined || iso[3] === 'UTC' ? 'Z' : iso[3].replace(/^(...)(\d\d)$/, '$1:$2')
    const ms = Date.parse(`${iso[1]}T${iso[2] ?? '00:00'}${zone}`)
    // 31 February would slip into March.
    return new Date(`${iso[1]}T00:00Z`).getUTCDate() === Number(iso[1]!.slice(8)) ? ms : undefined
  }
  const parts = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:,? (\d\d:\d\d(?::\d\d)?))?$/.exec(text)
  if (!parts) return undefined
  const [first, second] = [Number(parts[1]), Number(parts[3])]
  // Dots are day first everywhere; with slashes only the numbers can tell.
  const dayFirst = parts[2] === '.' || first > 12 ? true : second > 12 ? false : undefined
  if (dayFirst === undefined && first !== second) return 'ambiguous'
  const [day, month] = dayFirst === false ? [second, first] : [first, second]
  const two = (value: number) => String(value).padStart(2, '0')
  return fromText(`${parts[4]}-${two(month)}-${two(day)} ${parts[5] ?? '00:00'}`)
}
