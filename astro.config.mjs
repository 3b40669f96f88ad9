import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import mdx from '@astrojs/mdx'
import { defineConfig } from 'astro/config'
import { parse } from 'yaml'
import { contentFiles } from './site/integrations/content-files.mjs'
import { notFoundPages } from './site/integrations/not-found.mjs'
import { ownRoutes } from './site/integrations/own-routes.mjs'
import { articleMarkdown } from './site/markdown/processor.ts'

const content = resolve(process.env.KINDRED_CONTENT || 'content/marlin')

/** The path below which the site lies. Modules need it; the pages get it when the build is finished (scripts/site/below-base.ts). */
const base = process.env.KINDRED_BASE || ''

/** What stands before /api/… in pages and their modules: the base where both have one origin. */
const api = process.env.KINDRED_API_ORIGIN || ''

export default defineConfig({
  site: process.env.KINDRED_ORIGIN || 'http://127.0.0.1:4321',
  srcDir: './site',
  // There is none: what is public beside the pages comes from the content folder.
  publicDir: './site/public',
  outDir: process.env.KINDRED_OUT || './dist',
  // Two content folders must not share a cache: articles of one would appear in the other.
  cacheDir: `./node_modules/.astro/${createHash('sha256').update(content).digest('hex').slice(0, 12)}`,
  // While writing, /api/search is handed on to the API; Astro's own rule about slashes would come before that.
  trailingSlash: process.env.KINDRED_API ? 'ignore' : 'always',
  compressHTML: true,
  build: { format: 'directory', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  markdown: { syntaxHighlight: false, processor: articleMarkdown() },
  integrations: [mdx(), contentFiles(content), notFoundPages(site().locales?.[0]), ownRoutes()],
  vite: {
    // Nothing inline that the content security policy does not name.
    build: { assetsInlineLimit: 0 },
    plugins: [brandColours()],
    define: {
      'import.meta.env.KINDRED_API_ORIGIN': JSON.stringify(api),
      'import.meta.env.KINDRED_BASE': JSON.stringify(base),
    },
    ...(process.env.KINDRED_API ? { server: { proxy: { '/api': process.env.KINDRED_API } } } : {}),
  },
})

/** Writes the company's hue and chroma into the one stylesheet, so that no page needs a style of its own. */
function brandColours() {
  return {
    name: 'kindred:brand',
    enforce: 'pre',
    transform(code, id) {
      if (!id.split('?')[0].endsWith('site/styles/kindred.css')) return undefined
      const { hue = 222, chroma = 0.078 } = site().brand ?? {}
      return code
        .replace('--brand-h: 222', `--brand-h: ${hue}`)
        .replace('--brand-c: 0.078', `--brand-c: ${chroma}`)
    },
  }
}

/** What site.yaml says, as far as the build itself needs it; the content check reads it in earnest. */
function site() {
  try {
    return parse(readFileSync(join(content, 'site.yaml'), 'utf8')) ?? {}
  } catch (error) {
    if (error.code === 'ENOENT') return {}
    throw error
  }
}
