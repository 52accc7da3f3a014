export interface JqlToken {
  readonly kind: 'word' | 'string' | 'operator' | 'symbol' | 'end'
  readonly text: string
  /** Column of the first character, counted from 1 as Jira's messages do. */
  readonly column: number
}

/** A query that Jira refuses, with the message that it gives. */
export class JqlError extends Error {
  override readonly name = 'JqlError'
}

const SPACE = /\s+/y
const OPERATOR = /!=|!~|<=|>=|=|<|>|~/y
const SYMBOL = /[(),]/y
const QUOTED = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/y
const WORD = /cf\[\d+\]|[\p{L}\p{N}_.:-]+/uy
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

function unescape(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_, escaped: string) =>
    escaped.length === 5
      ? String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
      : (ESCAPES[escaped] ?? escaped)
  )
}

function matchAt(expression: RegExp, text: string, position: number): RegExpExecArray | undefined {
  expression.lastIndex = position
  return expression.exec(text) ?? undefined
}

/** Splits a query into tokens. Throws `JqlError` on an open quote or a reserved character outside of quotes. */
export function readTokens(jql: string): readonly JqlToken[] {
  const tokens: JqlToken[] = []
  let position = 0
  const take = (kind: JqlToken['kind'], text: string, length: number): void => {
    tokens.push({ kind, text, column: position + 1 })
    position += length
  }
  while (position < jql.length) {
    const space = matchAt(SPACE, jql, position)
    if (space) {
      position += space[0].length
      continue
    }
    const quoted = matchAt(QUOTED, jql, position)
    const operator = matchAt(OPERATOR, jql, position)
    const symbol = matchAt(SYMBOL, jql, position)
    const word = matchAt(WORD, jql, position)
    if (quoted) take('string', unescape(quoted[1] ?? quoted[2] ?? ''), quoted[0].length)
    else if (operator) take('operator', operator[0], operator[0].length)
    else if (symbol) take('symbol', symbol[0], 1)
    else if (word) take('word', word[0], word[0].length)
    else throw unreadable(jql, position)
  }
  return [...tokens, { kind: 'end', text: '', column: jql.length + 1 }]
}

function unreadable(jql: string, position: number): JqlError {
  const character = jql.charAt(position)
  const where = `(line 1, character ${position + 1})`
  if (character === '"' || character === "'") {
    return new JqlError(
      `Error in the JQL Query: The quoted string '${jql.slice(position + 1)}' has not been completed. ${where}`
    )
  }
  const code = character.charCodeAt(0).toString(16).padStart(4, '0')
  return new JqlError(
    `Error in the JQL Query: The character '${character}' is a reserved JQL character. You must enclose it in a string or use the escape '\\u${code}' instead. ${where}`
  )
}
