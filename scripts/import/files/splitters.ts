/** What the next bytes are. */
export type Cut =
  /** A record, or one that has a fault; `next`: where the one after it is looked for. */
  | { readonly from: number; readonly to: number; readonly next: number; readonly fault?: string }
  /** Bytes to pass over: between two records, or within one that is too long to be kept. */
  | { readonly skip: 'between' | 'within'; readonly next: number }

/** Knows where records begin and end. Asked again with more bytes of the same record, it goes on where it was. */
export interface Cutter {
  /**
   * The first piece of `bytes`, which begin where the last cut ended; undefined when they end before it does.
   * `ended`: no more bytes will come.
   */
  next(bytes: Buffer, ended: boolean): Cut | undefined
  /** The record is too long to be held. */
  tooLong(bytes: Buffer): Cut
}

/** A longer record is not a ticket but a mistake such as an unclosed quote, in bytes. */
export const longestRecord = 4 * 1024 * 1024

export const tooLong = `The record is longer than ${longestRecord / 1024 / 1024} MB.`

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
  readonly #backslash: boolean
  #lost = false
  #at = 0
  /** Where the quote stands that is open; -1: none is. */
  #opened = -1

  /** @param backslash quotes inside a cell are written `\"` */
  constructor(delimiter: string, lineEnd = newline, backslash = false) {
    this.#backslash = backslash
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
      if (this.#backslash && isEscaped(bytes, closing)) {
        this.#at = closing + 1
        continue
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

/** An odd number of backslashes stands before it. */
function isEscaped(bytes: Buffer, at: number): boolean {
  let count = 0
  while (bytes[at - 1 - count] === 92) count++
  return count % 2 === 1
}
