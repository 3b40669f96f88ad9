import type { FileHandle } from 'node:fs/promises'
import type { Encoding } from './encoding.ts'
import { type Cut, type Cutter, longestRecord } from './splitters.ts'

/** A record of the file: first byte, first byte after it. */
export interface Piece {
  readonly from: number
  readonly to: number
  /** UTF-8 for files in UTF-16, otherwise as in the file. Good until the next piece is asked for. */
  readonly bytes: Buffer
  readonly fault?: string | undefined
}

/** Bytes read at once, at first and later: a small file takes little memory, a large one few reads. */
const [firstChunk, lastChunk] = [32 * 1024, 512 * 1024]

/**
 * The pieces of a file, in memory bounded by the longest record. A file in UTF-16 is turned into UTF-8 as it is read;
 * its places are still those of the file, as every sign of the text stands for two bytes of it.
 */
export class Pieces {
  readonly #handle: FileHandle
  readonly #cutter: Cutter
  readonly #wide: string | undefined
  #decoder: TextDecoder | undefined
  #buffer = Buffer.alloc(0)
  #chunk = firstChunk
  /** Bytes not yet dealt with: from … to of the buffer. */
  #from = 0
  #to = 0
  /** Where in the file the first of them stands, and where the next ones are read. */
  #place = 0
  #readAt = 0
  /** Where the record began that was passed over in part. */
  #begun: number | undefined
  #ended = false

  constructor(handle: FileHandle, cutter: Cutter, { name }: Encoding, place: number) {
    this.#handle = handle
    this.#cutter = cutter
    this.#wide = name.startsWith('utf-16') ? name : undefined
    this.goTo(place)
  }

  /** Goes on at a byte of the file, which begins a record. */
  goTo(place: number) {
    this.#place = place
    this.#readAt = place
    this.#from = 0
    this.#to = 0
    this.#ended = false
    this.#decoder = this.#wide ? new TextDecoder(this.#wide, { ignoreBOM: true }) : undefined
  }

  async next(): Promise<Piece | undefined> {
    for (;;) {
      const bytes = this.#buffer.subarray(this.#from, this.#to)
      if (bytes.length === 0 && this.#ended && this.#begun === undefined) return undefined
      const cut =
        this.#cutter.next(bytes, this.#ended) ??
        (bytes.length > longestRecord ? this.#cutter.tooLong(bytes) : undefined)
      if (cut === undefined) await this.#fill()
      else {
        const piece = this.#take(bytes, cut)
        if (piece) return piece
      }
    }
  }

  #take(bytes: Buffer, cut: Cut): Piece | undefined {
    const place = this.#place
    this.#place += this.length(bytes.subarray(0, cut.next))
    this.#from += cut.next
    if ('skip' in cut) {
      if (cut.skip === 'within') this.#begun ??= place
      return undefined
    }
    const from = this.#begun ?? place + this.length(bytes.subarray(0, cut.from))
    this.#begun = undefined
    return { from, to: this.#place, bytes: bytes.subarray(cut.from, cut.to), fault: cut.fault }
  }

  /** Bytes of the file that these bytes of a piece stand for. */
  length(bytes: Buffer): number {
    return this.#wide ? 2 * bytes.toString('utf8').length : bytes.length
  }

  async #fill(): Promise<void> {
    const chunk = this.#chunk
    this.#chunk = Math.min(2 * chunk, lastChunk)
    this.#makeRoom(2 * chunk)
    const wide = this.#decoder
    const into = wide ? Buffer.allocUnsafe(chunk) : this.#buffer
    const { bytesRead } = await this.#handle.read(into, wide ? 0 : this.#to, chunk, this.#readAt)
    this.#readAt += bytesRead
    this.#ended = bytesRead === 0
    if (wide) {
      const text = wide.decode(into.subarray(0, bytesRead), { stream: !this.#ended })
      // In UTF-8 a sign of two bytes may take three.
      this.#to += this.#buffer.write(text.toWellFormed(), this.#to)
    } else this.#to += bytesRead
  }

  #makeRoom(bytes: number) {
    if (this.#to + bytes <= this.#buffer.length) return
    const held = this.#to - this.#from
    const roomy = held + bytes > this.#buffer.length ? Buffer.allocUnsafe(2 * held + bytes) : this.#buffer
    this.#buffer.copy(roomy, 0, this.#from, this.#to)
    this.#buffer = roomy
    this.#from = 0
    this.#to = held
  }
}
