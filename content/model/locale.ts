import { z } from 'zod'
import { languageOf } from '../language/tag.ts'

/** A BCP 47 language tag as people write it, `pt-BR` or `pt_BR`; it is read as it stands in a URL: `pt-br`. */
export const localeSchema = z
  .string()
  .transform(asLocale)
  .pipe(z.string().regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/, 'a language tag such as "en" or "pt-BR"'))

/** A text in one language for all, or one text a locale. */
export const localisedSchema = z.union([z.string(), byLocale(z.string())])
export type Localised = z.infer<typeof localisedSchema>

export const localisedListSchema = z.union([z.array(z.string()), byLocale(z.array(z.string()))])
export type LocalisedList = z.infer<typeof localisedListSchema>

/** The tag as it stands in a URL. */
export function asLocale(tag: string): string {
  return tag.toLowerCase().replaceAll('_', '-')
}

function byLocale<T extends z.ZodType>(value: T) {
  return z
    .record(z.string(), value)
    .transform((texts) =>
      Object.fromEntries(Object.entries(texts).map(([tag, text]) => [asLocale(tag), text])),
    )
}

/** The text for `locale`; failing that for its language, for `fallback`, or any; failing that ''. */
export function say(text: Localised | undefined, locale: string, fallback = 'en'): string {
  if (text === undefined) return ''
  if (typeof text === 'string') return text
  return text[locale] ?? text[languageOf(locale)] ?? text[fallback] ?? Object.values(text)[0] ?? ''
}

/** The list for `locale`, with the fallbacks of {@link say}. */
export function sayList(list: LocalisedList | undefined, locale: string, fallback = 'en'): string[] {
  if (list === undefined) return []
  if (Array.isArray(list)) return list
  return list[locale] ?? list[languageOf(locale)] ?? list[fallback] ?? Object.values(list)[0] ?? []
}
