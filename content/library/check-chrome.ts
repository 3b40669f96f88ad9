import { canonicalAddress, taken } from '../model/addresses.ts'
import { logoOf, publicAddress } from '../model/chrome.ts'
import type { Library } from '../model/library.ts'
import type { Localised } from '../model/locale.ts'
import type { Issue } from './issue.ts'
import { follow, type Places } from './links.ts'
import type { ReadFiles } from './read-folder.ts'

const at = (files: ReadFiles, path: readonly PropertyKey[]) => ({
  file: files.site.file,
  line: files.site.lineOf(path),
})

/** What site.yaml says of the page's frame, held against public/ and the pages; and public/ against the pages. */
export function checkChrome(library: Library, files: ReadFiles, places: Places): Issue[] {
  return [
    ...checkPictures(library, files, places),
    ...checkLinks(library, files, places),
    ...checkScripts(library, files, places),
    ...checkPublic(places),
  ]
}

function checkPictures({ site }: Library, files: ReadFiles, places: Places): Issue[] {
  const logo = logoOf(site)
  const named: [readonly PropertyKey[], string | undefined][] = [
    ...(logo && 'light' in logo
      ? ([
          [typeof site.logo === 'string' ? ['logo'] : ['logo', 'light'], logo.light],
          [['logo', 'dark'], logo.dark],
        ] as [readonly PropertyKey[], string | undefined][])
      : []),
    [['favicon'], site.favicon],
    [['social_image'], site.social_image],
  ]
  const missing = named.flatMap(([path, file]): Issue[] =>
    file === undefined || places.files.has(`public${publicAddress(file)}`)
      ? []
      : [
          {
            ...at(files, path),
            message: `There is no file "public${publicAddress(file)}".`,
            hint: 'Pictures of the page’s frame lie in public/ of the content folder.',
          },
        ],
  )
  const path = logo && 'path' in logo ? logo.path : 'M0 0'
  const unreadable: Issue[] = /^\s*[Mm][\d\s.,+\-a-zA-Z]*$/.test(path)
    ? []
    : [
        {
          ...at(files, ['logo']),
          message: `The logo "${path.slice(0, 40)}" is neither a picture nor a path.`,
          hint: 'Name a file of public/ such as "logo.svg", or give SVG path data that begins with "M".',
        },
      ]
  return [...missing, ...unreadable]
}

function checkLinks({ site }: Library, files: ReadFiles, places: Places): Issue[] {
  const [locale = 'en'] = site.locales
  const from = { file: 'site.yaml', page: { url: `/${locale}/` }, locale }
  const all: [string, readonly { label: Localised; href: string }[]][] = [
    ['header', site.header],
    ['footer', site.footer],
    ['legal', site.legal],
  ]
  return all.flatMap(([key, links]) =>
    links.flatMap(({ href }, index): Issue[] => {
      const target = follow(href, from, places)
      if (!('nowhere' in target)) return []
      return [
        {
          ...at(files, [key, index, 'href']),
          message: `The link "${href}" leads nowhere: ${target.nowhere}.`,
          ...(target.hint && { hint: target.hint }),
          level: 'dead',
          kind: 'Links that lead nowhere',
        },
      ]
    }),
  )
}

/** A script whose host is not named is refused by the content security policy: nobody would ever see why. */
function checkScripts({ site }: Library, files: ReadFiles, places: Places): Issue[] {
  return site.scripts.flatMap(({ src }, index): Issue[] => {
    const where = at(files, ['scripts', index, 'src'])
    if (!/^https?:|^\/\//.test(src))
      return places.files.has(`public${publicAddress(src)}`)
        ? []
        : [
            {
              ...where,
              message: `There is no file "public${publicAddress(src)}".`,
              hint: 'Put the script into public/ of the content folder, or give its address with https://.',
            },
          ]
    const host = URL.canParse(src) ? new URL(src).host : ''
    const wanted = site.script_hosts.some(
      (known) => known === host || (known.startsWith('*.') && host.endsWith(known.slice(1))),
    )
    if (wanted && src.startsWith('https://')) return []
    return [
      {
        ...where,
        message: `Browsers will refuse the script "${src}".`,
        hint: src.startsWith('https://')
          ? `Add "${host}" to script_hosts.`
          : 'Give its address with https://.',
      },
    ]
  })
}

/** A file of public/ lies where a page is, or where the product answers itself. */
function checkPublic({ pages, files }: Places): Issue[] {
  return [...files].flatMap((file): Issue[] => {
    if (!file.startsWith('public/')) return []
    const path = file.slice('public'.length)
    const page = pages.get(canonicalAddress(path.replace(/index\.html?$/i, '')))
    const [first = ''] = path.slice(1).split('/')
    const owner =
      path === '/index.html'
        ? 'the page "/"'
        : page
          ? `the page "${page.url}"`
          : taken.includes(first) || /^\/(?:[^/]+\/)?404\.html$/.test(path)
            ? `what the help centre itself answers at "/${first}"`
            : undefined
    if (!owner) return []
    return [
      {
        file,
        line: 1,
        message: `"${file}" would take the place of ${owner}.`,
        hint: first.startsWith('favicon')
          ? 'Name it in site.yaml: "favicon: …", and rename it.'
          : 'Rename it or move it into a folder.',
      },
    ]
  })
}
