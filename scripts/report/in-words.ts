import { grouped } from '#content/language/formats.ts'

/** Control signs and halves of characters never leave the report. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').toWellFormed()
}

/** Cut at a word when longer than `most` characters. */
export function shortened(text: string, most: number): string {
  const signs = [...text]
  if (signs.length <= most) return text
  const cut = signs.slice(0, most - 1).join('')
  const space = cut.lastIndexOf(' ')
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}

/** `1.2×`, `12×` */
export function times(lift: number): string {
  return `${lift >= 9.95 ? Math.round(lift) : lift.toFixed(1)}×`
}

/** "15 November 2026" */
export function longDay(day: string): string {
  return new Date(`${day}T00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}

/** "15 Nov" */
export function shortDay(day: string): string {
  return new Date(`${day}T00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
}

const numberWords = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** Small numbers in words, as at the start of a sentence or within one. */
export function inWords(n: number): string {
  return numberWords[n] ?? grouped(n)
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
