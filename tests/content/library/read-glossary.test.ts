import { expect, test } from 'vitest'
import { readLibrary } from '#content/library/index.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

test('a glossary is read by language, its other forms with it', async () => {
  const folder = contentFolder({
    'articles/en/cards/fee.md': article('Fee'),
    'glossary/en.yaml':
      'chargeback: Money back.\ncard limit: { text: The most a card pays., also: [card limits] }\n',
  })
  const { library, issues } = await readLibrary(folder)
  expect(issues).toEqual([])
  expect(library.glossary).toEqual({
    en: [
      { term: 'chargeback', text: 'Money back.', also: [] },
      { term: 'card limit', text: 'The most a card pays.', also: ['card limits'] },
    ],
  })
})

test('what a glossary cannot mean is an issue of its line: no text, one word twice, a language the site has not', async () => {
  const folder = contentFolder({
    'site.yaml': 'locales: [en]\n',
    'articles/en/cards/fee.md': article('Fee'),
    'glossary/en.yaml': 'fee: What we charge.\ncharge: { text: The same., also: [Fee] }\n',
    'glossary/eng.yaml': 'limit: ""\n',
  })
  const { issues } = await readLibrary(folder)
  expect(issues.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
    'glossary/en.yaml:2 "Fee" is explained twice: under "fee" and under "charge".',
    expect.stringContaining('glossary/eng.yaml:1 The field "limit" is not right: what the word means'),
    'glossary/eng.yaml:1 There is no language called "eng".',
  ])
})
