import { join } from 'node:path'
import type { Issue } from '#content/library/issue.ts'
import { parseBody } from '#content/library/mdx.ts'
import { canonicalAddress, taken } from '#content/model/addresses.ts'
import { mendAnchors, type Translated } from './anchors.ts'
import type { Generator } from './folders/layout.ts'
import { Follower } from './follow.ts'
import type { ForeignCentre } from './foreign.ts'
import { frontMatter } from './front-matter.ts'
import { type BodyContext, translateBody } from './markup/body.ts'
import { Notes } from './notes.ts'
import { type Place, type PlacedCentre, placeArticles } from './place.ts'
import { askAboutReaders, isWithheld, readersHere, type SegmentMapping } from './readers.ts'
import { settings } from './settings.ts'

/** A file of the new content folder: text, or a file of the source that is copied. */
export interface PlannedFile {
  readonly path: string
  readonly text?: string
  /** Absolute path. */
  readonly copyOf?: string
  /** The article or file of the source it comes from. */
  readonly from: string
}

export interface Plan {
  readonly files: readonly PlannedFile[]
  readonly placed: PlacedCentre
  readonly changed: ReadonlyMap<string, number>
  /** What needs a person, by place in the source. */
  readonly forPerson: readonly Issue[]
  readonly leftOut: readonly string[]
  readonly drafts: number
  readonly restricted: number
  readonly pictures: number
}

export interface PlanOptions {
  readonly generator: Generator | undefined
  readonly values: ReadonlyMap<string, string>
  /** Text of a file that an article includes, by the article's own path. */
  fileFor(source: string, path: string): string | undefined
  /** Of an earlier import: `<category>/<slug>` by the article's id, and the place of each copied file. */
  readonly before: {
    readonly articles: ReadonlyMap<string, string>
    readonly files: ReadonlyMap<string, string>
  }
  readonly segments: SegmentMapping
}

/** The new content folder, worked out and not yet written. Pure but for what {@link PlanOptions.fileFor} reads. */
export function planImport(centre: ForeignCentre, options: PlanOptions): Plan {
  const placed = placeArticles(centre, options.before.articles)
  const follower = new Follower(centre, placed.places, options.before.files)
  const changed = new Map<string, number>()
  const forPerson: Issue[] = centre.notes.map((message) => ({ file: centre.kind, line: 1, message }))
  const pages = new Set(placed.places.map(({ url }) => canonicalAddress(url)))
  const aliasOwner = new Map<string, string>()
  const files: PlannedFile[] = []
  const translated: (Translated & { path: string })[] = []

  for (const place of placed.places) {
    const { article } = place
    const notes = new Notes(article.body, article.offset)
    const { body, format } = translateBody(article, contextOf(place, notes))
    const attached = attachments(place, notes)
    const restricted = readersHere(article, options.segments)
    askAboutReaders(article, options.segments, notes)
    const head = frontMatter(article, aliases(place, notes), restricted)
    if (body.trim() === '') notes.ask(0, 'The article has no text.')
    const { problems, anchors } = parseBody(body, format, article.title)
    for (const { warning, line, message } of problems) if (!warning) notes.ask(line, message)
    translated.push({
      place,
      anchors,
      path: `articles/${place.locale}/${place.category}/${place.slug}.${format}`,
      text: head + (body.trim() === '' && attached === '' ? '' : `\n${body.trim()}\n${attached}`),
    })
    for (const [kind, times] of notes.changed) add(kind, times)
    forPerson.push(...notes.forPerson.map((note) => ({ file: article.source, ...note })))
  }
  const asked = new Set(centre.articles.flatMap(({ readers }) => readers?.segments ?? []))
  for (const id of options.segments.keys())
    if (!asked.has(id))
      forPerson.push({
        file: centre.kind,
        line: 1,
        message: `No article is only for the segment ${id}, which "--segment" names.`,
      })
  const byAddress = new Map(translated.map((one) => [one.place.url, one]))
  for (const one of translated) {
    const { text, mended } = mendAnchors(one, byAddress)
    if (mended > 0) add('anchors mended', mended)
    files.push({ path: one.path, text, from: one.place.article.id })
  }
  for (const [from, path] of follower.placed) files.push({ path, copyOf: join(centre.root, from), from })
  files.push(...settings(centre, placed))
  return {
    files,
    placed,
    changed,
    forPerson,
    leftOut: centre.leftOut,
    drafts: placed.places.filter(
      ({ article }) => article.fields.draft || isWithheld(article, options.segments),
    ).length,
    restricted: placed.places.filter(
      ({ article }) => !article.fields.draft && readersHere(article, options.segments),
    ).length,
    pictures: follower.placed.size,
  }

  function add(kind: string, times: number): void {
    changed.set(kind, (changed.get(kind) ?? 0) + times)
  }

  function contextOf(place: Place, notes: Notes): BodyContext {
    const { article } = place
    const values = new Map(options.values)
    for (const prefix of ['page', 'frontmatter', 'frontMatter']) values.set(`${prefix}.title`, article.title)
    return {
      generator: options.generator,
      notes,
      values,
      file: (path) => options.fileFor(article.source, path),
      rewrite: (href, picture) => {
        const written = follower.rewrite(href, place)
        if (written !== undefined && written !== href)
          notes.change(picture ? 'pictures placed' : 'links rewritten')
        else if (picture && /^(?:https?:)?\/\//.test(href))
          notes.ask(1, `The picture "${href}" lies on another site and becomes a link.`, {
            kind: 'Pictures that lie on another site and become links; given in the folder of the source, they are placed',
            words: href,
          })
        return written
      },
    }
  }

  /** Earlier addresses that nothing of the new site answers on, each once. */
  function aliases(place: Place, notes: Notes): string[] {
    return place.article.addresses.filter((address) => {
      const key = canonicalAddress(address)
      const [first = '', second] = key.split('/').filter(Boolean)
      const ours =
        first === '' ||
        pages.has(key) ||
        taken.includes(first) ||
        (second === undefined && placed.locales.includes(first))
      const category =
        placed.locales.includes(first) && placed.categories.some(({ id }) => key === `/${first}/${id}/`)
      if (ours || category || !/^\/[^:*{]*$/.test(address)) {
        if (key !== canonicalAddress(place.url) && first !== '')
          notes.ask(0, `Its earlier address ${address} belongs to another page now and is not redirected.`, {
            kind: 'Earlier addresses that belong to another page now are not redirected',
          })
        return false
      }
      if (aliasOwner.has(key)) return false
      aliasOwner.set(key, place.article.source)
      return true
    })
  }

  function attachments(place: Place, notes: Notes): string {
    const links = (place.article.attachments ?? []).flatMap(({ name, url }) => {
      const path = follower.attachment(name, place)
      if (path !== undefined) return [`- [${name.replace(/[[\]]/g, '')}](${path})`]
      notes.ask(0, `The attachment "${name}" was not given: ${url}`)
      return []
    })
    return links.length > 0 ? `\n${links.join('\n')}\n` : ''
  }
}
