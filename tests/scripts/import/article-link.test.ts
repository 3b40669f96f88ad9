import { expect, test } from 'vitest'
import { linksArticle } from '#scripts/import/article-link.ts'

const site = 'https://help.acme.example/'

test.each([
  ['Zendesk', 'See https://acme.zendesk.com/hc/en-gb/articles/360012-track-your-card.'],
  ['Zendesk, with a host of its own', '<a href="https://help.acme.com/hc/tr/articles/9">buradan</a>'],
  ['Freshdesk', 'https://acme.freshdesk.com/en/support/solutions/articles/4000012-track'],
  ['Intercom', 'https://intercom.help/acme/en/articles/8001-track-your-card'],
  ['Help Scout', '(https://acme.helpscoutdocs.com/article/12-track-your-card)'],
  ['Groove', 'https://acme.groovehq.com/knowledge_base/topics/track-your-card'],
  ['HubSpot', 'https://acme.com/knowledge/track-your-card'],
  ['Zammad', 'https://acme.zammad.com/help/en-us/2-cards/9-track-your-card'],
  ['osTicket', 'https://support.acme.com/kb/faq.php?id=9'],
  ['Chatwoot', 'https://acme.com/hc/help/articles/1693-track-your-card'],
  ['this help centre', 'https://help.acme.example/pl/cards/track-your-card/?for=business'],
])('an article of %s is one', (_, answer) => {
  expect(linksArticle(['Hello', answer], site)).toBe(true)
})

test.each([
  ['https://acme.zendesk.com/hc/en-gb/requests/12'],
  ['https://acme.com/cards/track-your-card'],
  ['https://help.acme.example/pl/cards/'],
  ['https://elsewhere.example/pl/cards/track-your-card/'],
  ['your tracking: https://post.example/track?id=360012'],
  ['https://['],
  [''],
])('%j is none', (answer) => {
  expect(linksArticle([answer], site)).toBe(false)
})

test('an answer of a megabyte is read in no time', () => {
  const begun = performance.now()
  for (const part of ['https://', 'a/', 'https://a.b/hc/', '/articles'])
    expect(linksArticle([part.repeat(1_000_000 / part.length)], site)).toBe(false)
  expect(performance.now() - begun).toBeLessThan(2000)
})
