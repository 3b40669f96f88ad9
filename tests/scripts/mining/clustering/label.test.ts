import { expect, it } from 'vitest'
import { backgroundOf, keywordsOf } from '#scripts/mining/clustering/label.ts'

const textsOf = (language: string, ...texts: string[]) => texts.map((text) => ({ text, language }))

it.each([
  [
    'pl',
    ['Dzień dobry, licznik stoi, co mam teraz zrobić', 'Dzień dobry, licznik stoi. Kto pomoże?'],
    'licznik stoi',
  ],
  [
    'tr',
    ['Merhaba, kargom kayboldu, ne yapmalıyım', 'Merhaba, kargom kayboldu, şimdi ne yapmalıyım'],
    'kargom kayboldu',
  ],
  ['en', ['Dear help desk, parcel lost, what now?', 'Hello, parcel lost, please help now'], 'parcel lost'],
])(
  'keywords are what a topic is about, never greetings nor what to do now (%s)',
  (language, texts, about) => {
    const others = textsOf(language, 'Something else entirely', 'And another matter')
    const own = textsOf(language, ...texts)
    const words = keywordsOf(own, backgroundOf([...own, ...others]))
    expect(words[0]).toBe(about)
    expect(words.join(' ')).not.toMatch(
      /dzień|dobry|teraz|zrobić|kto|merhaba|yapmalıyım|dear|hello|please|now/,
    )
  },
)
