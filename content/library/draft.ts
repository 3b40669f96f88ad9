import { stringify } from 'yaml'

/** What a draft is begun from. Everything but ids is foreign text and is written as data. */
export interface DraftSource {
  /** Id of the gap the article will answer. */
  readonly gap: string
  readonly title: string
  readonly segments?: readonly string[]
  readonly keywords?: readonly string[]
  /** Customers' words, redacted. */
  readonly samples: readonly string[]
  /** Articles that come near, as `[title, address]`. */
  readonly nearest?: readonly { readonly title: string; readonly url: string }[]
}

/**
 * The text of a new `.mdx` article: front-matter with `draft: true` and `answers`, the customers' words as
 * quoted data, links to the nearest articles, and room for the answer. Nothing in it can execute.
 */
export function draftOf({
  gap,
  title,
  segments = [],
  keywords = [],
  samples,
  nearest = [],
}: DraftSource): string {
  const head = stringify(
    {
      title: oneLine(title).slice(0, 120) || 'Untitled',
      ...(segments.length > 0 ? { segments: [...segments] } : {}),
      ...(keywords.length > 0 ? { keywords: keywords.map(oneLine) } : {}),
      draft: true,
      answers: gap,
    },
    { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' },
  )
  const words = samples.map((sample) => `> ${escapeForMdx(oneLine(sample))}\n`).join('>\n')
  const near = nearest
    .map(({ title: name, url }) => `- [${escapeForMdx(oneLine(name))}](${encodeURI(url)})`)
    .join('\n')
  return [
    `---\n${head}---\n`,
    '{/* Write the answer here, then remove these notes, the quotes below and the line "draft: true". */}\n',
    '## What customers ask\n',
    words,
    ...(near ? ['## Near to it\n', near] : []),
    '',
  ].join('\n')
}

/**
 * Text as MDX data: every character but letters, digits, spaces and ` .,;:?!` becomes an entity, and so does the
 * first letter of `import` and `export`, which would begin a module at the start of a paragraph.
 */
export function escapeForMdx(text: string): string {
  return [...text.replace(/\b(import|export)/gi, (word) => `\u0000${word}`)]
    .map((character, index, all) => {
      if (character === '\u0000') return ''
      if (all[index - 1] === '\u0000') return entity(character)
      return /[\p{L}\p{N} .,;:?!]/u.test(character) ? character : entity(character)
    })
    .join('')
    .replace(/^(\d+)\./gm, '$1&#46;')
}

const entity = (character: string): string => `&#${character.codePointAt(0)};`
const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ')
    .trim()
