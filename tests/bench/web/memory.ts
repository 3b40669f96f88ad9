import { readdirSync, readFileSync } from 'node:fs'

/** Memory that a process and all that it started have at the moment, in MB. Linux only (`/proc`). */
export function memoryOf(pid: number): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    )
    return Number(kilobytes ?? 0) / 1024 + children.reduce((sum, child) => sum + memoryOf(Number(child)), 0)
  } catch {
    // It has ended in the meantime.
    return 0
  }
}
