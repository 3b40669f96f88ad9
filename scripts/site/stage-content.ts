import { copyFileSync, linkSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { folders } from '#api/settings/folders.ts'

/**
 * The content folder as one build may see it: hard links where the file system has them, copies elsewhere. Left out are
 * the tickets, whatever begins with a dot, a data folder that lies inside, and `without`.
 *
 * @param without paths below the content folder
 */
export function stageContent(content: string, to: string, without: ReadonlySet<string>): void {
  const { data } = folders()
  const stage = (path: string): void => {
    mkdirSync(join(to, path), { recursive: true })
    for (const entry of readdirSync(join(content, path), { withFileTypes: true })) {
      const below = path ? `${path}/${entry.name}` : entry.name
      const from = join(content, below)
      if (entry.name.startsWith('.') || below === 'tickets' || from === data) continue
      if (without.has(below.normalize('NFC'))) continue
      if (entry.isDirectory()) stage(below)
      else if (entry.isFile()) linkOrCopy(from, join(to, below))
      else if (statSync(from, { throwIfNoEntry: false })?.isFile()) copyFileSync(from, join(to, below))
    }
  }
  stage('')
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}
