import ts from 'typescript'

/** One small change that a test should notice. */
export interface Mutant {
  readonly operator: string
  /** From 1. */
  readonly line: number
  readonly was: string
  readonly is: string
  /** The whole file with the change in it. */
  readonly text: string
}

/** What takes the place of an operator: boundaries, equality, logic and arithmetic. */
const swaps: Readonly<Record<string, readonly [operator: string, other: string]>> = {
  '<': ['boundary', '<='],
  '<=': ['boundary', '<'],
  '>': ['boundary', '>='],
  '>=': ['boundary', '>'],
  '===': ['equality', '!=='],
  '!==': ['equality', '==='],
  '&&': ['logic', '||'],
  '||': ['logic', '&&'],
  '+': ['arithmetic', '-'],
  '-': ['arithmetic', '+'],
  '*': ['arithmetic', '/'],
  '/': ['arithmetic', '*'],
}

/**
 * Every mutant of a TypeScript file, in the order of its text: `boundary`, `equality`, `logic` and `arithmetic` exchange an
 * operator, `negation` drops a `!`, `condition` makes a test always true or always false, `literal` changes a number by
 * one or a boolean, `call` drops a statement that only calls. Types and what is thrown stay as they are.
 */
export function mutantsOf(source: string): Mutant[] {
  const file = ts.createSourceFile('mutated.ts', source, ts.ScriptTarget.Latest, true)
  const found: Mutant[] = []
  const add = (operator: string, node: ts.Node, is: string): void => {
    const [from, to] = [node.getStart(file), node.getEnd()]
    const line = file.getLineAndCharacterOfPosition(from).line + 1
    const text = source.slice(0, from) + is + source.slice(to)
    found.push({ operator, line, was: source.slice(from, to), is, text })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isThrowStatement(node)) return
    if (ts.isBinaryExpression(node)) {
      const [operator, other] = swaps[node.operatorToken.getText(file)] ?? []
      const joins = [node.left, node.right].some(
        (side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side),
      )
      if (operator && other && !(operator === 'arithmetic' && joins)) add(operator, node.operatorToken, other)
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      add('negation', node, node.operand.getText(file))
    if (ts.isIfStatement(node))
      for (const always of ['true', 'false']) add('condition', node.expression, always)
    if (ts.isConditionalExpression(node))
      for (const always of ['true', 'false']) add('condition', node.condition, always)
    if (ts.isNumericLiteral(node)) add('literal', node, `(${node.text} + 1)`)
    if (node.kind === ts.SyntaxKind.TrueKeyword) add('literal', node, 'false')
    if (node.kind === ts.SyntaxKind.FalseKeyword) add('literal', node, 'true')
    if (ts.isExpressionStatement(node)) {
      const { expression } = node
      if (ts.isCallExpression(ts.isAwaitExpression(expression) ? expression.expression : expression))
        add('call', node, ';')
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}
