import type { ForeignShelf } from '../foreign.ts'

export type Generator = 'jekyll' | 'docusaurus' | 'starlight' | 'hugo' | 'mkdocs' | 'gitbook' | 'vitepress'

/** Front-matter as it stands in a file, before its names are mapped to ours. */
export type RawFields = Readonly<Record<string, unknown>>

/** Where a table of contents outside the articles puts one of them. */
export interface NavigationEntry {
  readonly label?: string
  /** Labels of the sections it stands in, the outermost first. */
  readonly sections?: readonly string[]
  readonly order: number
}

/** How one generator keeps its articles: what the common reader cannot know. */
export interface Layout {
  readonly generator: Generator | undefined
  /** "Docusaurus" */
  readonly kind: string
  readonly name?: string
  /** The site's languages, the first one first. */
  readonly locales: readonly string[]
  /** Folders of articles below the root, each with the language it is in where that is not said by the path. */
  readonly folders: readonly { readonly path: string; readonly locale?: string }[]
  /** Splits a path below such a folder into its language and the rest, which is the same in every language. */
  localeOf?(path: string): { locale?: string; path: string }
  /** Files that are no articles: partials, home pages, the generator's own. */
  skip?(path: string, fields: RawFields, body: string): boolean
  /** Markdown that lies outside {@link folders} and might have been meant; it is named as left out. */
  readonly outside?: readonly string[]
  readonly navigation?: ReadonlyMap<string, NavigationEntry>
  /** Shelves by front-matter instead of by folder; undefined where it says none. */
  shelvesOf?(fields: RawFields): readonly string[] | undefined
  /** The path an article answered on, where it is not its place below the folder. */
  addressOf?(path: string, fields: RawFields, folder: string): string | undefined
  readonly shelves: readonly ForeignShelf[]
  /** What stands before every path: "/docs", "". */
  readonly base: string
  /** What stands behind that in some languages: "zh". */
  readonly prefixes?: ReadonlyMap<string, string>
  readonly publicFolders: readonly string[]
  readonly origins: readonly string[]
  /** What `{{ … }}` may print. */
  readonly values: ReadonlyMap<string, string>
  readonly includes?: string
  readonly notes: readonly string[]
}
