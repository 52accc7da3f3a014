import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { flutterError, nodeTypeError, pythonKeyError, type ErrorSeed } from '../../services/datadog/seeds.js'
import type { StepResult } from '../../services/runner/embedded-runner.js'
import type { Stage } from '../../services/stage.js'
import { alertOf, seedRecent } from '../privacy/scenario.js'
import { openShop } from './bad-input-stage.js'

/** C0, C1, ANSI, bidirectional, zero-width, byte order mark, tag and noncharacters, and half a surrogate pair. */
const ODD = '\u0000\u0007\u001b[31m\u0085\u009b\u200b\u200d\u202e\u2066\u2069\ufeff\u{e0041}\uffff\ud800'
const LEFT =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\uffff]|\p{Cs}|[\u{e0000}-\u{e0fff}]/u

function withText(seed: ErrorSeed, change: (text: string) => string): ErrorSeed {
  return {
    ...seed,
    issue: {
      ...seed.issue,
      errorMessage: oddLine(seed.issue.errorMessage, change),
      service: change(seed.issue.service)
    },
    event: (timestamp, number) => {
      const event = seed.event(timestamp, number)
      return {
        ...event,
        service: change(event.service ?? ''),
        message: oddLine(event.message ?? '', change),
        stack: changeStack(event.stack ?? '', change)
      }
    }
  }
}

/** The first line stays what the engine says: it is what the error's class is read from. */
function oddLine(text: string, change: (text: string) => string): string {
  return `${text}\n${change(text)}`
}

/** The frames stay readable: the head line and the name of the function are odd. */
function changeStack(stack: string, change: (text: string) => string): string {
  const [headline = '', ...frames] = stack.split('\n')
  return [change(headline), ...frames].join('\n').replace('orderTotal', 'order\u202eTo\u200btal')
}

describe('evidence that is odd', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openShop()
  })
  afterAll(() => stage.stop())

  async function triage(id: string): Promise<{ result: StepResult; description: string; summary: string }> {
    const result = await stage.triage({
      ...alertOf(id, { env: 'production' }),
      inputs: { 'autofix-enabled': 'true' }
    })
    expect(result).toMatchObject({ exitCode: 0, stderr: '', outputs: { outcome: 'ticketed' } })
    const ticket = stage.jira.ticket(result.outputs['ticket-key'] ?? '')
    return { result, description: JSON.stringify(ticket.description), summary: ticket.summary }
  }

  it('an issue without any event gets a ticket that says what is unknown', async () => {
    const { issue } = nodeTypeError({ service: 'eventless' })
    const { id } = stage.datadog.seedIssue({ ...issue, firstSeen: Date.now() - 3_600_000 })
    const { result, description } = await triage(id)
    expect(description).toContain('unknown')
    expect(description).toContain('no event')
    expect(result.outputs['autofix-eligible']).toBe('false')
  })

  it('an event without a stack gets a ticket that says so', async () => {
    const seed = pythonKeyError({ service: 'stackless', message: "'stackless'" })
    const id = seedRecent(stage, {
      ...seed,
      event: (timestamp, number) => {
        const { stack: _stack, ...event } = seed.event(timestamp, number)
        return event
      }
    })
    const { result, description } = await triage(id)
    expect(description).toContain('the event carries no stack trace')
    expect(result.outputs['autofix-eligible']).toBe('false')
  })

  it('a stack of 2 MB is cut, and the culprit stays', async () => {
    const seed = nodeTypeError({ commit: stage.commit, service: 'talkative', culprit: { line: 19 } })
    const frame = '    at recurse (/app/node_modules/deep/index.js:1:1)\n'
    const id = seedRecent(
      stage,
      {
        ...seed,
        event: (timestamp, number) => {
          const event = seed.event(timestamp, number)
          return { ...event, stack: `${event.stack ?? ''}\n${frame.repeat(40_000)}` }
        }
      },
      2
    )
    const { result, description } = await triage(id)
    expect(description).toContain('src/orders/order-total.ts:19')
    expect(description.length).toBeLessThan(100_000)
    expect(JSON.stringify(result.report).length).toBeLessThan(200_000)
  })

  it('a message of 70,000 characters is cut wherever it is shown', async () => {
    const message = `No price for ${'item '.repeat(14_000)}`
    const { result, description, summary } = await triage(
      seedRecent(
        stage,
        nodeTypeError({ commit: stage.commit, service: 'wordy', message, culprit: { line: 20 } }),
        3
      )
    )
    expect(summary.length).toBeLessThan(255)
    expect(summary).toContain('(order-total.ts)')
    expect(description.length).toBeLessThan(100_000)
    expect(Buffer.byteLength(result.summary)).toBeLessThan(1024 * 1024)
    expect(stage.jira.adfProblems).toEqual([])
  })

  it('characters that nobody sees are in no ticket, log, summary or hand-off', async () => {
    const dispatched = stage.github.dispatches.length
    const seeds = [
      nodeTypeError({ commit: stage.commit, service: 'odd-node', culprit: { line: 21 } }),
      pythonKeyError({ service: 'odd-python', message: "'odd'" }),
      flutterError({ service: 'odd-flutter' })
    ]
    for (const seed of seeds) {
      const odd = withText(seed, (text) => `${text.slice(0, -1)}${ODD}${text.slice(-1)}${ODD}`)
      const { result, description, summary } = await triage(seedRecent(stage, odd, 20))
      const shown = { ticket: summary + description, log: result.stdout, summary: result.summary }
      for (const [where, text] of Object.entries(shown)) {
        expect({ where, odd: LEFT.exec(text)?.[0].codePointAt(0)?.toString(16) }).toEqual({
          where,
          odd: undefined
        })
      }
    }
    const handedOff = stage.github.dispatches.slice(dispatched)
    expect(decodedStrings(handedOff).filter((text) => LEFT.test(text))).toEqual([])
    expect(handedOff.length).toBeGreaterThan(0)
  })
})

/** Every string in a JSON value. */
function decodedStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(decodedStrings)
}
