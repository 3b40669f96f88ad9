import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { inOrder, joined, type TermCount } from './contract.ts'
import { jsonLines } from './json-lines.ts'

/** Runs merged at once; more are merged into one first, so that few files are open. */
const mostRuns = 32
const batchSize = 4096

/** Sorted counts that were set aside on disk because memory is bounded. */
export class Runs {
  readonly #folder: string
  #files: string[] = []
  #made = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  get any(): boolean {
    return this.#files.length > 0
  }

  /** Sets counts aside that are in order. */
  async add(counts: Iterable<TermCount>): Promise<void> {
    this.#files.push(await this.#write(batched(counts)))
    if (this.#files.length < mostRuns) return
    const files = this.#files
    this.#files = [await this.#write(mergedFiles(files, []))]
    await Promise.all(files.map((file) => rm(file)))
  }

  /** Everything set aside and these counts, which are in order, as one. */
  merged(counts: Iterable<TermCount>): AsyncGenerator<TermCount[]> {
    return mergedFiles(this.#files, counts)
  }

  async #write(batches: AsyncIterable<TermCount[]>): Promise<string> {
    const file = join(this.#folder, `run-${this.#made++}.ndjson`)
    await pipeline(Readable.from(lines(batches)), createWriteStream(file, { mode: 0o600 }))
    return file
  }
}

async function* lines(batches: AsyncIterable<TermCount[]>): AsyncGenerator<string> {
  for await (const batch of batches)
    yield batch
      .map(
        ({ term, segment, week, df, first_seen, samples }) =>
          `${JSON.stringify([term, segment, week, df, first_seen, samples])}\n`,
      )
      .join('')
}

export async function* batched(counts: Iterable<TermCount>): AsyncGenerator<TermCount[]> {
  let batch: TermCount[] = []
  for (const count of counts) {
    batch.push(count)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function mergedFiles(files: readonly string[], counts: Iterable<TermCount>): AsyncGenerator<TermCount[]> {
  return merge([...files.map(read), batched(counts)])
}

async function* read(file: string): AsyncGenerator<TermCount[]> {
  for await (const batch of jsonLines(file)) {
    yield batch.map(({ value }) => {
      const [term, segment, week, df, first_seen, samples] = value as [
        string,
        string,
        string,
        number,
        string,
        string[],
      ]
      return { term, segment, week, df, first_seen, samples }
    })
  }
}

interface Cursor {
  readonly rest: AsyncIterator<TermCount[]>
  batch: TermCount[]
  at: number
}

/**
 * Several lists of counts, each in order, as one in order. Counts of the same term, segment and week become one;
 * exact as long as no document stands in two lists.
 */
export async function* merge(lists: readonly AsyncIterable<TermCount[]>[]): AsyncGenerator<TermCount[]> {
  let cursors: Cursor[] = []
  for (const list of lists) {
    const cursor = { rest: list[Symbol.asyncIterator](), batch: [], at: 0 }
    if (await filled(cursor)) cursors.push(cursor)
  }
  let out: TermCount[] = []
  while (cursors.length > 0) {
    let least = cursors[0]!.batch[cursors[0]!.at]!
    for (const { batch, at } of cursors) if (inOrder(batch[at]!, least) < 0) least = batch[at]!
    let count: TermCount | undefined
    let ended = false
    for (const cursor of cursors) {
      const next = cursor.batch[cursor.at]!
      if (next !== least && inOrder(next, least) !== 0) continue
      count = count === undefined ? next : joined(count, next)
      cursor.at++
      // Only then is there anything to wait for: an await for every count would take longer than counting.
      if (cursor.at === cursor.batch.length && !(await filled(cursor))) ended = true
    }
    out.push(count!)
    if (ended) cursors = cursors.filter(({ batch, at }) => at < batch.length)
    if (out.length < batchSize) continue
    yield out
    out = []
  }
  if (out.length > 0) yield out
}

/** Whether the cursor stands at a count, after getting the next batch if need be. */
async function filled(cursor: Cursor): Promise<boolean> {
  while (cursor.at >= cursor.batch.length) {
    const { done, value } = await cursor.rest.next()
    if (done) return false
    cursor.batch = value
    cursor.at = 0
  }
  return true
}
