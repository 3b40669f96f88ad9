import { enableCompileCache } from 'node:module'
import { setFlagsFromString } from 'node:v8'

// An import may take hours beside other work, so it keeps its memory small: left alone, V8 lets garbage grow to a
// multiple of what is in use. What was compiled once is kept in the system's temporary folder, to begin sooner.
setFlagsFromString('--semi-space-growth-factor=1')
setFlagsFromString('--heap-growing-percent=60')
enableCompileCache()

const { importExport } = await import('./import/import-file.ts')
process.exitCode = await importExport(process.argv.slice(2))
