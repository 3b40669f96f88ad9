import { closest, distance } from 'fastest-levenshtein'

/** Something in the content folder that a writer has to mend. */
export interface Issue {
  /** Path below the content folder. */
  readonly file: string
  /** 1-based. */
  readonly line: number
  /** What is wrong, a full sentence with the value in quotes. */
  readonly message: string
  /** What to do about it, where we can tell. */
  readonly hint?: string
  /**
   * The page is drawn all the same. `warning`: something is not used or could be better. `dead`: a link, picture or
   * file leads nowhere. Without it nothing is built until the issue is mended.
   */
  readonly level?: 'warning' | 'dead'
  /** What issues of one kind have in common, where they are summed up. Default: the message without its values. */
  readonly kind?: string
}

/** A name is "near" when at most this share of its letters differs; beyond that a suggestion misleads. */
const nearEnough = 0.5

/** A longer list of names is not read by anybody. */
const worthListing = 12

/** The known name most like `name`, or nothing when none is like it. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const best = closest(name, [...known])
  return distance(name, best) <= Math.max(1, Math.floor(name.length * nearEnough)) ? best : undefined
}

/** An issue for a name that nothing is called, with the nearest valid one. */
export function unknownName(
  where: { file: string; line: number },
  what: string,
  name: string,
  known: readonly string[],
  source: string,
): Issue {
  const near = nearest(name, known)
  const hint =
    near === undefined
      ? `${source} ${known.length > 0 && known.length <= worthListing ? `Known: ${known.join(', ')}.` : ''}`.trim()
      : `Did you mean "${near}"? ${source}`
  return { ...where, message: `There is no ${what} called "${name}".`, hint }
}

/** One issue as a person reads it: `file:line`, then what and what to do. */
export function printIssue(issue: Issue): string {
  return `${issue.file}:${issue.line}\n  ${issue.message}${issue.hint ? ` ${issue.hint}` : ''}`
}

/** Up to this many issues are printed one by one; more are summed up by kind. */
const readOneByOne = 20

/** Places named of each kind. */
const firstPlaces = 3

/** Issues as a person reads them: each on its own, or, where there are many, by kind with the first three places. */
export function printIssues(issues: readonly Issue[]): string {
  if (issues.length <= readOneByOne) return issues.map(printIssue).join('\n')
  const kinds = Map.groupBy(
    issues,
    ({ kind, message }) => kind ?? message.replace(/"[^"]*"/g, '"…"').replace(/<[^>]*>/g, '<…>'),
  )
  return [...kinds]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([kind, all]) => {
      if (all.length <= firstPlaces) return all.map(printIssue).join('\n')
      const files = new Set(all.map(({ file }) => file)).size
      const places = all
        .slice(0, firstPlaces)
        .map(({ file, line, message }) => `  ${file}:${line}  ${message}`)
      const rest = all.length - firstPlaces
      const hint = all[0]?.hint && !all[0].hint.includes('"') ? `\n  ${all[0].hint}` : ''
      return `${all.length} × ${kind} (${files} ${files === 1 ? 'file' : 'files'})\n${places.join('\n')}\n  … and ${rest} more${hint}`
    })
    .join('\n')
}
