import { copyFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Puts each locale's "not found" page where servers look for it, `/<locale>/404.html`, and the first
 * locale's also at `/404.html`: with addresses that are folders, Astro writes `/<locale>/404/index.html`.
 *
 * @param {string} [first] locale for addresses outside every locale; default: the first folder that has the page
 * @returns {import('astro').AstroIntegration}
 */
export function notFoundPages(first) {
  return {
    name: 'kindred:not-found',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const out = fileURLToPath(dir)
        const pages = (await readdir(out, { recursive: true }))
          .map((file) => file.replaceAll('\\', '/'))
          .filter((file) => /^[^/]+\/404\/index\.html$/.test(file))
          .sort()
        for (const page of pages)
          await copyFile(join(out, page), join(out, page.replace('/404/index.html', '/404.html')))
        const page = pages.find((one) => one.startsWith(`${first}/`)) ?? pages[0]
        if (page) await copyFile(join(out, page), join(out, '404.html'))
      },
    },
  }
}
