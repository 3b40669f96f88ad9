import type { Site } from '#content/model/site.ts'
import { settingsOf } from '#scripts/mining/thresholds.ts'
import type { MiningSettings } from '#scripts/mining/types.ts'

/** The flags of `npm run mine` that say how much must be asked, as parseArgs takes them. */
export const settingFlags = {
  'min-tickets': { type: 'string' },
  'min-customers': { type: 'string' },
  days: { type: 'string' },
} as const

const longest = 3650

type Flags = { readonly [flag in keyof typeof settingFlags]?: string | undefined }

/** Numbers from the flags, or what is wrong with them. */
export function flaggedSettings(values: Flags): Partial<MiningSettings> | string {
  const read = (flag: keyof Flags, most = Number.MAX_SAFE_INTEGER): number | undefined => {
    const text = values[flag]
    if (text === undefined) return undefined
    return /^\d{1,9}$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : Number.NaN
  }
  const wrong = (Object.keys(settingFlags) as (keyof Flags)[]).find((flag) =>
    Number.isNaN(read(flag, flag === 'days' ? longest : undefined)),
  )
  if (wrong)
    return `--${wrong} ${values[wrong]} is not a number it can be. Write a whole number from 1${wrong === 'days' ? ` to ${longest}` : ''}.`
  const [minTickets, minCustomers, days] = [read('min-tickets'), read('min-customers'), read('days', longest)]
  return {
    ...(minTickets === undefined ? {} : { minTickets }),
    ...(minCustomers === undefined ? {} : { minCustomers }),
    ...(days === undefined ? {} : { days }),
  }
}

/** Flags first, then `mining:` in site.yaml, then the usual. */
export function settingsFor(
  { mining }: Pick<Site, 'mining'>,
  flags: Partial<MiningSettings>,
): MiningSettings {
  return settingsOf({
    minTickets: flags.minTickets ?? mining.min_tickets,
    minCustomers: flags.minCustomers ?? mining.min_customers,
    days: flags.days ?? mining.days,
  })
}
