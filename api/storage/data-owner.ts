import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Folders } from '#api/settings/folders.ts'
import { readTerms } from '#content/library/read-folder.ts'
import { OperatorError } from '#content/model/operator-error.ts'
import { siteSchema } from '#content/model/site.ts'

/** In the data folder: whose tickets, votes and gaps these are. */
const file = 'content.json'

const ownerSchema = z.object({
  /** The company, as site.yaml names it. */
  name: z.string(),
  /** Absolute path of its content folder. */
  content: z.string(),
})

const unnamed = siteSchema.parse({}).name

/** A data folder and a content folder of two companies. */
export class AnotherCompany extends OperatorError {
  constructor(data: string, owner: z.infer<typeof ownerSchema>, asked: z.infer<typeof ownerSchema>) {
    super(
      `The data folder "${data}" belongs to "${owner.name}" (content in ${owner.content}), and the content is that of "${asked.name}" (${asked.content}).
Tickets, votes and gaps of one company must not meet the articles of another. Nothing was read or written.
Give this content a data folder of its own:  KINDRED_DATA=${data}-${idOf(asked.name)}
Or, if both are one company that has been renamed and moved, delete ${join(data, file)} and start again.`,
    )
    this.name = 'AnotherCompany'
  }
}

/**
 * Notes in the data folder whose content it goes with, and refuses another company's. A company may move its folder or
 * change its name, one at a time: only when both differ it is another.
 *
 * @throws {AnotherCompany}
 */
export async function claimData(where: Pick<Folders, 'content' | 'data'>): Promise<void> {
  const { owner, asked } = await refuseAnother(where)
  if (owner?.name === asked.name && owner.content === asked.content) return
  mkdirSync(where.data, { recursive: true })
  writeFileSync(join(where.data, file), `${JSON.stringify(asked, null, 2)}\n`)
}

/** The same for those who only read: nothing is written. @throws {AnotherCompany} */
export async function refuseAnother({ content, data }: Pick<Folders, 'content' | 'data'>) {
  const asked = { name: (await readTerms(content)).company, content: resolve(content) }
  const owner = ownerOf(data)
  const same =
    owner !== undefined &&
    (owner.content === asked.content || (owner.name === asked.name && owner.name !== unnamed))
  if (owner && !same) throw new AnotherCompany(data, owner, asked)
  return { owner, asked }
}

function ownerOf(data: string): z.infer<typeof ownerSchema> | undefined {
  const path = join(data, file)
  if (!existsSync(path)) return undefined
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new OperatorError(
      `"${path}" cannot be read, so nobody can tell whose data this is. Delete it if the data folder goes with this content.`,
    )
  }
}

const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'own'
