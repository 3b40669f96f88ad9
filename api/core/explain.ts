/** The few sentences the core says itself; everything else is the company's own text. */
export interface Words {
  /** Why a segment stands first: the visitor said so. */
  chosen(as: string): string
  linked(segment: string): string
  /** Why an article is suggested; `because` completes "Shown first because …". */
  because(because: string): string
  written(segment: string): string
  /** Who may use a channel. */
  entitled(segments: string): string
}

const all: Readonly<Record<string, Words>> = {
  en: {
    chosen: (as) => `you chose “${as}”`,
    linked: (segment) => `the link you followed is for “${segment}”`,
    because: (because) => `Because ${because}`,
    written: (segment) => `Written for “${segment}”`,
    entitled: (segments) => `For ${segments} customers`,
  },
  tr: {
    chosen: (as) => `seçiminiz: “${as}”`,
    linked: (segment) => `izlediğiniz bağlantının hedefi: “${segment}”`,
    because: (because) => `Çünkü ${because}`,
    written: (segment) => `Kimler için: ${segment}`,
    entitled: (segments) => `Kimler için: ${segments}`,
  },
  pl: {
    chosen: (as) => `Twój wybór: „${as}”`,
    linked: (segment) => `link, który Cię tu przywiódł, jest dla: „${segment}”`,
    because: (because) => `Bo ${because}`,
    written: (segment) => `Dla kogo: ${segment}`,
    entitled: (segments) => `Dla klientów: ${segments}`,
  },
}

/** To add a locale, add its column here; without one the reasons are in English. */
export function words(locale: string): Words {
  return all[locale] ?? all[locale.split('-')[0] ?? ''] ?? all['en']!
}
