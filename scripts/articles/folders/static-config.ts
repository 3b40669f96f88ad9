import { posix } from 'node:path'
import { tsPlugin } from '@sveltejs/acorn-typescript'
import { type AnyNode, type Function as FunctionNode, Parser, type Pattern, type Program } from 'acorn'
import type { SourceFolder } from './source-folder.ts'

/** A value that is not worked out: what it depends on is known only to the running site. */
const unknown = undefined

/** A function of the configuration, with the names it sees. */
class Closure {
  readonly node: FunctionNode
  readonly scope: Scope

  constructor(node: FunctionNode, scope: Scope) {
    this.node = node
    this.scope = scope
  }
}

type Scope = (name: string) => unknown

/** Calls within calls that are followed; more is a function that calls itself. */
const deepest = 40

const parser = Parser.extend(tsPlugin())

/**
 * Partial evaluation of a configuration module: what its default export says, without running any of it. Literals,
 * constants, spread objects, functions that only return, and modules of the same folder are followed; everything else,
 * such as what the environment or a package says, is undefined.
 *
 * @param file below the folder, `.vitepress/config.ts`
 */
export function readConfig(folder: SourceFolder, file: string): unknown {
  return new Modules(folder).exportOf(file, 'default')
}

class Modules {
  readonly #folder: SourceFolder
  readonly #exports = new Map<string, (name: string) => unknown>()
  #depth = 0

  constructor(folder: SourceFolder) {
    this.#folder = folder
  }

  exportOf(file: string, name: string): unknown {
    let exported = this.#exports.get(file)
    if (!exported) {
      exported = this.#module(file)
      this.#exports.set(file, exported)
    }
    const value = exported(name)
    return value instanceof Closure && name === 'default' ? this.#call(value, []) : value
  }

  #module(file: string): (name: string) => unknown {
    const text = this.#folder.text(file) ?? ''
    if (file.endsWith('.json')) return () => parsedJson(text)
    let program: Program
    try {
      program = parser.parse(text, { ecmaVersion: 'latest', sourceType: 'module', locations: true })
    } catch {
      return () => unknown
    }
    const names = new Map<string, () => unknown>()
    const exported = new Map<string, () => unknown>()
    const scope: Scope = (name) => names.get(name)?.()
    for (const statement of program.body) {
      switch (statement.type) {
        case 'ImportDeclaration':
          for (const specifier of statement.specifiers) {
            const from = this.#resolve(file, String(statement.source.value))
            if (from === undefined || specifier.type === 'ImportNamespaceSpecifier') continue
            const name = specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : 'default'
            names.set(specifier.local.name, () => this.exportOf(from, name))
          }
          break
        case 'ExportNamedDeclaration':
          if (statement.declaration)
            for (const name of this.#declare(statement.declaration, names, scope))
              exported.set(name, () => scope(name))
          for (const { local, exported: as } of statement.specifiers)
            exported.set(nameOf(as), () => scope(nameOf(local)))
          break
        case 'ExportDefaultDeclaration':
          exported.set(
            'default',
            once(() => this.#value(statement.declaration, scope)),
          )
          break
        default:
          this.#declare(statement, names, scope)
      }
    }
    return (name) => exported.get(name)?.()
  }

  /** @returns the names that the statement declares */
  #declare(statement: AnyNode, names: Map<string, () => unknown>, scope: Scope): string[] {
    if (statement.type === 'FunctionDeclaration') {
      const { name } = statement.id!
      names.set(name, () => new Closure(statement, scope))
      return [name]
    }
    if (statement.type !== 'VariableDeclaration') return []
    return statement.declarations.flatMap(({ id, init }) => {
      if (id.type !== 'Identifier' || !init) return []
      names.set(
        id.name,
        once(() => this.#value(init, scope)),
      )
      return [id.name]
    })
  }

  #resolve(from: string, to: string): string | undefined {
    if (!to.startsWith('.')) return undefined
    const path = posix.join(posix.dirname(from), to)
    const bare = path.replace(/\.[mc]?js$/, '')
    const endings = ['', '.ts', '.mts', '.js', '.mjs', '/index.ts', '/index.mts', '/index.js']
    return [path, ...endings.map((ending) => bare + ending)].find((one) => this.#folder.has(one))
  }

  #value(node: AnyNode | null | undefined, scope: Scope): unknown {
    const value = (one: AnyNode | null | undefined) => this.#value(one, scope)
    // Types are no part of a value: `{…} satisfies Config`, `[…] as const`, `x!`.
    if (node && /^TS(?:As|Satisfies|NonNull|TypeAssertion)/.test(node.type))
      return value((node as unknown as { expression: AnyNode }).expression)
    switch (node?.type) {
      case 'Literal':
        return node.value
      case 'TemplateLiteral': {
        const parts = node.expressions.map(value)
        if (!parts.every((part) => typeof part === 'string' || typeof part === 'number')) return unknown
        return node.quasis.map(({ value: { cooked } }, at) => `${cooked ?? ''}${parts[at] ?? ''}`).join('')
      }
      case 'ArrayExpression':
        return node.elements.flatMap((element) => {
          if (element?.type !== 'SpreadElement') return [value(element)]
          const spread = value(element.argument)
          return Array.isArray(spread) ? spread : []
        })
      case 'ObjectExpression':
        return Object.fromEntries(
          node.properties.flatMap((property): [string, unknown][] => {
            if (property.type === 'SpreadElement') return Object.entries(value(property.argument) ?? {})
            const { key } = property
            const name = property.computed || key.type !== 'Identifier' ? value(key) : key.name
            return typeof name === 'string' || typeof name === 'number'
              ? [[String(name), value(property.value)]]
              : []
          }),
        )
      case 'Identifier':
        return scope(node.name)
      case 'MemberExpression': {
        const name =
          node.property.type === 'Identifier' && !node.computed ? node.property.name : value(node.property)
        const object = value(node.object)
        return object !== null && typeof object === 'object' && Object.hasOwn(object, String(name))
          ? (object as Record<string, unknown>)[String(name)]
          : unknown
      }
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return new Closure(node, scope)
      case 'CallExpression': {
        const called = value(node.callee)
        const given = node.arguments.map(value)
        // What a package wraps around the configuration: `defineConfig({…})`, `withMermaid({…})`.
        return called instanceof Closure
          ? this.#call(called, given)
          : node.callee.type === 'Identifier'
            ? given[0]
            : unknown
      }
      case 'AwaitExpression':
      case 'ChainExpression':
      case 'ParenthesizedExpression':
        return value(node.type === 'AwaitExpression' ? node.argument : node.expression)
      case 'ConditionalExpression':
        return value(value(node.test) ? node.consequent : node.alternate)
      case 'LogicalExpression': {
        const left = value(node.left)
        if (node.operator === '??') return left ?? value(node.right)
        return Boolean(left) === (node.operator === '||') ? left : value(node.right)
      }
      case 'BinaryExpression': {
        const [left, right] = [value(node.left), value(node.right)]
        return node.operator === '+' && typeof left === 'string' && typeof right === 'string'
          ? left + right
          : unknown
      }
      default:
        return unknown
    }
  }

  /** What a function returns that does nothing before but declare. */
  #call({ node, scope: outer }: Closure, given: readonly unknown[]): unknown {
    if (this.#depth >= deepest) return unknown
    this.#depth++
    try {
      const names = new Map<string, () => unknown>()
      const scope: Scope = (name) => (names.has(name) ? names.get(name)!() : outer(name))
      node.params.forEach((param: Pattern, at) => {
        if (param.type === 'Identifier') names.set(param.name, () => given[at])
      })
      if (node.body.type !== 'BlockStatement') return this.#value(node.body, scope)
      for (const statement of node.body.body) this.#declare(statement, names, scope)
      const last = node.body.body.find((statement) => statement.type === 'ReturnStatement')
      return last?.type === 'ReturnStatement' ? this.#value(last.argument, scope) : unknown
    } finally {
      this.#depth--
    }
  }
}

/** Worked out when it is first asked for; while that goes on, a name that leads back to itself is unknown. */
function once(work: () => unknown): () => unknown {
  let done: { value: unknown } | undefined
  return () => {
    if (!done) {
      done = { value: unknown }
      done = { value: work() }
    }
    return done.value
  }
}

const nameOf = (node: AnyNode): string =>
  node.type === 'Identifier' ? node.name : node.type === 'Literal' ? String(node.value) : ''

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return unknown
  }
}
