import { writeSync } from 'node:fs'

/** Loaded before a program: when it ends, its seconds and its most memory (MB) are written to the fourth channel. */
process.on('exit', () => {
  const { maxRSS } = process.resourceUsage()
  writeSync(3, JSON.stringify({ seconds: performance.now() / 1000, megabytes: maxRSS / 1024 }))
})
