import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { meaningsIn } from '#content/language/concepts.ts'
import { fold, tokens } from '#content/language/index.ts'

const meant = (language: string, text: string) => meaningsIn(language)(tokens(text, language).map(fold))

describe('what customers mean', () => {
  it('is the same in many words', () => {
    for (const text of ['My parcel has not arrived', 'the package never came', 'Parcel not received!'])
      expect(meant('en', text)).toEqual(['parcel', 'not-arrive'])
  })

  it('is the same in three languages', () => {
    expect(meant('en', 'How do I change my address?')).toEqual(expect.arrayContaining(['change', 'address']))
    expect(meant('tr', 'Adresimi nasıl değiştiririm?')).toEqual(expect.arrayContaining(['change', 'address']))
    expect(meant('pl', 'Jak zmienić adres?')).toEqual(expect.arrayContaining(['change', 'address']))
  })

  it('is found where diacritics were dropped', () => {
    for (const text of ['Şifremi unuttum', 'sifremi unuttum'])
      expect(meant('tr', text)).toEqual(['password', 'forget'])
    for (const text of ['zapomniałem hasła', 'zapomnialem hasla'])
      expect(meant('pl', text)).toEqual(['forget', 'password'])
  })

  it('of a phrase is not that of its words', () => {
    expect(meant('en', 'I want my money back')).toContain('refund')
    expect(meant('en', 'I want my money back')).not.toContain('money')
  })

  it('is not taken from another word that only begins alike', () => {
    expect(meant('pl', 'dostałem')).not.toContain('delivery')
    expect(meant('pl', 'dostawa')).toContain('delivery')
  })

  it('is nothing in a language the table lacks, or of no words', () => {
    expect(meant('de', 'Mein Paket ist nicht angekommen')).toEqual([])
    expect(meant('en', '')).toEqual([])
  })
})

describe('the table of meanings', () => {
  const lines = readFileSync(join(import.meta.dirname, '../../../content/language/concepts.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))

  it('has a row a meaning, each named once, with words in three languages', () => {
    expect(lines[0]).toEqual(['meaning', 'en', 'tr', 'pl'])
    for (const cells of lines.slice(1)) {
      expect(cells, cells[0]).toHaveLength(4)
      expect(cells[0]).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
      for (const cell of cells.slice(1))
        expect(cell.split(', ').every((word) => word.trim() !== '')).toBe(true)
    }
    expect(new Set(lines.map(([name]) => name)).size).toBe(lines.length)
  })

  it('gives no word more than two meanings', () => {
    for (const language of [1, 2, 3]) {
      const meanings = new Map<string, Set<string>>()
      for (const cells of lines.slice(1)) {
        for (const word of cells[language]!.split(', ')) {
          const own = meanings.get(word) ?? new Set()
          meanings.set(word, own.add(cells[0]!))
        }
      }
      expect([...meanings].filter(([, own]) => own.size > 2).map(([word]) => word)).toEqual([])
    }
  })

  it('finds each of its own sayings', () => {
    for (const [at, language] of ['en', 'tr', 'pl'].entries()) {
      const find = meaningsIn(language)
      for (const cells of lines.slice(1)) {
        for (const saying of cells[at + 1]!.split(', ')) {
          const words = tokens(saying, language).map(fold)
          if (words.length > 0) expect(find(words), `${language}: ${saying}`).toContain(cells[0])
        }
      }
    }
  })
})
