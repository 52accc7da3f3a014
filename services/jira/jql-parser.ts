import { JqlError, readTokens, type JqlToken } from './jql-lexer.js'

export type JqlOperator =
  '=' | '!=' | '<' | '>' | '<=' | '>=' | '~' | '!~' | 'in' | 'not in' | 'is' | 'is not'

export type JqlOperand =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'empty' }

export type JqlClause =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly JqlClause[] }
  | { readonly kind: 'not'; readonly part: JqlClause }
  | {
      readonly kind: 'terminal'
      readonly field: string
      readonly operator: JqlOperator
      /** One operand, or the members of the list of `in` and `not in`. */
      readonly operands: readonly JqlOperand[]
    }

export interface JqlOrder {
  readonly field: string
  readonly descending: boolean
}

export interface JqlQuery {
  /** Absent: no restriction at all. */
  readonly where: JqlClause | undefined
  readonly orderBy: readonly JqlOrder[]
}

const OPERATORS = "'=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'"
const RESERVED = new Set(['and', 'or', 'not', 'in', 'is', 'order', 'by', 'empty', 'null'])

/** Reads a query. Throws `JqlError` with Jira's message when the syntax is wrong. */
export function parseJql(jql: string): JqlQuery {
  return new Parser(readTokens(jql)).query()
}

class Parser {
  readonly #tokens: readonly JqlToken[]
  #position = 0

  constructor(tokens: readonly JqlToken[]) {
    this.#tokens = tokens
  }

  query(): JqlQuery {
    const unrestricted = this.#peek().kind === 'end' || this.#isWord('order')
    const where = unrestricted ? undefined : this.#or()
    const orderBy = this.#takeWord('order') ? this.#orderBy() : []
    if (this.#peek().kind !== 'end') throw this.#unexpected("Expecting either 'OR' or 'AND'")
    return { where, orderBy }
  }

  #or(): JqlClause {
    const parts = [this.#and()]
    while (this.#takeWord('or')) parts.push(this.#and())
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts }
  }

  #and(): JqlClause {
    const parts = [this.#unary()]
    while (this.#takeWord('and')) parts.push(this.#unary())
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts }
  }

  #unary(): JqlClause {
    if (this.#takeWord('not')) return { kind: 'not', part: this.#unary() }
    if (!this.#takeSymbol('(')) return this.#terminal()
    const inner = this.#or()
    if (!this.#takeSymbol(')')) throw this.#unexpected("Expecting ')'")
    return inner
  }

  #terminal(): JqlClause {
    const field = this.#name('Expecting a field name')
    const operator = this.#operator()
    const operands = operator === 'in' || operator === 'not in' ? this.#list() : [this.#operand()]
    if ((operator === 'is' || operator === 'is not') && operands[0]?.kind !== 'empty') {
      throw new JqlError(`The operator '${operator}' is not supported by the '${field}' field.`)
    }
    return { kind: 'terminal', field, operator, operands }
  }

  #operator(): JqlOperator {
    const token = this.#peek()
    if (token.kind === 'operator') {
      this.#position += 1
      return token.text as JqlOperator
    }
    if (this.#takeWord('in')) return 'in'
    if (this.#takeWord('is')) return this.#takeWord('not') ? 'is not' : 'is'
    if (this.#takeWord('not')) {
      if (this.#takeWord('in')) return 'not in'
      throw this.#unexpected("Expecting 'IN'")
    }
    throw this.#unexpected('Expecting operator', ` The valid operators are ${OPERATORS}.`)
  }

  #list(): readonly JqlOperand[] {
    if (!this.#takeSymbol('(')) throw this.#unexpected("Expecting '('")
    const members = [this.#operand()]
    while (this.#takeSymbol(',')) members.push(this.#operand())
    if (!this.#takeSymbol(')')) throw this.#unexpected("Expecting ')' or ','")
    return members
  }

  #operand(): JqlOperand {
    if (this.#takeWord('empty') || this.#takeWord('null')) return { kind: 'empty' }
    const token = this.#peek()
    if (token.kind === 'string') {
      this.#position += 1
      return { kind: 'value', text: token.text }
    }
    const text = this.#name('Expecting either a value, list or function')
    if (!this.#takeSymbol('(')) return { kind: 'value', text }
    if (!this.#takeSymbol(')')) throw this.#unexpected("Expecting ')'")
    return { kind: 'function', name: text }
  }

  #orderBy(): readonly JqlOrder[] {
    if (!this.#takeWord('by')) throw this.#unexpected("Expecting 'by'")
    const orders: JqlOrder[] = []
    do {
      const field = this.#name('Expecting a field name')
      const descending = this.#takeWord('desc')
      if (!descending) this.#takeWord('asc')
      orders.push({ field, descending })
    } while (this.#takeSymbol(','))
    return orders
  }

  #name(expectation: string): string {
    const token = this.#peek()
    const isName =
      token.kind === 'string' || (token.kind === 'word' && !RESERVED.has(token.text.toLowerCase()))
    if (!isName) throw this.#unexpected(expectation)
    this.#position += 1
    return token.text
  }

  #peek(): JqlToken {
    return this.#tokens[this.#position] ?? { kind: 'end', text: '', column: 1 }
  }

  #isWord(word: string): boolean {
    const token = this.#peek()
    return token.kind === 'word' && token.text.toLowerCase() === word
  }

  #takeWord(word: string): boolean {
    const found = this.#isWord(word)
    this.#position += found ? 1 : 0
    return found
  }

  #takeSymbol(symbol: string): boolean {
    const token = this.#peek()
    const found = token.kind === 'symbol' && token.text === symbol
    this.#position += found ? 1 : 0
    return found
  }

  #unexpected(expectation: string, hint = ''): JqlError {
    const token = this.#peek()
    const tail = token.kind === 'end' ? 'before the end of the query' : `but got '${token.text}'`
    return new JqlError(
      `Error in the JQL Query: ${expectation} ${tail}.${hint} (line 1, character ${token.column})`
    )
  }
}
