import { dirname, join } from 'node:path'
import type { ForeignCentre } from '../foreign.ts'
import { docusaurus } from './docusaurus.ts'
import { gitbook } from './gitbook.ts'
import { hugo } from './hugo.ts'
import { jekyll } from './jekyll.ts'
import type { Layout } from './layout.ts'
import { mkdocs } from './mkdocs.ts'
import { plainFolder } from './plain.ts'
import { readCentre } from './read-folder.ts'
import { openFolder, type SourceFolder } from './source-folder.ts'
import { starlight } from './starlight.ts'
import { vitepress } from './vitepress.ts'

/** Surest first: what has a configuration file of its own before what only has Markdown. */
const generators: readonly ((folder: SourceFolder) => Layout | undefined)[] = [
  docusaurus,
  starlight,
  vitepress,
  mkdocs,
  jekyll,
  hugo,
  gitbook,
]

/** Files that name their generator; a repository often keeps its site in a folder of its own. */
const configuration =
  /^(?:[^/]+\/){1,2}(?:docusaurus\.config\.\w+|astro\.config\.\w+|mkdocs\.ya?ml|_config\.ya?ml|hugo\.\w+|SUMMARY\.md|\.vitepress\/config(?:\/index)?\.\w+)$/

/** The folder of the site whose configuration this is; VitePress keeps it in a folder of its own. */
const siteOf = (file: string): string => dirname(file.replace(/\/\.vitepress\/.*$/, '/config'))

/** A folder of Markdown, its generator recognised; undefined when it holds no article. */
export function readDocsFolder(
  path: string,
): { centre: ForeignCentre; layout: Layout; folder: SourceFolder } | undefined {
  const outer = openFolder(path)
  const inner = outer.files.filter((file) => configuration.test(file)).map(siteOf)
  for (const below of ['', ...new Set(inner)]) {
    const folder = below === '' ? outer : openFolder(join(path, below))
    for (const generator of generators) {
      const layout = generator(folder)
      if (layout) return { centre: readCentre(folder, layout), layout, folder }
    }
  }
  const layout = plainFolder(outer)
  return layout && { centre: readCentre(outer, layout), layout, folder: outer }
}
