import type { ErrorEvent, ExpectedFrame } from '../rows.js'

/**
 * What stands in front of a line: `*` the frame to look at first, `>` the application's frame, `-` a library's or the runtime's,
 * `?` a frame that some readers count and others do not, `!` such a one that is the culprit; nothing: no frame begins here.
 */
export type LineMark = '*' | '>' | '-' | '?' | '!' | ' '

export interface MarkedLine {
  readonly mark: LineMark
  /** With the spans: `‹function›`, `«file»`, `⟨line⟩` and `⟨column⟩`. */
  readonly text: string
}

/** A trace that says of itself where its frames are, so that an edit of it needs no reader. */
export interface MarkedTrace {
  readonly id: string
  readonly language: string
  readonly app: string
  readonly type: string
  readonly message: string
  /** Of the culprit, in the repository. */
  readonly path: string | undefined
  readonly lines: readonly MarkedLine[]
}

/** Lines that belong together: a frame's, or those between frames. */
export interface Block {
  readonly mark: LineMark
  readonly lines: readonly MarkedLine[]
}

/** Reads a file of marked traces; `=== id` starts one, `key: value` lines follow, and after `---` the lines of the trace. */
export function readMarkedTraces(language: string, file: string): readonly MarkedTrace[] {
  return file
    .split(/^=== /m)
    .slice(1)
    .map((part) => readOne(language, part))
}

function readOne(language: string, part: string): MarkedTrace {
  const [head = '', body = ''] = splitOnce(part, '\n---\n')
  const [id = '', ...pairs] = head.split('\n')
  const facts = new Map(pairs.map((pair) => splitOnce(pair, ': ')))
  const fact = (name: string): string => {
    const value = facts.get(name)
    if (value === undefined) throw new Error(`The trace ${id} has no ${name}.`)
    return value.replace(/\\([\\n])/g, (_, escaped: string) => (escaped === 'n' ? '\n' : '\\'))
  }
  return {
    id,
    language,
    app: fact('app'),
    type: fact('type'),
    message: fact('message'),
    path: facts.get('path'),
    lines: body
      .trimEnd()
      .split('\n')
      .map((line) => readLine(id, line))
  }
}

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at)
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + at.length)]
}

function readLine(id: string, line: string): MarkedLine {
  if (line.trim() === '') return { mark: ' ', text: '' }
  const mark = line.charAt(0)
  if (!isMark(mark) || line.charAt(1) !== ' ')
    throw new Error(`The trace ${id} has an unmarked line: ${line}`)
  return { mark, text: line.slice(2) }
}

function isMark(text: string): text is LineMark {
  return '*>-?! '.includes(text) && text.length === 1
}

const spans = /[‹›«»⟨⟩]/g

export function plainText(lines: readonly MarkedLine[]): string {
  return lines.map(({ text }) => text.replace(spans, '')).join('\n')
}

export function eventOf(trace: MarkedTrace): ErrorEvent {
  return { type: trace.type, message: trace.message, stack: plainText(trace.lines) }
}

/** Consecutive lines, each frame with the lines below it up to the next frame. */
export function blocksOf(trace: MarkedTrace): readonly Block[] {
  const blocks: { mark: LineMark; lines: MarkedLine[] }[] = []
  for (const line of trace.lines) {
    const last = blocks.at(-1)
    if (line.mark === ' ' && last !== undefined) last.lines.push(line)
    else blocks.push({ mark: line.mark, lines: [line] })
  }
  return blocks
}

export function isFrame(block: Block): boolean {
  return block.mark !== ' '
}

export function isOwn(mark: LineMark): boolean {
  return mark === '*' || mark === '>' || mark === '!'
}

/** What the spans of a frame say. A file that is not marked is not compared: some readers take a module or binary for it. */
export function frameOf(block: Block): ExpectedFrame {
  const text = block.lines.map((line) => line.text).join('\n')
  const [line, column] = [...text.matchAll(/⟨(\d+)⟩/g)].map((match) => Number(match[1]))
  const file = /«([^»]*)»/.exec(text)?.[1]
  return {
    function: /‹([^›]*)›/.exec(text)?.[1] ?? null,
    ...(file === undefined ? {} : { file }),
    line: line ?? null,
    ...(column === undefined ? {} : { column }),
    in_app: isOwn(block.mark)
  }
}

/** The frame to look at first; `undefined` where the trace marks none. */
export function culpritOf(trace: MarkedTrace): ExpectedFrame | undefined {
  const block = blocksOf(trace).find(({ mark }) => mark === '*' || mark === '!')
  return block === undefined ? undefined : frameOf(block)
}
