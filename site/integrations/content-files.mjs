import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Puts the company's own files into the built site: everything in `public/` at the root, and what lies beside the
 * articles and is not an article (downloads, films) below `/files/`.
 *
 * @param {string} content the content folder
 * @param {string} api origin of the API where it is another than the pages', otherwise ''
 * @returns {import('astro').AstroIntegration}
 */
export function contentFiles(content, api) {
  return {
    name: 'kindred:content-files',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const out = fileURLToPath(dir)
        const { library, places } = await import('../library.ts')
        await nameHosts(join(out, '_headers'), { ...library.site, api })
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

/**
 * A static host sends the hosts that site.yaml names in its policy, as our server does; staff pages go without.
 *
 * @param {string} file `_headers` of the build
 * @param {import('#core/security-policy.ts').PolicyHosts} site
 */
async function nameHosts(file, site) {
  const { noHosts, securityPolicy } = await import('#core/security-policy.ts')
  const [strict, named] = [securityPolicy(noHosts), securityPolicy(site)]
  if (strict === named) return
  const text = await readFile(file, 'utf8')
  await writeFile(file, `${text.replace(strict, named)}\n/staff/*\n  Content-Security-Policy: ${strict}\n`)
}
