import type { Issue } from './issue.ts'

/** Before each sentence that nobody has read yet. Plain text, so that it shows in Markdown, in MDX and on the page. */
export const unreviewed = '⟦unreviewed⟧'

/** What begins a line of Markdown: a heading, a list item, a step. */
const beginning = /^(\s*(?:#{2,4}\s+|[-*+]\s+|\d{1,2}[.)]\s+)?)(.*)$/

/** Characters that begin a tag, an expression, a link, code or an entity, or that the mark is made of. */
const active: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '{': '&#123;',
  '}': '&#125;',
  '[': '&#91;',
  ']': '&#93;',
  '`': '&#96;',
  '\\': '&#92;',
  '⟦': '',
  '⟧': '',
}

/** In a web or mail address, which Markdown would make a link of. */
const address = /:\/\/|www\.|@/i

/**
 * A model's text as Markdown in which every sentence is marked as {@link unreviewed}. Headings, lists and emphasis stay;
 * whatever could execute, or lead somewhere, becomes the characters it is made of.
 */
export function marked(text: string, locale: string): string {
  const sentences = new Intl.Segmenter(locale, { granularity: 'sentence' })
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n]/gu, '')
    .split('\n')
    .filter((line) => !/^\s*(?:-{3,}|={3,}|`{3,}.*|~{3,}.*)\s*$/.test(line))
    .map((line) => {
      const [, begin = '', rest = ''] = beginning.exec(line.replace(/^\s*#\s+/, '## ')) ?? []
      const said = [...sentences.segment(rest)].map(({ segment }) => segment.trim()).filter(Boolean)
      return begin + said.map((sentence) => `${unreviewed} ${asText(sentence)}`).join(' ')
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** `import` and `export` at a start would begin a module as soon as the mark is gone. */
function asText(sentence: string): string {
  return sentence
    .split(/(\s+)/)
    .map((word) =>
      // As code, an address is the characters it is made of; entities in it would be a link again.
      address.test(word)
        ? `\`${word.replace(/[`⟦⟧]/g, '')}\``
        : word.replace(/[<>&{}[\]`\\⟦⟧]/g, (character) => active[character] ?? ''),
    )
    .join('')
    .trim()
    .replace(/^[ie](?=mport\b|xport\b)/i, (letter) => `&#${letter.charCodeAt(0)};`)
}

/** The text as somebody has read it: without the marks. */
export function reviewed(text: string): string {
  return text.replaceAll(`${unreviewed} `, '').replaceAll(unreviewed, '')
}

/** One issue for each line that holds a mark; it stops the build unless the article is a draft. */
export function unreviewedIn(file: string, source: string, draft: boolean): Issue[] {
  if (!source.includes(unreviewed)) return []
  return source.split('\n').flatMap((line, at): Issue[] =>
    line.includes(unreviewed)
      ? [
          {
            ...{ file, line: at + 1 },
            message: 'A sentence of the language model is not reviewed.',
            hint: `Read it, correct it, and take "${unreviewed}" away.`,
            ...(draft && { level: 'warning' }),
          },
        ]
      : [],
  )
}
