import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  /** @param share 0 … 1 */
  update(rows: number, share: number): void
  stop(): void
}

/** Between two lines where nobody watches a bar, in ms. */
const pause = 5000

/** A bar on a terminal; a line every few seconds in a log. */
export function progress(name: string): Progress {
  if (!process.stderr.isTTY) return lines(name)
  const format = `${name} {bar} {percentage} % | {rows} rows`
  const bar = new SingleBar({ format, hideCursor: true, clearOnComplete: true }, Presets.shades_grey)
  bar.start(100, 0, { rows: 0 })
  return { update: (rows, share) => bar.update(Math.floor(share * 100), { rows }), stop: () => bar.stop() }
}

function lines(name: string): Progress {
  let last = Date.now()
  return {
    update(rows, share) {
      if (Date.now() - last < pause) return
      last = Date.now()
      console.error(`${name}: ${Math.floor(share * 100)} %, ${rows} rows`)
    },
    stop() {},
  }
}
