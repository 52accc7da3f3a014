import { describe, expect, it } from '@jest/globals'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { renderStack, type StackFacts } from '../../../src/flow/ticket/stack-text.js'
import { culpritFrame, entryFrame, facts, issue, libraryFrame, sample, trace } from './ticket-case.js'

function render(change: Partial<StackFacts>, maxChars = 10_000): string {
  const stack = renderStack(facts(change), maxChars)
  return stack.known ? stack.value : `unknown: ${stack.reason}`
}

function traceOf(...frames: (typeof culpritFrame)[]): StackFacts['trace'] {
  return known(trace({ errors: [{ relation: 'reported', type: 'TypeError', message: 'm', frames }] }))
}

describe('the stack as text', () => {
  it('marks the culprit once, even among equal lines', () => {
    const twin = { ...culpritFrame }
    const lines = render({ trace: traceOf(twin, culpritFrame) }).split('\n')
    expect(lines.slice(1).map((line) => line.slice(0, 2))).toEqual(['  ', '→ '])
  })

  it('finds the culprit again in a copy of the trace', () => {
    expect(render({ trace: traceOf(libraryFrame(1), { ...culpritFrame }) })).toContain(
      '\n→ at CartService.total'
    )
  })

  it('marks nothing without a culprit', () => {
    expect(render({ culprit: unknown('none') })).not.toContain('→')
  })

  it('is whole at its own length and shortened one below it', () => {
    const frames = [...Array.from({ length: 30 }, (_, line) => libraryFrame(line)), culpritFrame, entryFrame]
    const whole = render({ trace: traceOf(...frames) })
    expect(render({ trace: traceOf(...frames) }, whole.length)).toBe(whole)
    const shortened = render({ trace: traceOf(...frames) }, whole.length - 1)
    expect(shortened.length).toBeLessThan(whole.length)
    expect(shortened).toContain('left out')
  })

  it('drops frames of libraries before those of the application', () => {
    const frames = [...Array.from({ length: 30 }, (_, line) => libraryFrame(line)), culpritFrame, entryFrame]
    expect(render({ trace: traceOf(...frames) }, 250)).toBe(
      'TypeError: m\n' +
        '  … 30 lines left out\n' +
        '→ at CartService.total (/app/src/cart.ts:42:17)\n' +
        '  at checkout (/app/src/checkout.ts:7:3)'
    )
  })

  it.each([0, 1, 30, 80, 150, 400, 1_000])('never has more than %i characters', (max) => {
    const frames = Array.from({ length: 500 }, (_, line) => libraryFrame(line))
    expect(render({ trace: traceOf(...frames, culpritFrame) }, max).length).toBeLessThanOrEqual(max)
  })

  it('flattens frames of several lines, and cuts endless ones', () => {
    const text = `File "a.py", line 3, in f\n    ${'x'.repeat(5_000)}`
    const lines = render({ trace: traceOf({ ...culpritFrame, text }) }).split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]?.length).toBeLessThan(450)
  })

  it('says why there is none', () => {
    const silent = { trace: unknown('no trace') }
    expect(render({ ...silent, issue: issue({ sample: unknown('no event') }) })).toBe('unknown: no event')
    const bare = issue({ sample: known(sample({ stack: unknown('the event has no stack') })) })
    expect(render({ ...silent, issue: bare })).toBe('unknown: the event has no stack')
  })
})
