/** RFC 4180 CSV for a spreadsheet: every cell quoted, lines end in CRLF, nothing is run as a formula. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

/** Quoted, and never a formula: spreadsheets run what begins with one of these characters. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return `"${value}"`
  const text = value.replaceAll('\0', '')
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) || value.startsWith('\0') ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
