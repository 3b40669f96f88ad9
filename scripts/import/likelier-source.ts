import { accept } from './accept.ts'
import { sources } from './desks/index.ts'
import { isReject, type Source } from './desks/source.ts'
import { readRecords, Unreadable } from './files/records.ts'
import { generic } from './generic/generic.ts'
import type { Asked } from './options.ts'

/** Rows looked at. */
const looked = 20

/** What to try with a file of which nothing could be read; undefined when the table's own columns were asked for already. */
export async function otherSource(asked: Asked): Promise<string | undefined> {
  const better = await likelierSource(asked)
  if (better !== undefined) return `It looks like ${better.label}: try --source ${better.name}.`
  if (asked.source.name === generic.name) return undefined
  return `No help desk has these columns: try --source ${generic.name} --dry-run, which shows how its columns are read and asks for those it does not know.`
}

/** The source that reads most of the first rows of a file; undefined when none reads more than the one that was asked for. */
async function likelierSource(asked: Asked): Promise<Source | undefined> {
  const scores = new Map<Source, number>()
  for (const source of sources) scores.set(source, await readable(source, asked))
  const least = scores.get(sources.find(({ name }) => name === asked.source.name)!) ?? 0
  const [best] = [...scores].filter(([, score]) => score > least).sort(([, a], [, b]) => b - a)
  return best?.[0]
}

async function readable(
  source: Source,
  { file, encoding, sheet, header, dates, zone, date }: Asked,
): Promise<number> {
  const acceptance = {
    source: source.name,
    secret: new Uint8Array(32),
    traits: [],
    locales: [],
    dates,
    zone,
    date,
  }
  let [read, good] = [0, 0]
  try {
    for await (const { value } of readRecords({ file, lists: source.lists, encoding, sheet, header })) {
      const raw = isReject(value) ? value : source.ticket(value)
      if (!isReject(raw) && !isReject(accept(raw, acceptance))) good++
      if (++read === looked) break
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
  }
  return good
}
