import { statSync } from 'node:fs'
import { posix } from 'node:path'
import { OperatorError } from '#content/model/operator-error.ts'
import { readDesk } from './desks/index.ts'
import { readDocsFolder } from './folders/index.ts'
import { readMarkdown } from './folders/source-folder.ts'
import type { ForeignCentre } from './foreign.ts'
import type { PlanOptions } from './plan.ts'

/** A source as the plan needs it. */
export type Source = { readonly centre: ForeignCentre } & Omit<PlanOptions, 'before' | 'segments'>

/** Reads a file or folder and tells by itself what it is. @throws {OperatorError} when it is nothing we know */
export function readSource(path: string): Source {
  const desk = readDesk(path)
  if (desk) return { centre: desk, generator: undefined, values: new Map(), fileFor: () => undefined }
  const read = statSync(path).isDirectory() ? readDocsFolder(path) : undefined
  if (!read || read.centre.articles.length === 0)
    throw new OperatorError(
      `"${path}" holds no articles that can be read. Give a folder of Markdown, or the JSON of Zendesk Help Center, Intercom or Freshdesk with the key "articles" or "data".`,
    )
  const { centre, layout, folder } = read
  return {
    centre,
    generator: layout.generator,
    values: layout.values,
    fileFor: (source, wanted) => {
      const path = wanted.replace(/^@(?:site)?\//, '')
      const candidates = [
        posix.join(posix.dirname(source), path),
        ...(layout.includes === undefined ? [] : [posix.join(layout.includes, path)]),
        path,
      ]
      const found = candidates.map((one) => folder.text(one)).find((one) => one !== undefined)
      return found === undefined ? undefined : readMarkdown(found).body
    },
  }
}
