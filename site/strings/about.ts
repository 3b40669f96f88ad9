import en from './about.en.json' with { type: 'json' }
import pl from './about.pl.json' with { type: 'json' }
import tr from './about.tr.json' with { type: 'json' }

/** The words of the pages about the help centre itself: about-you, 404, identify. */
export type AboutWords = typeof en

const words: Readonly<Record<string, AboutWords>> = { en, tr, pl }

/** In the locale, its base language, or English. */
export function aboutWords(locale: string): AboutWords {
  return words[locale] ?? words[locale.split('-')[0] ?? ''] ?? en
}
