import { describe, expect, it } from 'vitest'
import { samplesOf } from '#scripts/mining/gaps/examples.ts'
import { distinctTitles, openingOf, titleChoices } from '#scripts/mining/gaps/titles.ts'

const ask = (said: string, subject = '') => ({ said, subject })

describe('the title of a gap', () => {
  it('names the thing, and is never a salutation or a question about anything', () => {
    const said = [
      'Hello, I am new here. What should I do?',
      'Hi there, where is my parcel? What should I do?',
      'What should I do?',
    ].map((text) => ask(text))
    expect(titleChoices(said, ['parcel', 'lost'], 'en')).toEqual(['Where is my parcel?'])
  })

  it('is the most typical question’s, not that of one which has more of the keywords', () => {
    const said = [
      'Can I pay with my card abroad?',
      'Is my card, which was declined abroad, lost with the fee?',
      'I am abroad. Will my card work?',
    ].map((text) => ask(text))
    expect(titleChoices(said, ['card', 'abroad', 'declined', 'fee'], 'en')).toEqual([
      'Can I pay with my card abroad?',
      'Is my card, which was declined abroad, lost with the fee?',
      'Will my card work?',
      'I am abroad.',
    ])
  })

  it.each([
    ['tr', 'İyi günler, kargom nerede kaldı acaba?', 'kargom', 'Kargom nerede kaldı acaba?'],
    ['tr', 'Kolay gelsin, kargom nerede kaldı?', 'kargom', 'Kargom nerede kaldı?'],
    ['pl', 'Dzień dobry, gdzie jest moja paczka?', 'paczka', 'Gdzie jest moja paczka?'],
    ['de', 'Guten Tag, wo ist mein Paket?', 'paket', 'Wo ist mein Paket?'],
    ['en', 'History of my parcel is missing', 'parcel', 'History of my parcel is missing'],
  ])('leaves the salutation out in %s', (language, text, keyword, title) => {
    expect(titleChoices([ask(text)], [keyword], language)[0]).toBe(title)
  })

  it('has no customer’s order number while another sentence names the thing', () => {
    const said = ['Cancel my order 370795561790 please', 'How do I cancel an order'].map((text) => ask(text))
    expect(titleChoices(said, ['cancel', 'order'], 'en')[0]).toBe('How do I cancel an order')
    expect(titleChoices(said.slice(0, 1), ['cancel'], 'en')).toEqual(['Cancel my order 370795561790 please'])
  })

  it('has nothing that redaction took while another sentence names the thing', () => {
    const said = ['I lost my card, you can call me on [phone].', 'I lost my card'].map((text) => ask(text))
    expect(titleChoices(said, ['card', 'lost'], 'en')[0]).toBe('I lost my card')
  })

  it('may be a subject, unless it is an answer’s', () => {
    expect(titleChoices([ask('It is gone.', 'Parcel lost in the post')], ['parcel'], 'en')).toEqual([
      'Parcel lost in the post',
    ])
    expect(titleChoices([ask('It is gone.', 'Re: your parcel is lost')], ['parcel'], 'en')).toEqual([])
  })

  it('is no subject that a form cut from the beginning of the message', () => {
    const said = 'There is a direct debit that I never set up.'
    expect(titleChoices([ask(said, 'There is a direct debit that')], ['direct debit'], 'en')).toEqual([said])
    const long = 'There is a direct debit that I never set up and that takes twenty pounds a month from me.'
    expect(titleChoices([ask(long, 'There is a direct debit that')], ['direct debit'], 'en')).toEqual([
      'There is a direct debit that…',
    ])
  })

  it('finds keywords in other forms of the words', () => {
    const said = ['Bana bir şey sorabilir misiniz?', 'Kartlarımı nasıl dondurabilirim acaba?']
    expect(
      titleChoices(
        said.map((text) => ask(text)),
        ['kart', 'dondurma'],
        'tr',
      ),
    ).toEqual(['Kartlarımı nasıl dondurabilirim acaba?'])
  })

  it('is the beginning of a ticket where none names anything', () => {
    expect(openingOf('why is that so?')).toBe('Why is that so?')
    expect(openingOf(Array.from({ length: 40 }, () => 'word').join(' ')).split(' ')).toHaveLength(12)
    expect(openingOf('')).toBe('')
  })

  it('is never the same twice in a list', () => {
    const gap = (keywords: string[]) => ({ title: 'Where is my parcel?', keywords })
    const titles = distinctTitles([
      { gap: gap(['parcel']), choices: ['Where is my parcel?'] },
      { gap: gap(['parcel', 'late']), choices: ['where is my PARCEL', 'Why is my parcel late?'] },
      { gap: gap(['parcel', 'lost']), choices: [] },
    ])
    expect(titles.map(({ title }) => title)).toEqual([
      'Where is my parcel?',
      'Why is my parcel late?',
      'Where is my parcel? (parcel, lost)',
    ])
  })
})

describe('samples of a gap', () => {
  it('are six that differ while there are six, and then the most typical of the rest', () => {
    const texts = [
      'Where is my parcel',
      'where is the parcel, please',
      'My parcel has been lost in the post',
      'Courier says delivered but nothing came',
    ]
    const samples = samplesOf(
      texts.map((text, at) => ({ id: `t${at}`, text, language: 'en' })),
      'en',
    )
    expect(samples.map(({ ticket }) => ticket)).toEqual(['t0', 't2', 't3', 't1'])
  })
})
