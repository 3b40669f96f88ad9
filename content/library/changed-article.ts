import { parseDocument } from 'yaml'
import { splitFrontMatter } from './front-matter.ts'
import { withField } from './with-field.ts'
import { flow, withKeywords } from './with-keywords.ts'

/** A change of front-matter that holds for many articles. */
export type FieldChange =
  | { readonly what: 'segments'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly what: 'keywords'; readonly add: readonly string[] }
  /** `YYYY-MM-DD`, when a person last checked it. */
  | { readonly what: 'updated'; readonly day: string }

/** An article's file with the change made, the same text when it has it already; undefined where it cannot be made. */
export function changedArticle(source: string, change: FieldChange): string | undefined {
  if (change.what === 'keywords') return withKeywords(source, change.add)
  const fields = fieldsOf(source)
  if (!fields) return undefined
  if (change.what === 'updated')
    return String(fields['updated']) === change.day
      ? source
      : withField(source, 'updated', `updated: ${change.day}`)
  const given = fields['segments']
  const had = (Array.isArray(given) ? given : typeof given === 'string' ? given.split(',') : []).map((one) =>
    String(one).trim(),
  )
  const has = [...new Set([...had, ...change.add])].filter((one) => !change.remove.includes(one))
  if (has.join() === had.join()) return source
  return withField(source, 'segments', has.length > 0 ? `segments: ${flow(has)}` : null)
}

/** The front-matter's fields; undefined where there is none or it is not YAML. */
export function fieldsOf(source: string): Record<string, unknown> | undefined {
  const split = splitFrontMatter(source)
  if (!split) return undefined
  const document = parseDocument(split.yaml)
  return document.errors.length > 0 ? undefined : ((document.toJS() ?? {}) as Record<string, unknown>)
}
