/** Names with semicolons, or something else, between them. */
export const listed = (text: string | undefined, between = ';') =>
  text?.split(between).map((name) => name.trim())

/** The names that are asked for, when each of them is known; otherwise the process ends and says which are. */
export function chosen<T extends string>(what: string, asked: readonly string[], known: readonly T[]): T[] {
  const unknown = asked.filter((name) => !known.some((one) => one === name))
  if (unknown.length > 0) {
    console.error(`There is no ${what} called "${unknown.join('", "')}". There are "${known.join('"; "')}".`)
    process.exit(2)
  }
  return known.filter((name) => asked.includes(name))
}
