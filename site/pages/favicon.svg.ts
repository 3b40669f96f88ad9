import type { APIRoute } from 'astro'
import { logoOf } from '#content/model/chrome.ts'
import { library } from '#site/library.ts'

/** Three lines of a table of contents, for a company that has given no logo. */
const contents = 'M4 4h16v4H4zM4 10h10v3H4zM4 15h10v3H4z'

/** The logo on the brand's ground, which stands out on light and dark tabs alike. */
export const GET: APIRoute = () => {
  const { brand } = library.site
  const logo = logoOf(library.site)
  const path = (logo && 'path' in logo ? logo.path : contents).replace(/[^\w\s.,+-]/g, '')
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
    `<rect width="32" height="32" rx="7" fill="oklch(.435 ${brand.chroma} ${brand.hue})"/>` +
    `<path fill="#fff" transform="translate(5.5 5.5) scale(.875)" d="${path}"/></svg>`
  return new Response(svg, { headers: { 'Content-Type': 'image/svg+xml' } })
}
