import { randomFrom } from './text/random.ts'

/**
 * Positions of at most `most` of `count` things, each as likely as any other, in rising order; always the same ones
 * (Knuth's selection sampling, TAOCP 3.4.2 S).
 */
export function sampleOf(count: number, most: number): Int32Array {
  if (count <= most) return Int32Array.from({ length: count }, (_, at) => at)
  const random = randomFrom(20_260_301)
  const chosen = new Int32Array(most)
  let taken = 0
  for (let at = 0; taken < most; at++) {
    if ((count - at) * random() < most - taken) chosen[taken++] = at
  }
  return chosen
}
