import { shortDay } from './gap-report.ts'

/** One decimal is a tenth of a pixel; more would only be bytes. */
function px(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** Twelve weeks as a line from zero, with a dot at the end. */
export function sparkline(weeks: readonly number[], fast: boolean): string {
  const [width, base, top] = [96, 24, 3]
  const most = Math.max(1, ...weeks)
  const x = (at: number) => (weeks.length < 2 ? width : (at * width) / (weeks.length - 1))
  const y = (n: number) => base - (n / most) * (base - top)
  const points = weeks.map((n, at) => `${at === 0 ? 'M' : 'L'}${px(x(at))} ${px(y(n))}`).join('')
  const last = weeks.at(-1) ?? 0
  const says = `${weeks[0] ?? 0} in the first of twelve weeks, ${last} in the last`
  return `<svg class="spark" width="104" height="28" viewBox="-2 0 104 28" role="img" aria-label="${says}"><path class="g" d="M0 24.5h96"/><path class="${fast ? 'hotln' : 'ln'}" d="${points}"/><circle class="${fast ? 'hot' : 'dot'}" cx="${width}" cy="${px(y(last))}" r="2.5"/></svg>`
}

/** How much was asked, beside its number. */
export function volumeBar(volume: number, most: number, strong: boolean): string {
  const width = Math.max(1, (volume / Math.max(1, most)) * 56)
  return `<svg width="56" height="8" viewBox="0 0 56 8" aria-hidden="true"><rect class="${strong ? 'hot' : 'bar'}" width="${px(width)}" height="8"/></svg>`
}

/** Twelve weeks as bars with their numbers; every other week is named by the day it begins. */
export function weekBars(weeks: readonly number[], asOf: string): string {
  const [step, wide, base, high] = [44, 32, 120, 92]
  const most = Math.max(1, ...weeks)
  const width = weeks.length * step
  const bars = weeks.map((n, at) => {
    const height = (n / most) * high
    const [x, y, middle] = [at * step + (step - wide) / 2, base - height, at * step + step / 2]
    const named = (weeks.length - 1 - at) % 2 === 0
    const label = named
      ? `<text x="${px(middle)}" y="138" text-anchor="middle">${weekStart(asOf, weeks.length - 1 - at)}</text>`
      : ''
    return `<rect class="${at >= weeks.length - 4 ? 'hot' : 'bar'}" x="${px(x)}" y="${px(y)}" width="${wide}" height="${px(height)}"/><text x="${px(middle)}" y="${px(y - 5)}" text-anchor="middle">${n}</text>${label}`
  })
  return `<svg class="weeks" viewBox="0 0 ${width} 144" role="img" aria-label="Questions in each of twelve weeks, oldest first: ${weeks.join(', ')}">${bars.join('')}<path class="ax" d="M0 120.5H${width}"/></svg>`
}

function weekStart(asOf: string, weeksAgo: number): string {
  const at = Date.parse(`${asOf}T00:00Z`) - (weeksAgo * 7 + 6) * 86_400_000
  return shortDay(new Date(at).toISOString().slice(0, 10))
}

/** The plot reaches a tenth and ten times; what lies outside stops at the edge. */
const reach = 10

/** A lift and its interval on a logarithmic scale around 1×. */
export function liftPlot({ lift, low, high }: { lift: number; low: number; high: number }): string {
  const width = 300
  const x = (value: number) => {
    const exponent = Math.log(Math.min(reach, Math.max(1 / reach, value))) / Math.log(reach)
    return ((exponent + 1) / 2) * width
  }
  const clear = low > 1
  return `<svg viewBox="0 0 ${width} 24" preserveAspectRatio="none" aria-hidden="true"><path class="g" d="M0 12h${width}"/><path class="ax" d="M150 0v24"/><path class="${clear ? 'hotln' : 'ln'}" d="M${px(x(low))} 12H${px(x(high))}"/><rect class="${clear ? 'hot' : 'dot'}" x="${px(x(lift) - 2)}" y="5" width="4" height="14"/></svg>`
}

const stateMarks: Readonly<Record<string, string>> = {
  open: '<circle cx="6" cy="6" r="4.5"/>',
  assigned: '<circle cx="6" cy="6" r="4.5"/><path class="hot" d="M6 1.5a4.5 4.5 0 0 1 0 9Z"/>',
  drafted: '<circle cx="6" cy="6" r="4.5"/><path class="hot" d="M6 1.5a4.5 4.5 0 0 1 0 9Z"/>',
}

/** An empty, a half and a full circle: nobody, somebody, done. Always beside its word. */
export function stateMark(state: string): string {
  return `<svg class="mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">${stateMarks[state] ?? '<circle class="hot" cx="6" cy="6" r="4.5"/>'}</svg>`
}
