import { readFileSync } from 'node:fs'

/** Clock ticks of Linux are a hundredth of a second, in µs. */
const tick = 10_000

/** Processor time that a process has used since it began, user and system together, in µs. Linux only (`/proc`). */
export function processorOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tick
}
