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

/** Of every page: its head, its title, the reason for its order, the ways to reach us and its foot. */
const everywhere =
  'wrap skip vh top brand to find langs full code note kin why as plain menu btn quiet foot part row page title lede body wide crumbs toc fold because tongue moved titles stuck ways shown wait ever ok'
const inProse =
  'prose for steps ui call head warn anchor helped ask checked others neighbours after aside facet pick end'

/** What most articles do not have, and the pages of lists neither. */
const rareElements =
  'table caption thead tbody tr th td blockquote figure figcaption pre code kbd samp hr dl dt dd details h4 h5 sup sub img video mark textarea select fieldset'

/**
 * What the first screen of each kind of page is made of: classes, and elements that no rule is kept for. A journey
 * compares the pages of each kind with and without the whole sheet.
 */
const kinds = {
  home: {
    classes: `${everywhere} band hint act order first firm head shelf asked`,
    without: rareElements,
  },
  article: { classes: `${everywhere} ${inProse}`, without: rareElements },
  rich: {
    classes: `${everywhere} ${inProse} scroll stack code zoom film tabs tab tab-names tab-label cards card card-title footnotes contains-task-list task-list-item to-center to-right to-left`,
    without: '',
  },
  list: {
    classes: `${everywhere} head call helped thanks entries snip results hits path chips lead up meant facets words pages person near perhaps write asked`,
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
  /<(?:table|blockquote|figure|pre|code|kbd|samp|hr|dl|details|h4|h5|sup|sub|img|video)\b|class="(?:tabs|cards|film|contains-task-list)\b/

/** Where {@link withFirstScreen} puts the critical CSS. */
export const firstScreenMark = '<!--first-screen-->'

/** The page with the critical CSS of its kind, so that it is painted before the whole sheet is there. */
export function withFirstScreen(html: string): string {
  return html.replace(firstScreenMark, () => `<style>${firstScreens[kindOf(html)]}</style>`)
}

function kindOf(html: string): Kind {
  if (html.includes('<div class="band">')) return 'home'
  const prose = html.search(/class="(?:body )?prose"/)
  if (prose < 0) return 'list'
  const part = html.slice(prose, prose + firstPart)
  return rich.test(part.split('</article>')[0]!) ? 'rich' : 'article'
}

/** @param keeps which rules stay, by their selectors; what is for print or movement goes then, too */
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
      },
    }),
  })
  return code.toString()
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
