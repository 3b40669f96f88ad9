import { writeSync } from 'node:fs'

/**
 * Loaded before a program: when it ends, its processor's seconds and its most memory (MB) are written to the fourth
 * channel. The clock would also count what else the machine does.
 */
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const seconds = (userCPUTime + systemCPUTime) / 1e6
  writeSync(3, JSON.stringify({ seconds, megabytes: maxRSS / 1024 }))
})
