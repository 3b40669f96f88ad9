import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { refusal } from '#api/web/refusals.ts'
import type { Library } from '#content/model/library.ts'
import { localeSchema } from '#content/model/locale.ts'
import { digestOf, inWords, refuseOutside } from './draft-file.ts'

/** One language of an article: where it is or would be. */
export interface ArticlePlace {
  readonly locale: string
  readonly category: string
  readonly slug: string
  /** Below the content folder. */
  readonly file: string
}

const addressable = /^[a-z0-9][a-z0-9-]{0,79}$/

/** Where an article lies in the content folder; refused where the site has no such language or shelf. */
export function placeOf(
  { content, library }: { content: string; library: Library },
  { locale, category, slug }: Readonly<Record<string, string | undefined>>,
): ArticlePlace {
  const given = localeSchema.safeParse(locale)
  if (!given.success || !library.site.locales.includes(given.data))
    throw refusal('not-a-locale', { locale: locale ?? '' })
  if (!category || !library.categories.some(({ id }) => id === category))
    throw refusal('no-such-category', { category: category ?? '' })
  if (!slug || !addressable.test(slug)) throw refusal('cannot-be-address', { slug: slug ?? '' })
  const id = `${category}/${slug}`
  const known = [...library.articles, ...library.drafts].find(
    (one) => one.id === id && one.locale === given.data,
  )?.file
  const base = `articles/${given.data}/${id}`
  const there = [known, `${base}.mdx`, `${base}.md`].find((file) => file && existsSync(join(content, file)))
  return { locale: given.data, category, slug, file: there ?? `${base}.mdx` }
}

/** The file's text and digest; undefined when it is not there. */
export async function readArticleFile(
  content: string,
  file: string,
): Promise<{ text: string; digest: string } | undefined> {
  const text = await readFile(join(content, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? undefined : { text, digest: digestOf(text) }
}

/**
 * Compare-and-set: writes the file if it still is what the writer opened, `null` for not there. Whole or not at all: the
 * text is written beside it and renamed. Throws {@link NotWritable}. To be called in the turn of the write queue.
 * @returns what puts the file back as it was
 */
export async function replaceArticleFile(
  content: string,
  file: string,
  { text, digest }: { text: string; digest: string | null },
): Promise<'conflict' | (() => Promise<void>)> {
  const path = join(content, file)
  const before = await readArticleFile(content, file)
  if ((before?.digest ?? null) !== digest) return 'conflict'
  await written(content, path, text)
  return () => (before ? written(content, path, before.text) : unlink(path))
}

/**
 * The same for many files: none is written unless all are as they were planned from. A file whose text after is null is
 * removed. Throws {@link NotWritable}; what was written until then is put back.
 * @returns the first file that is not as it was
 */
export async function replaceFiles(
  content: string,
  files: readonly { file: string; before: string | null; after: string | null }[],
): Promise<string | undefined> {
  for (const { file, before } of files)
    if (((await readArticleFile(content, file))?.text ?? null) !== before) return file
  const put = async (file: string, text: string | null) => {
    if (text !== null) return written(content, join(content, file), text)
    await unlink(join(content, file)).catch((error) => {
      throw inWords(error)
    })
  }
  const done: (typeof files)[number][] = []
  try {
    for (const one of files) {
      await put(one.file, one.after)
      done.push(one)
    }
  } catch (error) {
    for (const { file, before } of done) await put(file, before).catch(() => undefined)
    throw error
  }
  return undefined
}

async function written(content: string, path: string, text: string | Uint8Array): Promise<void> {
  const beside = `${path}.${process.pid}.saving`
  try {
    await mkdir(dirname(path), { recursive: true })
    await refuseOutside(content, dirname(path))
    await writeFile(beside, text, { flag: 'w' })
    // The content folder is its writers', not the server's alone.
    await chmod(beside, 0o644)
    await rename(beside, path)
  } catch (error) {
    await unlink(beside).catch(() => undefined)
    throw inWords(error)
  }
}

/** Kinds of pictures, by the bytes at a place, in hex. SVG is none of them: it can hold script. */
const kinds: readonly { readonly ending: string; readonly type: string; readonly bytes: RegExp }[] = [
  { ending: 'png', type: 'image/png', bytes: /^89504e470d0a1a0a/ },
  { ending: 'jpg', type: 'image/jpeg', bytes: /^ffd8ff/ },
  { ending: 'gif', type: 'image/gif', bytes: /^47494638(37|39)61/ },
  { ending: 'webp', type: 'image/webp', bytes: /^52494646.{8}57454250/ },
  { ending: 'avif', type: 'image/avif', bytes: /^.{8}6674797061766966|^.{8}6674797061766973/ },
]

/** What kind of picture these bytes are; undefined when none that a browser shows as one. */
export const kindOfPicture = (bytes: Uint8Array) => {
  const first = Buffer.from(bytes.subarray(0, 16)).toString('hex')
  return kinds.find((kind) => kind.bytes.test(first))
}

/** Names of pictures: an address, as those of articles are. */
export const pictureName = /^[a-z0-9][a-z0-9-]{0,79}\.(png|jpe?g|gif|webp|avif)$/i

/** Writes a picture beside an article under a name that is free. Throws {@link NotWritable}. */
export async function writePicture(
  content: string,
  { folder, base, ending }: { folder: string; base: string; ending: string },
  bytes: Uint8Array,
): Promise<string> {
  for (let n = 1; ; n++) {
    const name = `${base}${n === 1 ? '' : `-${n}`}.${ending}`
    const there = await readFile(join(content, folder, name)).catch(() => undefined)
    if (there && !there.equals(bytes)) continue
    if (!there) await written(content, join(content, folder, name), bytes)
    return name
  }
}

/** Pictures beside the article, as they lie there now. */
export function pictureAddress({ locale, category }: ArticlePlace, src: string): string | undefined {
  const name = src.replace(/^\.\//, '')
  return pictureName.test(name) ? `/api/staff/pictures/${locale}/${category}/${name}` : undefined
}
