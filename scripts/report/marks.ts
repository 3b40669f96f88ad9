/** An empty, a half and a full circle: nobody, somebody, done. Drawn once in a page. */
export const stateMarks = `<svg hidden aria-hidden="true"><symbol id="state-0" viewBox="0 0 12 12"><circle cx="6" cy="6" r="4.5"/></symbol><symbol id="state-1" viewBox="0 0 12 12"><circle cx="6" cy="6" r="4.5"/><path class="hot" d="M6 1.5a4.5 4.5 0 0 1 0 9Z"/></symbol><symbol id="state-2" viewBox="0 0 12 12"><circle class="hot" cx="6" cy="6" r="4.5"/></symbol></svg>`

const fullness: Readonly<Record<string, number>> = { open: 0, assigned: 1, drafted: 1 }

/** Always beside its word. */
export function stateMark(state: string): string {
  return `<svg class="mark" aria-hidden="true"><use href="#state-${fullness[state] ?? 2}"/></svg>`
}
