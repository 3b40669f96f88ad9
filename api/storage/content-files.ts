import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Files below a folder by path, always in the same order. Left out are whatever begins with a dot, `without` (whole paths),
 * links to folders and to nothing, and what this user may not read: nothing of it reaches a reader.
 */
export function filesBelow(folder: string, without: readonly string[] = [], below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !without.includes(join(folder, below, name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(below, entry.name)
      if (!mayRead(join(folder, path))) return []
      if (entry.isDirectory()) return filesBelow(folder, without, path)
      return statSync(join(folder, path)).isFile() ? [path] : []
    })
}

function mayRead(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}
