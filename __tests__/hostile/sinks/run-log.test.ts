import { describe, expect, it } from '@jest/globals'
import { createRunLog } from '../../../src/adapters/runner/run-log.js'
import type { RunLog } from '../../../src/ports.js'
import { createRedactor } from '../../../src/text/redact.js'
import { everything, hostileTexts } from '../corpus/corpus.js'
import { hostileKinds } from '../corpus/hostile-text.js'
import { findForgedCommands, findForgedLines } from '../oracles/runner-oracle.js'
import { findUnseen } from '../oracles/seen-characters.js'

const redactor = createRedactor({ mode: 'standard', patterns: [], secrets: [] })
// The redactor has tests of its own, and most of the time.
const idle = { redact: (text: string): string => text }

/** What the lines come to where a runner reads them. */
function outputOf(tell: (log: RunLog) => void, by: { redact(text: string): string } = idle): string {
  const lines: string[] = []
  tell(createRunLog({ write: (line) => lines.push(line), redactor: by }))
  return lines.join('\n')
}

function expectQuiet(tell: (log: RunLog) => void, by = idle): void {
  const output = outputOf(tell, by)
  expect([findForgedCommands(output), findForgedLines(output), findUnseen(output)]).toEqual([[], [], []])
}

describe.each(hostileKinds)('the log of a step, told %s', (kind) => {
  const texts = hostileTexts.filter((each) => each.kind === kind)

  it.each(['info', 'notice', 'warning', 'error'] as const)('as %s, says it and does nothing', (level) => {
    for (const { text } of texts) {
      expectQuiet((log) => log[level](`It said:\n${text}`, { text, list: [text, { [text]: text }] }))
    }
  })

  it('at the start of a line, says it and does nothing', () => {
    for (const { text } of texts) expectQuiet((log) => log.info(text, { error: new Error(text) }))
  })
})

describe('the log of a step', () => {
  it('says everything at once', () => {
    for (const level of ['info', 'notice', 'warning', 'error'] as const) {
      expectQuiet((log) => log[level](`It said:\n${everything}`, { everything }), redactor)
    }
  })

  it('says what there are too many annotations for', () => {
    const text = everything.slice(0, 5_000)
    expectQuiet((log) => {
      for (let time = 0; time < 12; time += 1) log.warning(`It said:\n${text}`)
    })
  })

  it('draws no line of the runner below the title of an annotation', () => {
    const output = outputOf((log) => log.error('x\n##[error]y\n::error::z'))
    expect(output).toBe('::error title=Datadog autofix::x%0A## [error]y%0A: :error::z')
  })
})
