import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import type { FunctionDefinition } from '@actions/expressions/funcs/info'
import { truthy } from '@actions/expressions/result'
import {
  isBasicExpression,
  isBoolean,
  isMapping,
  isNumber,
  isSequence,
  isString
} from '@actions/workflow-parser'
import { convertToIfCondition } from '@actions/workflow-parser/model/converter/if-condition'
import type { TemplateContext } from '@actions/workflow-parser/templates/template-context'
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token'

/** How far a job or the jobs before it came; what `success()`, `failure()` and `cancelled()` answer. */
export interface Status {
  readonly succeeded: boolean
  readonly failed: boolean
  readonly cancelled: boolean
}

export const BEGINNING: Status = { succeeded: true, failed: false, cancelled: false }

/** What an expression sees. */
export interface Scope {
  /** `github`, `inputs`, `needs`, …; an expression that names another context is refused. */
  readonly contexts: Readonly<Record<string, unknown>>
  readonly status: Status
}

/** Evaluated by GitHub's own library. What a context lacks is `null`, as on GitHub. */
function evaluate(expression: string, { contexts, status }: Scope): data.ExpressionData {
  const functions = statusFunctions(status)
  const { tokens } = new Lexer(expression).lex()
  const tree = new Parser(tokens, Object.keys(contexts), functions).parse()
  const known = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary
  return new Evaluator(tree, known, new Map(functions.map((each) => [each.name, each]))).evaluate()
}

function statusFunctions({ succeeded, failed, cancelled }: Status): FunctionDefinition[] {
  const answers = { success: succeeded, failure: failed, cancelled, always: true }
  return Object.entries(answers).map(([name, answer]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(answer)
  }))
}

/** The text of an expression that stands alone, such as an input's default. Literal text around it stays. */
export function resolveText(text: string, scope: Scope): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    evaluate(expression, scope).coerceString()
  )
}

/** Every value below the token, with its expressions evaluated. */
export function resolve(token: TemplateToken, scope: Scope): unknown {
  if (isMapping(token)) {
    return Object.fromEntries([...token].map(({ key, value }) => [key.toString(), resolve(value, scope)]))
  }
  if (isSequence(token)) {
    return Array.from({ length: token.count }, (_, index) => resolve(token.get(index), scope))
  }
  if (isString(token) || isNumber(token) || isBoolean(token)) return token.value
  if (isBasicExpression(token)) {
    return JSON.parse(JSON.stringify(evaluate(token.expression, scope), data.replacer)) as unknown
  }
  return null
}

/** As a runner hands values to a process: everything is text, and what is not there is empty. */
export function resolveTexts(token: TemplateToken | undefined, scope: Scope): Record<string, string> {
  if (token === undefined) return {}
  if (!isMapping(token)) throw new Error('A mapping was expected')
  return Object.fromEntries(
    [...token].map(({ key, value }) => [
      key.toString(),
      isBasicExpression(value)
        ? evaluate(value.expression, scope).coerceString()
        : textOf(resolve(value, scope))
    ])
  )
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === null ? '' : JSON.stringify(value)
}

/** Text of the file where no expression may stand, such as `uses:`; of an expression, as it is written. */
export function literal(token: TemplateToken | undefined): string {
  if (token === undefined) return ''
  return isBasicExpression(token)
    ? token.expression
    : textOf(resolve(token, { contexts: {}, status: BEGINNING }))
}

/** Whether an `if:` holds. Without a status function it also asks for success, as GitHub has it; so does a missing `if:`. */
export function holds(token: TemplateToken | undefined, scope: Scope, context: TemplateContext): boolean {
  if (token === undefined) return scope.status.succeeded
  const condition = convertToIfCondition(context, token)
  if (condition === undefined) throw new Error(`The condition ${literal(token)} cannot be read`)
  return truthy(evaluate(condition.expression, scope))
}
