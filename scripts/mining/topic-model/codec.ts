import type { MiningModel, Trained } from './topic-model.ts'

/**
 * What was trained, as bytes: a line that says what it is and how long the next part is, that part as JSON, then the
 * arrays of numbers one after the other; little-endian, as every machine that Node runs on.
 */
const title = 'Kindred mining model 1'
/** Bytes of the line. */
const firstLine = 64

const kinds = { Float32Array, Float64Array, Int32Array, Uint8Array } as const
type Kind = keyof typeof kinds
type Numbers = Float32Array | Float64Array | Int32Array | Uint8Array

interface Head {
  /** Of the program that made it. */
  readonly program: string
  readonly languages: readonly {
    readonly key: string
    readonly language: string
    readonly made: string
    readonly base: number
    readonly gone: number
    readonly dims: number
    readonly novel: number
    readonly fits: Trained['fits']
    /** In the order of their columns. */
    readonly terms: readonly string[]
    readonly from: readonly string[]
    readonly assigned: readonly string[]
    readonly searches: readonly string[]
    readonly arrays: Readonly<Record<string, { kind: Kind; at: number; length: number }>>
  }[]
}

/** @param program what tells this version of the program from others: another one does not take what it left */
export function modelBytes(model: MiningModel, program: string): Uint8Array[] {
  const parts: Uint8Array[] = []
  let at = 0
  const languages = [...model].map(([key, trained]) => {
    const arrays: Record<string, { kind: Kind; at: number; length: number }> = {}
    for (const [name, numbers] of Object.entries(arraysOf(trained))) {
      arrays[name] = { kind: numbers.constructor.name as Kind, at, length: numbers.length }
      const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
      parts.push(bytes)
      at += bytes.length
    }
    const { language, made, base, gone, dims, novel, fits, vocabulary, from, assigned, searches } = trained
    const terms = [...vocabulary.columns.keys()]
    const ids = { from: from.ids, assigned: assigned.ids, searches: searches.ids }
    return { key, language, made, base, gone, dims, novel, fits, terms, ...ids, arrays }
  })
  const head = new TextEncoder().encode(JSON.stringify({ program, languages } satisfies Head))
  const first = new TextEncoder().encode(`${`${title}, ${head.length} bytes`.padEnd(firstLine - 1)}\n`)
  return [first, head, ...parts]
}

/** What these bytes hold; undefined when they are not what this version of the program wrote. */
export function modelFrom(bytes: Uint8Array, program: string): MiningModel | undefined {
  const [, length] = new RegExp(`^${title}, (\\d+) bytes *\n$`).exec(text(bytes.subarray(0, firstLine))) ?? []
  if (length === undefined) return undefined
  const size = Number(length)
  const head = JSON.parse(text(bytes.subarray(firstLine, firstLine + size))) as Head
  if (head.program !== program) return undefined
  return new Map(
    head.languages.map(({ key, terms, from, assigned, searches, arrays, ...rest }) => {
      const array = <K extends Kind>(name: string, kind: K) => {
        const { at, length: count } = arrays[name]!
        const from = firstLine + size + at
        // A copy: arrays of numbers must begin where the machine can read them.
        const own = new Uint8Array(bytes.subarray(from, from + count * kinds[kind].BYTES_PER_ELEMENT))
        return new kinds[kind](own.buffer) as InstanceType<(typeof kinds)[K]>
      }
      const marked = (ids: readonly string[], of: string) => ({
        ids,
        marks: array(`${of} marks`, 'Float64Array'),
        topics: array(`${of} topics`, 'Int32Array'),
        likeness: array(`${of} likeness`, 'Float32Array'),
      })
      const trained: Trained = {
        ...rest,
        vocabulary: {
          language: rest.language,
          columns: new Map(terms.map((term, column) => [term, column])),
          idf: array('idf', 'Float32Array'),
          strength: array('strength', 'Float64Array'),
        },
        articles: array('articles', 'Float64Array'),
        basis: array('basis', 'Float32Array'),
        tables: {
          mass: array('mass', 'Float32Array'),
          totals: array('totals', 'Float64Array'),
          prior: array('prior', 'Float64Array'),
        },
        centres: array('centres', 'Float32Array'),
        from: { ...marked(from, 'from'), space: array('space', 'Float32Array') },
        assigned: { ...marked(assigned, 'assigned'), since: array('since', 'Uint8Array') },
        searches: marked(searches, 'searches'),
      }
      return [key, trained]
    }),
  )
}

function arraysOf({
  articles,
  vocabulary,
  basis,
  tables,
  centres,
  from,
  assigned,
  searches,
}: Trained): Record<string, Numbers> {
  return {
    idf: vocabulary.idf,
    strength: vocabulary.strength ?? new Float64Array(vocabulary.idf.length).fill(1),
    ...{ articles, basis, ...tables, centres, space: from.space, since: assigned.since },
    ...{ 'from marks': from.marks, 'from topics': from.topics, 'from likeness': from.likeness },
    ...{
      'assigned marks': assigned.marks,
      'assigned topics': assigned.topics,
      'assigned likeness': assigned.likeness,
    },
    ...{ 'searches marks': searches.marks, 'searches topics': searches.topics },
    'searches likeness': searches.likeness,
  }
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
