import { describe, expect, it } from '@jest/globals'
import { isOfFix, readInputs, type FixInputs } from '../src/config/inputs.js'
import { readFixEvent } from '../src/read-fix-event.js'
import { fixStep } from './config/complete-inputs.js'
import { request } from './flow/pull-request/bundle-example.js'

const event = {
  eventName: 'repository_dispatch',
  payload: { action: 'error-autofix', client_payload: request }
}

function inputs(change: Readonly<Record<string, string>> = {}): FixInputs {
  const given: Readonly<Record<string, string>> = { ...fixStep, ...change }
  const result = readInputs((name) => given[name] ?? '')
  if (!result.ok || !isOfFix(result.inputs)) throw new Error('These are no inputs of a fix mode')
  return result.inputs
}

function problemsOf(change: object, given: Readonly<Record<string, string>> = {}): readonly string[] {
  const result = readFixEvent({ ...event, ...change }, inputs(given))
  return result.ok ? [] : result.problems
}

describe('the event of a fix mode', () => {
  it('is the hand-off of triage', () => {
    expect(readFixEvent(event, inputs())).toEqual({ ok: true, request })
  })

  it('may be named by inputs that agree with it, however they are written', () => {
    const agreeing = { 'issue-id': request.issue_id.toUpperCase(), 'ticket-key': 'ppl-7' }
    expect(problemsOf({}, agreeing)).toEqual([])
  })

  it.each([
    [{ 'issue-id': '5f1b7a52' }, /^Input "issue-id" is "5f1b7a52", and the event was sent for 5f1b7a52-7a6e/],
    [{ 'ticket-key': 'PPL-8' }, /^Input "ticket-key" is "PPL-8", and the event was sent for PPL-7\. Leave/]
  ])('is refused when an input says otherwise: %j', (given, expected) => {
    expect(problemsOf({}, given)).toEqual([expect.stringMatching(expected)])
  })

  it.each([
    [{ eventName: 'workflow_dispatch', payload: {} }, 'the event is workflow_dispatch.'],
    [{ eventName: 'push' }, 'the event is push (error-autofix).'],
    [{ payload: { action: 'error-triage', client_payload: request } }, '(error-triage)'],
    [{ payload: null }, 'the event is repository_dispatch.'],
    [{ payload: [] }, 'the event is repository_dispatch.']
  ])('is refused when it is another: %j', (change, seen) => {
    const [problem] = problemsOf(change)
    expect(problem).toContain('Mode autofix runs on repository_dispatch of type error-autofix')
    expect(problem).toContain(seen)
    expect(problem).toContain('by hand, run triage with force-fix')
  })

  it('names what is wrong with its payload', () => {
    const payload = { action: 'error-autofix', client_payload: { ...request, ticket_key: '../x' } }
    expect(problemsOf({ payload })).toEqual([expect.stringContaining('client_payload.ticket_key is "../x"')])
  })
})
