/** The few sentences the core says itself; everything else is the company's own text. */
export interface Words {
  /** Why a segment counts: the visitor said so, or the link they came by. */
  chosen(as: string): string
  linked(people: string): string
  /** A segment's customers ask for an article so many times as often as all: 1.5, or a whole number from 2. */
  times(people: string, times: number): string
  /** An article's place, from 1, among all that a segment asks. */
  place(people: string, place: number): string
  /** An article's place, from 1, on the list that the editors wrote for a segment. */
  listed(people: string, place: number): string
  /** The article carries the segment's name. */
  written(people: string, shelf: string): string
  /** The next step, after an article of this title. */
  after(title: string): string
  /** Why the preferred channel comes first; completed by the company's own words. */
  because(because: string): string
  /** Who may use a channel. */
  entitled(segments: string): string
}

/** `people` stands in files as within a sentence; this begins one. */
const begin = (text: string, locale: string) => {
  const [first = ''] = text
  return first.toLocaleUpperCase(locale) + text.slice(first.length)
}
const inWords = [
  '',
  '',
  'twice',
  'three times',
  'four times',
  'five times',
  'six times',
  'seven times',
  'eight times',
]
const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth']
const nth = (place: number) => ordinals[place] ?? `${place}${['th', 'st', 'nd', 'rd'][suffixes(place)]}`
/** 1st, 2nd, 3rd, 21st … but 11th, 12th, 13th. */
const suffixes = (place: number) =>
  place % 100 > 10 && place % 100 < 14 ? 0 : place % 10 > 3 ? 0 : place % 10

const all: Readonly<Record<string, Words>> = {
  en: {
    chosen: (as) => `you chose “${as}”`,
    linked: (people) => `the link you followed is for ${people}`,
    times: (people, times) =>
      times < 2
        ? `${begin(people, 'en')} ask this half as often again`
        : `${begin(people, 'en')} ask this ${inWords[times] ?? `${times} times`} as often`,
    place: (people, place) =>
      place === 1
        ? `${begin(people, 'en')} ask this most`
        : `${begin(people, 'en')} ask this ${nth(place)} most`,
    listed: (people, place) => `${begin(people, 'en')}: ${nth(place)} on our writers’ list`,
    written: (people, shelf) => `Written for ${people}, on the shelf ${shelf}`,
    after: (title) => `Next after “${title}”`,
    because: (because) => `Because ${because}`,
    entitled: (segments) => `For ${segments} customers`,
  },
  tr: {
    chosen: (as) => `seçiminiz: “${as}”`,
    linked: (people) => `izlediğiniz bağlantının hedefi: ${people}`,
    times: (people, times) =>
      times < 2
        ? `${begin(people, 'tr')} bunu 1,5 kat sık soruyor`
        : `${begin(people, 'tr')} bunu ${times} kat sık soruyor`,
    place: (people, place) =>
      place === 1
        ? `${begin(people, 'tr')} en çok bunu soruyor`
        : `${begin(people, 'tr')}: en çok sorulan ${place}. konu`,
    listed: (people, place) => `${begin(people, 'tr')}: yazarlarımızın listesinde ${place}. sırada`,
    written: (people, shelf) => `${begin(people, 'tr')} için yazıldı (${shelf})`,
    after: (title) => `Sıradaki adım; önceki: “${title}”`,
    because: (because) => `Çünkü ${because}`,
    entitled: (segments) => `Kimler için: ${segments}`,
  },
  pl: {
    chosen: (as) => `Twój wybór: „${as}”`,
    linked: (people) => `link, który Cię tu przywiódł, jest dla: ${people}`,
    times: (people, times) =>
      times < 2
        ? `${begin(people, 'pl')}: pytają o to 1,5 raza częściej`
        : `${begin(people, 'pl')}: pytają o to ${times} razy częściej`,
    place: (people, place) =>
      place === 1
        ? `${begin(people, 'pl')}: najczęstsze pytanie`
        : `${begin(people, 'pl')}: ${place}. najczęstsze pytanie`,
    listed: (people, place) => `${begin(people, 'pl')}: ${place}. miejsce na liście naszych autorów`,
    written: (people, shelf) => `Dla grupy: ${people} (${shelf})`,
    after: (title) => `Następny krok po: „${title}”`,
    because: (because) => `Bo ${because}`,
    entitled: (segments) => `Dla klientów: ${segments}`,
  },
}

/** To add a locale, add its column here; without one the reasons are in English. */
export function words(locale: string): Words {
  return all[locale] ?? all[locale.split('-')[0] ?? ''] ?? all['en']!
}
