/** A record of a file as it came. */
export type Row = Readonly<Record<string, unknown>>

/** Objects in objects that are looked into. */
const deepest = 3
/** More columns are no table but a mistake. */
const mostColumns = 1000

/** A record's columns; those of nested objects as paths: `requester.email`. */
export function columnsOf(row: Row): string[] {
  const columns: string[] = []
  collect(row, '', 0, columns)
  return columns
}

function collect(row: Row, path: string, depth: number, into: string[]) {
  for (const [key, value] of Object.entries(row)) {
    if (into.length >= mostColumns) return
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (isObject && depth < deepest) collect(value as Row, `${path}${key}.`, depth + 1, into)
    else into.push(`${path}${key}`)
  }
}

/** What a record has in a column; a column's name may itself have a dot. */
export function valueAt(row: Row, column: string): unknown {
  if (Object.hasOwn(row, column)) return row[column]
  for (let dot = column.indexOf('.'); dot !== -1; dot = column.indexOf('.', dot + 1)) {
    const key = column.slice(0, dot)
    const inner = Object.hasOwn(row, key) ? row[key] : undefined
    if (typeof inner !== 'object' || inner === null) continue
    const found = valueAt(inner as Row, column.slice(dot + 1))
    if (found !== undefined) return found
  }
  return undefined
}
