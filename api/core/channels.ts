import { dateLocale } from '#content/language/formats.ts'
import type { Channel } from '#content/model/channel.ts'
import type { Library } from '#content/model/library.ts'
import { say } from '#content/model/locale.ts'
import type { Segment } from '#content/model/segment.ts'
import { reasonsIn } from './explain.ts'
import { list } from './fact-text.ts'
import { order } from './order.ts'
import type { OfferedChannel } from './visitor.ts'

export interface ChannelsFor {
  readonly library: Library
  /** Segments whose preferences count, strongest first; empty for the editors' order. */
  readonly segments: readonly Segment[]
  /** Segments the visitor belongs to, whatever is shown: they say what is open to them. */
  readonly entitledBy: readonly string[]
  readonly locale: string
  readonly now: Date
}

export interface ChannelOffer {
  readonly channels: OfferedChannel[]
  /** The segment's words for its preference; '' where its first channel does not lead, or would without it. */
  readonly because: string
}

/** Every channel: the preferred ones first, those for other customers last, with the reason. */
export function channelsFor(request: ChannelsFor): OfferedChannel[] {
  return channelOffer(request).channels
}

export function channelOffer({ library, segments, entitledBy, locale, now }: ChannelsFor): ChannelOffer {
  const { site, channels } = library
  const fallback = site.locales[0] ?? 'en'
  const may = (channel: Channel) =>
    !channel.entitled || channel.entitled.some((segment) => entitledBy.includes(segment))
  const preferring = segments.find((segment) => segment.channels.length > 0)
  // At night what cannot wait comes before what opens in the morning.
  const night =
    channels.some(({ hours }) => hours) &&
    !channels.some((one) => one.hours && isOpen(one, site.timezone, now))
  const urgent = night ? channels.filter((channel) => channel.urgent).map(({ id }) => id) : []
  const preferredFirst = (preferred: readonly string[]) =>
    order(
      channels.map((channel) => channel.id),
      [...urgent, ...preferred],
    )
      .map((id) => channels.find((channel) => channel.id === id)!)
      .sort((a, b) => Number(may(b)) - Number(may(a)))
  const inOrder = preferredFirst(preferring?.channels ?? [])
  const usual = preferredFirst([])
  const [lead] = inOrder
  const leads = lead?.id === preferring?.channels[0] && inOrder.some(({ id }, at) => id !== usual[at]?.id)
  const because = leads ? say(preferring?.channels_because, locale, fallback) : ''

  const offered = inOrder.map((channel, at) => ({
    id: channel.id,
    label: say(channel.label, locale, fallback),
    open: isOpen(channel, site.timezone, now),
    ...opening(channel, site.timezone, now, locale),
    because: may(channel)
      ? at === 0 && because
        ? reasonsIn(locale, library.strings).because(because)
        : null
      : reasonsIn(locale, library.strings).entitled(list(locale).format(labels(library, channel, locale))),
  }))
  return { channels: offered, because }
}

/** Whether `now` lies in the channel's hours, which are written in the site's zone and may pass midnight. */
export function isOpen({ hours }: Channel, timezone: string, now: Date): boolean {
  if (!hours) return true
  const { day, time } = clock(timezone, now)
  const yesterday = day === 1 ? 7 : day - 1
  if (hours.from <= hours.to) return hours.days.includes(day) && hours.from <= time && time < hours.to
  return (
    (hours.days.includes(day) && time >= hours.from) || (hours.days.includes(yesterday) && time < hours.to)
  )
}

const hour = 3_600_000

/** When a closed channel opens next. Hours are walked, not calculated, so that a change of clocks cannot shift them. */
function opening(channel: Channel, timeZone: string, now: Date, locale: string) {
  const { hours } = channel
  if (!hours || isOpen(channel, timeZone, now)) return { opens: null, opensText: '' }
  for (let ahead = 0; ahead <= 8 * 24; ahead++) {
    const at = new Date(Math.floor(now.getTime() / hour) * hour + ahead * hour)
    const { day, time } = clock(timeZone, at)
    if (!hours.days.includes(day) || time.slice(0, 2) !== hours.from.slice(0, 2)) continue
    const opens = new Date(at.getTime() + (minutes(hours.from) - minutes(time)) * 60_000)
    if (opens > now)
      return { opens: opens.toISOString(), opensText: weekdayAndTime(locale, timeZone).format(opens) }
  }
  return { opens: null, opensText: '' }
}

const minutes = (time: string): number => Number(time.slice(3, 5))

const weekdayFormats = new Map<string, Intl.DateTimeFormat>()

function weekdayAndTime(locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`
  let format = weekdayFormats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(dateLocale(locale), {
      ...{ timeZone, weekday: 'long', hour: '2-digit', minute: '2-digit' },
    })
    weekdayFormats.set(key, format)
  }
  return format
}

function labels(library: Library, channel: Channel, locale: string): string[] {
  return (channel.entitled ?? []).map((id) => {
    const segment = library.segments.find((one) => one.id === id)
    return say(segment?.label, locale, library.site.locales[0]) || id
  })
}

const clocks = new Map<string, Intl.DateTimeFormat>()
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** ISO weekday and `HH:MM` on the wall there. */
function clock(timeZone: string, now: Date): { day: number; time: string } {
  let format = clocks.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    clocks.set(timeZone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(now).map((part) => [part.type, part.value]))
  return { day: weekdays.indexOf(parts['weekday'] ?? '') + 1, time: `${parts['hour']}:${parts['minute']}` }
}
