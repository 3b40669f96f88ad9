import { fold } from '../language/fold.ts'
import { taken, takenInLocale } from '../model/addresses.ts'
import type { Issue } from './issue.ts'

/** Names of folders and files become addresses, so they are written as addresses are. */
const addressable = /^[a-z0-9][a-z0-9-]*$/

/** Files that are read as articles. */
export const isArticle = /\.mdx?$/

/** Pictures beside articles that a page can show. */
export const isPicture = /\.(?:png|jpe?g|gif|webp|avif|svg|tiff)$/i

/** The last part of an article's address. */
export const slugOf = (name: string): string => name.replace(isArticle, '')

/** What is wrong with a folder of articles/, if anything: a language. */
export function wrongLocale(name: string): Issue | undefined {
  if (!taken.includes(name)) return undefined
  return {
    file: `articles/${name}`,
    line: 1,
    message: `"${name}" is the beginning of other addresses, so no language can be called so.`,
    hint: 'Rename the folder to its language, such as "en".',
  }
}

/** What is wrong with a folder of articles/<locale>/, if anything: a category. */
export function wrongCategory(locale: string, name: string): Issue | undefined {
  const at = { file: `articles/${locale}/${name}`, line: 1 }
  if (takenInLocale.includes(name))
    return {
      ...at,
      message: `"${name}" is the address of another page, so no category can be called so.`,
      hint: 'Rename the folder.',
    }
  if (addressable.test(name)) return undefined
  return {
    ...at,
    message: `"${name}" cannot be a category: its name becomes an address, of lower-case letters, digits and dashes.`,
    hint: renamed('the folder', addressFrom(name)),
  }
}

/** What is wrong with a file, if anything. `path` is below articles/, without names that begin with a dot or "_". */
export function wrongFile(path: string): Issue | undefined {
  const at = { file: `articles/${path}`, line: 1 }
  const parts = path.split('/')
  const name = parts.at(-1)!
  const slug = slugOf(name)
  if (!isText.test(name)) return undefined
  if (parts.length < 3 || parts.length > 4)
    return {
      ...at,
      message:
        parts.length < 3
          ? 'This article is not in the folder of a category, so nobody can open it.'
          : 'This article lies too deep: a category has sections, and a section has articles.',
      hint: 'Move it to articles/<locale>/<category>/<slug>.md or articles/<locale>/<category>/<section>/<slug>.md.',
    }
  if (!isArticle.test(name))
    return {
      ...at,
      message: 'This file is not read: the names of articles end in ".md" or ".mdx".',
      hint: renamed('it', addressFrom(name.replace(isText, '')) + (/mdx/i.test(name) ? '.mdx' : '.md')),
    }
  const section = parts.length === 4 ? parts[2]! : undefined
  if (section !== undefined && !addressable.test(section))
    return {
      ...at,
      message: `"${section}" cannot be a section: its name becomes an address, of lower-case letters, digits and dashes.`,
      hint: renamed('the folder', addressFrom(section)),
    }
  if (addressable.test(slug)) return undefined
  return {
    ...at,
    message: `"${name}" cannot be an article: its name becomes an address, of lower-case letters, digits and dashes.`,
    hint: renamed('the file', addressFrom(slug) + name.slice(slug.length)),
  }
}

/** Somebody meant an article; pictures and other things may lie beside them. */
const isText = /\.(?:mdx?|markdown)(?:\.txt)?$/i

function renamed(what: string, to: string): string {
  return to === '' || to.startsWith('.') ? `Rename ${what}.` : `Rename ${what}, for example to "${to}".`
}

/** "Kartı dondurma" → "karti-dondurma"; '' when nothing of it can stand in an address. */
export function addressFrom(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
