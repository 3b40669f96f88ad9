import { type Cut, type Cutter, tooLong } from './splitters.ts'

const quote = 34
const backslash = 92
const [openList, closeList, open, close, colon] = [91, 93, 123, 125, 58]

/** Keys of a path to a list, at most. */
const deepest = 2

/**
 * Elements of the list in a JSON document: `[…]`, `{"tickets": […]}`, or `{"data": {"payload": […]}}`; of several
 * documents in a row, too, as incremental exports write a page a line.
 */
export class ListCutter implements Cutter {
  readonly #lists: readonly string[]
  #inside: boolean
  /** Place in the bytes, braces open there, and whether in a text; of an element, or outside of the list. */
  #at = 0
  #depth = 0
  #quoted = false
  #escaped = false
  #lost = false
  /** The last key (or text) seen at each depth; the list's name is their path. */
  #keys: string[] = []
  #outer = 0
  /** The last byte outside that is no space. */
  #before = 0
  /** How the first element begins, up to its first colon: where a broken one ends is where this comes again. */
  #beginning: Buffer | undefined

  constructor(lists: readonly string[], resumed: boolean) {
    this.#lists = lists
    this.#inside = resumed
    // Going on inside a list, how deep it lies is not known; the deepest guess matches nothing that follows it.
    if (resumed) this.#outer = deepest
  }

  next(bytes: Buffer, ended: boolean): Cut | undefined {
    if (this.#depth === 0 && !this.#lost) {
      const from = this.#findElement(bytes)
      if (from !== 0) return from === undefined ? undefined : { skip: 'between', next: from }
    }
    return this.#lost ? this.#findNextBeginning(bytes, ended) : this.#findEnd(bytes, ended)
  }

  tooLong(bytes: Buffer): Cut {
    this.#lost = true
    return this.#findNextBeginning(bytes, false, 1) ?? { skip: 'within', next: bytes.length }
  }

  /** Of an element that turned out broken: where the next one begins inside what was taken for it, or -1. */
  nextBeginning(bytes: Buffer, from = 1): number {
    return this.#beginning === undefined ? -1 : bytes.indexOf(this.#beginning, from)
  }

  /** Where an element begins: 0 when `bytes` begin with it, otherwise how many bytes are none of it. */
  #findElement(bytes: Buffer): number | undefined {
    if (bytes.length === 0) return undefined
    let at = 0
    for (; at < bytes.length; at++) {
      const byte = bytes[at]!
      if (!this.#inside) this.#seeOutside(byte)
      else if (byte === open) break
      else if (byte === closeList) this.#leave()
    }
    return at
  }

  #leave() {
    this.#inside = false
    this.#outer = Math.max(1, this.#outer)
    this.#keys = this.#keys.map(() => '')
    this.#before = closeList
  }

  #seeOutside(byte: number) {
    if (this.#quoted) {
      if (this.#escaped) this.#escaped = false
      else if (byte === backslash) this.#escaped = true
      else if (byte === quote) this.#quoted = false
      else if (this.#outer <= deepest && this.#keys[this.#outer]!.length < 64)
        this.#keys[this.#outer] += String.fromCharCode(byte)
      return
    }
    if (byte <= 32) return
    // One document after another, without a comma between: the next page.
    if (byte === open && this.#before === close) this.#outer = 0
    this.#before = byte
    if (byte === quote) {
      this.#quoted = true
      if (this.#outer <= deepest) this.#keys[this.#outer] = ''
    } else if (byte === openList && (this.#outer === 0 || this.#isNamed())) {
      this.#inside = true
    } else if (byte === openList || byte === open) {
      this.#outer++
      if (this.#outer <= deepest) this.#keys[this.#outer] = ''
    } else if (byte === closeList || byte === close) this.#outer = Math.max(0, this.#outer - 1)
  }

  #isNamed(): boolean {
    return this.#outer <= deepest && this.#lists.includes(this.#keys.slice(1, this.#outer + 1).join('.'))
  }

  #findEnd(bytes: Buffer, ended: boolean): Cut | undefined {
    let [depth, quoted, escaped] = [this.#depth, this.#quoted, this.#escaped]
    for (let at = this.#at; at < bytes.length; at++) {
      const byte = bytes[at]!
      if (quoted) {
        if (escaped) escaped = false
        else if (byte === backslash) escaped = true
        else if (byte === quote) quoted = false
      } else if (byte === quote) quoted = true
      else if (byte === openList || byte === open) depth++
      else if ((byte === closeList || byte === close) && --depth === 0) {
        return this.#done(bytes, at + 1)
      }
    }
    if (ended) return this.#done(bytes, bytes.length)
    this.#at = bytes.length
    this.#depth = depth
    this.#quoted = quoted
    this.#escaped = escaped
    return undefined
  }

  #done(bytes: Buffer, to: number, fault?: string): Cut {
    this.#at = 0
    this.#depth = 0
    this.#quoted = false
    this.#escaped = false
    this.#lost = false
    if (fault !== undefined) return { from: 0, to: 0, next: to, fault }
    const first = bytes.subarray(0, Math.min(to, 80))
    if (first.includes(colon)) this.#beginning ??= Buffer.from(first.subarray(0, first.indexOf(colon) + 1))
    return { from: 0, to, next: to }
  }

  #findNextBeginning(bytes: Buffer, ended: boolean, from = 0): Cut | undefined {
    const next = this.nextBeginning(bytes, from)
    if (next !== -1) return this.#done(bytes, next, tooLong)
    if (ended) return this.#done(bytes, bytes.length, tooLong)
    // The last bytes may be the first of what is looked for.
    const sure = bytes.length - (this.#beginning?.length ?? 0)
    return sure > 0 ? { skip: 'within', next: sure } : undefined
  }
}
