/** A gap is its earlier self when it holds at least this share of that one's tickets. */
const sameFrom = 0.5

/**
 * Ids for gaps, in their order: a gap keeps the id of the earlier gap of which it holds half of the tickets (the
 * largest share first, each id once); any other gets an id made of its own tickets, so that the same tickets give
 * the same id on every machine.
 */
export function identify(
  gaps: readonly { readonly ticketIds: readonly string[] }[],
  previous: readonly { readonly id: string; readonly ticketIds: readonly string[] }[] = [],
): string[] {
  const earlier = new Map<string, number[]>()
  previous.forEach(({ ticketIds }, at) => {
    for (const ticket of new Set(ticketIds)) {
      const list = earlier.get(ticket)
      if (list) list.push(at)
      else earlier.set(ticket, [at])
    }
  })
  const pairs: { gap: number; before: number; share: number }[] = []
  gaps.forEach(({ ticketIds }, gap) => {
    const shared = new Map<number, number>()
    for (const ticket of new Set(ticketIds)) {
      for (const before of earlier.get(ticket) ?? []) shared.set(before, (shared.get(before) ?? 0) + 1)
    }
    for (const [before, count] of shared) {
      const share = count / new Set(previous[before]!.ticketIds).size
      if (share >= sameFrom) pairs.push({ gap, before, share })
    }
  })
  pairs.sort((a, b) => b.share - a.share || a.gap - b.gap || a.before - b.before)
  const ids = new Array<string>(gaps.length).fill('')
  const taken = new Set<string>()
  for (const { gap, before } of pairs) {
    const { id } = previous[before]!
    if (ids[gap] !== '' || taken.has(id)) continue
    ids[gap] = id
    taken.add(id)
  }
  // An id of an earlier gap is never given to another one: decisions about it would be taken for the new gap's.
  for (const { id } of previous) taken.add(id)
  return ids.map((kept, gap) => {
    if (kept !== '') return kept
    const content = [...gaps[gap]!.ticketIds].sort().join('\n')
    let id = hash(content)
    for (let round = 1; taken.has(id); round++) id = hash(`${content}\n${round}`)
    taken.add(id)
    return id
  })
}

/** 53 bits of a text in base 36, with a letter in front so that it is a name anywhere (cyrb53 by bryc, public domain). */
function hash(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return `g${(4294967296 * (2097151 & b) + (a >>> 0)).toString(36).padStart(11, '0')}`
}
