import { toString as plain } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'

/** The part of a parse tree that is looked at here. */
interface Node {
  type: string
  name?: string | null
  url?: string
  value?: string
  attributes?: { name?: string; value?: unknown }[]
  children?: Node[]
  position?: { start: { line: number } }
}

/** Something that the version for everyone says and a version for some readers leaves out. */
export interface LeftOut {
  /** Of the version that lacks it, 1-based. */
  readonly line: number
  readonly what: string
}

/** A number to call or to quote, spaces and dashes in it; amounts and days may well differ from reader to reader. */
const telling = /\+?\d(?:[\s\u00a0()-]?\d){5,}/g

/**
 * Of each run of `<For>`, the numbers, links and cautions of its default that a version of it lacks: whoever reads that
 * version never sees them, an emergency line for one.
 */
export function leftOutOfVariants(tree: unknown): LeftOut[] {
  const left: LeftOut[] = []
  visit(tree as never, (parent: Node) => {
    let run: Node[] = []
    for (const node of parent.children ?? []) {
      if (node.type === 'text' && node.value?.trim() === '') continue
      if (node.name !== 'For') run = []
      else if (node.attributes?.some(({ name }) => name === 'everyone')) {
        left.push(...compare(run, node))
        run = []
      } else run.push(node)
    }
  })
  return left
}

function compare(variants: readonly Node[], fallback: Node): LeftOut[] {
  const wanted = saidIn(fallback)
  return variants.flatMap((variant) => {
    const said = saidIn(variant)
    const line = variant.position?.start.line ?? 1
    const lacks = [
      ...[...wanted.numbers].filter((one) => !said.numbers.has(one)).map((one) => `the number ${one}`),
      ...[...wanted.links].filter((one) => !said.links.has(one)).map((one) => `the link to ${one}`),
      ...(wanted.caution && !said.caution ? ['the caution'] : []),
    ]
    return lacks.map((what) => ({ line, what }))
  })
}

function saidIn(passage: Node): { numbers: Set<string>; links: Set<string>; caution: boolean } {
  const links = new Set<string>()
  let caution = false
  visit(passage as never, (node: Node) => {
    if (node.type === 'link' && node.url) links.add(node.url)
    if (node.name === 'Caution') caution = true
    if (node.type === 'blockquote' && /^\[!(CAUTION|WARNING)\]/i.test(plain(node as never))) caution = true
  })
  const numbers = new Set(
    plain(passage as never)
      .match(telling)
      ?.map((one) => one.trim()),
  )
  return { numbers, links, caution }
}
