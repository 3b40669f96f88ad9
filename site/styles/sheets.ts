import { createHash } from 'node:crypto'
import { transform } from 'lightningcss'
import article from './article.css?raw'
import kindred from './kindred.css?raw'

/** What is asked of a selector; the compiler does not find the package's own types of its parts. */
type Selector = readonly {
  readonly type: string
  readonly kind?: string
  readonly name?: string
  readonly selectors?: readonly Selector[]
}[]

const source = `${kindred}\n${article}`

/** The whole sheet of the public pages, under a name that changes with it. */
export const sheet = (() => {
  const css = minified()
  const version = createHash('sha256').update(css).digest('base64url').slice(0, 8)
  const name = `kindred.${version}.css`
  return { css, name, address: `/_astro/${name}` }
})()

/** Of every page: its head and its title. */
const everywhere =
  'wrap skip vh top brand to find langs full code note kin why as plain page title lede body wide crumbs because tongue'
/** Of pages without an article: rows, the ways to reach us, the foot. */
const inLists = `${everywhere} part row head moved titles stuck ways shown wait ever ok foot btn quiet menu asked`
/** What follows an article waits for the whole sheet, which stands behind it. */
const inProse = `${everywhere} toc fold prose for steps ui call head warn anchor aside`

const inTables = 'table caption thead tbody tr th td'
const inRichText =
  'blockquote figure figcaption pre code kbd samp hr dl dt dd details h4 h5 sup sub img video mark'
const inForms = 'textarea select fieldset'
/** What most articles do not have, and the pages of lists neither. */
const rareElements = `${inTables} ${inRichText} ${inForms}`

/**
 * What the first screen of each kind of page is made of: classes, and elements that no rule is kept for. A journey
 * compares the pages of each kind with and without the whole sheet.
 */
const kinds = {
  home: {
    classes: `${inLists} band hint act order first firm shelf`,
    without: rareElements,
  },
  article: { classes: inProse, without: rareElements },
  table: {
    classes: `${inProse} scroll stack to-center to-right to-left`,
    without: `${inRichText} ${inForms}`,
  },
  rich: {
    classes: `${inProse} scroll stack to-center to-right to-left code zoom film tabs tab tab-names tab-label cards card card-title footnotes contains-task-list task-list-item`,
    without: inForms,
  },
  list: {
    classes: `${inLists} toc fold about prose steps act end call helped thanks entries snip results hits path chips lead up meant facets facet pick words pages person near perhaps write`,
    without: 'table caption thead tbody tr th td blockquote figure figcaption pre kbd samp hr video',
  },
}
type Kind = keyof typeof kinds

/** Critical CSS of each kind of page: the rules for its first screen, but for what a pointer or a printer brings about. */
const firstScreens = Object.fromEntries(
  Object.entries(kinds).map(([kind, { classes, without }]) => {
    const [known, rare] = [new Set(classes.split(' ')), new Set(without.split(' '))]
    return [kind, minified((selector) => mayMatch(selector, known, rare))]
  }),
) as Record<Kind, string>

/** Sources for `style-src` that allow what stands in the pages. */
export const styleHashes: readonly string[] = Object.values(firstScreens).map(
  (css) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`,
)

/** Characters of an article's HTML that a first screen may show. */
const firstPart = 2500

const rich =
  /<(?:blockquote|figure|pre|code|kbd|samp|hr|dl|details|h4|h5|sup|sub|img|video)\b|class="(?:tabs|cards|film|contains-task-list)\b/

const articleStart = '<article class="prose"'

/** Where {@link withFirstScreen} puts the critical CSS. */
export const firstScreenMark = '<!--first-screen-->'

/**
 * The page with the critical CSS of its kind, so that it is painted before the whole sheet is there. The sheet stands
 * behind the article, or last: browsers paint what stands before a sheet, and do not lay out the rest until it is there.
 */
export function withFirstScreen(html: string): string {
  if (!html.includes(firstScreenMark)) return html
  const link = `<link rel="stylesheet" href="${sheet.address}">`
  const article = html.indexOf(articleStart)
  const at =
    article < 0 ? html.lastIndexOf('</body>') : html.indexOf('</article>', article) + '</article>'.length
  const linked = html.slice(0, at) + link + html.slice(at)
  return linked.replace(firstScreenMark, () => `<style>${firstScreens[kindOf(html)]}</style>`)
}

function kindOf(html: string): Kind {
  if (html.includes('<div class="band">')) return 'home'
  const article = html.indexOf(articleStart)
  if (article < 0) return 'list'
  const part = html.slice(article, article + firstPart)
  const [shown = ''] = part.split('</article>')
  if (rich.test(shown)) return 'rich'
  return shown.includes('<table') ? 'table' : 'article'
}

/** @param keeps which selectors stay; what is for print or movement goes then, and variables that nothing reads */
function minified(keeps?: (selector: Selector) => boolean): string {
  const { code } = transform({
    filename: 'kindred.css',
    code: Buffer.from(source),
    minify: true,
    ...(keeps && {
      visitor: {
        Rule: {
          style: ({ value }) =>
            (value.selectors as unknown as readonly Selector[]).some(keeps) ? undefined : [],
          media: ({ value }) => (/"print"|reduced-motion/.test(JSON.stringify(value.query)) ? [] : undefined),
        },
        Selector: (selector) => (keeps(selector as unknown as Selector) ? undefined : []),
      },
    }),
  })
  const css = code.toString()
  return keeps
    ? css.replace(/--([\w-]+):[^;{}]+;?/g, (variable, name) =>
        css.includes(`var(--${name})`) ? variable : '',
      )
    : css
}

/** Whether the selector can match what nobody has touched yet, made of these classes and none of these elements. */
function mayMatch(selector: Selector, classes: ReadonlySet<string>, without: ReadonlySet<string>): boolean {
  return selector.every((part) => {
    if (part.type === 'class') return classes.has(part.name ?? '')
    if (part.type === 'type') return !without.has(part.name ?? '')
    if (part.type !== 'pseudo-class') return true
    if (part.kind === 'is' || part.kind === 'where' || part.kind === 'has')
      return (part.selectors ?? []).some((one) => mayMatch(one, classes, without))
    return part.kind !== 'hover'
  })
}
