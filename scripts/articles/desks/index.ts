import type { ForeignCentre } from '../foreign.ts'
import { freshdesk } from './freshdesk.ts'
import { intercom } from './intercom.ts'
import { readJsonFiles } from './json-files.ts'
import { zendesk } from './zendesk.ts'

const desks = [zendesk, intercom, freshdesk]

/** The articles of a help desk's JSON; undefined when the path holds none. */
export function readDesk(path: string): ForeignCentre | undefined {
  const json = readJsonFiles(path)
  if (!json) return undefined
  return desks.map((desk) => desk(json)).find(Boolean)
}
