import { getCollection } from 'astro:content'
import type { APIRoute } from 'astro'
import { library } from '#site/library.ts'
import { plainArticle } from '#site/plain-article.ts'

/** Like its page, it is drawn only where the run that draws it has the article (scripts/site/carry-over.ts). */
export async function getStaticPaths() {
  const here = new Set((await getCollection('articles')).map(({ id }) => `articles/${id}`))
  return library.articles
    .filter(({ file }) => here.has(file))
    .map((article) => ({
      params: { locale: article.locale, category: article.category, slug: article.slug },
      props: { article },
    }))
}

/** The article beside its page, as Markdown. */
export const GET: APIRoute = ({ props }) =>
  new Response(plainArticle(props['article']), {
    headers: { 'Content-Type': 'text/markdown; charset=utf-8' },
  })
