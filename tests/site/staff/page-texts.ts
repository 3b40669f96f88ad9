import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'node-html-parser'

const root = join(import.meta.dirname, '..', '..', '..')

/** Texts that staff pages have in their markup: between tags, and in what is read out. */
export function textsOfPages(): string[] {
  const texts = globSync(['site/pages/staff/**/*.astro', 'site/components/DeskPanes.astro'], {
    cwd: root,
  }).flatMap((file) => {
    const markup = readFileSync(join(root, file), 'utf8').replace(/^---[\s\S]*?\n---\n/, '')
    const page = parse(markup.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ''))
    const shown: string[] = []
    const walk = (node: typeof page) => {
      if (node.getAttribute?.('lang') || ['CODE', 'DATALIST'].includes(node.tagName ?? '')) return
      for (const child of node.childNodes) {
        if (child.nodeType === 3) shown.push(child.text)
        else walk(child as typeof page)
      }
      for (const name of ['aria-label', 'placeholder', 'title', 'label']) {
        const said = node.getAttribute?.(name)
        if (said) shown.push(said)
      }
    }
    walk(page)
    return shown
  })
  const plain = texts.map((text) => text.trim().replace(/\s+/g, ' '))
  return [...new Set(plain.filter((text) => /\p{L}{2}/u.test(text) && !/[{}]/.test(text)))]
}
