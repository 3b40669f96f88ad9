import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answersTo, readTicket } from '#api/routes/staff/ticket-search.ts'
import { createFinder } from '#content/library/find.ts'
import { readLibrary } from '#content/library/index.ts'
import { openLibrary } from '#content/library/open-library.ts'

const { library } = await readLibrary(join(import.meta.dirname, '../../../../content/marlin'))
const finder = createFinder(openLibrary(library))
const answers = async (text: string, segments: string[] = []) =>
  answersTo(finder, await readTicket(text, library.site.locales), { segments, limit: 3 })
const first = async (text: string) => (await answers(text))[0]?.found.article.id

const lost = 'I have lost my card, what do I do now?'

describe('a ticket leads to its article whatever stands around the question', () => {
  it.each([
    [
      'a signature in a form that no rule knows',
      `${lost}\n\n_____\nDr Tom Okafor (he/him)\nSchool of Nursing\nM +44 7700 900123`,
    ],
    [
      'an answer quoted in a form that no rule knows',
      `${lost}\n\n<< Support, 16 November >>\n| Please upload your passport so that we can verify your identity.`,
    ],
    ['markup', `<div><p>${lost}</p><p>&nbsp;</p><blockquote>Please upload your passport.</blockquote></div>`],
    ['a greeting in another language', `Merhaba, kolay gelsin, umarım iyisinizdir.\n${lost}`],
  ])('%s', async (_, text) => {
    expect(await first(text)).toBe(await first(lost))
  })

  it('reads a Turkish question in Turkish under an English greeting', async () => {
    const question = 'Kartımı kaybettim, ne yapmalıyım?'
    const { parts } = await readTicket(`Hi support team, hope you are doing well today.\n${question}`, [
      'en',
      'tr',
    ])
    expect(parts.map(({ language }) => language)).toEqual(['en', 'tr'])
    expect(await first(`Hi support team, hope you are doing well today.\n${question}`)).toBe(
      await first(question),
    )
  })
})

it('answers both of two questions first, whether or not they end in a question mark', async () => {
  const found = await answers(`${lost}\n\nAlso please tell me the exchange rate when I pay abroad`)
  const asked = found.slice(0, 2).map(({ question }) => question)
  expect(asked.sort()).toEqual(['Also please tell me the exchange rate when I pay abroad', lost])
})

it('says the usual place of an article only where the customer’s segment moved it up', async () => {
  const plain = await answers('Which fees do I pay for a card payment abroad?')
  expect(plain.map(({ usual }) => usual)).toEqual([null, null, null])
})

it('answers a ticket without a letter with nothing, not with an error', async () => {
  expect(await answers('??? !!!')).toEqual([])
})
