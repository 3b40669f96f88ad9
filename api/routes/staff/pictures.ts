import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { z } from 'zod'
import { change, type Entry } from '#api/storage/staff-change.ts'
import { readBody } from '#api/web/input.ts'
import { refusal } from '#api/web/refusals.ts'
import type { PictureAnswer } from './answers.ts'
import { kindOfPicture, pictureAddress, pictureName, placeOf, writePicture } from './article-file.ts'
import { committed, libraryOf, notWritable } from './articles.ts'
import type { Inside, StaffRoute } from './route.ts'

const pictureSchema = z.strictObject({
  locale: z.string().max(35),
  category: z.string().max(80),
  /** Name of the file it was. */
  name: z.string().max(300),
  /** Base64. */
  data: z.base64(),
})

/** Pictures beside articles, for whoever writes one. */
export const pictureRoutes: StaffRoute[] = [
  {
    method: 'POST',
    path: '/pictures',
    room: 'gaps',
    says: 'Keeps a picture beside an article.',
    body: pictureSchema,
    async handle(c, inside) {
      const { data, name, ...at } = await readBody(c, pictureSchema)
      return c.json(await addPicture(inside, { ...at, name }, Buffer.from(data, 'base64')), 201)
    },
  },
  {
    method: 'GET',
    path: '/pictures/:locale/:category/:name',
    room: 'gaps',
    says: 'A picture that is not published yet.',
    async handle(c, { context }) {
      const { locale, category } = placeOf(libraryOf(context), { ...c.req.param(), slug: 'x' })
      const name = c.req.param('name') ?? ''
      const { content } = context.environment.folders
      const path = join(content, 'articles', locale, category, name)
      const bytes = pictureName.test(name) ? await readFile(path).catch(() => undefined) : undefined
      const kind = bytes && kindOfPicture(bytes)
      if (!bytes || !kind) throw refusal('no-such-picture')
      return c.body(new Uint8Array(bytes), 200, { 'Content-Type': kind.type })
    },
  },
]

async function addPicture(
  { context, me }: Inside,
  { locale, category, name }: { locale: string; category: string; name: string },
  bytes: Uint8Array,
): Promise<PictureAnswer> {
  const at = placeOf(libraryOf(context), { locale, category, slug: 'x' })
  const kind = kindOfPicture(bytes)
  if (!kind) throw refusal('no-picture', { name })
  const words = name
    .slice(0, name.length - extname(name).length)
    .toLowerCase()
    .normalize('NFD')
  const base =
    words
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'picture'
  const folder = `articles/${at.locale}/${at.category}`
  const { content } = context.environment.folders
  const written = await change(context.app, async () => {
    const file = await writePicture(content, { folder, base, ending: kind.ending }, bytes).catch(
      notWritable(folder),
    )
    const entry: Entry = { by: me.id, what: 'picture.added', object: `${folder}/${file}` }
    return { value: file, write: { queries: [], entry } }
  })
  const kept = await committed(content, [`${folder}/${written}`], {
    ...me,
    message: `Add the picture ${written}`,
  })
  return { name: written, address: pictureAddress({ ...at, slug: 'x' }, written) ?? '', kept }
}
