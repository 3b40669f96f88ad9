import {
  english,
  type Forms,
  isForms,
  missingWords,
  ordinals,
  type WordsByPath,
} from '#content/strings/index.ts'
import type { Library } from '../model/library.ts'
import { type Issue, nearest } from './issue.ts'
import type { YamlFile } from './yaml-file.ts'

/** The company's words of one locale, `strings/<locale>.yaml`, held against the English ones; empty ones are left out. */
export function parseStrings(locale: string, yaml: YamlFile): { words: WordsByPath; issues: Issue[] } {
  const words: Record<string, string | Forms> = {}
  const issues: Issue[] = [...yaml.issues]
  const wrong = (path: readonly string[], message: string, hint?: string) => {
    issues.push({ file: yaml.file, line: yaml.lineOf(path), message, ...(hint && { hint }) })
  }
  const read = (value: unknown, path: readonly string[]): void => {
    if (isEmpty(value)) return
    const name = path.join('.')
    const model = english[name]
    if (model === undefined) {
      const inside =
        typeof value === 'object' && Object.keys(english).some((key) => key.startsWith(`${name}.`))
      if (inside || name === '')
        for (const [key, inner] of Object.entries(value as object)) read(inner, [...path, key])
      else wrong(path, `There is no interface word called "${name}".`, meant(name))
      return
    }
    const problem = isForms(model)
      ? problemOfForms(value, model, locale, ordinals.includes(name) ? 'ordinal' : 'cardinal')
      : typeof value === 'string'
        ? problemOfText(value, model)
        : 'it must be a text'
    if (problem) wrong(path, `The word "${name}" is not right: ${problem}.`)
    else words[name] = isForms(model) ? asForms(value) : (value as string)
  }
  if (typeof yaml.value === 'object' || yaml.value === undefined) read(yaml.value, [])
  else
    wrong(
      [],
      'This file must hold one word a line, "search: Search".',
      `npm run strings -- ${locale} writes it.`,
    )
  return { words, issues }
}

/** Words that the pages of a locale have in English only, and files of locales that the site does not have. */
export function checkStrings({ site, strings }: Library): Issue[] {
  const total = Object.keys(english).length
  const own = Object.keys(strings)
  return [
    ...site.locales.flatMap((locale): Issue[] => {
      const missing = missingWords(locale, strings).length
      if (missing === 0) return []
      const file = own.includes(locale) ? `strings/${locale}.yaml` : 'site.yaml'
      return [
        {
          file,
          line: 1,
          message: `${missing} of ${total} interface words are missing in "${locale}", so its pages have them in English.`,
          hint: `npm run strings -- ${locale} writes the file to translate.`,
          level: 'warning',
        },
      ]
    }),
    ...own
      .filter((locale) => !site.locales.some((one) => one === locale || one.startsWith(`${locale}-`)))
      .map((locale) => ({
        file: `strings/${locale}.yaml`,
        line: 1,
        message: `The site has no locale "${locale}", so nobody sees these words.`,
        hint: 'Add it to locales in site.yaml, or remove the file.',
      })),
  ]
}

function problemOfForms(
  value: unknown,
  model: Forms,
  locale: string,
  type: 'cardinal' | 'ordinal',
): string | undefined {
  const forms = asForms(value)
  const needed = new Intl.PluralRules(locale, { type }).resolvedOptions().pluralCategories
  const missing = needed.filter((form) => !forms[form])
  if (missing.length > 0) return `the form ${missing.map((form) => `"${form}"`).join(' and ')} is missing`
  const unknown = Object.keys(forms).find(
    (form) => !/^\d+$/.test(form) && !needed.some((one) => one === form),
  )
  if (unknown !== undefined)
    return `the language has no form "${unknown}", only ${needed.join(', ')} and exact numbers`
  for (const [form, text] of Object.entries(forms)) {
    if (typeof text !== 'string') return `the form "${form}" must be a text`
    // "One article" needs no number.
    const wanted = form === 'other' || form === 'many' || form === 'few' ? text : `${text} {n}`
    const problem = problemOfText(wanted, model['other'] ?? '')
    if (problem) return `in the form "${form}" ${problem}`
  }
  return undefined
}

function problemOfText(text: string, model: string): string | undefined {
  const has = placeholders(text)
  const wants = placeholders(model)
  const missing = wants.find((one) => !has.includes(one))
  const unknown = has.find((one) => !wants.includes(one))
  if (missing) return `it lacks ${missing}`
  if (unknown) return `it has ${unknown}, which nothing fills`
  return undefined
}

/** `{n}` and `[[query]]`; `{People}` is `{people}` at the beginning of a sentence. */
function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}|\[\[[^\]]+\]\]/g)?.map((one) => one.toLowerCase()))]
}

/** A single text is the form of every number. */
const asForms = (value: unknown): Forms => (typeof value === 'string' ? { other: value } : (value as Forms))

/** As the file to translate has what nobody has translated yet. */
function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isEmpty)
  return value === null || value === undefined || value === ''
}

function meant(name: string): string {
  const near = nearest(name, Object.keys(english))
  return near ? `Did you mean "${near}"?` : 'npm run strings -- LOCALE writes a file with all of them.'
}
