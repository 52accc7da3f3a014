import { StringDecoder } from 'node:string_decoder'

export interface LineBounds {
  /** Characters (UTF-16 units) of one line. */
  readonly line: number
  /** Bytes in all. */
  readonly total: number
}

/** Bytes as lines of UTF-8 text, as they come; refuses a flood before it fills the memory. */
export class LineReader {
  readonly #bounds: LineBounds
  readonly #decoder = new StringDecoder('utf8')
  #pending = ''
  #bytes = 0

  constructor(bounds: LineBounds) {
    this.#bounds = bounds
  }

  /** The lines that the chunk completes, or `too-much` when a bound is crossed. */
  push(chunk: Buffer): readonly string[] | 'too-much' {
    this.#bytes += chunk.length
    if (this.#bytes > this.#bounds.total) return 'too-much'
    const pieces = this.#decoder.write(chunk).split('\n')
    const last = pieces.pop() ?? ''
    const lines = pieces.map((piece, index) => (index === 0 ? this.#pending + piece : piece))
    this.#pending = lines.length === 0 ? this.#pending + last : last
    const longest = Math.max(this.#pending.length, ...lines.map(({ length }) => length))
    return longest > this.#bounds.line ? 'too-much' : lines
  }

  /** What came after the last line end; empty when nothing did. */
  rest(): string {
    const rest = this.#pending + this.#decoder.end()
    this.#pending = ''
    return rest
  }
}
