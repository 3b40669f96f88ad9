import type { APIRoute } from 'astro'
import { library } from '#site/library.ts'
import { plainArticle } from '#site/plain-article.ts'

export function getStaticPaths() {
  return library.articles.map((article) => ({
    params: { locale: article.locale, category: article.category, slug: article.slug },
    props: { article },
  }))
}

/** The article beside its page, as Markdown. */
export const GET: APIRoute = ({ props }) =>
  new Response(plainArticle(props['article']), {
    headers: { 'Content-Type': 'text/markdown; charset=utf-8' },
  })
