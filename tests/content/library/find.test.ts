import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFinder } from '#content/library/find.ts'
import { openLibrary } from '#content/library/open-library.ts'
import type { Article } from '#content/model/article.ts'
import type { Library } from '#content/model/library.ts'
import { siteSchema } from '#content/model/site.ts'

/** What the articles here differ in; the rest is the same for all. */
type Told = Pick<Article, 'id' | 'title'> & Partial<Article> & { text: string }

function libraryOf(told: readonly Told[]): Library {
  const articles = told.map(({ text, locale = 'en', ...article }): Article => {
    const [category = '', slug = ''] = article.id.split('/')
    return {
      category,
      slug,
      locale,
      url: `/${locale}/${article.id}/`,
      file: `articles/${locale}/${article.id}.mdx`,
      updated: '2026-11-01',
      segments: [],
      keywords: [],
      aliases: [],
      access: 'open',
      draft: false,
      body: text,
      passages: [{ heading: '', anchor: '', text }],
      ...article,
    }
  })
  const categories = [...new Set(articles.map(({ category }) => category))]
  return {
    site: siteSchema.parse({ name: 'Bank', locales: ['en', 'tr', 'pl'] }) as Library['site'],
    categories: categories.map((id) => ({ id, label: id, articles: [] })) as unknown as Library['categories'],
    segments: [],
    traits: [],
    channels: [],
    articles,
    drafts: [],
    strings: {},
  }
}

const atMachines = 'Your card gives cash at any machine. The machine may charge a fee.'
const told: readonly Told[] = [
  {
    id: 'cards/card-not-working',
    title: 'My card does not work',
    text: 'Try the chip, then another shop. If the card is still not working, order a new card.',
  },
  {
    id: 'cards/lost-card',
    title: 'Lost or stolen card',
    text: 'Freeze the card in the app and order a new card.',
  },
  { id: 'cards/order-a-card', title: 'Order a card', text: 'Choose a card and your address.' },
  { id: 'cards/cash-at-home', title: 'Cash machines at home', text: atMachines },
  { id: 'cards/cash-on-trips', title: 'Cash machines on trips', text: atMachines, segments: ['traveller'] },
  { id: 'money/top-up', title: 'Top up by card', text: 'Choose an amount and your card. Do it in the app.' },
  {
    id: 'money/salary',
    title: 'Move your salary',
    text: 'Give your employer the account number.',
    keywords: ['payday'],
  },
  {
    id: 'money/secret-offer',
    title: 'Secret platinum offer',
    text: 'A platinum card for a few.',
    access: 'unlisted',
  },
  {
    id: 'cards/lost-card',
    locale: 'tr',
    title: 'Kayıp kart',
    text: 'Kartınızı ışıkta aradınız ama bulamadınız mı? Dondurun.',
  },
  {
    id: 'cards/lost-card',
    locale: 'pl',
    title: 'Zgubiona karta',
    text: 'Zablokuj zgubioną kartę. Hasło zmień później.',
  },
]
const finder = createFinder(openLibrary(libraryOf(told)))
const slugs = (query: string, locale = 'en', segments: string[] = []) =>
  finder.find({ query, locale, segments }).map((found) => found.article.slug)

describe('what is found first', () => {
  it.each([
    ['Why is my card not working?', 'card-not-working', 'every word is common; together they say enough'],
    ['how do I do a top up', 'top-up', 'small words do not outweigh the topic'],
    ['topup', 'top-up', 'two words written as one'],
    ['stollen card', 'lost-card', 'one wrong letter'],
    ['emploier', 'salary', 'a wrong letter in a long word'],
    ['sal', 'salary', 'the last word is still being typed'],
    ['payday', 'salary', "a customer's word, which only the keywords know"],
    ['ordering cards', 'order-a-card', 'other endings of the same words'],
    ['order', 'order-a-card', 'the title says what an article is about'],
  ])('%s → %s: %3$s', (query, slug) => {
    expect(slugs(query)[0]).toBe(slug)
  })

  it.each([
    ['tr', 'KAYIP KARTIM', 'I is the capital of ı'],
    ['tr', 'kayip kart', 'typed without the dots and hooks of the alphabet'],
    ['tr', 'kartımı dondurmak istiyorum', 'endings upon endings'],
    ['pl', 'zgubilam karte', 'typed without tails and strokes: ł, ę'],
    ['pl', 'zgubioną kartą', 'another case'],
    ['pl', 'haslo', 'ł is a letter of its own, which Unicode does not take apart'],
  ])('%s: %s finds the lost card: %s', (locale, query) => {
    expect(slugs(query, locale)[0]).toBe('lost-card')
  })

  it('an article that is not translated, by its own words, with an address in the locale that was asked', () => {
    const [first] = finder.find({ query: 'move my salary', locale: 'tr' })
    expect(first).toMatchObject({ article: { slug: 'salary', locale: 'en' }, url: '/tr/money/salary/' })
  })

  it('gives the passage that answers', () => {
    const passages = [
      { heading: '', anchor: '', text: 'Most is free.' },
      { heading: 'Abroad', anchor: 'abroad', text: 'Cash abroad costs two pounds.' },
    ]
    const fees = createFinder(openLibrary(libraryOf([{ id: 'a/fees', title: 'Fees', text: '', passages }])))
    const [found] = fees.find({ query: 'what does cash cost abroad', locale: 'en' })
    expect(found?.passage.heading).toBe('Abroad')
    expect(found?.matched.toSorted()).toEqual(['abroad', 'cash', 'costs'])
  })
})

describe('what is not found', () => {
  it.each(['xyzzy qwrtz', 'how do I', 'is it', '?!', '', '   ', '12345'])('nothing for "%s"', (query) => {
    expect(slugs(query)).toEqual([])
  })

  it('never an unlisted article', () => {
    expect(slugs('secret platinum offer')).not.toContain('secret-offer')
    fc.assert(
      fc.property(fc.array(fc.constantFrom('secret', 'platinum', 'offer', 'card', 'few', 'the')), (words) => {
        expect(slugs(words.join(' '))).not.toContain('secret-offer')
      }),
    )
  })
})

describe("the reader's segment", () => {
  it('decides among equals, and says so', () => {
    expect(slugs('cash machine fee')[0]).toBe('cash-at-home')
    const [first] = finder.find({ query: 'cash machine fee', locale: 'en', segments: ['traveller'] })
    expect(first).toMatchObject({ article: { slug: 'cash-on-trips' }, boosted: 'traveller', usual: 2 })
  })

  it('does not win over a better answer', () => {
    expect(slugs('cash at home', 'en', ['traveller'])[0]).toBe('cash-at-home')
    expect(slugs('lost card', 'en', ['traveller'])[0]).toBe('lost-card')
  })

  const words = told.flatMap(({ title, text }) => `${title} ${text}`.match(/[A-Za-z]{3,}/g) ?? [])
  it('removes and adds nothing, whatever is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }), (asked) => {
        const query = asked.join(' ')
        expect(slugs(query, 'en', ['traveller']).toSorted()).toEqual(slugs(query).toSorted())
      }),
    )
  })

  it('scores lie between 0 and 1, best first when no segment is known', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }), (asked) => {
        const scores = finder.find({ query: asked.join(' '), locale: 'en' }).map(({ score }) => score)
        expect(scores).toEqual(scores.toSorted((a, b) => b - a))
        for (const score of scores) expect(score > 0 && score <= 1).toBe(true)
      }),
    )
  })
})

describe('every language', () => {
  const finds = (told: readonly Told[], locale: string, query: string) => {
    const library = libraryOf(told.map((one) => ({ locale, ...one })))
    const site = { ...library.site, locales: [locale] }
    return createFinder(openLibrary({ ...library, site })).find({ query, locale })[0]?.article.id
  }

  it.each([
    ['zh', '银行卡', '如何冻结银行卡', '如何更改密码'],
    ['zh', '冻结', '如何冻结银行卡', '如何更改密码'],
    ['zh', '怎么冻结我的卡？', '如何冻结银行卡', '如何更改密码'],
    ['ja', '凍結', 'カードを凍結する方法', '住所を変更する方法'],
    ['ja', 'カードを止めたい、凍結できますか', 'カードを凍結する方法', '住所を変更する方法'],
    ['th', 'บัตร', 'วิธีระงับบัตร', 'วิธีเปลี่ยนที่อยู่'],
    ['km', 'កាត', 'របៀបបង្កកកាត', 'របៀបប្តូរអាសយដ្ឋាន'],
    ['lo', 'ບັດ', 'ວິທີລະງັບບັດ', 'ວິທີປ່ຽນທີ່ຢູ່'],
    ['my', 'ကတ်', 'ကတ်ကို ပိတ်နည်း', 'လိပ်စာ ပြောင်းနည်း'],
    ['en-gb', 'transferred', 'Transferring money', 'Closing an account'],
    ['tr', 'kitap', 'Kitabınızı indirin', 'Adresinizi değiştirin'],
    ['tr', 'talep', 'Talebim ne oldu?', 'Adresinizi değiştirin'],
    ['tr', 'eposta', 'E-posta adresi', 'Telefon adresi'],
    ['en', 'wifi', 'Wi-Fi in the branch', 'Tea in the branch'],
    ['en', 'wi-fi', 'Wifi in the branch', 'Tea in the branch'],
    ['en', '3004', 'Error 3004 when paying', 'Error 3009 when paying'],
    ['en', 'fees 2026', 'Fees in 2026', 'Fees in 2025'],
    ['en', '€5', 'A gift of £5', 'A gift of £50'],
    ['en', '0800', 'Call 0800 123 456', 'Call 0900 123 456'],
    ['fa', 'كارت', 'چگونه کارت را مسدود کنم', 'تغییر نشانی'],
    ['de', 'Ueberweisungen', 'Eine Überweisung ausführen', 'Adresse ändern'],
  ])('%s: “%s” finds “%s”, not “%s”', (locale, query, title, other) => {
    const told = [
      { id: 'one/other', title: other, text: '' },
      { id: 'one/wanted', title, text: '' },
    ]
    expect(finds(told, locale, query)).toBe('one/wanted')
  })

  it('puts an article first whose whole title was typed, whatever says the same words more often', () => {
    const told = [
      {
        id: 'one/often',
        title: 'Your identity could not be verified',
        text: 'Verify your identity. Verify it.',
      },
      { id: 'one/wanted', title: 'Verify your identity', text: 'A passport will do.' },
    ]
    expect(finds(told, 'en', 'verify your  identity?')).toBe('one/wanted')
  })
})

describe('an article that exists in another language only', () => {
  const library = libraryOf([
    { id: 'account/open', title: 'Open an account', text: 'It takes ten minutes.' },
    { id: 'account/open', locale: 'tr', title: 'Hesap açın', text: 'On dakika sürer.' },
    { id: 'account/close', title: 'Close your account', text: 'Close the account in the app.' },
    { id: 'cards/virtual', title: 'Numbers for the web', text: 'For shops on the internet.' },
    {
      id: 'cards/lost',
      title: 'Lost or stolen card',
      text: 'Freeze the card.',
    },
    {
      id: 'account/open',
      locale: 'tr',
      title: 'Hesap açın',
      text: 'On dakika sürer.',
      body: 'Sonra [sanal kart](/tr/cards/virtual/) alın.',
    },
  ])
  const first = (query: string, locale: string) =>
    createFinder(openLibrary(library)).find({ query, locale })[0]?.article.id

  it.each([
    ['hesabımı kapatmak istiyorum', 'tr', 'account/close', 'by what is meant'],
    ['zamknąć konto', 'pl', 'account/close', 'by what is meant'],
    ['sanal kart', 'tr', 'cards/virtual', 'by the words of a link to it'],
    ['kartım çalındı', 'en', 'cards/lost', 'in the language of another locale'],
  ])('“%s” on /%s/ leads to %s: %s', (query, locale, id) => {
    expect(first(query, locale)).toBe(id)
  })

  it('comes after the reader’s own', () => {
    expect(first('hesap açmak', 'tr')).toBe('account/open')
  })

  const turkish = ['kart siparişi', 'kart limiti', 'kart rengi', 'kart adresi', 'kart ücreti']
  const english = ['Card design', 'Business hours', 'Careers']
  const threeOf = (english: readonly string[]) => {
    const of = (locale: string) => (title: string, at: number) => ({
      ...{ id: `${locale}/article-${at}`, locale, title, text: title },
    })
    const library = libraryOf([...turkish.map(of('tr')), ...english.map(of('en'))])
    const found = createFinder(openLibrary(library)).find({ query: 'kart', locale: 'tr' })
    return found.slice(0, 3).map(({ article, score }) => ({ locale: article.locale, score }))
  }

  it('has the third place where a third of the articles are in other languages, and scores no more than the second', () => {
    const three = threeOf(english)
    expect(three.map(({ locale }) => locale)).toEqual(['tr', 'tr', 'en'])
    expect(three[2]!.score).toBeLessThanOrEqual(three[1]!.score)
  })

  it('has no place of its own where fewer are', () => {
    expect(threeOf(english.slice(0, 2)).map(({ locale }) => locale)).toEqual(['tr', 'tr', 'tr'])
  })
})

describe('a question with a word that no article has', () => {
  const finder = createFinder(openLibrary(libraryOf(told)))
  const spelling = (query: string) => finder.spelling({ query, locale: 'en' })

  it('may have been meant otherwise; a known word never was', () => {
    expect(spelling('stolne card').meant).toBe('stolen card')
    expect(spelling('lost card')).toEqual({ nearest: [] })
    expect(spelling('frozen').meant).toBeUndefined()
  })

  it('is near to words by which articles are named', () => {
    expect(spelling('machinist').nearest).toEqual(['machines'])
    expect(spelling('zzzzqqq')).toEqual({ nearest: [] })
  })
})
