/** How a value of an event has to look. */
export type ValueTest =
  | { readonly kind: 'present' }
  | { readonly kind: 'pattern'; readonly source: string }
  | { readonly kind: 'range'; readonly above: Bound | undefined; readonly below: Bound | undefined }

export interface Bound {
  readonly value: number
  readonly inclusive: boolean
}

/** A parsed search. A term without a field is free text and looks at the message. */
export type Query =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  | { readonly kind: 'term'; readonly field: string | undefined; readonly test: ValueTest }

export class QuerySyntaxError extends Error {
  constructor(reason: string, at: number) {
    super(`${reason} at position ${at}`)
    this.name = 'QuerySyntaxError'
  }
}

/**
 * Parses Datadog's search syntax: `*`, free text, `key:value`, `@key:value`, quotes, `key:(a OR b)`, AND, OR,
 * NOT, `-`, parentheses, wildcards, numeric comparisons and ranges; neighbours without an operator are ANDed.
 * An empty text matches everything. The characters `: < > = ~` inside an unquoted value have to be escaped.
 * https://docs.datadoghq.com/logs/explorer/search_syntax/
 *
 * @throws QuerySyntaxError when the text cannot be read.
 */
export function parseQuery(text: string): Query {
  if (text.trim() === '') return { kind: 'all' }
  const reader = new Reader(text)
  const query = reader.either(undefined)
  reader.expectEnd()
  return query
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  expectEnd(): void {
    if (this.#next() !== '') this.#fail(`unexpected '${this.#next()}'`)
  }

  either(field: string | undefined): Query {
    const parts = [this.#every(field)]
    while (this.#keyword('OR')) parts.push(this.#every(field))
    return parts.length === 1 ? (parts[0] as Query) : { kind: 'or', parts }
  }

  #every(field: string | undefined): Query {
    const parts = [this.#unary(field)]
    for (;;) {
      if (this.#keyword('AND')) {
        parts.push(this.#unary(field))
        continue
      }
      const next = this.#next()
      if (next === '' || next === ')' || this.#peekKeyword('OR')) break
      parts.push(this.#unary(field))
    }
    return parts.length === 1 ? (parts[0] as Query) : { kind: 'and', parts }
  }

  #unary(field: string | undefined): Query {
    if (this.#keyword('NOT')) return { kind: 'not', part: this.#unary(field) }
    if (this.#peekKeyword('AND') || this.#peekKeyword('OR')) this.#fail('an operator has no left side')
    const next = this.#next()
    if (next === '' || next === ')') this.#fail('a term is missing')
    if (next === '-') {
      this.#at += 1
      return { kind: 'not', part: this.#unary(field) }
    }
    if (next === '(') return this.#group(field)
    return this.#term(field)
  }

  #group(field: string | undefined): Query {
    this.#at += 1
    const inner = this.either(field)
    if (this.#next() !== ')') this.#fail("')' is missing")
    this.#at += 1
    return inner
  }

  #term(field: string | undefined): Query {
    if (this.#next() === '"') return { kind: 'term', field, test: this.#quoted() }
    const word = this.#word()
    if (this.#text[this.#at] !== ':') return bare(field, word)
    if (field !== undefined) this.#fail("':' inside a value has to be escaped or quoted")
    if (word.text === '') this.#fail('a key is missing')
    this.#at += 1
    return this.#value(word.text)
  }

  #value(field: string): Query {
    const next = this.#text[this.#at] ?? ''
    if (next === '(') return this.#group(field)
    if (next === '"') return { kind: 'term', field, test: this.#quoted() }
    if (next === '[' || next === '{') return { kind: 'term', field, test: this.#range() }
    if (next === '>' || next === '<') return { kind: 'term', field, test: this.#comparison() }
    const word = this.#word()
    if (word.text === '') this.#fail(`'${field}:' has no value`)
    if (this.#text[this.#at] === ':') this.#fail("':' inside a value has to be escaped or quoted")
    return field === '*' && word.text === '*' ? { kind: 'all' } : bare(field, word)
  }

  #quoted(): ValueTest {
    const start = this.#at
    this.#at += 1
    let text = ''
    for (;;) {
      const next = this.#text[this.#at]
      if (next === undefined) throw new QuerySyntaxError('a quote is not closed', start)
      this.#at += 1
      if (next === '"') return { kind: 'pattern', source: literal(text) }
      if (next === '\\' && this.#at < this.#text.length) {
        text += this.#text[this.#at]
        this.#at += 1
      } else text += next
    }
  }

  #word(): Word {
    let text = ''
    let source = ''
    for (;;) {
      const next = this.#text[this.#at]
      if (next === undefined || /[\s():"]/.test(next)) return { text, source }
      if (/[<>=~]/.test(next)) this.#fail(`'${next}' has to be escaped or quoted`)
      this.#at += 1
      const escaped = next === '\\' ? this.#text[this.#at] : undefined
      if (escaped !== undefined) this.#at += 1
      text += escaped ?? next
      source += escaped === undefined ? (WILDCARDS[next] ?? literal(next)) : literal(escaped)
    }
  }

  #range(): ValueTest {
    const found = /^([[{])\s*(\S+)\s+TO\s+(\S+?)\s*([\]}])/.exec(this.#text.slice(this.#at))
    if (!found) return this.#fail('a range is not of the form [low TO high]')
    const [whole, open, low = '', high = '', close] = found
    this.#at += whole.length
    return {
      kind: 'range',
      above: this.#bound(low, open === '['),
      below: this.#bound(high, close === ']')
    }
  }

  #comparison(): ValueTest {
    const found = /^([<>])(=?)([^\s()]+)/.exec(this.#text.slice(this.#at))
    if (!found) return this.#fail('a comparison has no number')
    const [whole, sign, equal, number = ''] = found
    this.#at += whole.length
    const bound = this.#bound(number, equal === '=')
    return sign === '>'
      ? { kind: 'range', above: bound, below: undefined }
      : { kind: 'range', above: undefined, below: bound }
  }

  #bound(text: string, inclusive: boolean): Bound | undefined {
    if (text === '*') return undefined
    const value = Number(text)
    if (Number.isNaN(value)) this.#fail(`'${text}' is not a number`)
    return { value, inclusive }
  }

  /** The next character that is not white space, or '' at the end. */
  #next(): string {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1
    return this.#text[this.#at] ?? ''
  }

  #peekKeyword(word: string): boolean {
    this.#next()
    const after = this.#text[this.#at + word.length] ?? ' '
    return this.#text.startsWith(word, this.#at) && /[\s("]/.test(after)
  }

  #keyword(word: string): boolean {
    if (!this.#peekKeyword(word)) return false
    this.#at += word.length
    return true
  }

  #fail(reason: string): never {
    throw new QuerySyntaxError(reason, this.#at)
  }
}

interface Word {
  readonly text: string
  readonly source: string
}

const WILDCARDS: Readonly<Record<string, string>> = { '*': '.*', '?': '.' }

function bare(field: string | undefined, word: Word): Query {
  if (word.source === '.*')
    return field === undefined ? { kind: 'all' } : { kind: 'term', field, test: { kind: 'present' } }
  return { kind: 'term', field, test: { kind: 'pattern', source: word.source } }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
