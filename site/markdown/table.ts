import { type HtmlNode, h, textOf } from './hast.ts'

/**
 * A table of an article. On a phone each row becomes an entry, so the first cell heads its row, and every cell
 * carries its role and the name of its column. A wide one scrolls on its own, with the keyboard too. Alignment is a
 * class, because the content security policy refuses inline style.
 */
export function drawTable(table: HtmlNode, label: string): HtmlNode {
  const rows = rowsOf(table)
  const cells = rows.flatMap(({ children = [] }) => children.filter(isCell))
  const spans = cells.some(
    ({ properties: p }) => p?.['colSpan'] ?? p?.['rowSpan'] ?? p?.['colspan'] ?? p?.['rowspan'],
  )
  const head = rows[0]?.children?.filter(isCell) ?? []
  const headed = head.length > 0 && head.every(({ tagName }) => tagName === 'th')
  for (const cell of cells) align(cell)
  // Cells that span cannot be taken apart into entries.
  if (!spans && headed) stack(rows, head)
  const role = !spans && headed ? { role: 'table' } : {}
  const properties = { className: !spans && headed ? ['stack'] : [], ...role }
  return h(
    'div',
    { className: ['scroll'], role: 'group', ariaLabel: label, tabIndex: 0 },
    h('table', properties, ...(table.children ?? [])),
  )
}

function stack(rows: readonly HtmlNode[], head: readonly HtmlNode[]): void {
  const columns = head.map((cell) => textOf(cell).trim())
  rows.forEach((row, index) => {
    row.properties = { ...row.properties, role: 'row' }
    const cells = (row.children ?? []).filter(isCell)
    cells.forEach((cell, at) => {
      const words = textOf(cell).trim()
      if (index === 0) {
        // A corner without words is no heading.
        cell.tagName = words === '' ? 'td' : 'th'
        cell.properties = {
          ...cell.properties,
          ...(words === '' ? { role: 'cell' } : { role: 'columnheader', scope: 'col' }),
        }
      } else if (at === 0 && words !== '') {
        cell.tagName = 'th'
        cell.properties = { ...cell.properties, role: 'rowheader', scope: 'row' }
      } else {
        cell.properties = { ...cell.properties, role: 'cell', dataColumn: columns[at] ?? '' }
      }
    })
  })
}

function align(cell: HtmlNode): void {
  const { align: to, style, ...rest } = cell.properties ?? {}
  const where = String(to ?? /text-align:\s*(\w+)/.exec(String(style ?? ''))?.[1] ?? '')
  cell.properties = /^(center|right|left)$/.test(where) ? { ...rest, className: [`to-${where}`] } : rest
}

function rowsOf(node: HtmlNode): HtmlNode[] {
  return (node.children ?? []).flatMap((child) =>
    child.tagName === 'tr' ? [child] : /^t(head|body|foot)$/.test(child.tagName ?? '') ? rowsOf(child) : [],
  )
}

const isCell = ({ tagName }: HtmlNode): boolean => tagName === 'td' || tagName === 'th'
