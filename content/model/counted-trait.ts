import { type Strings, wordsIn } from '../strings/index.ts'
import type { Library } from './library.ts'
import { say } from './locale.ts'
import type { Trait } from './trait.ts'

/** Searches that a visitor made here in 30 days. */
export const searchesTrait = 'searches_30d'

/** Articles of one shelf that a visitor opened from results or voted on in 30 days. */
export const viewsTrait = (category: string): string => `views_30d.${category}`

const known = new WeakMap<Library, readonly Trait[]>()

/**
 * What is counted of visitors who do not object, as traits with their words in every language of the site; they need no
 * declaration. Of everybody else they are not known, and what is not known equals no value.
 */
export function countedTraits(library: Library): readonly Trait[] {
  const traits = known.get(library) ?? make(library)
  known.set(library, traits)
  return traits
}

/** All traits of a library, declared and counted. */
export function allTraits(library: Library): readonly Trait[] {
  return [...library.traits, ...countedTraits(library)]
}

function make({ site, categories, strings }: Library): Trait[] {
  const [fallback = 'en'] = site.locales
  const said = (text: (words: Strings, locale: string) => string) =>
    Object.fromEntries(site.locales.map((locale) => [locale, text(wordsIn(locale, strings), locale)]))
  const trait = (id: string, text: Trait['text']): Trait => ({ id, type: 'number', signed: false, text })
  return [
    trait(
      searchesTrait,
      said(({ counted }) => counted.searches),
    ),
    ...categories.map(({ id, label }) =>
      trait(
        viewsTrait(id),
        said(({ counted }, locale) =>
          counted.views.replace('{shelf}', () => say(label, locale, fallback) || id),
        ),
      ),
    ),
  ]
}
