/**
 * Files whose folders or names begin with a dot or a low line, where Astro looks for no pages: the contact of RFC 9116,
 * the headers a static host sends, and the one stylesheet beside Vite's own files.
 *
 * @returns {import('astro').AstroIntegration}
 */
export function ownRoutes() {
  return {
    name: 'kindred:own-routes',
    hooks: {
      'astro:config:setup': ({ injectRoute }) => {
        injectRoute({ pattern: '/.well-known/security.txt', entrypoint: './site/security.txt.ts' })
        injectRoute({ pattern: '/_headers', entrypoint: './site/headers.ts' })
        injectRoute({ pattern: '/_astro/[sheet]', entrypoint: './site/styles/sheet-file.ts' })
      },
    },
  }
}
