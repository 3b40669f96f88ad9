import { posix } from 'node:path'
import { canonicalAddress } from '#content/model/addresses.ts'
import { decoded, resolvePath } from './address.ts'
import type { ForeignArticle, ForeignCentre } from './foreign.ts'
import type { Place } from './place.ts'

/** Ids in the addresses of help desks: `/hc/en-us/articles/360042-Pay`, `/solutions/articles/5001`. */
const idInAddress = /\/articles\/(\d+)/

const isPicture = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$/i

/** Where the links of a foreign help centre lead, now that its articles have places. */
export class Follower {
  readonly #centre: ForeignCentre
  readonly #byFile = new Map<string, Place>()
  readonly #byAddress = new Map<string, Place>()
  readonly #byId = new Map<string, Place>()
  readonly #files: ReadonlySet<string>
  readonly #byName = new Map<string, string | undefined>()
  readonly #translations = new Map<string, Place>()
  /** Path of every file that an article uses, and where it is put below the content folder. */
  readonly placed = new Map<string, string>()
  readonly #names = new Set<string>()

  constructor(centre: ForeignCentre, places: readonly Place[], before: ReadonlyMap<string, string>) {
    this.#centre = centre
    this.#files = new Set(centre.files)
    for (const [from, to] of before) if (this.#files.has(from)) this.#keep(from, to)
    for (const file of centre.files) {
      const name = posix.basename(file).toLowerCase()
      this.#byName.set(name, this.#byName.has(name) ? undefined : file)
    }
    for (const place of places) {
      const { article, locale } = place
      this.#byFile.set(withoutEnding(article.source), place)
      this.#translations.set(`${article.id}\n${locale}`, place)
      for (const address of article.addresses) {
        const key = canonicalAddress(address.replace(/\.html?$/, ''))
        // Translations answer on the same path in many products; the first language keeps it.
        if (!this.#byAddress.has(key)) this.#byAddress.set(key, place)
        const id = idInAddress.exec(address)?.[1]
        if (id && !this.#byId.has(id)) this.#byId.set(id, place)
      }
    }
  }

  /** The link as it is to stand in `from`; undefined when it is to stay as it is. */
  rewrite(href: string, from: Place): string | undefined {
    const local = this.#withoutOrigin(href.trim())
    if (local === undefined) return this.#givenFile(href, from)
    if (local.startsWith('#')) return undefined
    const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(local) ?? []
    if (path === '') return undefined
    if (this.#isHome(path)) return `/${from.locale}/`
    const place =
      this.#article(decoded(path), from.article) ?? this.#byId.get(idInAddress.exec(path)?.[1] ?? '')
    const anchor = /#.*$/s.exec(rest)?.[0] ?? ''
    if (place) return (this.#translations.get(`${place.article.id}\n${from.locale}`) ?? place).url + anchor
    const file = this.#file(decoded(path), from.article)
    if (file !== undefined) return this.#placedFile(file, from) + anchor
    return this.#givenFile(path, from) ?? this.#shelf(decoded(path), from)
  }

  /** A file of a help desk by its address, where somebody has put it beside the export. */
  #givenFile(address: string, from: Place): string | undefined {
    const { fileNames } = this.#centre
    if (!fileNames) return undefined
    const path = URL.canParse(address) ? new URL(address).pathname : address
    const last = decoded(path.replace(/\/$/, '').split('/').at(-1) ?? '')
    const name = fileNames.get(path) ?? last
    // "360001234", as the API calls an attachment, and "360001234-screen.png", as it is often saved.
    const id = /^\d{4,}$/.test(last)
      ? this.#centre.files.find((file) => posix.basename(file).startsWith(last))
      : undefined
    const file = /\.\w{2,5}$/.test(name) ? (this.#byName.get(name.toLowerCase()) ?? id) : id
    return file && this.#placedFile(file, from)
  }

  /** The path of an attachment that lies among the files, by its name. */
  attachment(name: string, from: Place): string | undefined {
    const file = this.#byName.get(name.toLowerCase())
    return file === undefined ? undefined : this.#placedFile(file, from)
  }

  #withoutOrigin(href: string): string | undefined {
    if (!/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href)) return href
    const at = this.#centre.origins
      .filter(
        (origin) => origin !== '' && (href === origin || href.startsWith(`${origin.replace(/\/$/, '')}/`)),
      )
      .sort((a, b) => b.length - a.length)[0]
    const path = at === undefined ? undefined : href.slice(at.replace(/\/$/, '').length) || '/'
    return path
  }

  #isHome(path: string): boolean {
    const name = path.replace(/^\/|\/$/g, '').toLowerCase()
    return (
      path.startsWith('/') &&
      (name === '' || this.#centre.locales.some((locale) => locale.toLowerCase() === name))
    )
  }

  /** By path beside the file, by path beside the page, as an address with or without the generator's base. */
  #article(path: string, from: ForeignArticle): Place | undefined {
    const bare = path.replace(/\.html?$/i, '')
    if (path.startsWith('/')) {
      for (const folder of ['', ...this.#centre.publicFolders, ...this.#docsFolders()]) {
        const place = this.#atFile(posix.join(folder, path))
        if (place) return place
      }
      return this.#atAddress(bare, from)
    }
    const besideFile = resolvePath(bare, from.source)
    const place = this.#atFile(besideFile)
    if (place) return place
    for (const address of from.addresses) {
      const found =
        this.#byAddress.get(canonicalAddress(posix.join('/', resolvePath(bare, address)))) ??
        this.#byAddress.get(canonicalAddress(posix.join('/', resolvePath(bare, address.replace(/\/$/, '')))))
      if (found) return found
    }
    // Hugo finds a page by its name alone.
    const only = [...this.#byFile.keys()].filter((file) =>
      file.endsWith(`/${withoutEnding(posix.normalize(bare))}`),
    )
    return /\.mdx?$/.test(path) && only.length === 1 ? this.#byFile.get(only[0]!) : undefined
  }

  #atFile(path: string): Place | undefined {
    const bare = withoutEnding(path.replace(/^\//, '').replace(/\/$/, ''))
    const last = posix.basename(bare)
    return [bare, `${bare}/index`, `${bare}/_index`, `${bare}/README`, `${bare}/${last}`]
      .map((one) => this.#byFile.get(one))
      .find(Boolean)
  }

  #atAddress(path: string, from: ForeignArticle): Place | undefined {
    const language = path.split('/')[1] ?? ''
    const withoutLocale = this.#centre.locales.some(
      (locale) => locale.toLowerCase() === language.toLowerCase(),
    )
      ? path.slice(language.length + 1)
      : path
    const base = from.addresses[0]?.split('/')[1] ?? ''
    return [path, withoutLocale, `/${base}${withoutLocale}`, `/docs${withoutLocale}`]
      .map((one) => this.#byAddress.get(canonicalAddress(one)))
      .find(Boolean)
  }

  /** The shelf that a folder has become: the page that only listed what lies in it was left out. */
  #shelf(path: string, from: Place): string | undefined {
    const wanted = path.startsWith('/')
      ? this.#docsFolders().map((folder) => posix.join(folder, path))
      : [resolvePath(path, from.article.source)]
    const folders = wanted.map((one) =>
      one.replace(/^\//, '').replace(/(?:\/_?index(?:\.\w+)?|\/README(?:\.md)?)?\/?$/i, '/'),
    )
    const inside = [...this.#byFile].filter(([file]) =>
      folders.some((folder) => folder !== '/' && file.startsWith(folder)),
    )
    const categories = new Set(inside.map(([, { category }]) => category))
    return categories.size === 1 ? `/${from.locale}/${[...categories][0]}/` : undefined
  }

  #docsFolders(): string[] {
    const [first] = this.#centre.articles
    return first
      ? [first.source.slice(0, first.source.length - `${first.id}.md`.length).replace(/\/$/, '')]
      : []
  }

  #file(path: string, from: ForeignArticle): string | undefined {
    const aliased = path.replace(/^~?@site\//, '/').replace(/^(?:~|@)\//, '/src/')
    const pageless = from.addresses.map((address) => posix.join('/', resolvePath(path, address)))
    const wanted = aliased.startsWith('/')
      ? ['', ...this.#centre.publicFolders].map((folder) => posix.join(folder, aliased))
      : [
          resolvePath(aliased, from.source),
          ...pageless.flatMap((one) => this.#centre.publicFolders.map((folder) => posix.join(folder, one))),
        ]
    const found = wanted.map((one) => one.replace(/^\//, '')).find((one) => this.#files.has(one))
    if (found) return found
    // A tag that knows its folder (`{% image sso/button.png %}`), and files given beside an export.
    const ending = `/${posix.normalize(aliased).replace(/^(?:\.\.\/|\/)+/, '')}`
    const matches = this.#centre.files.filter((file) => `/${file}`.endsWith(ending))
    return matches.length === 1 ? matches[0] : undefined
  }

  /** Pictures go beside the first article that shows them, other files to public/, each once. */
  #placedFile(file: string, from: Place): string {
    const known = this.placed.get(file)
    const target =
      known ??
      this.#keep(
        file,
        this.#free(
          isPicture.test(file)
            ? `articles/${from.locale}/${from.category}/pictures/${fileName(file)}`
            : `public/downloads/${fileName(file)}`,
        ),
      )
    if (target.startsWith('public/')) return encodeURI(target.slice('public'.length))
    return encodeURI(relativeTo(target, `articles/${from.locale}/${from.category}/${from.slug}`))
  }

  #keep(file: string, target: string): string {
    this.placed.set(file, target)
    this.#names.add(target.toLowerCase())
    return target
  }

  #free(path: string): string {
    const { dir, name, ext } = posix.parse(path)
    for (let at = 1; ; at++) {
      const wish = at === 1 ? path : `${dir}/${name}-${at}${ext}`
      if (!this.#names.has(wish.toLowerCase())) return wish
    }
  }
}

const withoutEnding = (path: string): string => path.replace(/\.(?:mdx?|markdown)$/i, '')

/** Letters, digits, dots and dashes: a name that any file system and any address takes. */
function fileName(path: string): string {
  const name = posix
    .basename(path)
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}.-]+/gu, '-')
    .replace(/^[-._]+/, '')
  return name === '' ? 'file' : name
}

function relativeTo(target: string, from: string): string {
  const path = posix.relative(posix.dirname(from), target)
  return path.startsWith('.') ? path : `./${path}`
}
