import { Document, isPair, isScalar, type Pair, visit } from 'yaml'
import {
  english,
  type Forms,
  isForms,
  knownWords,
  type OwnStrings,
  ordinals,
} from '#content/strings/index.ts'

/**
 * A file to translate, as YAML: each word with the English beside it; what the company wrote stands, what comes with
 * Kindred is a comment until somebody wants another word, and what is missing is empty.
 */
export function stringsFile(locale: string, strings: OwnStrings): string {
  const own = strings[locale] ?? {}
  const known = knownWords(locale, strings)
  const document = new Document({})
  document.commentBefore = ` The words around the articles in "${locale}". An empty one is shown in ours, or in English where we have none.
 Placeholders such as {n} and [[query]] stay as they are. Counted phrases have a form for each
 plural of the language, and may have one for an exact number: "1: …".
 npm run strings -- ${locale} writes this file again and keeps your words, not your comments.`
  for (const [path, text] of Object.entries(english)) {
    const value = own[path] ?? (isForms(text) ? emptyForms(locale, path) : null)
    document.setIn(steps(path), document.createNode(value))
  }
  visit(document, {
    Pair(_, pair, ancestors) {
      const path = [...ancestors.filter(isPair).map(keyOf), keyOf(pair)].join('.')
      const text = english[path]
      if (text === undefined) return undefined
      const ours =
        own[path] === undefined && known[path] !== undefined ? [`  ${locale}: ${inOneLine(known[path])}`] : []
      pair.key = Object.assign(document.createNode(keyOf(pair)), {
        commentBefore: [`en: ${inOneLine(text)}`, ...ours].map((line) => ` ${line}`).join('\n'),
        spaceBefore: true,
      })
      return isForms(text) ? visit.SKIP : undefined
    },
  })
  return document.toString({ lineWidth: 0, nullStr: '' })
}

const steps = (path: string): string[] => path.split('.')

const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key)

function emptyForms(locale: string, path: string): Record<string, null> {
  const type = ordinals.includes(path) ? 'ordinal' : 'cardinal'
  const { pluralCategories } = new Intl.PluralRules(locale, { type }).resolvedOptions()
  return Object.fromEntries(pluralCategories.map((form) => [form, null]))
}

function inOneLine(text: string | Forms): string {
  if (typeof text === 'string') return text
  return Object.entries(text)
    .map(([form, words]) => `${form} “${words}”`)
    .join(', ')
}
