import { describe, expect, it } from 'vitest'
import { titleOf } from '#scripts/mining/clustering/label.ts'

describe('the title of a topic', () => {
  const keywords = ['exchange rate', 'wrong']

  it('is the typical ticket that says most of what the topic is about', () => {
    const said = [
      'Can I check that in any way?',
      'The exchange rate was wrong',
      'Was the rate right, please?',
    ]
    expect(titleOf(said, keywords, 'en')).toBe('The exchange rate was wrong')
  })

  it('is a question where several say as much', () => {
    const said = ['The exchange rate was wrong', 'Why was the exchange rate wrong?']
    expect(titleOf(said, keywords, 'en')).toBe('Why was the exchange rate wrong?')
  })

  it('finds keywords in other forms of the words', () => {
    const said = ['Bana bir şey sorabilir misiniz?', 'Kartlarımı nasıl dondurabilirim acaba?']
    expect(titleOf(said, ['kart', 'dondurma'], 'tr')).toBe('Kartlarımı nasıl dondurabilirim acaba?')
  })

  it('begins with a capital, and is cut where every ticket is long', () => {
    expect(titleOf(['why is that so?'], [], 'en')).toBe('Why is that so?')
    const long = `${Array.from({ length: 40 }, () => 'word').join(' ')}`
    expect(titleOf([long], keywords, 'en').split(' ')).toHaveLength(16)
    expect(titleOf([], keywords, 'en')).toBe('')
  })
})
