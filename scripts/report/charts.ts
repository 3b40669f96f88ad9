import { grouped } from '#content/language/formats.ts'
import * as kit from '#core/charts.ts'
import { escaped } from './escaped.ts'
import { shortDay } from './in-words.ts'

/** Twelve weeks as a line, in colour for what grows fast. */
export function sparkline(weeks: readonly number[], fast: boolean): string {
  const label = `${weeks[0] ?? 0} in the first of twelve weeks, ${weeks.at(-1) ?? 0} in the last`
  return written(kit.sparkline(weeks, { hot: fast, label }))
}

/** How much was asked, beside its number. */
export function volumeBar(volume: number, most: number, above: boolean): string {
  return written(kit.valueBar(volume, most, above))
}

/** Twelve weeks as bars; every other week is named by the day it begins. */
export function weekBars(weeks: readonly number[], { asOf, fast }: { asOf: string; fast: boolean }): string {
  const label = `Questions in each of twelve weeks, oldest first: ${weeks.join(', ')}`
  const day = (at: number) => shortDay(new Date(at).toISOString().slice(0, 10))
  return written(kit.weekBars(weeks, { hot: fast ? 4 : 0, label, asOf, number: grouped, day }))
}

/** A lift and its interval between a tenth and ten times, as the head of the table says. */
export function liftPlot({ lift, low, high }: { lift: number; low: number; high: number }): string {
  return written(kit.ratioInterval({ value: lift, low, high }, kit.leastReach))
}

function written({ name, attributes, children }: kit.Mark): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
  const inside = children.map((one) => (typeof one === 'string' ? escaped(one) : written(one))).join('')
  return inside === '' ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${inside}</${name}>`
}
