import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

/** Which rooms a room may import from; the first that fits a file is its room. */
const rooms: { room: string; may: string[]; pure: boolean }[] = [
  { room: 'content/', may: ['content/'], pure: true },
  { room: 'api/core/', may: ['api/core/', 'content/'], pure: true },
  { room: 'api/settings/', may: ['api/settings/', 'content/'], pure: false },
  { room: 'api/storage/', may: ['api/storage/', 'api/settings/', 'api/core/', 'content/'], pure: false },
  { room: 'api/encoders/', may: ['api/encoders/', 'api/settings/', 'content/'], pure: false },
  {
    room: 'api/control/',
    may: ['api/control/', 'api/storage/', 'api/settings/', 'api/core/', 'content/'],
    pure: false,
  },
  { room: 'api/', may: ['api/', 'content/'], pure: false },
  { room: 'site/', may: ['site/', 'api/core/', 'content/'], pure: false },
  {
    room: 'scripts/',
    may: [
      'scripts/',
      'content/',
      'api/core/',
      'api/settings/',
      'api/storage/',
      'api/control/',
      'api/encoders/',
    ],
    pure: false,
  },
  { room: 'tests/', may: [''], pure: false },
]

/** The only files of pure rooms that may touch the machine. */
const readers = [
  'content/language/concepts.ts',
  'content/language/eld-tables.ts',
  'content/library/read-folder.ts',
  'content/library/last-changes.ts',
  'content/library/read-replies.ts',
  'content/library/read-text.ts',
  'content/library/shelf-files.ts',
]

const aliases: Record<string, string> = {
  '#content/': 'content/',
  '#core/': 'api/core/',
  '#api/': 'api/',
  '#site/': 'site/',
  '#scripts/': 'scripts/',
  '#tests/': 'tests/',
}

interface Import {
  file: string
  specifier: string
  target: string
  typeOnly: boolean
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|astro)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8')
  const found = source.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s+['"]([^'"]+)['"]/g,
  )
  return [...found].map((match) => {
    const specifier = match[2] ?? match[3] ?? match[4] ?? ''
    const alias = Object.keys(aliases).find((name) => specifier.startsWith(name))
    const target = alias
      ? `${aliases[alias]}${specifier.slice(alias.length)}`
      : specifier.startsWith('.')
        ? relative(root, join(root, file, '..', specifier))
        : specifier
    return { file, specifier, target, typeOnly: Boolean(match[1]) }
  })
}

const folders = ['content', 'api', 'site', 'scripts', 'tests']
const all = folders.flatMap((folder) => filesIn(folder)).flatMap(importsOf)
const roomOf = (path: string) => rooms.find(({ room }) => path.startsWith(room))

describe('the rooms of the house', () => {
  it('import only from the rooms below them', () => {
    const wrong = all.filter(({ file, target, typeOnly }) => {
      const from = roomOf(file)
      const into = roomOf(target)
      if (!from || !into) return false
      // The staff area's client is typed by the API; the type is gone when the page is built.
      if (from.room === 'site/' && typeOnly && into.room.startsWith('api/')) return false
      return !from.may.some((room) => (room === 'api/' ? target.startsWith('api/') : target.startsWith(room)))
    })
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([])
  })

  it('never import each other in a circle, types included', () => {
    const into = new Map<string, string[]>()
    for (const { file, target } of all)
      if (!file.startsWith('tests/')) into.set(file, [...(into.get(file) ?? []), target])
    expect(circlesOf(into)).toEqual([])
  })

  it('keep content and the core free of the machine', () => {
    const wrong = all.filter(
      ({ file, target }) => roomOf(file)?.pure && !readers.includes(file) && target.startsWith('node:'),
    )
    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([])
  })

  it('keep the clock, the environment and chance out of the core', () => {
    const wrong = filesIn('api/core').filter((file) =>
      /Date\.now|new Date\(\)|process\.|Math\.random|console\./.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(wrong).toEqual([])
  })

  it('read the environment in one room', () => {
    // Astro's own files run inside the build, which gets its settings as variables from scripts/site; the token's maker
    // is an example of a host product's program.
    const allowed = (file: string) =>
      /^(api\/settings\/.+|site\/(library|content\.config)\.ts|api\/identity\/token\.mjs)$/.test(file)
    const reading = ['content', 'api', 'site', 'scripts']
      .flatMap(filesIn)
      .filter(
        (file) =>
          !allowed(file) && /process\.env|\{ env \} = process/.test(readFileSync(join(root, file), 'utf8')),
      )
    expect(reading).toEqual([])
  })

  it('say why where a file is longer than 250 lines', () => {
    const silent = ['content', 'api', 'site', 'scripts'].flatMap(filesIn).filter((file) => {
      const source = readFileSync(join(root, file), 'utf8')
      return (
        file.endsWith('.ts') && source.split('\n').length > 251 && !source.startsWith('// Over 250 lines: ')
      )
    })
    expect(silent).toEqual([])
  })

  it('know lucia in one file', () => {
    const knowing = new Set(
      all
        .filter(({ target, file }) => target === 'lucia' && !file.startsWith('tests/'))
        .map(({ file }) => file),
    )
    expect([...knowing]).toEqual(['api/web/session.ts'])
  })

  it('write to a database only through the guarded store', () => {
    const direct = all.filter(
      ({ file, target }) =>
        target.startsWith('@libsql/client') && !file.startsWith('api/storage/') && !file.startsWith('tests/'),
    )
    expect(direct.map(({ file }) => file)).toEqual([])
    const transactions = ['api', 'scripts']
      .flatMap(filesIn)
      .filter(
        (file) =>
          /\.transaction\(/.test(readFileSync(join(root, file), 'utf8')) && !file.startsWith('api/storage/'),
      )
    expect(transactions).toEqual([])
  })

  it('know nothing of the demo company outside its content folder', () => {
    const knowing = ['api', 'site', 'scripts']
      .flatMap(filesIn)
      .filter((file) =>
        /marlin/i.test(readFileSync(join(root, file), 'utf8').replaceAll('content/marlin', '')),
      )
    expect(knowing).toEqual([])
  })
})

/** Strongly connected components of two files or more (Tarjan's algorithm), each sorted. */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const circles: string[][] = []
  const visit = (node: string): void => {
    order.set(node, order.size)
    low.set(node, order.get(node)!)
    stack.push(node)
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue
      if (!order.has(next)) visit(next)
      if (stack.includes(next)) low.set(node, Math.min(low.get(node)!, low.get(next)!))
    }
    if (low.get(node) !== order.get(node)) return
    const circle = stack.splice(stack.indexOf(node))
    if (circle.length > 1) circles.push(circle.sort())
  }
  for (const node of graph.keys()) if (!order.has(node)) visit(node)
  return circles
}
