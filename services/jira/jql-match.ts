import { dateRefusal, readJqlDate } from './jql-dates.js'
import { findJqlField, type JqlField } from './jql-fields.js'
import type { JqlClause, JqlOperand, JqlOperator, JqlOrder } from './jql-parser.js'
import type { Ticket } from './ticket.js'

export interface JqlContext {
  readonly fields: ReadonlyMap<string, JqlField>
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Account id that `currentUser()` stands for. */
  readonly currentUser: string
}

type Terminal = Extract<JqlClause, { kind: 'terminal' }>

const SUPPORTED: Readonly<Record<JqlField['kind'], readonly JqlOperator[]>> = {
  exact: ['=', '!=', 'in', 'not in', 'is', 'is not'],
  date: ['=', '!=', '<', '>', '<=', '>=', 'is', 'is not'],
  text: ['~', '!~', 'is', 'is not']
}

const OPPOSITE: Readonly<Record<JqlOperator, JqlOperator>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  '~': '!~',
  '!~': '~',
  in: 'not in',
  'not in': 'in',
  is: 'is not',
  'is not': 'is'
}

/** Everything that Jira would refuse in a query whose syntax is right. */
export function findJqlProblems(clause: JqlClause, context: JqlContext): readonly string[] {
  if (clause.kind === 'not') return findJqlProblems(clause.part, context)
  if (clause.kind !== 'terminal') return clause.parts.flatMap((part) => findJqlProblems(part, context))
  const field = findJqlField(context.fields, clause.field)
  if (!field) return [`Field '${clause.field}' does not exist or you do not have permission to view it.`]
  if (!SUPPORTED[field.kind].includes(clause.operator)) {
    return [`The operator '${clause.operator}' is not supported by the '${clause.field}' field.`]
  }
  return clause.operands.flatMap((operand) => operandProblem(field, clause.field, operand, context) ?? [])
}

function operandProblem(
  field: JqlField,
  name: string,
  operand: JqlOperand,
  context: JqlContext
): string | undefined {
  if (operand.kind === 'empty') return undefined
  if (operand.kind === 'function') {
    const known = field.kind === 'date' ? 'now' : 'currentUser'
    return operand.name.toLowerCase() === known.toLowerCase()
      ? undefined
      : `Unable to find JQL function '${operand.name}()'.`
  }
  if (field.kind === 'exact') return field.refuse(operand.text)
  if (field.kind === 'date' && readJqlDate(operand.text, context.now) === undefined)
    return dateRefusal(name, operand.text)
  return undefined
}

/**
 * Whether a ticket matches. As in Jira, `!=`, `not in` and `!~` do not match a ticket whose field is empty, and `NOT` is
 * pushed down to the operators, so it does not match it either.
 */
export function matchesJql(clause: JqlClause, ticket: Ticket, context: JqlContext, negated = false): boolean {
  if (clause.kind === 'not') return matchesJql(clause.part, ticket, context, !negated)
  if (clause.kind !== 'terminal') {
    const all = (clause.kind === 'and') !== negated
    const test = (part: JqlClause): boolean => matchesJql(part, ticket, context, negated)
    return all ? clause.parts.every(test) : clause.parts.some(test)
  }
  return matchesTerminal(
    { ...clause, operator: negated ? OPPOSITE[clause.operator] : clause.operator },
    ticket,
    context
  )
}

function matchesTerminal(clause: Terminal, ticket: Ticket, context: JqlContext): boolean {
  const field = findJqlField(context.fields, clause.field)
  if (!field) return false
  if (field.kind === 'date') return matchesDate(clause, field.instant(ticket), context)
  if (field.kind === 'text') return matchesText(clause, field.text(ticket))
  const values = new Set(field.values(ticket).map((value) => value.toLowerCase()))
  const hit = clause.operands.some((operand) => {
    if (asksForEmpty(clause, operand)) return values.size === 0
    return values.has((operand.kind === 'value' ? operand.text : context.currentUser).toLowerCase())
  })
  if (clause.operator === '=' || clause.operator === 'in' || clause.operator === 'is') return hit
  return !hit && (values.size > 0 || clause.operands.some((operand) => asksForEmpty(clause, operand)))
}

function asksForEmpty(clause: Terminal, operand: JqlOperand): boolean {
  if (operand.kind !== 'value') return operand.kind === 'empty'
  return clause.field.toLowerCase() === 'resolution' && operand.text.toLowerCase() === 'unresolved'
}

function matchesDate(clause: Terminal, instant: number | null, context: JqlContext): boolean {
  const operand = clause.operands[0]
  if (!operand || operand.kind === 'empty') {
    return (instant === null) === (clause.operator === 'is' || clause.operator === '=')
  }
  if (instant === null) return false
  const wanted =
    operand.kind === 'function' ? context.now : (readJqlDate(operand.text, context.now) ?? Number.NaN)
  switch (clause.operator) {
    case '<':
      return instant < wanted
    case '<=':
      return instant <= wanted
    case '>':
      return instant > wanted
    case '>=':
      return instant >= wanted
    case '!=':
      return instant !== wanted
    default:
      return instant === wanted
  }
}

/** Words of a text the way the search index cuts them: letters and digits, without case. */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+\*?/gu) ?? []
}

function matchesText(clause: Terminal, text: string): boolean {
  const operand = clause.operands[0]
  if (operand?.kind !== 'value') return (text === '') === (clause.operator === 'is')
  const words = wordsOf(text)
  const phrase = /^\s*"(.*)"\s*$/s.exec(operand.text)?.[1]
  const hit =
    phrase === undefined
      ? wordsOf(operand.text).every((wanted) =>
          wanted.endsWith('*')
            ? words.some((word) => word.startsWith(wanted.slice(0, -1)))
            : words.includes(wanted)
        )
      : ` ${words.join(' ')} `.includes(` ${wordsOf(phrase).join(' ')} `)
  return clause.operator === '!~' ? !hit : hit
}

/** Sorts by the ORDER BY of a query; without one, newest first, as Jira does. */
export function sortTickets(
  tickets: readonly Ticket[],
  orders: readonly JqlOrder[],
  context: JqlContext
): readonly Ticket[] {
  const keys = orders.flatMap((order) => {
    const field = findJqlField(context.fields, order.field)
    return field
      ? [{ field, isKey: field === context.fields.get('issuekey'), sign: order.descending ? -1 : 1 }]
      : []
  })
  return [...tickets].sort((left, right) => {
    for (const { field, isKey, sign } of keys) {
      const difference = isKey
        ? compareKeys(left, right)
        : compare(sortValue(field, left), sortValue(field, right))
      if (difference !== 0) return difference * sign
    }
    return Number(right.id) - Number(left.id)
  })
}

function compareKeys(left: Ticket, right: Ticket): number {
  return (
    compare(left.projectKey, right.projectKey) ||
    Number(left.key.split('-')[1]) - Number(right.key.split('-')[1])
  )
}

function sortValue(field: JqlField, ticket: Ticket): string | number {
  if (field.kind === 'date') return field.instant(ticket) ?? 0
  return field.kind === 'text' ? field.text(ticket) : (field.values(ticket)[0] ?? '')
}

function compare(left: string | number, right: string | number): number {
  return left < right ? -1 : left > right ? 1 : 0
}
