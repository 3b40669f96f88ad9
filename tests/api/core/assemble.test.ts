import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openLibrary } from '#content/library/open-library.ts'
import { assemble, escapeText } from '#core/assemble.ts'
import { viewFor } from '#core/ordering.ts'
import type { View, Visitor } from '#core/visitor.ts'
import { tinyLibrary } from '#tests/support/tiny-library.ts'
import { tinySite } from '#tests/support/tiny-site.ts'

const home = tinySite()['en/index.html'] ?? ''
const search = tinySite()['en/search/index.html'] ?? ''
const now = new Date('2026-11-23T12:00:00Z')
const view = (visitor: Partial<Visitor>): View =>
  viewFor({ library: openLibrary(tinyLibrary()), visitor: { facts: {}, ...visitor }, locale: 'en', now })

test('a page for nobody is the page as built, but for who is there now', () => {
  const page = assemble(home, view({}))
  expect(page.replaceAll('Open', '')).toBe(home.replaceAll('>Open<', '><'))
})

test('a page without parts stays as it is', () => {
  const plain = '<html><body><h1>Plain</h1></body></html>'
  expect(assemble(plain, view({ choice: 'traveller' }))).toBe(plain)
})

test('a missing template leaves its part as built', () => {
  const bare = home.replace(/<template[\s\S]*?<\/template>/g, '')
  expect(assemble(bare, view({ choice: 'traveller' }))).toContain('I’m here as…')
})

describe('the menu', () => {
  const menu = (visitor: Partial<Visitor>) =>
    assemble(
      '<!--part:why-->as built<!--/part:why--><template id="t-why-still">[[checked:]]|[[checked:traveller]]</template>',
      view(visitor),
    ).split('<template')[0]
  test('checks what was chosen, and nothing when nothing was', () => {
    expect(menu({ choice: 'traveller' })).toContain('| checked')
    expect(menu({ facts: { token: { trips: 5 } } })).toContain('-->|<!--')
  })
})

test('assembling never loses, doubles or invents a shelf', () => {
  fc.assert(
    fc.property(fc.constantFrom('traveller', 'newcomer', null, undefined), (choice) => {
      const page = assemble(home, view(choice === undefined ? {} : { choice }))
      const ids = [...page.matchAll(/<li id="(\w+)"/g)].map((one) => one[1])
      expect(ids.toSorted()).toEqual(['cards', 'chat', 'phone', 'start', 'trips'])
    }),
  )
})

test('no query becomes markup, fills a template or survives unescaped', () => {
  const usual = view({})
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          '$&',
          '[[items]]',
          '<!--part:results-->',
          '</template>',
          '"><img src=x onerror=alert(1)>',
          "';--",
        ),
      ),
      (query) => {
        const item = {
          ...{ title: query, marked: 'safe', language: 'en', url: '/en/a/' },
          ...{ category: query, excerpt: 'safe', because: query },
        }
        const page = assemble(search, { ...usual, search: { query, total: 1, items: [item] } })
        const tags = (html: string) =>
          (html.split('<template')[0] ?? '')
            .match(/<(?!!--)[^>]+>/g)
            ?.map((tag) => tag.replace(/"[^"]*"/g, '""'))
        const harmless = assemble(search, {
          ...usual,
          search: {
            query: query && 'q',
            total: 1,
            items: [{ ...item, title: 'q', category: 'q', because: query && 'q' }],
          },
        })
        expect(tags(page)).toEqual(tags(harmless))
        expect(escapeText(query)).not.toMatch(/[<>"']/)
      },
    ),
    { numRuns: 3000 },
  )
})

test('words around an empty value stand down', () => {
  const page = (fact: string) => {
    const known = view({ facts: { token: { trips: 4 } } })
    const segments = known.segments.map((one) => ({ ...one, facts: fact }))
    return assemble(
      '<!--part:first--><!--/part:first--><template id="t-first">[[items]]</template><template id="t-first-item">-</template>' +
        '<!--part:why--><!--/part:why--><template id="t-why">because[[?facts]]: [[facts]][[/facts]].</template>',
      { ...known, segments },
    )
  }
  expect(page('4 trips')).toContain('because: 4 trips.<')
  expect(page('')).toContain('because.<')
})

test('the query is encoded where it stands in an address', () => {
  const query = 'a&b="c" [[items]]'
  const page = assemble('<a href="?q=[[q]]"></a><i>[[q]]</i>', {
    ...view({}),
    search: { query, total: 0, items: [] },
  })
  expect(page).toBe(
    '<a href="?q=a%26b%3D%22c%22%20%5B%5Bitems%5D%5D"></a><i>a&#38;b=&#34;c&#34; [[items]]</i>',
  )
})

describe('the line that says why', () => {
  const templates =
    '<template id="t-first">[[items]]</template><template id="t-first-item">-</template>' +
    '<template id="t-why">Shown[[?because]] because [[because]][[/because]][[?people]] for [[people]][[/people]][[?facts]]: [[facts]][[/facts]][[?linked]] Keep[[/linked]].</template>' +
    '<template id="t-why-still">Menu</template><template id="t-why-results-1">One moved.</template>'
  const why = (html: string, visitor: Partial<Visitor>, more: Partial<View> = {}) =>
    /part:why-->(.*?)<!--/.exec(
      assemble(`<!--part:why-->Built<!--/part:why-->${html}${templates}`, { ...view(visitor), ...more }),
    )?.[1]
  const home = '<!--part:first--><!--/part:first-->'

  test('tells a customer all the facts that decided', () => {
    expect(why(home, { facts: { token: { trips: 4 } } })).toBe('Shown because you travel: 4 trips.')
  })
  test('does not tell somebody who chose, or came by a link, what they are', () => {
    expect(why(home, { choice: 'traveller' })).toBe('Shown for Traveller.')
    expect(why(home, { facts: { link: { for: 'traveller' } } })).toBe('Shown for Traveller Keep.')
  })
  test('claims nothing where nothing moved', () => {
    expect(why('', { choice: 'traveller' })).toBe('Menu')
    const item = {
      title: 'A',
      marked: 'A',
      language: 'en',
      url: '/en/a/',
      category: 'A',
      excerpt: '',
      because: '',
    }
    const search = (because: string) => ({ search: { query: 'a', total: 1, items: [{ ...item, because }] } })
    expect(why('', { choice: 'traveller' }, search(''))).toBe('Menu')
    expect(why('', { choice: 'traveller' }, search('They ask this most'))).toBe('One moved.')
  })
})

test('First for you and the titles on a shelf never show one link twice, and a shelf is never empty', () => {
  const title = (id: string, hidden = '') =>
    `<!--part:title:${id}--><li${hidden}><a href="/en/${id}/">${id}</a></li><!--/part:title:${id}-->`
  const page = assemble(
    '<!--part:first--><!--/part:first-->' +
      `<ul><!--part:sample:trips-->${title('trips/abroad')}${title('trips/visa', ' hidden')}<!--/part:sample:trips--></ul>` +
      `<ul><!--part:sample:start-->${title('start/join')}<!--/part:sample:start--></ul>` +
      '<template id="t-first">[[items]]</template><template id="t-first-item"><a href="[[url]]"></a></template>' +
      '<template id="t-sample-item"><li><a href="[[url]]">[[title]]</a></li></template>',
    view({ choice: 'traveller' }),
  )
  const links = [
    ...page.split('<template')[0]!.matchAll(/<li( hidden)?><a href="([^"]*)"|<a href="([^"]*)"/g),
  ]
  const shown = links.filter(([, hidden]) => !hidden).map(([, , inList, first]) => inList ?? first)
  expect(shown).toContain('/en/trips/visa/')
  expect(shown).toContain('/en/start/join/')
  expect(new Set(shown).size).toBe(shown.length)
})

describe('the page of results', () => {
  const templates =
    '<template id="t-results">[[?meant]]Meant <a href="?q=[[meantAddress]]">[[meant]]</a>. [[/meant]][[person]]<nav>[[facets]]</nav><ol start="[[from]]">[[items]]</ol>[[pages]]</template>' +
    '<template id="t-result"><li>[[marked]][[?tongue]] ([[tongue]])[[/tongue]]</li></template>' +
    '<template id="t-facet">[[label]] [[total]] </template><template id="t-facet-on"><b>[[label]]</b> </template>' +
    '<template id="t-pages">[[?before]]<[[?shelf]][[shelf]]&[[/shelf]][[before]][[/before]][[?after]]>[[?shelf]][[shelf]]&[[/shelf]][[after]][[/after]]</template>' +
    '<template id="t-person">Call us. </template><template id="t-word">?q=[[address]] [[word]], </template>' +
    '<template id="t-none">[[person]]Near: [[nearest]]</template>'
  const page = (search: Partial<NonNullable<View['search']>>) =>
    assemble(
      `<title data-q>Search</title><a href="/tr/search/"></a><!--part:results--><!--/part:results-->${templates}`,
      { ...view({}), search: { query: 'a & b', total: 0, items: [], ...search } },
    )
  const results = (search: Partial<NonNullable<View['search']>>) =>
    /part:results-->(.*?)<!--/.exec(page(search))?.[1]
  const item = {
    ...{ title: 'Kart', marked: '<mark>Kart</mark>', language: 'tr', url: '/en/a/b/' },
    ...{ category: 'A', excerpt: '', because: '' },
  }
  const shelves = [
    { id: 'a', label: 'A', total: 30 },
    { id: 'b', label: 'B', total: 20 },
  ]

  test('has every result within reach, by page and by shelf', () => {
    expect(results({ total: 50, page: 2, shelves, items: [item] })).toBe(
      '<nav>A 30 B 20 </nav><ol start="21"><li><mark>Kart</mark> (Turkish)</li></ol><1>3',
    )
    expect(results({ total: 20, shelf: 'b', shelves, items: [item] })).toContain('A 30 <b>B</b> ')
    expect(results({ total: 50, page: 2, shelf: 'b', shelves, items: [item] })).toMatch(/<b&1>b&3$/)
    expect(results({ total: 20, shelves: shelves.slice(0, 1), items: [] })).toContain('<nav></nav>')
  })
  test('says what may have been meant, and how to reach a person', () => {
    expect(results({ total: 1, items: [], meant: 'x & y', person: true })).toMatch(
      /^Meant <a href="\?q=x%20%26%20y">x &#38; y<\/a>. Call us. /,
    )
  })
  test('where nothing is found, offers the words that are near', () => {
    expect(results({ nearest: ['ö'], person: true })).toBe('Call us. Near: ?q=%C3%B6 ö, ')
  })
  test('is named by its question, which goes along to another language', () => {
    expect(page({})).toContain('<title>a &#38; b – Search</title><a href="/tr/search/?q=a%20%26%20b">')
    expect(page({ query: '' })).toContain('<title data-q>Search</title><a href="/tr/search/">')
  })
})
