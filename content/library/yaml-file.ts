import { isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { type Issue, nearest } from './issue.ts'

/** YAML that kept the line of every key, so that a complaint can point at it. */
export interface YamlFile {
  readonly file: string
  readonly value: unknown
  /** 1-based line of the key or item at `path`, or of its nearest parent that exists. */
  lineOf(path: readonly PropertyKey[]): number
  readonly issues: readonly Issue[]
  /** Texts that " #" cut short, because YAML takes the rest for a comment. */
  readonly cuts: readonly Issue[]
}

/**
 * Reads YAML text. `firstLine` is the line in the file where the text begins (front-matter starts at 2).
 */
export function parseYaml(file: string, text: string, firstLine = 1): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const at = (offset: number) => lines.linePos(offset).line + firstLine - 1
  const issues: Issue[] = document.errors.map((error) => ({
    file,
    line: at(error.pos[0]),
    message: `This is not valid YAML: ${error.message.split('\n')[0]?.replace(/ at line.*$/, '')}.`,
    hint: 'Check the indentation and quote values that contain ":" or "#".',
  }))
  let value: unknown
  if (issues.length === 0)
    try {
      value = document.toJS() ?? undefined
    } catch (error) {
      // A star or an ampersand before a word: an alias without its anchor, or aliases in each other without end.
      const name = /: (\S+)$/.exec((error as Error).message)?.[1]
      const line = text.split('\n').findIndex((one) => name && one.includes(`*${name}`))
      issues.push({
        file,
        line: Math.max(line, 0) + firstLine,
        message: `This is not valid YAML: ${name ? `"*${name}" refers to an anchor that is not there` : 'its aliases refer to each other too often'}.`,
        hint: 'Put a text that begins with "*" or "&" in quotes.',
      })
    }
  const cuts: Issue[] = []
  visit(document, {
    Scalar(_, { comment, range, type }) {
      if (typeof comment !== 'string' || type !== 'PLAIN' || !range || !/^\S/.test(comment)) return
      cuts.push({
        file,
        line: at(range[0]),
        message: `The text ends before "#${comment.slice(0, 30)}", because " #" begins a comment.`,
        hint: 'Put the whole text in quotes.',
        level: 'warning',
      })
    },
  })
  return {
    file,
    cuts,
    value,
    issues,
    lineOf(path) {
      for (let length = path.length; length > 0; length--) {
        const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true)
        // An issue names the line of the key; its value may begin a line later.
        const pair = isMap(parent)
          ? parent.items.find(({ key }) => isScalar(key) && key.value === path[length - 1])
          : undefined
        const node = (pair?.key ?? document.getIn(path.slice(0, length), true)) as
          | { range?: [number, number, number] }
          | undefined
        if (node?.range) return at(node.range[0])
      }
      return firstLine
    },
  }
}

/** Holds a YAML value against a schema; complaints name the key, its line and the nearest valid key. */
export function holdAgainst<T extends z.ZodType>(
  schema: T,
  yaml: YamlFile,
  value: unknown,
  base: readonly PropertyKey[] = [],
): { value?: z.infer<T>; issues: Issue[] } {
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data, issues: [] }
  const issues = result.error.issues.flatMap((problem): Issue[] => {
    const path = [...base, ...problem.path]
    if (problem.code === 'unrecognized_keys') {
      const known = keysOf(schema, problem.path)
      return problem.keys.map((key) => {
        const near = nearest(key, known)
        return {
          file: yaml.file,
          line: yaml.lineOf([...path, key]),
          message: `There is no field called "${key}".`,
          hint: near ? `Did you mean "${near}"?` : `Known fields: ${known.join(', ')}.`,
        }
      })
    }
    const name = path.map(String).join('.') || 'the file'
    const missing = problem.code === 'invalid_type' && /undefined/.test(problem.message)
    return [
      {
        file: yaml.file,
        line: yaml.lineOf(path),
        message: missing
          ? `The field "${name}" is missing.`
          : `The field "${name}" is not right: ${inWords(problem)}.`,
      },
    ]
  })
  return { issues }
}

/** What a field takes, by the schema library's name of its type. */
const kinds: Readonly<Record<string, string>> = {
  ...{ string: 'a text', number: 'a number', boolean: 'true or false', array: 'a list' },
  ...{ record: 'lines of "name: value"', object: 'lines of "name: value"' },
}

/** The schema library's words, but for a wrong type: that is the fault people make, and they know no records. */
function inWords({ code, message, ...problem }: z.core.$ZodIssue): string {
  const expected = 'expected' in problem ? kinds[String(problem.expected)] : undefined
  if (code !== 'invalid_type' || !expected) return message
  const received = message.split('received ')[1] ?? ''
  return received ? `it takes ${expected}, not ${kinds[received] ?? received}` : `it takes ${expected}`
}

function keysOf(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema
  for (const step of path) {
    const inner = unwrap(at) as { shape?: Record<string, unknown>; element?: unknown }
    at = typeof step === 'number' ? inner.element : inner.shape?.[String(step)]
  }
  return Object.keys((unwrap(at) as { shape?: object }).shape ?? {})
}

/** Below `.default()`, `.optional()` and `preprocess`, the schema that has the shape. */
function unwrap(schema: unknown): unknown {
  let inner = schema as { def?: { innerType?: unknown; out?: unknown; type?: string } } | undefined
  while (inner?.def && (inner.def.innerType || inner.def.type === 'pipe')) {
    inner = (inner.def.innerType ?? inner.def.out) as typeof inner
  }
  return inner ?? {}
}
