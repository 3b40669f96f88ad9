import type { APIRoute } from 'astro'
import { say } from '#content/model/locale.ts'
import { atomFeed } from '#site/feed.ts'
import { articlesOf, frontDoors } from '#site/front-door.ts'
import { library } from '#site/library.ts'

export const getStaticPaths = frontDoors

/** What changed lately of all that a segment's readers are shown first. */
export const GET: APIRoute = ({ params: { locale = '' }, props: { segment }, site, url }) =>
  atomFeed({
    locale,
    about: say(segment.label, locale, library.site.locales[0]),
    path: `/${locale}/for/${segment.id}/`,
    articles: articlesOf(segment, locale),
    origin: site ?? url,
  })
