import { Presets, SingleBar } from 'cli-progress'

/** One bar that names the stage it is in; a line a stage where nobody watches. */
export function miningProgress() {
  let stage = ''
  const watched = process.stderr.isTTY
  const format = 'Mining {bar} {stage}'
  const bar = watched
    ? new SingleBar({ format, hideCursor: true, clearOnComplete: true }, Presets.shades_grey)
    : undefined
  bar?.start(1, 0, { stage: '' })
  return {
    update(now: string, done: number, total: number) {
      bar?.setTotal(Math.max(1, total))
      bar?.update(done, { stage: now })
      if (!watched && now !== stage) console.error(`Mining: ${now}`)
      stage = now
    },
    /** A line of its own, above the bar. */
    say(line: string) {
      console.error(watched ? `\r\u001b[K${line}` : line)
    },
    stop() {
      bar?.stop()
    },
  }
}
