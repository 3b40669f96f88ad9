import ts from 'typescript'

/** Attributes that are shown or read out. */
const said = ['aria-label', 'title', 'placeholder', 'data-l']

/** Words that a script of the staff area shows as they stand, without asking for them in the page's language. */
export function untranslated(source: string): string[] {
  const found: string[] = []
  const shown = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text)
    else if (ts.isTemplateExpression(node))
      found.push(node.head.text, ...node.templateSpans.map(({ literal }) => literal.text))
    else if (ts.isConditionalExpression(node)) for (const one of [node.whenTrue, node.whenFalse]) shown(one)
    else if (ts.isBinaryExpression(node)) shown(node.right)
    else if (ts.isParenthesizedExpression(node)) shown(node.expression)
  }
  const walk = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const first = { el: 2, put: 1, hidden: 0 }[node.expression.text]
      if (first !== undefined) node.arguments.slice(first).forEach(shown)
    }
    if (ts.isPropertyAssignment(node) && said.includes(node.name.getText().replaceAll("'", '')))
      shown(node.initializer)
    if (
      ts.isBinaryExpression(node) &&
      ts.isPropertyAccessExpression(node.left) &&
      node.left.name.text === 'textContent'
    )
      shown(node.right)
    ts.forEachChild(node, walk)
  }
  walk(ts.createSourceFile('page.ts', source, ts.ScriptTarget.Latest, true))
  return found.filter((text) => /\p{L}{2}/u.test(text))
}
