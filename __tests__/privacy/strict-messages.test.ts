import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { flutterError, nodeTypeError, pythonKeyError, type ErrorSeed } from '../../services/datadog/seeds.js'
import { normaliseMessage } from '../../src/flow/issue/normalise.js'
import { openPrivacyStage, type PrivacyStage } from './privacy-stage.js'
import { alertOf, resolveIssue, seedRecent } from './scenario.js'

/** A message whose variables are no credential and no personal data by their looks: only strict privacy withholds them. */
function messageOf(variable: string, number: number): string {
  return `Order ${number} of "${variable}, 4 Elm Road" cannot be booked: no seat on ${number + 1}`
}

const issueMessage = messageOf('Quillbottom', 4407113)
const eventMessage = messageOf('Zaramella', 5518224)
const causeMessage = messageOf('Wimbleton', 6629335)
const lineMessage = messageOf('Trockadero', 7730446)
const messages = [issueMessage, eventMessage, causeMessage, lineMessage]
/** What stands in one of the messages, and in no template. */
const variables = [
  'Quillbottom',
  'Zaramella',
  'Wimbleton',
  'Trockadero',
  '4407113',
  '5518224',
  '6629335',
  '7730446'
]

/** Every event has another message than the issue, and a cause with one more. */
function withOwnMessages(seed: ErrorSeed, headline: (type: string, stack: string) => string): ErrorSeed {
  return {
    ...seed,
    event: (timestamp, number) => {
      const event = seed.event(timestamp, number)
      const type = event.type ?? ''
      return {
        ...event,
        message: eventMessage,
        stack: headline(type, event.stack ?? ''),
        attributes: {
          ...event.attributes,
          'error.causes': [
            {
              type: 'RangeError',
              message: causeMessage,
              stack: `RangeError: ${causeMessage}\n    at seat (/app/src/seat.ts:3:9)`
            }
          ]
        }
      }
    }
  }
}

const seeds = {
  spans: withOwnMessages(nodeTypeError({ message: issueMessage }), (type, stack) =>
    stack.replace(issueMessage, `${eventMessage}\n${lineMessage}`).replace(/^\w+/, type)
  ),
  logs: withOwnMessages(pythonKeyError({ message: issueMessage }), (_type, stack) =>
    stack
      .replace(issueMessage, eventMessage)
      .replace('customers[payload["customer_id"]]', `fail("${lineMessage}")`)
  ),
  rum: withOwnMessages(
    flutterError({ message: issueMessage }),
    (type, stack) => `${type}: ${eventMessage}\n${stack}`
  ),
  'unread stacks': withOwnMessages(
    pythonKeyError({ message: issueMessage, service: 'odd', culprit: { function: 'odd' } }),
    () => `${eventMessage}\nsome text of a language that nobody reads ${lineMessage}`
  )
}

describe('strict privacy shows templates and no message', () => {
  let open: PrivacyStage
  const template = normaliseMessage(issueMessage)
  beforeAll(async () => {
    open = await openPrivacyStage({ mode: 'strict', kinds: [] })
  })
  afterAll(() => open.stop())

  function expectNoMessage(sent: readonly { readonly where: string; readonly text: string }[]): void {
    const found = [...messages, ...variables].flatMap((part) =>
      sent.flatMap(({ where, text }) => {
        const at = text.indexOf(part)
        return at < 0 ? [] : [`${part} in ${where}: ${text.slice(Math.max(0, at - 80), at + 40)}`]
      })
    )
    expect(found).toEqual([])
  }

  it('has a template to show that says nothing of the variables', () => {
    expect(template).toContain('cannot be booked')
    expect(variables.filter((part) => template.includes(part))).toEqual([])
  })

  it.each(Object.entries(seeds))('for an error of %s', async (_name, seed) => {
    const id = seedRecent(open.stage, seed)
    const { result, sent } = await open.play({
      ...alertOf(id, { text: `${issueMessage}\ndd-issue-id=${id}` }),
      inputs: { 'autofix-enabled': 'true' }
    })
    expect(result.exitCode).toBe(0)
    expectNoMessage(sent)
    const ticket = open.stage.jira.issues().find(({ labels }) => labels.some((label) => label.includes(id)))
    expect(`${ticket?.summary} ${JSON.stringify(ticket?.description)}`).toContain('cannot be booked')
  })

  it('for a repeat, a dry run, a regression and a sweep', async () => {
    const { stage } = open
    const [ticket] = stage.jira.issues()
    const id =
      ticket?.labels.find((label) => label.startsWith('datadog-issue-'))?.slice('datadog-issue-'.length) ?? ''
    const repeat = await open.play(alertOf(id))
    expect(repeat.result.outputs['outcome']).toBe('duplicate')
    expectNoMessage(repeat.sent)
    stage.jira.transition(ticket?.key ?? '', 'Done', { resolution: 'Done', at: Date.now() - 30_000 })
    await resolveIssue(stage, id)
    stage.datadog.seedEvents(id, 'spans', [{ ...seeds.spans.event(Date.now() + 10, 1), version: '2.15.0' }])
    const regression = await open.play({ ...alertOf(id), inputs: { 'dry-run': 'true' } })
    expect(regression.result.outputs['outcome']).toBe('regression')
    expectNoMessage(regression.sent)
    const sweep = await open.play({ inputs: { query: '*' } })
    expect(sweep.result.outputs['outcome']).toBe('swept')
    expectNoMessage(sweep.sent)
  })
})
