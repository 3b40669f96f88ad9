import type { ForeignCentre } from '../foreign.ts'
import { freshdesk } from './freshdesk.ts'
import { intercom } from './intercom.ts'
import { readJsonFiles } from './json-files.ts'
import { zendesk } from './zendesk.ts'

const desks = [zendesk, intercom, freshdesk]

/**
 * The articles of a help desk's JSON; undefined when the path holds none.
 * @throws {OperatorError} with the file when a part of the export, or all there is, is not valid JSON
 */
export function readDesk(path: string): ForeignCentre | undefined {
  const json = readJsonFiles(path)
  if (!json) return undefined
  const centre = desks.map((desk) => desk(json)).find(Boolean)
  const alone = !json.files.some((file) => /\.(?:mdx?|markdown)$/i.test(file))
  if (json.broken && (centre || alone)) throw json.broken
  return centre
}
