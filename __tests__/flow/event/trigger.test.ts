import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readTrigger, type Trigger, type TriggerSource } from '../../../src/flow/event/trigger.js'

const ID = '5f8ebd5c-6dd9-11f0-8a28-da7ad0900002'
const OTHER = '0b6a1c9e-7a10-11f0-9d3c-da7ad0900002'
const none = { issueId: '', query: '', forceFix: false }

function dispatch(clientPayload: unknown, inputs: Partial<TriggerSource['inputs']> = {}): Trigger {
  const payload = { action: 'error-triage', client_payload: clientPayload }
  return readTrigger({ eventName: 'repository_dispatch', payload, inputs: { ...none, ...inputs } })
}

function byHand(inputs: unknown, own: Partial<TriggerSource['inputs']> = {}): Trigger {
  return readTrigger({ eventName: 'workflow_dispatch', payload: { inputs }, inputs: { ...none, ...own } })
}

function problemsOf(trigger: Trigger): readonly string[] {
  return trigger.kind === 'refused' ? trigger.problems : []
}

describe('a person starts the workflow', () => {
  it('with an issue', () => {
    expect(byHand({ issue_id: ` ${ID.toUpperCase()} ` })).toEqual({
      kind: 'issue',
      issueId: ID,
      foundIn: 'workflow input issue_id',
      alert: undefined,
      force: false
    })
  })

  it.each<[unknown, boolean, boolean]>([
    ['true', false, true],
    [true, false, true],
    ['false', false, false],
    ['yes', false, false],
    [undefined, false, false],
    ['false', true, true]
  ])('force_fix %j and the input %p give %p', (forceFix, own, expected) => {
    expect(byHand({ issue_id: ID, force_fix: forceFix }, { forceFix: own })).toMatchObject({
      force: expected
    })
  })

  it.each([undefined, null, {}, { issue_id: '' }, { issue_id: '  ' }, { issue_id: '$TAGS[issue.id]' }, []])(
    'without an issue: %j',
    (inputs) => {
      expect(problemsOf(byHand(inputs))).toEqual([
        'The workflow was started by hand without an issue. Fill in "issue_id", or set the input "issue-id".'
      ])
    }
  )

  it.each(['ppl-1', 7])('with something else: %j', (id) => {
    expect(problemsOf(byHand({ issue_id: id }))).toEqual([
      `workflow input issue_id is "${id}", which is not an issue id. ` +
        "Write the UUID at the end of the issue's Datadog URL."
    ])
  })
})

describe("the action's inputs", () => {
  it('win over the event', () => {
    expect(byHand({ issue_id: OTHER }, { issueId: ID })).toMatchObject({
      issueId: ID,
      foundIn: 'input issue-id'
    })
  })

  it('keep what the monitor said', () => {
    const trigger = dispatch({ issue_id: OTHER, env: 'prod', monitor_id: '7' }, { issueId: ID })
    expect(trigger).toMatchObject({ issueId: ID, alert: { env: 'prod', monitorId: '7' } })
  })

  it('name the issue that the monitor did not', () => {
    const trigger = dispatch({ monitor_kind: 'new_issue' }, { issueId: ID })
    expect(trigger).toMatchObject({ issueId: ID, foundIn: 'input issue-id' })
    expect(trigger).toMatchObject({ alert: { monitorKind: 'new_issue' } })
  })

  it('a query sweeps, whatever the event', () => {
    const expected = { kind: 'sweep', query: 'service:cart', force: false }
    for (const eventName of ['schedule', 'workflow_dispatch', 'repository_dispatch', 'push']) {
      expect(readTrigger({ eventName, payload: {}, inputs: { ...none, query: 'service:cart' } })).toEqual(
        expected
      )
    }
  })

  it('a query with a shard sweeps a part', () => {
    const inputs = { ...none, query: '*', shard: '2/8' }
    expect(readTrigger({ eventName: 'schedule', payload: {}, inputs })).toEqual({
      kind: 'sweep',
      query: '*',
      force: false,
      shard: { index: 2, count: 8 }
    })
    expect(readTrigger({ eventName: 'schedule', payload: {}, inputs: { ...inputs, shard: '1/1' } })).toEqual({
      kind: 'sweep',
      query: '*',
      force: false
    })
  })

  it.each(['0/8', '9/8', 'a'])('the shard %p is refused, with what to write', (shard) => {
    const trigger = readTrigger({
      eventName: 'schedule',
      payload: {},
      inputs: { ...none, query: '*', shard }
    })
    expect(problemsOf(trigger)).toEqual([
      expect.stringMatching(/^Input "shard" is ".*"; write the number of this job and how many there are/)
    ])
  })

  it('a shard of one issue is refused: every job would triage it', () => {
    const inputs = { ...none, issueId: ID, shard: '2/8' }
    expect(problemsOf(readTrigger({ eventName: 'schedule', payload: {}, inputs }))).toEqual([
      expect.stringContaining('there is no query to split: each of the 8 jobs would triage the same issue')
    ])
    expect(problemsOf(dispatch({ issue_id: ID }, { shard: '1/2' }))).toHaveLength(1)
    expect(dispatch({ issue_id: ID }, { shard: '1/1' })).toMatchObject({ kind: 'issue' })
  })

  it('a malformed issue-id is named', () => {
    const inputs = { ...none, issueId: '123' }
    expect(problemsOf(readTrigger({ eventName: 'schedule', payload: {}, inputs }))[0]).toMatch(
      /^input issue-id is "123", which is not an issue id\. Write the UUID/
    )
  })

  it('both are one too many', () => {
    const inputs = { ...none, issueId: ID, query: '*' }
    expect(problemsOf(readTrigger({ eventName: 'schedule', payload: {}, inputs }))).toEqual([
      'Inputs "issue-id" and "query" are both set. Give one: an issue to triage, or a query to sweep.'
    ])
  })

  it('neither, and an event that names no issue', () => {
    expect(problemsOf(readTrigger({ eventName: 'schedule', payload: {}, inputs: none }))[0]).toMatch(
      /^Nothing to triage: the event "schedule" names no issue\. Set the input "issue-id" or "query"/
    )
  })
})

describe('whatever the event file holds', () => {
  const eventName = fc.constantFrom('repository_dispatch', 'workflow_dispatch', 'schedule', 'push')
  const field = fc.constantFrom('schema', 'issue_id', 'text', 'scope', 'transition', 'monitor_kind', 'env')
  const clientPayload = fc.oneof(fc.jsonValue(), fc.dictionary(field, fc.jsonValue()))
  const payload = fc.oneof(
    fc.jsonValue(),
    fc.record({ client_payload: clientPayload, inputs: fc.oneof(fc.jsonValue(), clientPayload) })
  )

  it('the answer is one of ours, and an issue always has an issue id', () => {
    fc.assert(
      fc.property(eventName, payload, (name, body) => {
        const trigger = readTrigger({ eventName: name, payload: body, inputs: none })
        if (trigger.kind === 'issue') expect(trigger.issueId).toMatch(/^[0-9a-f-]{36}$/)
        else if (trigger.kind === 'refused') expect(trigger.problems.length).toBeGreaterThan(0)
        else expect(trigger.kind).toBe('recovery')
      }),
      { numRuns: 500 }
    )
  })
})
