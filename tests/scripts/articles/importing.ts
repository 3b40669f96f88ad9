import { planImport } from '#scripts/articles/plan.ts'
import { readSource } from '#scripts/articles/read-source.ts'
import { contentFolder } from '#tests/support/content-folder.ts'

/** What an import of these files would write: texts by path, and what needs a person as "file:line message". */
export function imported(
  source: Readonly<Record<string, string>>,
  segments: Readonly<Record<string, string[]>> = {},
) {
  const { centre, ...options } = readSource(contentFolder(source))
  const plan = planImport(centre, {
    ...options,
    before: { articles: new Map(), files: new Map() },
    segments: new Map(Object.entries(segments)),
  })
  const files: Record<string, string> = {}
  for (const { path, text, copyOf } of plan.files)
    files[path] = text ?? `copy of ${copyOf!.split('/').at(-1)}`
  return {
    kind: centre.kind,
    files,
    forPerson: plan.forPerson.map(({ file, line, message }) => `${file}:${line} ${message}`),
    changed: plan.changed,
    leftOut: plan.leftOut,
  }
}

/** The text below the front-matter. */
export const bodyOf = (text: string | undefined): string =>
  (text ?? '').replace(/^---\n[\s\S]*?\n---\n+/, '').trim()
