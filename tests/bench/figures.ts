/**
 * `npm run figures`: every benchmark and campaign of package.json with the last figures that RESULTS.md has of it, as
 * Markdown on standard output. What was never written down is listed as such, so a missing figure shows.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

export interface Figure {
  readonly command: string
  /** Paragraphs, tables and list items that name the command, the newest section first; empty: none on record. */
  readonly found: readonly string[]
}

/** @param results text of RESULTS.md: blocks are apart by blank lines, and a table belongs to the block before it */
export function figuresOf(scripts: readonly string[], results: string): Figure[] {
  const blocks = results
    .split(/\n{2,}/)
    .flatMap((block) => (block.startsWith('- ') ? block.split(/\n(?=- )/) : [block]))
  return scripts.map((script) => {
    const command = `npm run ${script}`
    const names = new RegExp(`npm run (?:-s )?${script}(?![\\w:-])`)
    const found = blocks.flatMap((block, at) => {
      if (!names.test(block)) return []
      const table = blocks[at + 1]?.startsWith('|') ? `\n\n${blocks[at + 1]}` : ''
      return [block + (block.startsWith('|') ? '' : table)]
    })
    return { command, found }
  })
}

if (import.meta.main) {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const measured = Object.keys(scripts).filter((name) => /^(bench|campaign|fleet)\b/.test(name))
  for (const { command, found } of figuresOf(
    measured,
    readFileSync(join(import.meta.dirname, 'RESULTS.md'), 'utf8'),
  ))
    console.log(`## \`${command}\`\n\n${found.length > 0 ? found.join('\n\n') : 'No figure on record.'}\n`)
}
