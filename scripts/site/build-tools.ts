import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '#content/model/operator-error.ts'

/** Whether this installation can build a site: `npm ci --omit=dev` leaves Astro and Pagefind out. */
export function hasBuildTools(): boolean {
  return existsSync(join(import.meta.dirname, '..', '..', 'node_modules', 'astro'))
}

/** There is no site, and nothing to build one with. */
export class NoBuildTools extends OperatorError {
  constructor(site: string) {
    super(
      `The build tools are not installed here, and ${site} holds no site. Build it elsewhere and copy it here (deploy/README.md), or install them: npm ci`,
    )
  }
}
