import type { Site } from '#content/model/site.ts'
import { settingsOf } from '#scripts/mining/thresholds.ts'
import type { MiningSettings } from '#scripts/mining/types.ts'

/** The flags of `npm run mine` that say how much must be asked, as parseArgs takes them. */
export const settingFlags = {
  'min-tickets': { type: 'string' },
  'min-customers': { type: 'string' },
  days: { type: 'string' },
} as const

type Flags = { readonly [flag in keyof typeof settingFlags]?: string | undefined }

const read = [
  ['min-tickets', 'minTickets', Number.MAX_SAFE_INTEGER],
  ['min-customers', 'minCustomers', Number.MAX_SAFE_INTEGER],
  ['days', 'days', 3650],
] as const

/** Numbers from the flags, or what is wrong with them. */
export function flaggedSettings(values: Flags): Partial<MiningSettings> | string {
  const settings: { -readonly [key in keyof MiningSettings]?: number } = {}
  for (const [flag, key, most] of read) {
    const text = values[flag]
    if (text === undefined) continue
    if (!(/^\d{1,9}$/.test(text) && Number(text) >= 1 && Number(text) <= most))
      return `--${flag} ${text} is not a number it can be. Write a whole number from 1${flag === 'days' ? ` to ${most}` : ''}.`
    settings[key] = Number(text)
  }
  return settings
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
