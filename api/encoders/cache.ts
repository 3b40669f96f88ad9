import { createHash } from 'node:crypto'
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { EncoderFailed } from './encoder.ts'

/** Bytes of a text's SHA-256 that stand for it. */
const hashSize = 16
const checkSize = 4
/** Records read at once. */
const together = 1024
/** The file is rewritten when more than this share of it belongs to texts that are gone. */
const gone = 0.25

/** What the first line of a cache says. */
interface Head {
  readonly kindred: 'embeddings'
  readonly version: 1
  readonly name: string
  readonly dims: number
}

/**
 * Rows of texts that were paid for, in one file: a line that says whose they are, then records of a hash of the
 * text, the row and a checksum. No text stands in it. Written to at its end only; half a record, as a stopped run
 * leaves it, is cut off.
 */
export class EmbeddingsCache {
  readonly #file: string
  readonly #name: string
  #dims: number | undefined

  /** @param name what made the rows: server and model. Rows of others in the file are refused. */
  constructor(file: string, name: string) {
    this.#file = file
    this.#name = name
  }

  /** Numbers a row; undefined as long as there is none. */
  get dims(): number | undefined {
    return this.#dims
  }

  /**
   * Gives the rows of those texts that are there. Rows of other texts are forgotten when they have become many:
   * of tickets that were erased nothing should stay.
   */
  read(texts: readonly string[], found: (text: string, row: Float32Array) => void): void {
    if (!existsSync(this.#file)) return
    const wanted = new Map(texts.map((text) => [keyOf(text), text]))
    const used = new Set<string>()
    let all = 0
    for (const record of this.#records()) {
      all++
      const key = keyIn(record)
      const text = wanted.get(key)
      if (text === undefined || used.has(key) || !isWhole(record)) continue
      used.add(key)
      found(text, rowIn(record))
    }
    if (used.size < all * (1 - gone)) this.#forget(used)
  }

  /** Keeps rows; they are on disk when it returns. */
  add(entries: readonly (readonly [text: string, row: Float32Array])[]): void {
    if (entries.length === 0) return
    const dims = entries[0]![1].length
    if (this.#dims === undefined) {
      this.#dims = dims
      mkdirSync(dirname(this.#file), { recursive: true })
      this.#replace()
    }
    if (entries.some(([, row]) => row.length !== this.#dims))
      throw new EncoderFailed(
        `${this.#name} answers with ${dims} numbers a text, and earlier with ${this.#dims}: it is another model now. Delete ${this.#file} to encode everything again.`,
      )
    appendFileSync(this.#file, Buffer.concat(entries.map(([text, row]) => recordOf(text, row))))
  }

  /** Every record, whole or damaged; one buffer is used again and again. */
  *#records(): Generator<Buffer> {
    const file = openSync(this.#file, 'r')
    try {
      const start = this.#readHead(file)
      if (start === undefined) return
      const size = hashSize + this.#dims! * 4 + checkSize
      const chunk = Buffer.alloc(size * together)
      let at = start
      for (;;) {
        const read = readFully(file, chunk, at)
        for (let from = 0; from + size <= read; from += size) yield chunk.subarray(from, from + size)
        at += read - (read % size)
        if (read < chunk.length) break
      }
      truncateSync(this.#file, at)
    } finally {
      closeSync(file)
    }
  }

  /** Byte after the head; undefined when the file has none, as when the first run was stopped at its first write. */
  #readHead(file: number): number | undefined {
    const buffer = Buffer.alloc(4096)
    const text = buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, 0))
    const line = text.split('\n', 1)[0]!
    let head: Partial<Head> = {}
    try {
      head = JSON.parse(line)
    } catch {
      if (text === '') return undefined
    }
    if (
      head.kindred !== 'embeddings' ||
      head.version !== 1 ||
      head.name !== this.#name ||
      !((head.dims ?? 0) > 0)
    )
      throw new EncoderFailed(
        `${this.#file} is not a cache of ${this.#name}. Move it away, and everything is encoded again.`,
      )
    this.#dims = head.dims!
    return Buffer.byteLength(line) + 1
  }

  /** Leaves one whole record of each of these keys. */
  #forget(used: Set<string>): void {
    this.#replace((write) => {
      for (const record of this.#records()) if (isWhole(record) && used.delete(keyIn(record))) write(record)
    })
  }

  /** Puts a whole new file in the place of the old one. */
  #replace(records: (write: (record: Uint8Array) => void) => void = () => {}): void {
    const head: Head = { kindred: 'embeddings', version: 1, name: this.#name, dims: this.#dims! }
    const fresh = `${this.#file}.new`
    const file = openSync(fresh, 'w', 0o600)
    try {
      writeSync(file, `${JSON.stringify(head)}\n`)
      records((record) => writeSync(file, record))
    } finally {
      closeSync(file)
    }
    renameSync(fresh, this.#file)
  }
}

const keyIn = (record: Buffer): string => record.toString('hex', 0, hashSize)

const keyOf = (text: string): string =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, hashSize * 2)

function recordOf(text: string, row: Float32Array): Buffer {
  const record = Buffer.alloc(hashSize + row.length * 4 + checkSize)
  record.write(keyOf(text), 'hex')
  for (const [at, value] of row.entries()) record.writeFloatLE(value, hashSize + at * 4)
  record.writeUInt32LE(crc32(record.subarray(0, -checkSize)), record.length - checkSize)
  return record
}

const isWhole = (record: Buffer): boolean =>
  crc32(record.subarray(0, -checkSize)) === record.readUInt32LE(record.length - checkSize)

function rowIn(record: Buffer): Float32Array {
  return Float32Array.from({ length: (record.length - hashSize - checkSize) / 4 }, (_, at) =>
    record.readFloatLE(hashSize + at * 4),
  )
}

/** Reads until the buffer is full or the file ends; returns the bytes. */
function readFully(file: number, buffer: Buffer, at: number): number {
  let size = 0
  while (size < buffer.length) {
    const read = readSync(file, buffer, size, buffer.length - size, at + size)
    if (read === 0) break
    size += read
  }
  return size
}
