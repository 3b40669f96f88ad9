import { describe, expect, it } from 'vitest'
import { bodyOf, imported } from '../importing.ts'

const zendesk = {
  'articles.json': JSON.stringify({
    count: 4,
    articles: [
      {
        id: 360042,
        html_url: 'https://acme.zendesk.com/hc/en-us/articles/360042-Pay-by-card',
        section_id: 7,
        locale: 'en-us',
        title: 'Pay by card',
        body: '<h2 id="h_1">How</h2><p>Press <kbd>Ctrl</kbd>. See <a href="https://acme.zendesk.com/hc/en-us/articles/360043">refunds</a> or <a href="#h_1">above</a>.</p><p><img src="https://acme.zendesk.com/hc/article_attachments/9/screen.png" alt="The screen"></p>',
        label_names: ['visa', 'pay'],
        promoted: true,
        position: 2,
        draft: false,
        user_segment_id: null,
        edited_at: '2026-03-04T10:00:00Z',
        translations: [{ locale: 'de', title: 'Mit Karte zahlen', body: '<p>So geht es.</p>', draft: false }],
      },
      {
        id: 360043,
        html_url: 'https://acme.zendesk.com/hc/en-us/articles/360043-Refunds',
        section_id: 7,
        locale: 'en-us',
        title: 'Refunds',
        body: '<p>Within 14 days.</p>',
        user_segment_id: 99,
        promoted: true,
      },
      {
        id: 360044,
        section_id: 8,
        locale: 'en-us',
        title: 'Begun',
        body: '',
        draft: true,
        user_segment_id: null,
      },
    ],
  }),
  'sections.json': JSON.stringify({
    sections: [
      { id: 7, category_id: 1, name: 'Money', locale: 'en-us', position: 1 },
      { id: 8, category_id: 1, name: 'Search', locale: 'en-us', position: 0 },
    ],
  }),
  'categories.json': JSON.stringify({ categories: [{ id: 1, name: 'General', locale: 'en-us' }] }),
  'user_segments.json': JSON.stringify({ user_segments: [{ id: 99, name: 'Signed-in users' }] }),
  'attachments.json': JSON.stringify({
    article_attachments: [
      {
        id: 5,
        article_id: 360042,
        file_name: 'fees.pdf',
        inline: false,
        content_url: 'https://acme.zendesk.com/x',
      },
      {
        id: 6,
        article_id: 360042,
        file_name: 'lost.pdf',
        inline: false,
        content_url: 'https://acme.zendesk.com/y',
      },
    ],
  }),
  'files/screen.png': 'png',
  'files/fees.pdf': 'pdf',
}

describe('articles of Zendesk Help Center', () => {
  let done: ReturnType<typeof imported> | undefined
  const once = () => {
    done ??= imported(zendesk)
    return done
  }

  it('come over as Markdown, with their words, day, place and earlier addresses', () => {
    const { kind, files } = once()
    expect(kind).toBe('Zendesk')
    expect(files['articles/en/money/pay-by-card.md']).toContain(
      'title: Pay by card\nkeywords:\n  - visa\n  - pay\naliases:\n  - /hc/en-us/articles/360042\n  - /hc/en-us/articles/360042-Pay-by-card\nupdated: 2026-03-04\norder: 2\n',
    )
    expect(bodyOf(files['articles/en/money/pay-by-card.md'])).toBe(
      '## <a id="h_1"></a>How\n\nPress <kbd>Ctrl</kbd>. See [refunds](/en/money/refunds/) or [above](#h_1).\n\n![The screen](./pictures/screen.png)\n\n- [fees.pdf](/downloads/fees.pdf)',
    )
    expect(files['articles/de/money/pay-by-card.md']).toContain('So geht es.')
  })

  it('that only a user segment saw become drafts with their reason, and are not most asked', () => {
    const { files, forPerson } = once()
    expect(files['articles/en/money/refunds.md']).toContain(
      '# A draft, because Zendesk shows it only to the user segment "Signed-in users" (99).\ndraft: true',
    )
    expect(files['site.yaml']).toBe('locales:\n  - en\n  - de\nmost_asked:\n  - money/pay-by-card\n')
    expect(forPerson.join('\n')).toContain(
      'article 360043 (en-us):1 It became a draft: Zendesk shows it only to the user segment "Signed-in users" (99). With --segment 99=ID it is restricted to your segment instead.',
    )
  })

  it('that only a user segment saw are restricted to the segment that stands for it here', () => {
    const { files, forPerson } = imported(zendesk, { 99: ['customer', 'business'], 77: ['business'] })
    expect(files['articles/en/money/refunds.md']).toContain('restricted:\n  - customer\n  - business\n')
    expect(files['articles/en/money/refunds.md']).not.toContain('draft')
    expect(files['site.yaml']).not.toContain('money/refunds')
    expect(files['articles/en/money/pay-by-card.md']).not.toContain('restricted')
    expect(forPerson.join('\n')).toContain('No article is only for the segment 77')
  })

  it('for several user segments are restricted to those that are known, and the others are named', () => {
    const article = {
      id: 1,
      section_id: 7,
      locale: 'en-us',
      title: 'Prices',
      body: '<p>10.</p>',
      user_segment_ids: [5, 6],
    }
    const { files, forPerson } = imported(
      { 'articles.json': JSON.stringify({ articles: [article] }) },
      { 6: ['business'] },
    )
    expect(Object.values(files).join('\n')).toContain('restricted:\n  - business\n')
    expect(forPerson.join('\n')).toContain('its other readers need --segment 5=ID')
  })

  it('stand on shelves that no other page’s address is taken for', () => {
    const { files } = once()
    expect(Object.keys(files)).toContain('articles/en/search-articles/begun.md')
    expect(files['articles/en/search-articles/begun.md']).toContain('draft: true')
    expect(files['categories.yaml']).toBe(
      '- id: search-articles\n  label: Search\n- id: money\n  label: Money\n',
    )
  })

  it('bring the attachments that were given and list those that were not', () => {
    const { files, forPerson } = once()
    expect(files['public/downloads/fees.pdf']).toBe('copy of fees.pdf')
    expect(files['articles/en/money/pictures/screen.png']).toBe('copy of screen.png')
    expect(forPerson.join('\n')).toContain(
      'article 360042 (en-us):1 The attachment "lost.pdf" was not given: https://acme.zendesk.com/y',
    )
  })
})

it('articles of Intercom come over with their collections, languages and state', () => {
  const { kind, files } = imported({
    'export.json': JSON.stringify({
      type: 'list',
      data: [
        {
          type: 'article',
          id: '10',
          title: 'Sign in',
          description: 'How to.',
          body: '<div class="intercom-interblocks-callout"><p>Wait a minute.</p></div><p>See <a href="https://help.acme.example/en/articles/11-leave">leaving</a>.</p>',
          state: 'published',
          url: 'https://help.acme.example/en/articles/10-sign-in',
          updated_at: 1772582400,
          parent_id: 5,
          default_locale: 'en',
          translated_content: {
            type: 'article_translated_content',
            fr: { type: 'article_content', title: 'Se connecter', body: '<p>Voici.</p>', state: 'published' },
          },
        },
        {
          type: 'article',
          id: '11',
          title: 'Leave',
          body: '<p>Bye.</p>',
          state: 'draft',
          parent_id: 5,
          default_locale: 'en',
        },
        { type: 'collection', id: '5', name: 'Your account', order: 1 },
      ],
    }),
  })
  expect(kind).toBe('Intercom')
  expect(files['articles/en/your-account/sign-in.md']).toContain('description: How to.')
  expect(bodyOf(files['articles/en/your-account/sign-in.md'])).toBe(
    '> [!NOTE]\n> Wait a minute.\n\nSee [leaving](/en/your-account/leave/).',
  )
  expect(files['articles/fr/your-account/sign-in.md']).toContain('title: Se connecter')
  expect(files['articles/en/your-account/leave.md']).toContain('draft: true')
})

it('articles of Freshdesk come over with their folders; what not everybody saw is a draft', () => {
  const { kind, files } = imported({
    'solutions.json': JSON.stringify([
      {
        id: 1,
        name: 'Help',
        folders: [
          {
            id: 2,
            name: 'Billing',
            visibility: 1,
            articles: [
              { id: 3, title: 'Read an invoice', description: '<p>Look.</p>', status: 2, tags: ['bill'] },
            ],
          },
          {
            id: 4,
            name: 'Agents only',
            visibility: 3,
            articles: [{ id: 5, title: 'Refund limits', description: '<p>10.</p>', status: 2 }],
          },
        ],
      },
    ]),
  })
  expect(kind).toBe('Freshdesk')
  expect(files['articles/en/billing/read-an-invoice.md']).toContain('keywords:\n  - bill')
  expect(files['articles/en/billing/read-an-invoice.md']).not.toContain('draft')
  expect(files['articles/en/agents-only/refund-limits.md']).toContain(
    '# A draft, because Freshdesk shows its folder only to agents.',
  )
})

it('a file that is no JSON is named, and nothing is read', () => {
  expect(() => imported({ 'articles.json': '{"articles": [' })).toThrow(/articles\.json" is not valid JSON/)
})
