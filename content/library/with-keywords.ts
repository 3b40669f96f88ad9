import { Document, isScalar, isSeq, parseDocument, Scalar } from 'yaml'
import { splitFrontMatter } from './front-matter.ts'

/**
 * An article's file with these words at the end of its `keywords`; everything else stays as it is, to the byte. Words
 * that are keywords already, in whatever case, are not added again. Undefined where there is no front-matter, it is not
 * YAML, or its keywords are no list.
 */
export function withKeywords(source: string, words: readonly string[]): string | undefined {
  const split = splitFrontMatter(source)
  if (!split) return undefined
  const from = source.search(/\r\n|\r|\n/) + (source.includes('\r\n') ? 2 : 1)
  const ends = [...source.matchAll(/\r\n|\r|\n/g)]
  // The line break before the closing dashes.
  const closing = ends[split.offset - 2]!
  const newline = closing[0]
  const yaml = source.slice(from, Math.max(from, closing.index))
  const document = parseDocument(yaml)
  if (document.errors.length > 0) return undefined
  const list = document.get('keywords', true)
  const known = new Set(
    isSeq(list) ? list.items.map((one) => String(isScalar(one) ? one.value : one).toLowerCase()) : [],
  )
  const added = words.filter((word) => !known.has(word.toLowerCase()))
  if (added.length === 0) return source
  const put = (at: number, text: string, until = at) =>
    source.slice(0, from + at) + text + source.slice(from + until)
  if (list === undefined) {
    const line = `keywords: ${flow(added)}`
    return put(yaml.length, yaml === '' ? `${line}${newline}` : `${newline}${line}`)
  }
  if (isScalar(list) && list.value === null) {
    const end = list.range?.[0] ?? 0
    return put(end, `${yaml[end - 1] === ':' ? ' ' : ''}${flow(added)}`, list.range?.[1])
  }
  if (!isSeq(list) || !list.range) return undefined
  if (list.items.length === 0 || list.flow) {
    const inside = yaml.slice(list.range[0] + 1, list.range[1] - 1).trim()
    const comma = inside === '' ? '' : inside.endsWith(',') ? ' ' : ', '
    return put(list.range[1] - 1, `${comma}${flow(added).slice(1, -1)}`)
  }
  const last = list.items.at(-1)
  const end = isScalar(last) ? last.range?.[1] : undefined
  if (end === undefined) return undefined
  const indent = ' '.repeat(list.range[0] - (yaml.lastIndexOf('\n', list.range[0] - 1) + 1))
  return put(end, added.map((word) => `${newline}${indent}- ${flow([word]).slice(1, -1)}`).join(''))
}

/** `[lost card, "a: b"]` */
export function flow(words: readonly string[]): string {
  const document = new Document(words.map((word) => new Scalar(word)))
  if (isSeq(document.contents)) document.contents.flow = true
  return document.toString({ flowCollectionPadding: false, lineWidth: 0 }).trim()
}
