/** What the import did to an article, and what it leaves to a person. */
export class Notes {
  /** How often each kind of thing was translated. */
  readonly changed = new Map<string, number>()
  readonly forPerson: { line: number; message: string; kind?: string }[] = []

  readonly #offset: number
  readonly #lines: readonly string[]

  /** @param body as the source has it @param offset lines of the file before it */
  constructor(body: string, offset: number) {
    this.#offset = offset
    this.#lines = body.split('\n')
  }

  change(kind: string, times = 1): void {
    this.changed.set(kind, (this.changed.get(kind) ?? 0) + times)
  }

  /**
   * @param line 1-based, in the body; 0 for the whole article
   * @param kind what to call many of these
   * @param words what stands there: translating adds lines, so the nearest line of the source that has it is named
   */
  ask(line: number, message: string, { kind, words }: { kind?: string; words?: string } = {}): void {
    const at = line === 0 ? 1 - this.#offset : words === undefined ? line : this.#nearest(line, words)
    this.forPerson.push({ line: at + this.#offset, message, ...(kind && { kind }) })
  }

  #nearest(line: number, words: string): number {
    const found = this.#lines.flatMap((text, at) => (text.includes(words) ? [at + 1] : []))
    return found.sort((a, b) => Math.abs(a - line) - Math.abs(b - line))[0] ?? line
  }
}
