import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { type ParsedBody, parseBody } from '#content/library/mdx.ts'

/** Bodies of articles as parsed, by a hash of everything that parsing reads. */
type Parsed = ReadonlyMap<string, ParsedBody>

/**
 * `parseBody` that parses only what it is not given: most of the time that reading thousands of articles takes is
 * parsing them, and a publish changes few.
 *
 * @param before what an earlier publish parsed
 * @param program one word for the program, whose every change parses all of them
 */
export function parserKnowing(before: Parsed, program: string): { parse: typeof parseBody; parsed: Parsed } {
  const parsed = new Map<string, ParsedBody>()
  const parse: typeof parseBody = (body, format, title, variables) => {
    const inputs = [program, body, format, title, [...(variables ?? [])]]
    const key = createHash('sha256').update(JSON.stringify(inputs)).digest('base64url')
    const one = before.get(key) ?? parsed.get(key) ?? parseBody(body, format, title, variables)
    parsed.set(key, one)
    return one
  }
  return { parse, parsed }
}

const bodiesFile = (folder: string): string => join(folder, 'bodies')

/** What a publish parsed; nothing where it left nothing that can be read. */
export function readBodies(folder: string): Parsed {
  try {
    return deserialize(readFileSync(bodiesFile(folder))) as Parsed
  } catch {
    return new Map()
  }
}

/** @param folder of what publishing leaves for the server alone: bodies of drafts are among them */
export function writeBodies(folder: string, parsed: Parsed): void {
  writeFileSync(bodiesFile(folder), serialize(parsed), { mode: 0o600 })
}
