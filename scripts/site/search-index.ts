import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'node-html-parser'
import { close, createIndex } from 'pagefind'
import { fold } from '#content/language/fold.ts'

/** Files the excerpts of one language may take; above that pages share one (10,000 pages: 46 → 14 MB). */
const maxFragments = 500

/**
 * Writes the index that searches when the API is away: every built page with `data-pagefind-body`, under the language
 * of its `<html>`. Not part of Astro's build, which may start no process, and Pagefind is a program of its own.
 *
 * @param out absolute path of the build
 * @throws {Error} when Pagefind does not start or a page cannot be indexed
 */
export async function writeSearchIndex(out: string): Promise<void> {
  const { index, errors } = await createIndex({ maxFragments } as Parameters<typeof createIndex>[0])
  if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}`)
  try {
    const wrong = [...errors]
    let count = 0
    for (const file of await builtPages(out)) {
      const html = await readFile(join(out, file), 'utf8')
      if (!html.includes('data-pagefind-body')) continue
      const added = await index.addHTMLFile({ sourcePath: file, content: withFoldedWords(html) })
      wrong.push(...added.errors.map((error) => `${file}: ${error}`))
      count++
    }
    if (count > 0) wrong.push(...(await index.writeFiles({ outputPath: join(out, 'pagefind') })).errors)
    if (wrong.length > 0) throw new Error(`Pagefind could not index the site:\n${wrong.join('\n')}`)
  } finally {
    await close()
  }
}

/** Paths of HTML files below `out`, with `/`, in a fixed order so that the index is the same each time. */
async function builtPages(out: string): Promise<string[]> {
  const files = await readdir(out, { recursive: true })
  return files
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.html'))
    .sort()
}

/**
 * Adds the words that people type without their diacritics ("haslami" for "hasłami", "isik" for "Işık") as
 * meta data: found, but never in an excerpt. The question is folded in the same way.
 */
function withFoldedWords(html: string): string {
  const body = parse(html).querySelector('[data-pagefind-body]')
  const words = new Set<string>()
  for (const word of body?.structuredText.match(/[\p{L}\p{N}]+/gu) ?? [])
    if (fold(word) !== word.toLowerCase()) words.add(fold(word))
  if (words.size === 0) return html
  const note = `<i hidden data-pagefind-meta="folded[data-folded]" data-folded="${[...words].join(' ')}"></i>`
  return html.replace(/<[a-z]+\b[^>]*\bdata-pagefind-body\b[^>]*>/, (tag) => tag + note)
}
