/** What an article may say of itself in another help centre, in the names of `content/model/article.ts`. */
export interface ForeignFields {
  readonly description?: string
  readonly keywords?: readonly string[]
  readonly access?: 'open' | 'unlisted'
  readonly draft?: boolean
  /** YYYY-MM-DD */
  readonly updated?: string
  readonly order?: number
}

/** Who alone sees an article in another help centre. */
export interface ForeignReaders {
  /** A sentence that ends the phrase "A draft, because". */
  readonly because: string
  /** Ids of the source's own segments: whoever is in one of them reads the article. Empty where the source names none. */
  readonly segments: readonly string[]
}

/** One article in one language, as another help centre has it. */
export interface ForeignArticle {
  /** Names the article for good, whatever its language: "zendesk 360042", "docs/cards/freeze". */
  readonly id: string
  /** Where it stands, for messages: a path below the source, or "article 360042 (en-us)". */
  readonly source: string
  /** As the source writes it. */
  readonly locale: string
  /** Ids of the shelves it stands on, the outermost first; none when it stands on none. */
  readonly shelves: readonly string[]
  /** The last part of its address as the source has it; it is made addressable when it is placed. */
  readonly slug: string
  readonly title: string
  readonly fields: ForeignFields
  /** Whom it is shown to, where that is not everybody. It comes over as restricted or as a draft, never as public. */
  readonly readers?: ForeignReaders
  readonly body: string
  readonly format: 'md' | 'mdx' | 'html'
  /** Lines of the file before the body. */
  readonly offset: number
  /** Paths it answered on, without a host; they become aliases, and links to them are followed. */
  readonly addresses: readonly string[]
  /** Files that hang on it and are not in its text. */
  readonly attachments?: readonly { readonly name: string; readonly url: string }[]
}

/** A shelf, or a shelf on a shelf. */
export interface ForeignShelf {
  readonly id: string
  /** One label, or one a locale as the source writes it. */
  readonly label: string | Readonly<Record<string, string>>
  readonly description?: string | Readonly<Record<string, string>>
  /** Lowest first; shelves without one follow by label. */
  readonly order?: number
}

/** A help centre of another product or generator, read and not yet placed. */
export interface ForeignCentre {
  /** "Zendesk", "Docusaurus" */
  readonly kind: string
  readonly name?: string
  /** As the source writes them, the first one first. */
  readonly locales: readonly string[]
  readonly articles: readonly ForeignArticle[]
  readonly shelves: readonly ForeignShelf[]
  /** Ids of articles that stand out for everybody. */
  readonly mostAsked: readonly string[]
  /** Absolute folder below which {@link files} lie. */
  readonly root: string
  /** Paths of everything that could be a picture or a download. */
  readonly files: readonly string[]
  /** Of help desks, whose files are saved by hand: names of files by their addresses, where the address does not end in the name. */
  readonly fileNames?: ReadonlyMap<string, string>
  /** Folders of {@link root} whose content lies at the root of the old site, '' for the root itself. */
  readonly publicFolders: readonly string[]
  /** Beginnings that an address of the old site may have: "https://docs.acme.example/help". */
  readonly origins: readonly string[]
  /** Files that were read and did not become articles: home pages, lists of other pages, parts of pages. */
  readonly leftOut: readonly string[]
  /** What a person has to know that belongs to no article. */
  readonly notes: readonly string[]
}
