import { createReadStream } from 'node:fs'
import { Miscounted } from './contract.ts'

export interface JsonLine {
  /** From 1. */
  readonly line: number
  readonly value: unknown
}

/** A longer line is no row but a file without line breaks, in bytes. */
const longestLine = 16 * 1024 * 1024
const chunk = 1024 * 1024

/**
 * The values of an NDJSON file in batches of about a megabyte; empty lines are passed over.
 * Throws {@link Miscounted}, with file and line, for what is not UTF-8 or not JSON.
 */
export async function* jsonLines(file: string): AsyncGenerator<JsonLine[]> {
  let line = 0
  for await (const text of wholeLines(file)) {
    const batch: JsonLine[] = []
    for (const one of text.split('\n')) {
      line++
      if (one.trim() === '') continue
      batch.push({ line, value: parsed(one, file, line) })
    }
    yield batch
  }
}

function parsed(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Miscounted(`${file}:${line}\n  This line is not JSON. Each line is one object.`)
  }
}

/** Text of the file in pieces that end where lines end, without the last line break. */
async function* wholeLines(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const text = (bytes: Buffer) => {
    try {
      return decoder.decode(bytes)
    } catch {
      throw new Miscounted(`${file}\n  The file is not UTF-8. Save it as UTF-8 and try again.`)
    }
  }
  let held: Buffer[] = []
  let size = 0
  try {
    for await (const bytes of createReadStream(file, { highWaterMark: chunk }) as AsyncIterable<Buffer>) {
      const end = bytes.lastIndexOf(10)
      if (end < 0) {
        held.push(bytes)
        size += bytes.length
        if (size > longestLine)
          throw new Miscounted(
            `${file}\n  A line is longer than ${longestLine / 1024 / 1024} MB. Write one row a line.`,
          )
        continue
      }
      yield text(Buffer.concat([...held, bytes.subarray(0, end)]))
      held = [bytes.subarray(end + 1)]
      size = held[0]!.length
    }
  } catch (error) {
    if (error instanceof Miscounted) throw error
    throw new Miscounted(`There is no readable file "${file}" (${(error as NodeJS.ErrnoException).code}).`)
  }
  if (size > 0) yield text(Buffer.concat(held))
}
