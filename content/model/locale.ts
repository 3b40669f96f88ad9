import { z } from 'zod'

/** A BCP 47 language tag, lower case, as it stands in a URL: `en`, `tr`, `pl`, `pt-br`. */
export const localeSchema = z
  .string()
  .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/, 'a language tag such as "en" or "pt-br"')

/** A text in one language for all, or one text a locale. */
export const localisedSchema = z.union([z.string(), z.record(z.string(), z.string())])
export type Localised = z.infer<typeof localisedSchema>

export const localisedListSchema = z.union([z.array(z.string()), z.record(z.string(), z.array(z.string()))])
export type LocalisedList = z.infer<typeof localisedListSchema>

/** The text for `locale`; failing that for `fallback`; failing that any; failing that ''. */
export function say(text: Localised | undefined, locale: string, fallback = 'en'): string {
  if (text === undefined) return ''
  if (typeof text === 'string') return text
  return text[locale] ?? text[fallback] ?? Object.values(text)[0] ?? ''
}

/** The list for `locale`, with the fallbacks of {@link say}. */
export function sayList(list: LocalisedList | undefined, locale: string, fallback = 'en'): string[] {
  if (list === undefined) return []
  if (Array.isArray(list)) return list
  return list[locale] ?? list[fallback] ?? Object.values(list)[0] ?? []
}
