import { Presets, SingleBar } from 'cli-progress'
import { grouped } from '#content/language/formats.ts'

export interface Progress {
  /** @param share 0 … 1; undefined where it is unknown */
  update(rows: number, share: number | undefined): void
  stop(): void
}

/** Between two lines where nobody watches a bar, in ms. */
const pause = 5000

/** A bar on a terminal; a line every few seconds in a log. Both say how fast it goes and how long it will take. */
export function progress(name: string): Progress {
  const pace = paceFromNow()
  if (!process.stderr.isTTY) return lines(name, pace)
  const format = `${name} {bar} {percentage} % | {said}`
  const bar = new SingleBar({ format, hideCursor: true, clearOnComplete: true }, Presets.shades_grey)
  bar.start(100, 0, { said: '' })
  return {
    update: (rows, share) =>
      bar.update(Math.floor((share ?? 0) * 100), { said: pace(rows, share, Date.now()) }),
    stop: () => bar.stop(),
  }
}

function lines(name: string, pace: ReturnType<typeof paceFromNow>): Progress {
  let last = Date.now()
  return {
    update(rows, share) {
      if (Date.now() - last < pause) return
      last = Date.now()
      const done = share === undefined ? '' : `${Math.floor(share * 100)} %, `
      console.error(`${name}: ${done}${pace(rows, share, last)}`)
    },
    stop() {},
  }
}

/**
 * `12,000 rows, 4,100 a second, 2 min left`: the pace since the first call, as this run may have gone on where another
 * stopped. The rows so far, the share of the file, ms since 1970.
 */
export function paceFromNow(): (rows: number, share: number | undefined, now: number) => string {
  let first: { rows: number; share: number; at: number } | undefined
  return (rows, share, now) => {
    const said = `${grouped(rows)} rows`
    first ??= { rows, share: share ?? 0, at: now }
    const seconds = (now - first.at) / 1000
    if (seconds < 1) return said
    const rate = `${grouped(Math.round((rows - first.rows) / seconds))} a second`
    if (share === undefined || share <= first.share) return `${said}, ${rate}`
    return `${said}, ${rate}, ${duration(((1 - share) * seconds) / (share - first.share))} left`
  }
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
