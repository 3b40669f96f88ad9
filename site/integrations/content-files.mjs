import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Puts the company's own files into the built site: everything in `public/` at the root, and what lies beside the
 * articles and is not an article (downloads, films) below `/files/`.
 *
 * @param {string} content the content folder
 * @returns {import('astro').AstroIntegration}
 */
export function contentFiles(content) {
  return {
    name: 'kindred:content-files',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const out = fileURLToPath(dir)
        const { places } = await import('../library.ts')
        for (const file of places.files) {
          const to = file.startsWith('public/')
            ? file.slice('public/'.length)
            : `files/${file.slice('articles/'.length)}`
          await mkdir(dirname(join(out, to)), { recursive: true })
          await copyFile(join(content, file), join(out, to))
        }
      },
    },
  }
}
