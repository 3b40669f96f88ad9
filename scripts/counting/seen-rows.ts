/** Places a set begins with; a power of two. */
const firstPlaces = 1 << 12

/**
 * Remembers which documents of which segments were seen, in 16 bytes each: 64 bits of a hash instead of the texts.
 * Among ten million rows two different ones are taken for the same once in 370,000 times.
 */
export class SeenRows {
  #low = new Int32Array(firstPlaces)
  #high = new Int32Array(firstPlaces)
  #size = 0

  /** False when it was there already. */
  add(id: string, segment: string): boolean {
    if (this.#size * 2 >= this.#low.length) this.#grow()
    hash(id, segment)
    return this.#put(low, high)
  }

  #put(low: number, high: number): boolean {
    const mask = this.#low.length - 1
    let at = low & mask
    // Both 0 is a free place; hash() never gives it.
    while (this.#low[at] !== 0 || this.#high[at] !== 0) {
      if (this.#low[at] === low && this.#high[at] === high) return false
      at = (at + 1) & mask
    }
    this.#low[at] = low
    this.#high[at] = high
    this.#size++
    return true
  }

  #grow(): void {
    const [lows, highs] = [this.#low, this.#high]
    this.#low = new Int32Array(lows.length * 2)
    this.#high = new Int32Array(lows.length * 2)
    this.#size = 0
    for (let at = 0; at < lows.length; at++)
      if (lows[at] !== 0 || highs[at] !== 0) this.#put(lows[at]!, highs[at]!)
  }
}

let low = 0
let high = 0

/** Two lanes with different multipliers that are mixed at the end (the construction of MurmurHash3's finaliser). */
function hash(id: string, segment: string): void {
  low = 0x9e3779b9
  high = 0x85ebca6b
  for (let at = 0; at < id.length; at++) mix(id.charCodeAt(at))
  // Between the two texts, so that "a" + "bc" is not "ab" + "c"; no text has this unit.
  mix(0x1ffff)
  for (let at = 0; at < segment.length; at++) mix(segment.charCodeAt(at))
  const [a, b] = [low, high]
  low = final(a ^ Math.imul(b, 0x27d4eb2f))
  high = final(b ^ Math.imul(a, 0x165667b1)) || 1
}

function mix(unit: number): void {
  low = Math.imul(low ^ unit, 0x85ebca77)
  low ^= low >>> 15
  high = Math.imul(high ^ unit, 0xc2b2ae3d)
  high ^= high >>> 13
}

function final(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
