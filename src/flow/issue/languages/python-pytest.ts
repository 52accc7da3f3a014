import type { ReadError, ReadFrame } from './reader.js'
import { readHead } from './reader.js'

/** `cart.py:12: in total`, or `cart.py:12: ValueError` where it was raised. */
const place =
  /^([^\s:]{1,500}\.pyx?|[A-Za-z]:\\[^\s:]{1,500}\.py):(\d{1,9}):(?: in (\S{1,300})| [A-Za-z_][\w.]{0,200})?$/

const definition = /^(?:async )?def (\w{1,200})\(/

const errorLine = /^E {2,10}(\S.*)$/

const typeHead = /^([A-Za-z_][\w.]{0,200}?)(?::\s|:$|$)/

/**
 * A failure as pytest tells it: places below the source lines, the error in lines marked with `E`. Linters print places too, so
 * without such a line there are no frames.
 * https://docs.pytest.org/en/stable/how-to/output.html
 */
export function readPytest(lines: readonly string[]): readonly ReadError[] {
  const frames: ReadFrame[] = []
  const head: string[] = []
  let defined: string | undefined
  for (const line of lines) {
    const text = line.trim()
    const match = place.exec(text)
    const error = errorLine.exec(text)
    if (match !== null) {
      frames.push(frameOf(match, defined, text))
      defined = undefined
    } else if (error !== null) head.push(error[1] ?? '')
    else defined = definition.exec(text)?.[1] ?? defined
  }
  if (head.length === 0 || frames.length === 0) return []
  return [{ relation: 'reported', ...readHead(head, typeHead), frames: frames.reverse() }]
}

function frameOf(match: RegExpExecArray, defined: string | undefined, text: string): ReadFrame {
  return {
    function: match[3] ?? defined,
    file: match[1],
    module: undefined,
    line: Number(match[2]) || undefined,
    column: undefined,
    text
  }
}
