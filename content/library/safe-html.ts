/**
 * The HTML that writers may use, in `.md` and `.mdx` alike: text and structure, never anything that runs, styles the
 * page or sends data. What is not here is left out of the page, its text stays.
 */
export const safeElements: readonly string[] = [
  ...[
    'a',
    'abbr',
    'b',
    'bdi',
    'bdo',
    'blockquote',
    'br',
    'caption',
    'center',
    'cite',
    'code',
    'col',
    'colgroup',
  ],
  ...[
    'dd',
    'del',
    'details',
    'dfn',
    'div',
    'dl',
    'dt',
    'em',
    'figcaption',
    'figure',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
  ],
  ...[
    'h6',
    'hr',
    'i',
    'img',
    'ins',
    'kbd',
    'li',
    'mark',
    'ol',
    'p',
    'picture',
    'pre',
    'q',
    'rp',
    'rt',
    'ruby',
    's',
  ],
  ...[
    'samp',
    'section',
    'small',
    'source',
    'span',
    'strong',
    'sub',
    'summary',
    'sup',
    'table',
    'tbody',
    'td',
  ],
  ...['tfoot', 'th', 'thead', 'time', 'tr', 'track', 'u', 'ul', 'var', 'video', 'wbr'],
]

/** Attributes any of them may have, in the spelling of HTML. */
export const safeAttributes: readonly string[] = ['dir', 'id', 'lang', 'title']

/** Attributes of one element alone. */
export const safeAttributesOf: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'hreflang', 'name'],
  col: ['span'],
  colgroup: ['span'],
  details: ['name', 'open'],
  img: ['alt', 'height', 'src', 'width'],
  li: ['value'],
  ol: ['reversed', 'start', 'type'],
  source: ['src', 'type'],
  td: ['align', 'colspan', 'rowspan'],
  th: ['align', 'colspan', 'rowspan', 'scope'],
  time: ['datetime'],
  track: ['default', 'kind', 'label', 'src', 'srclang'],
  video: ['controls', 'height', 'loop', 'muted', 'poster', 'src', 'width'],
}

/** Attributes that hold the address of a page or a file, of HTML and of components; pictures go through the image pipeline. */
export const addressesOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['a', ['href']],
  ['source', ['src']],
  ['track', ['src']],
  ['video', ['src', 'poster']],
  ['Card', ['href']],
  ['Video', ['src', 'poster']],
])

/** Beginnings of addresses a link may have; without one it leads to a page or file of the site. */
export const safeProtocols: readonly string[] = ['http', 'https', 'mailto', 'sms', 'tel']
