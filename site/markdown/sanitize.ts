import rehypeRaw from 'rehype-raw'
import rehypeSanitize, { defaultSchema, type Options } from 'rehype-sanitize'
import { safeAttributes, safeAttributesOf, safeElements, safeProtocols } from '#content/library/safe-html.ts'
import { type ArticleFile, type HtmlNode, isMdx } from './hast.ts'

/** HTML attributes whose names in the tree differ from their spelling. */
const properties: Readonly<Record<string, string>> = {
  colspan: 'colSpan',
  datetime: 'dateTime',
  hreflang: 'hrefLang',
  rowspan: 'rowSpan',
  srclang: 'srcLang',
}
const property = (name: string) => properties[name] ?? name
const fromMarkdown = defaultSchema.attributes ?? {}

/** The safe list as `rehype-sanitize` takes it, with the classes that GFM itself writes: task lists and footnotes. */
const schema: Options = {
  ...defaultSchema,
  tagNames: [...safeElements, 'input'],
  attributes: {
    ...Object.fromEntries(
      ['a', 'code', 'h2', 'li', 'ol', 'section', 'ul'].map((tag) => [tag, fromMarkdown[tag] ?? []]),
    ),
    // A writer's own <input> becomes this, too: a box that cannot be pressed.
    input: [...(fromMarkdown['input'] ?? []), 'checked'],
    ...Object.fromEntries(
      Object.entries(safeAttributesOf).map(([tag, names]) => [
        tag,
        [
          ...(fromMarkdown[tag] ?? []).filter((one) => typeof one !== 'string' || one.startsWith('data')),
          ...names.map(property),
        ],
      ]),
    ),
    '*': ['ariaDescribedBy', ...safeAttributes.map(property)],
  },
  protocols: { href: [...safeProtocols], src: ['http', 'https'], poster: ['http', 'https'] },
  // The page's scripts look nothing up by name, and anchors must keep the names that links use.
  clobber: [],
  strip: ['script', 'style', 'iframe', 'object', 'template', 'textarea', 'title'],
}

/** Parses the HTML in a `.md` article and keeps what is on the safe list; `.mdx` has no raw HTML. */
export function sanitizeMarkdown() {
  const raw = rehypeRaw() as unknown as (tree: HtmlNode, file: ArticleFile) => HtmlNode
  const sanitize = rehypeSanitize(schema) as unknown as (tree: HtmlNode) => HtmlNode
  return (tree: HtmlNode, file: ArticleFile): HtmlNode => (isMdx(file) ? tree : sanitize(raw(tree, file)))
}
