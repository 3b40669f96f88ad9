import { printIssues } from '#content/library/issue.ts'
import type { Plan } from './plan.ts'
import type { Written } from './write.ts'

/** Places that are named on the terminal; the report in the folder has them all. */
const namedAtOnce = 15

/** What came over, what was changed, what needs a person: as Markdown. @param most places named; Infinity for all */
export function importReport(kind: string, plan: Plan, written: Written, most = namedAtOnce): string {
  const { places, locales, categories } = plan.placed
  const used = locales.filter((locale) => places.some((place) => place.locale === locale))
  const articles = new Set(places.map(({ article }) => article.id)).size
  const lines = [
    `# Import from ${kind}`,
    '',
    '## What came over',
    '',
    `- ${count(articles, 'article')} in ${count(used.length, 'language')} (${used.join(', ')}): ${count(places.length, 'file')} on ${count(categories.length, 'shelf', 'shelves')}`,
    ...(plan.pictures > 0
      ? [`- ${count(plan.pictures, 'picture or download', 'pictures and downloads')}`]
      : []),
    ...(plan.drafts > 0
      ? [`- ${count(plan.drafts, 'file')} as drafts: nobody sees them before "draft: true" is removed`]
      : []),
    ...(plan.restricted > 0
      ? [
          `- ${count(plan.restricted, 'file')} restricted: only customers in the segment that each one names read them`,
        ]
      : []),
    `- written: ${written.added.length} new, ${written.updated.length} updated, ${written.unchanged.length} unchanged`,
    ...some('kept, because somebody edited them or they were there before', written.kept, most),
    ...some('not written again, because somebody removed them', written.removed, most),
    ...some(
      'left out, because they are home pages, lists of other pages, parts of pages, second versions or lie beside the articles',
      plan.leftOut,
      most,
    ),
    ...some('no longer in the source, and left in the folder', written.gone, most),
    '',
    '## What was changed',
    '',
    ...(plan.changed.size === 0
      ? ['Nothing.']
      : [...plan.changed].sort(([, a], [, b]) => b - a).map(([what, times]) => `- ${times} × ${what}`)),
    '',
    '## What needs a person',
    '',
    // The terminal has them by kind; the report in the folder each on a line of its own.
    ...(plan.forPerson.length === 0
      ? ['Nothing.']
      : most === Number.POSITIVE_INFINITY
        ? plan.forPerson.map(({ file, line, message }) => `- ${file}:${line}  ${message}`)
        : [printIssues(plan.forPerson)]),
  ]
  return `${lines.join('\n')}\n`
}

function some(what: string, paths: readonly string[], most: number): string[] {
  if (paths.length === 0) return []
  const rest = paths.length - most
  const more = rest > 0 ? [`  - … and ${rest} more`] : []
  return [`- ${paths.length} ${what}:`, ...paths.slice(0, most).map((path) => `  - ${path}`), ...more]
}

export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
