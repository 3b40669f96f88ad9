/** How much was asked, beside its number. */
export function volumeBar(volume: number, most: number, strong: boolean): string {
  const width = Math.round(Math.max(1, (volume / Math.max(1, most)) * 56) * 10) / 10
  return `<svg width="56" height="8" viewBox="0 0 56 8" aria-hidden="true"><rect class="${strong ? 'hot' : 'bar'}" width="${width}" height="8"/></svg>`
}

const half = '<circle cx="6" cy="6" r="4.5"/><path class="hot" d="M6 1.5a4.5 4.5 0 0 1 0 9Z"/>'
const stateMarks: Readonly<Record<string, string>> = {
  open: '<circle cx="6" cy="6" r="4.5"/>',
  assigned: half,
  drafted: half,
}

/** An empty, a half and a full circle: nobody, somebody, done. Always beside its word. */
export function stateMark(state: string): string {
  return `<svg class="mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">${stateMarks[state] ?? '<circle class="hot" cx="6" cy="6" r="4.5"/>'}</svg>`
}
