import type { ErrorEvent } from '../../rows.js'
import { between, letters, type Random } from '../random.js'

/** A change of how the same trace was written down, or of the values in its message. */
export interface TextChange {
  readonly name: string
  readonly apply: (event: ErrorEvent, random: Random) => ErrorEvent
}

function inStack(name: string, edit: (stack: string) => string): TextChange {
  return { name, apply: (event) => ({ ...event, stack: edit(event.stack) }) }
}

const byLine = (edit: (line: string) => string) => (stack: string) => stack.split('\n').map(edit).join('\n')

/** Values of a message: numbers that stand alone, and what stands in quotes and has a digit. */
const values = /(?<![\w.#-])\d+(?![\w.%]|-\w)/g

export const textChanges: readonly TextChange[] = [
  inStack('carriage returns', (stack) => stack.replaceAll('\n', '\r\n')),
  inStack(
    'indented',
    byLine((line) => `      ${line}`)
  ),
  inStack('escaped as JSON', (stack) => JSON.stringify(stack).slice(1, -1)),
  inStack(
    'time in front of each line',
    byLine((line) => `2026-03-14T09:26:53.589Z ${line}`)
  ),
  inStack(
    'container in front of each line',
    byLine((line) => `web-1  | ${line}`)
  ),
  inStack(
    'spaces at the ends',
    byLine((line) => `${line}  `)
  ),
  {
    name: 'other values in the message',
    apply: (event, random) => {
      const message = event.message.replace(values, (value) =>
        value === '0' ? value : `${between(random, 1, 9)}${letters(random, value.length - 1, '0123456789')}`
      )
      // The head line of the trace repeats the message.
      return { ...event, message, stack: event.stack.replace(event.message, () => message) }
    }
  }
]
