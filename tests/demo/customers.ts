import type { Traits } from '#content/model/trait.ts'
import type { Random } from './random.ts'
import type { Kind } from './who-asks-when.ts'

export interface Customer {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly locale: 'en' | 'tr' | 'pl'
  /** Languages they may write in. */
  readonly languages: readonly string[]
  readonly kind: Kind
  /** Instant of signing up, ms. */
  readonly joined: number
  readonly traits: Traits
}

const names = {
  en: {
    first:
      'Olivia Amelia Isla Ava Grace Freya Emily Sophie Ella Poppy Charlotte Harriet Ruby Alice Naomi George Oliver Noah Arthur Leo Oscar Theo Henry Jack Archie Thomas Joshua Samuel Callum Rhys Aaron Imran Priya Anjali Kwame Zainab'.split(
        ' ',
      ),
    last: 'Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker Thompson Evans Roberts Hughes Edwards Hall Khan Clarke Jackson Turner Morris Cooper Bailey Murphy Campbell Stewart Fraser Singh Okafor Ahmed Doyle'.split(
      ' ',
    ),
  },
  tr: {
    first:
      'Ayşe Fatma Zeynep Elif Merve Esra Büşra Selin Derya Gül Işıl Şule Defne Ece Nazlı Mehmet Mustafa Ahmet Ali Hüseyin Emre Burak Can Kerem Oğuz İbrahim Çağlar Umut Serkan Tolga Barış Yiğit'.split(
        ' ',
      ),
    last: 'Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat Güneş Erdoğan Acar Bulut Işık Tekin Uçar Sönmez'.split(
      ' ',
    ),
  },
  pl: {
    first:
      'Anna Katarzyna Małgorzata Agnieszka Zofia Maja Julia Aleksandra Magdalena Ewa Natalia Karolina Łucja Żaneta Paweł Łukasz Piotr Krzysztof Jakub Michał Tomasz Mateusz Wojciech Bartosz Kacper Szymon Grzegorz Sławomir'.split(
        ' ',
      ),
    last: 'Nowak Wójcik Mazur Krawczyk Zając Król Wieczorek Jabłoński Dudek Wróbel Pawlak Sikora Baran Rutkowski Michalak Szewczyk Ostrowski Tomaszewski Pietrzak Marciniak Wróblewski Jasiński Bąk Sadowski Duda Górski Kołodziej Stępień'.split(
      ' ',
    ),
  },
} as const

const homes = { en: 'GB', tr: 'TR', pl: 'PL' } as const

/** The days between which customers joined. */
const first = Date.UTC(2024, 0, 8)
const last = Date.UTC(2026, 10, 14)

export function inventCustomers(random: Random, count: number): Customer[] {
  const used = new Set<string>()
  return Array.from({ length: count }, (_, index) => {
    const locale = random.weighted({ en: 82, tr: 9, pl: 9 })
    const kind = random.weighted<Kind>({
      private: 52,
      newcomer: 0,
      traveller: 16,
      premium: 11,
      student: 11,
      business: 8,
      'business-traveller': 2,
    })
    const name = `${random.pick(names[locale].first)} ${random.pick(names[locale].last)}`
    let email = ''
    do email = `${ascii(name).toLowerCase().replace(' ', '.')}${random.whole(1, 999)}@example.com`
    while (used.has(email))
    used.add(email)
    // The bank grows: more joined lately than early on.
    const joined = Math.floor((last - (last - first) * random.next() ** 1.6) / 86_400_000) * 86_400_000
    return {
      id: 100_000 + index,
      name,
      email,
      locale,
      // Some who live abroad write English; nobody else writes another language.
      languages: locale === 'en' ? ['en'] : random.chance(0.25) ? [locale, 'en'] : [locale],
      kind,
      joined,
      traits: traitsOf(random, kind, homes[locale], joined),
    }
  })
}

function traitsOf(random: Random, kind: Kind, country: string, joined: number): Traits {
  const business = kind === 'business' || kind === 'business-traveller'
  const travels = kind === 'traveller' || kind === 'business-traveller'
  return {
    plan: business ? 'business' : kind === 'premium' || (travels && random.chance(0.2)) ? 'premium' : 'free',
    country,
    signed_up_at: day(joined),
    trips_90d: travels
      ? random.whole(3, 9)
      : random.weighted({ 0: 70, 1: 22, 2: 8 }) === '0'
        ? 0
        : random.whole(1, 2),
    ...(kind === 'student' ? { student: true } : {}),
    ...(business ? { seats: random.pick([1, 2, 3, 5, 8, 12, 20, 45]) } : {}),
  }
}

/** One to try the desk with for each segment and country; the names say what to expect. */
export const memorable: readonly Customer[] = [
  one(1, 'Tess Walker', 'tess.traveller', 'en', { plan: 'free', trips_90d: 4, signed_up_at: '2024-05-02' }),
  one(2, 'Ben Okafor', 'ben.business', 'en', {
    plan: 'business',
    seats: 12,
    trips_90d: 0,
    signed_up_at: '2024-09-16',
  }),
  one(3, 'Priya Patel', 'priya.premium', 'en', { plan: 'premium', trips_90d: 1, signed_up_at: '2025-02-10' }),
  one(4, 'Sam Hughes', 'sam.student', 'en', {
    plan: 'free',
    student: true,
    trips_90d: 0,
    signed_up_at: '2025-09-22',
  }),
  one(5, 'Nora Evans', 'nora.newcomer', 'en', { plan: 'free', trips_90d: 0, signed_up_at: '2026-11-10' }),
  one(6, 'Bo Fraser', 'bo.business-traveller', 'en', {
    plan: 'business',
    seats: 5,
    trips_90d: 6,
    signed_up_at: '2024-03-04',
  }),
  one(7, 'Eve Brown', 'eve.everyone', 'en', { plan: 'free', trips_90d: 0, signed_up_at: '2024-06-20' }),
  one(8, 'Gül Işık', 'gul.gezgin', 'tr', { plan: 'free', trips_90d: 5, signed_up_at: '2025-01-15' }),
  one(9, 'İbrahim Çelik', 'ibrahim.isletme', 'tr', {
    plan: 'business',
    seats: 20,
    trips_90d: 1,
    signed_up_at: '2024-11-05',
  }),
  one(10, 'Zofia Wróbel', 'zofia.podroze', 'pl', {
    plan: 'premium',
    trips_90d: 3,
    signed_up_at: '2025-04-28',
  }),
  one(11, 'Łukasz Nowak', 'lukasz.firma', 'pl', {
    plan: 'business',
    seats: 3,
    trips_90d: 0,
    signed_up_at: '2025-06-12',
  }),
  one(12, 'Maja Król', 'maja.student', 'pl', {
    plan: 'free',
    student: true,
    trips_90d: 1,
    signed_up_at: '2026-10-20',
  }),
]

function one(
  id: number,
  name: string,
  address: string,
  locale: 'en' | 'tr' | 'pl',
  traits: Traits,
): Customer {
  return {
    id,
    name,
    email: `${address}@example.com`,
    locale,
    languages: [locale],
    kind: 'private',
    joined: Date.parse(String(traits['signed_up_at'])),
    traits: { country: homes[locale], ...traits },
  }
}

function ascii(name: string): string {
  const plain: Record<string, string> = { ı: 'i', İ: 'I', ł: 'l', Ł: 'L' }
  return name
    .replace(/[ıİłŁ]/g, (letter) => plain[letter]!)
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
