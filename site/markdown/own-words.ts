import { variablesIn, writeOutTree } from '#content/library/variables.ts'
import { everything } from '#site/library.ts'
import type { ArticleFile, HtmlNode } from './hast.ts'
import { articleAt } from './links.ts'
import { explainTerms } from './terms.ts'

/** Writes `{{support_phone}}` out as site.yaml says; the content check has named those that it does not say. */
export function writeOutVariables() {
  return (tree: Parameters<typeof writeOutTree>[0], { history: [path = ''] }: ArticleFile): void => {
    const { site } = everything
    const locale = articleAt(path)?.locale
    if (locale) writeOutTree(tree, variablesIn(site.variables, locale, site.locales[0]))
  }
}

/** Explains the words of the glossary in the article's language. */
export function explainGlossary() {
  return (tree: HtmlNode, { history: [path = ''] }: ArticleFile): void => {
    const terms = everything.glossary?.[articleAt(path)?.locale ?? '']
    if (terms) explainTerms(tree, terms)
  }
}
