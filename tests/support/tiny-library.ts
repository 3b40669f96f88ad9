import type { Article } from '#content/model/article.ts'
import type { Library } from '#content/model/library.ts'
import { segmentSchema } from '#content/model/segment.ts'
import { siteSchema } from '#content/model/site.ts'
import { traitSchema } from '#content/model/trait.ts'

/** A company small enough to hold in the head: three shelves, two segments, two languages. */
export function tinyLibrary(): Library {
  const article = (category: string, slug: string, title: string, more: Partial<Article> = {}): Article => ({
    title,
    segments: [],
    keywords: [],
    aliases: [],
    access: 'open',
    draft: false,
    id: `${category}/${slug}`,
    category,
    slug,
    locale: 'en',
    url: `/en/${category}/${slug}/`,
    file: `articles/en/${category}/${slug}.mdx`,
    updated: '2026-11-01',
    passages: [{ heading: '', anchor: '', text: `${title}. This is how it is done, step by step.` }],
    body: '',
    ...more,
  })
  return {
    site: { ...siteSchema.parse({ name: 'Tiny', timezone: 'UTC' }), locales: ['en', 'tr'] },
    categories: [
      { id: 'start', label: 'First steps', articles: ['join', 'verify'] },
      { id: 'cards', label: { en: 'Cards', tr: 'Kartlar' }, articles: ['freeze', 'lost'] },
      { id: 'trips', label: 'Trips', articles: ['abroad', 'rates'] },
    ],
    segments: [
      {
        id: 'traveller',
        ...segmentSchema.parse({
          label: { en: 'Traveller', tr: 'Gezgin' },
          as: 'A traveller',
          because: { en: 'you travel', tr: 'seyahat ediyorsunuz' },
          priority: 60,
          who: { trips: { $gte: 3 } },
          categories: ['trips', 'cards'],
          suggest: ['trips/abroad', 'cards/freeze'],
          channels: ['phone', 'chat'],
          channels_because: 'calls are free abroad',
        }),
      },
      {
        id: 'newcomer',
        ...segmentSchema.parse({
          label: 'Newcomer',
          because: 'you are new',
          priority: 40,
          who: { joined_days: { $lte: 60 } },
          suggest: ['start/verify'],
        }),
      },
    ],
    traits: [
      traitSchema.parse({ id: 'trips', type: 'number', text: '{value} trips' }),
      traitSchema.parse({ id: 'joined', type: 'date', days_text: 'you joined {value} days ago' }),
      traitSchema.parse({ id: 'plan', type: 'string', values: ['free', 'business'], signed: true }),
    ],
    channels: [
      { id: 'chat', label: 'Chat', icon: 'chat', href: '/chat' },
      {
        id: 'phone',
        label: 'Phone',
        icon: 'phone',
        href: 'tel:1',
        hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
        entitled: ['traveller'],
      },
    ],
    articles: [
      article('start', 'join', 'Open an account', { segments: ['newcomer'] }),
      article('start', 'verify', 'Verify your identity', { segments: ['newcomer'] }),
      article('cards', 'freeze', 'Freeze a card'),
      article('cards', 'freeze', 'Kartı dondurma', { locale: 'tr', url: '/tr/cards/freeze/' }),
      article('cards', 'lost', 'A lost or stolen card'),
      article('trips', 'abroad', 'Your card was declined abroad', { segments: ['traveller'] }),
      article('trips', 'rates', 'Exchange rates abroad', { segments: ['traveller'] }),
      article('trips', 'secret', 'A page by link only', { access: 'unlisted' }),
    ],
    drafts: [],
    strings: {},
  }
}
