import type { Library } from '#content/model/library.ts'
import { checkNames } from './check.ts'
import type { Issue } from './issue.ts'
import { readFolder } from './read-folder.ts'

/**
 * Reads and checks a company's content folder. Returns everything that could be read and *all* issues at once, in the
 * order of files and lines; throws {@link MissingContent} only when the folder itself is not there.
 */
export async function readLibrary(folder: string): Promise<{ library: Library; issues: Issue[] }> {
  const { library, read, files, issues } = await readFolder(folder)
  const all = [...issues, ...checkNames(library, read, files)]
  all.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
  return { library, issues: all }
}
