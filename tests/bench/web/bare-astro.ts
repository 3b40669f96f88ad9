import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..', '..')

/** An article as the peer has it: by address, with its Markdown. */
export interface BareArticle {
  /** Below the site, without slashes at its ends. */
  readonly path: string
  readonly title: string
  readonly body: string
}

/**
 * The peer: Astro with MDX and nothing else, at the versions of our own lock file. One layout with one small inlined
 * style, one route for all articles.
 *
 * @param folder where the project is made
 * @returns the folder that is built by {@link buildBareAstro}
 */
export function makeBareAstro(folder: string, articles: readonly BareArticle[]): string {
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('package.json', '{"name":"bare","private":true,"type":"module"}')
  write(
    'astro.config.mjs',
    `import mdx from '@astrojs/mdx'
export default { integrations: [mdx()], compressHTML: true, build: { inlineStylesheets: 'always' }, devToolbar: { enabled: false } }`,
  )
  write(
    'src/content.config.ts',
    `import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
export const collections = { articles: defineCollection({ loader: glob({ base: './articles', pattern: '**/*.mdx' }) }) }`,
  )
  write(
    'src/pages/[...path].astro',
    `---
import { getCollection, render } from 'astro:content'
export async function getStaticPaths() {
  return (await getCollection('articles')).map((entry) => ({ params: { path: entry.id }, props: { entry } }))
}
const { entry } = Astro.props
const { Content } = await render(entry)
const plain = { Steps: 'div', Note: 'aside', Caution: 'aside', Ui: 'b' }
---
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>{entry.data.title}</title>
  </head>
  <body><main data-pagefind-body><h1>{entry.data.title}</h1><Content components={plain} /></main></body>
</html>
<style is:global>
  body { max-width: 38rem; margin: 2rem auto; padding: 0 1rem; font: 1.125rem/1.6 Georgia, serif; }
  table { border-collapse: collapse; } td, th { text-align: start; padding: 0.5rem; border-bottom: 1px solid #ccc; }
</style>`,
  )
  for (const { path, title, body } of articles)
    write(join('articles', `${path}.mdx`), `---\ntitle: ${JSON.stringify(title)}\n---\n\n${body}\n`)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return join(folder, 'dist')
}

/** @throws {Error} with what Astro said */
export function buildBareAstro(folder: string): void {
  const astro = join(root, 'node_modules', 'astro', 'bin', 'astro.mjs')
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' }
  const done = spawnSync(process.execPath, [astro, 'build', '--silent', '--force'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(`Bare Astro could not be built: ${done.stderr || done.stdout}`)
}
