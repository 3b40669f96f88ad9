import type { Site } from './site.ts'

/** How a logo is drawn: as a path, or as pictures of public/. */
export type Logo = { readonly path: string } | { readonly light: string; readonly dark?: string }

const isPicture = /\.(?:svg|png|webp|jpe?g|avif|gif)$/i

/** What `logo` of site.yaml means; undefined when there is none. */
export function logoOf({ logo }: Pick<Site, 'logo'>): Logo | undefined {
  if (logo === undefined) return undefined
  if (typeof logo !== 'string') return logo
  return isPicture.test(logo) ? { light: logo } : { path: logo }
}

/** Address of a file of public/, which site.yaml may name with or without a slash, or with the folder. */
export function publicAddress(file: string): string {
  return `/${file.replace(/^\/?(?:public\/)?/, '')}`
}
