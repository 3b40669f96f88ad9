import { registerHooks } from 'node:module'

/**
 * Preloaded into the build. Astro calls `esbuild.transform` to put values in the place of `import.meta.env`, and
 * esbuild is a program of its own, which the permission model does not let the build start. Rolldown, which is in the
 * process already, does the same; nothing else of esbuild is used while building.
 */
const replacement = `
import { transform as oxc } from 'rolldown/utils'

export async function transform(code, { define, sourcefile, sourcemap }) {
  const name = (sourcefile ?? 'module').split('?')[0].replace(/(\\.[cm]?js)?$/, '.js')
  const { code: transformed, map, errors } = await oxc(name, code, { lang: 'js', define, sourcemap: Boolean(sourcemap) })
  if (errors.length > 0) throw new Error(errors[0].message)
  return { code: transformed, map: map ?? null }
}
`

registerHooks({
  resolve(specifier, context, next) {
    return specifier === 'esbuild' &&
      context.parentURL?.endsWith('/astro/dist/env/vite-plugin-import-meta-env.js')
      ? { url: 'kindred:esbuild', format: 'module', shortCircuit: true }
      : // What the replacement imports lies beside vite, which astro depends on.
        next(specifier, context.parentURL === 'kindred:esbuild' ? { ...context, parentURL: vite } : context)
  },
  load(url, context, next) {
    return url === 'kindred:esbuild'
      ? { format: 'module', source: replacement, shortCircuit: true }
      : next(url, context)
  },
})

const vite = import.meta.resolve('vite')
