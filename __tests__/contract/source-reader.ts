import ts from 'typescript'

export interface Import {
  /** As it is written: `../ports.js`, `node:fs`. */
  readonly specifier: string
  /** Nothing of it is left when the program runs. */
  readonly typesOnly: boolean
  /** From 1. */
  readonly line: number
}

/** What is found in a source file besides its imports. */
export interface Find {
  readonly what: 'default export' | 'process state' | 'console'
  readonly line: number
}

export interface Source {
  readonly imports: readonly Import[]
  readonly finds: readonly Find[]
}

const PROCESS_STATE = ['env', 'exit', 'exitCode']

/** Reads a file as TypeScript's parser sees it: static, dynamic and type imports, re-exports, and what is forbidden anywhere. */
export function readSource(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS)
  const imports: Import[] = []
  const finds: Find[] = []
  const lineOf = (node: ts.Node): number => file.getLineAndCharacterOfPosition(node.getStart()).line + 1
  const visit = (node: ts.Node): void => {
    const found = importIn(node)
    if (found) imports.push({ ...found, line: lineOf(node) })
    const what = findIn(node)
    if (what) finds.push({ what, line: lineOf(node) })
    ts.forEachChild(node, visit)
  }
  visit(file)
  return { imports, finds }
}

function importIn(node: ts.Node): Omit<Import, 'line'> | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typesOnly: isTypesOnly(node.importClause) }
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typesOnly: node.isTypeOnly }
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const { literal } = node.argument
    return ts.isStringLiteral(literal) ? { specifier: literal.text, typesOnly: true } : undefined
  }
  if (ts.isCallExpression(node)) {
    const loads =
      node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require'
    const [argument] = node.arguments
    if (loads && argument) {
      // What is computed cannot be judged, and is shown as it is written.
      return {
        specifier: ts.isStringLiteralLike(argument) ? argument.text : argument.getText(),
        typesOnly: false
      }
    }
  }
  return undefined
}

function isTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  )
}

function findIn(node: ts.Node): Find['what'] | undefined {
  if (ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword) {
    return ts.isDefaultClause(node.parent) ? undefined : 'default export'
  }
  if (ts.isExportSpecifier(node) && node.name.text === 'default') return 'default export'
  if (isOf(node, 'process', PROCESS_STATE)) return 'process state'
  if (ts.isVariableDeclaration(node) && node.initializer && ts.isObjectBindingPattern(node.name)) {
    const names = node.name.elements.map((element) => (element.propertyName ?? element.name).getText())
    const taken = isGlobal(node.initializer, 'process') && names.some((name) => PROCESS_STATE.includes(name))
    if (taken) return 'process state'
  }
  if (ts.isIdentifier(node) && node.text === 'console' && !isNameOfMember(node)) return 'console'
  return undefined
}

/** `process.env`, `process['env']` and `globalThis.process.env`. */
function isOf(node: ts.Node, object: string, members: readonly string[]): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    return members.includes(node.name.text) && isGlobal(node.expression, object)
  }
  return (
    ts.isElementAccessExpression(node) &&
    ts.isStringLiteralLike(node.argumentExpression) &&
    members.includes(node.argumentExpression.text) &&
    isGlobal(node.expression, object)
  )
}

function isGlobal(node: ts.Expression, name: string): boolean {
  return node.getText() === name || node.getText() === `globalThis.${name}`
}

/** The `console` of `page.console` or `{ console: 1 }` is another one. */
function isNameOfMember(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) {
    return parent.name === node && parent.expression.getText() !== 'globalThis'
  }
  return ts.isPropertyAssignment(parent) && parent.name === node
}
