/** A section of the page with its heading. */
export function part(id: string, title: string, body: string): string {
  return `<section class="part" id="${id}" aria-labelledby="${id}-t"><h2 id="${id}-t">${title}</h2>${body}</section>`
}

/** It scrolls by itself, by keyboard too. */
export function wide(label: string, body: string): string {
  return `<div class="wide" role="region" tabindex="0" aria-label="${label}">${body}</div>`
}
