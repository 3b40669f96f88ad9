import { rehypeHeadingIds, unified } from '@astrojs/markdown-remark'
import rehypeHighlight from 'rehype-highlight'
import { defListHastHandlers, remarkDefinitionList } from 'remark-definition-list'
import { linkHeadings } from './anchors.ts'
import { drawArticle } from './draw.ts'
import { writeLinks } from './links.ts'
import { explainGlossary, writeOutVariables } from './own-words.ts'
import { encodePercentSigns } from './percent-signs.ts'
import { sanitizeMarkdown } from './sanitize.ts'

/** How the bodies of articles become pages, `.md` and `.mdx` alike: made safe, then drawn, then code coloured by classes. */
export const articleMarkdown = () =>
  unified({
    gfm: true,
    smartypants: false,
    remarkPlugins: [remarkDefinitionList as never, writeOutVariables as never, encodePercentSigns as never],
    remarkRehype: { clobberPrefix: '', handlers: defListHastHandlers as never },
    rehypePlugins: [
      sanitizeMarkdown as never,
      drawArticle as never,
      writeLinks as never,
      explainGlossary as never,
      rehypeHeadingIds as never,
      linkHeadings as never,
      [rehypeHighlight, { detect: false, prefix: 'hl-' }] as never,
    ],
  })
