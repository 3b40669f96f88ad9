import type { FileHandle } from 'node:fs/promises'
import type { Encoding } from './encoding.ts'

/** What the next bytes are. */
export type Cut =
  /** A record, or one that has a fault; `next`: where the one after it is looked for. */
  | { readonly from: number; readonly to: number; readonly next: number; readonly fault?: string }
  /** Bytes to pass over: between two records, or within one that is too long to be kept. */
  | { readonly skip: 'between' | 'within'; readonly next: number }

/** Knows where records begin and end. Asked again with more bytes of the same record, it goes on where it was. */
export interface Cutter {
  /**
   * What stands first in `bytes`, which begin where the last cut ended; undefined when they end before it does.
   * `ended`: no more bytes will come.
   */
  next(bytes: Buffer, ended: boolean): Cut | undefined
  /** The record is too long to be held. */
  tooLong(bytes: Buffer): Cut
}

/** A record of the file: first byte, first byte after it. */
export interface Piece {
  readonly from: number
  readonly to: number
  /** UTF-8 for files in UTF-16, otherwise as in the file. Good until the next piece is asked for. */
  readonly bytes: Buffer
  readonly fault?: string | undefined
}

/** A longer record is not a ticket but a mistake such as an unclosed quote, in bytes. */
export const longestRecord = 4 * 1024 * 1024
const chunk = 512 * 1024

export const tooLong = `The record is longer than ${longestRecord / 1024 / 1024} MB.`

/**
 * The pieces of a file, in memory bounded by the longest record. A file in UTF-16 is turned into UTF-8 as it is read;
 * its places are still those of the file, as every sign of the text stands for two bytes of it.
 */
export class Pieces {
  readonly #handle: FileHandle
  readonly #cutter: Cutter
  readonly #wide: string | undefined
  #decoder: TextDecoder | undefined
  #buffer = Buffer.allocUnsafe(2 * chunk)
  /** Bytes not yet dealt with: from … to of the buffer. */
  #from = 0
  #to = 0
  /** Where in the file the first of them stands, and where the next ones are read. */
  #place = 0
  #readAt = 0
  /** Where the record began of which a part was passed over. */
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

export const newline = 10
export const carriageReturn = 13
const quote = 34

/** One record a line. */
export class LineCutter implements Cutter {
  readonly #lineEnd: number
  #seen = 0
  #lost = false

  constructor(lineEnd = newline) {
    this.#lineEnd = lineEnd
  }

  next(bytes: Buffer, ended: boolean): Cut | undefined {
    const end = bytes.indexOf(this.#lineEnd, this.#seen)
    if (end === -1 && !ended) {
      if (this.#lost && bytes.length > 0) return { skip: 'within', next: bytes.length }
      this.#seen = bytes.length
      return undefined
    }
    const to = end === -1 ? bytes.length : end
    const fault = this.#lost ? { fault: tooLong } : {}
    this.#seen = 0
    this.#lost = false
    return { from: 0, to, next: end === -1 ? to : end + 1, ...fault }
  }

  tooLong(bytes: Buffer): Cut {
    this.#seen = 0
    this.#lost = true
    return { skip: 'within', next: bytes.length }
  }
}

/**
 * Rows of a table. A quote opens a cell only at its beginning and closes it only at its end; one that does neither, or
 * is never closed, costs the row in which it stands and no other.
 */
export class TableCutter implements Cutter {
  readonly #delimiter: number
  readonly #lineEnd: number
  readonly #rest: LineCutter
  #lost = false
  #at = 0
  /** Where the quote stands that is open; -1: none is. */
  #opened = -1

  constructor(delimiter: string, lineEnd = newline) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#lineEnd = lineEnd
    this.#rest = new LineCutter(lineEnd)
  }

  next(bytes: Buffer, ended: boolean): Cut | undefined {
    if (this.#lost) {
      const cut = this.#rest.next(bytes, ended)
      if (cut && !('skip' in cut)) this.#lost = false
      return cut
    }
    for (;;) {
      if (this.#opened === -1) {
        const end = bytes.indexOf(this.#lineEnd, this.#at)
        const to = end === -1 ? bytes.length : end
        const opening = this.#openingQuote(bytes, to)
        if (opening !== -1) {
          this.#opened = opening
          this.#at = opening + 1
          continue
        }
        if (end !== -1) return this.#done({ from: 0, to: end, next: end + 1 })
        if (ended) return this.#done({ from: 0, to, next: to })
        this.#at = to
        return undefined
      }
      const closing = bytes.indexOf(quote, this.#at)
      if (closing === -1) {
        if (ended) return this.#broken(bytes, 'A quote is opened in this row and never closed.')
        this.#at = bytes.length
        return undefined
      }
      const after = bytes[closing + 1]
      if (after === undefined && !ended) {
        this.#at = closing
        return undefined
      }
      if (after === quote) this.#at = closing + 2
      else if (after === undefined || this.#endsCell(after)) {
        this.#opened = -1
        this.#at = closing + 1
      } else {
        return this.#broken(bytes, 'A quote in this row is not closed, or stands unescaped inside a cell.')
      }
    }
  }

  tooLong(bytes: Buffer): Cut {
    if (this.#opened !== -1) return this.#broken(bytes, `${tooLong} A quote is opened in it and not closed.`)
    this.#done(undefined)
    this.#lost = true
    return this.#rest.tooLong(bytes)
  }

  #openingQuote(bytes: Buffer, to: number): number {
    const line = bytes.subarray(this.#at, to)
    for (let here = line.indexOf(quote); here !== -1; here = line.indexOf(quote, here + 1)) {
      const place = this.#at + here
      if (place === 0 || bytes[place - 1] === this.#delimiter) return place
    }
    return -1
  }

  #endsCell(byte: number): boolean {
    return byte === this.#delimiter || byte === this.#lineEnd || byte === carriageReturn
  }

  /** The row ends with the line in which the quote was opened; what it swallowed is read again. */
  #broken(bytes: Buffer, fault: string): Cut {
    const end = bytes.indexOf(this.#lineEnd, this.#opened)
    const to = end === -1 ? bytes.length : end
    return this.#done({ from: 0, to, next: end === -1 ? to : end + 1, fault })
  }

  #done<Result>(result: Result): Result {
    this.#at = 0
    this.#opened = -1
    return result
  }
}
