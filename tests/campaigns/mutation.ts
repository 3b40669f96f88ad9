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
 * one or a boolean, `default` takes the right side of `??`, `return` gives back nothing, `statement` drops a call or an
 * assignment, `conjunct` drops one condition of a query. Types and what is thrown stay as they are.
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
    if (isKind(node, ts.SyntaxKind.QuestionQuestionToken)) add('default', node, node.right.getText(file))
    const given = ts.isReturnStatement(node) || ts.isArrowFunction(node) ? bodyOf(node) : undefined
    if (given && given.getText(file) !== 'undefined') add('return', given, 'undefined')
    if (ts.isExpressionStatement(node) && isAct(node.expression)) add('statement', node, ';')
    if (ts.isCallExpression(node) && node.expression.getText(file) === 'and')
      for (const argument of node.arguments) add('conjunct', argument, 'undefined')
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function isKind(node: ts.Node, kind: ts.SyntaxKind): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === kind
}

/** What a function gives back: of an arrow function only where it is one expression. */
function bodyOf(node: ts.ReturnStatement | ts.ArrowFunction): ts.Node | undefined {
  if (ts.isReturnStatement(node)) return node.expression
  return ts.isBlock(node.body) ? undefined : node.body
}

/** A call, or an assignment in any form. */
function isAct(expression: ts.Expression): boolean {
  if (ts.isAwaitExpression(expression)) return isAct(expression.expression)
  if (ts.isCallExpression(expression)) return true
  const { FirstAssignment, LastAssignment } = ts.SyntaxKind
  const kind = ts.isBinaryExpression(expression) ? expression.operatorToken.kind : undefined
  return kind !== undefined && kind >= FirstAssignment && kind <= LastAssignment
}

/**
 * At most `most` of `all`: as many of each operator as there are, up to an equal share, and of an operator those that lie
 * evenly over the file.
 */
export function sampleOf(all: readonly Mutant[], most: number): Mutant[] {
  const byOperator = [...Map.groupBy(all, ({ operator }) => operator).values()]
  byOperator.sort((a, b) => a.length - b.length)
  let left = most
  const sample = byOperator.flatMap((mutants, at) => {
    const share = Math.min(mutants.length, Math.floor(left / (byOperator.length - at)))
    left -= share
    return Array.from({ length: share }, (_, n) => mutants[Math.floor((n * mutants.length) / share)]!)
  })
  return sample.sort((a, b) => a.line - b.line)
}
