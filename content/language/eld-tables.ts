import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { eld } from 'eld/small'

export type Detector = Pick<typeof eld, 'detect'>

/** How much a piece of a word speaks for each language, by the languages' numbers. */
type Scores = Readonly<Record<string, number>>

interface Tables {
  readonly type: string
  readonly languages: Readonly<Record<string, string>>
  readonly ngrams: Readonly<Record<string, Scores>>
}

/**
 * eld as `eld/small`, in less memory. The package has its table as a program, an object of 81,000 objects: compiling it
 * takes 80 MB that are not given back, and keeping it 45 MB, more than all the rest of an import. Here the same table is
 * read as a text, and objects that are equal are one. One that is written differently is left to the package.
 */
export async function detector(): Promise<Detector> {
  const folder = join(findPackageJSON('eld', import.meta.url) ?? '', '..', 'src')
  const tables = tablesIn(programIn(join(folder, 'ngrams', 'small.js')))
  if (tables === undefined) return (await import('eld/small')).eld
  const { createEld } = (await import(pathToFileURL(join(folder, 'languageDetector.js')).href)) as {
    createEld(): { readonly instance: Detector; loadData(tables: Tables): void }
  }
  const { instance, loadData } = createEld()
  loadData(tables)
  return instance
}

function programIn(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** The value in `export const ngramsData = {type:'S60',languages:{0:'am',…},isSubset:false,ngrams:{'key':{0:176,…},…}};` */
export function tablesIn(program: string): Tables | undefined {
  const start = /^export const ngramsData = \{type:'(\w+)',languages:\{([^{}]*)\},isSubset:false,ngrams:\{/mu
  const [beginning, type, listed] = start.exec(program) ?? []
  if (beginning === undefined || type === undefined || listed === undefined) return undefined
  const languages = Object.fromEntries(
    [...listed.matchAll(/(\d+):'(\w+)'/gu)].map(([, number, code]) => [number, code]),
  )
  const ngrams: Record<string, Scores> = Object.create(null)
  const known = new Map<string, Scores>()
  const entry = /(?:'((?:[^'\\]|\\')*)'|([^\s'\\{},:]+)):\{((?:\d+:\d+,?)+)\}(,|\}\};\s*$)/uy
  entry.lastIndex = program.indexOf(beginning) + beginning.length
  for (;;) {
    const [, quoted, bare, scores, after] = entry.exec(program) ?? []
    if (scores === undefined) return undefined
    const same = known.get(scores) ?? (JSON.parse(`{${scores.replace(/\d+(?=:)/gu, '"$&"')}}`) as Scores)
    known.set(scores, same)
    ngrams[quoted?.replaceAll("\\'", "'") ?? bare!] = same
    if (after !== ',') return { type, languages, ngrams }
  }
}
