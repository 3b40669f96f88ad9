import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { folders } from './settings/folders.ts'

// Types are stripped and modules compiled once, not at every start: that takes a third of its processor time. Where the
// folder cannot be written, Node goes on without.
enableCompileCache(join(folders().data, 'compile-cache'))
await import('./serve.ts')
