/** Astro looks for no pages in folders that begin with a dot, so this one is named to it. */
export function securityTxt() {
  return {
    name: 'kindred:security-txt',
    hooks: {
      /** @param {{ injectRoute: (route: { pattern: string, entrypoint: string }) => void }} setup */
      'astro:config:setup': ({ injectRoute }) =>
        injectRoute({ pattern: '/.well-known/security.txt', entrypoint: './site/security.txt.ts' }),
    },
  }
}
