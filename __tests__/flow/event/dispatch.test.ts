import { describe, expect, it } from '@jest/globals'
import { readTrigger, type Trigger, type TriggerSource } from '../../../src/flow/event/trigger.js'

const ID = '5f8ebd5c-6dd9-11f0-8a28-da7ad0900002'
const OTHER = '0b6a1c9e-7a10-11f0-9d3c-da7ad0900002'
const none = { issueId: '', query: '', forceFix: false }

function dispatch(clientPayload: unknown, inputs: Partial<TriggerSource['inputs']> = {}): Trigger {
  const payload = { action: 'error-triage', client_payload: clientPayload }
  return readTrigger({ eventName: 'repository_dispatch', payload, inputs: { ...none, ...inputs } })
}

function problemsOf(trigger: Trigger): readonly string[] {
  return trigger.kind === 'refused' ? trigger.problems : []
}

describe('an alert of a monitor', () => {
  it('with everything filled in', () => {
    const trigger = dispatch({
      schema: '1',
      issue_id: ID,
      service: 'cart',
      env: 'prod',
      monitor_id: 4711,
      monitor_kind: 'high_impact',
      transition: 'Triggered',
      cycle_key: '77',
      scope: `issue.id:${OTHER}`,
      text: `dd-issue-id=${OTHER}`
    })
    expect(trigger).toEqual({
      kind: 'issue',
      issueId: ID,
      foundIn: 'client_payload.issue_id',
      force: false,
      alert: {
        monitorId: '4711',
        monitorKind: 'high_impact',
        service: 'cart',
        env: 'prod',
        cycleKey: '77 triggered'
      }
    })
  })

  it('with the issue alone', () => {
    expect(dispatch({ issue_id: ID })).toEqual({
      kind: 'issue',
      issueId: ID,
      foundIn: 'client_payload.issue_id',
      force: false,
      alert: {
        monitorId: undefined,
        monitorKind: undefined,
        service: undefined,
        env: undefined,
        cycleKey: undefined
      }
    })
  })

  it('writes ids in lower case and without blanks', () => {
    expect(dispatch({ issue_id: `  ${ID.toUpperCase()}\n` })).toMatchObject({ kind: 'issue', issueId: ID })
  })

  it('ignores keys that it does not know', () => {
    expect(dispatch({ issue_id: ID, colour: { any: 'thing' } })).toMatchObject({ kind: 'issue', issueId: ID })
  })

  it('passes force-fix of the input on', () => {
    expect(dispatch({ issue_id: ID }, { forceFix: true })).toMatchObject({ force: true })
  })
})

describe('where the id is found when issue_id is not filled', () => {
  const unfilled: readonly unknown[] = [undefined, null, '', '  ', 'null', '$TAGS[issue.id]', '$TAGS', '$ID']
  it.each(unfilled)('issue_id %j: the marker, then the scope', (issueId) => {
    const text = `Broken\ndd-issue-id=${ID}`
    const scope = `service:cart,@issue.id:${OTHER}`
    expect(dispatch({ issue_id: issueId, text, scope })).toMatchObject({
      issueId: ID,
      foundIn: 'client_payload.text'
    })
    expect(dispatch({ issue_id: issueId, text: 'no marker', scope })).toMatchObject({
      issueId: OTHER,
      foundIn: 'client_payload.scope'
    })
    expect(dispatch({ issue_id: issueId, text: '$TEXT_ONLY_MSG', scope: '$ALERT_SCOPE' }).kind).toBe(
      'refused'
    )
  })

  it.each([
    ['a bare UUID', ID],
    ['the id of an event', `[event](https://app.datadoghq.com/event/event?id=${ID})`]
  ])('never from %s', (_, text) => {
    const problems = problemsOf(dispatch({ text, scope: text }))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain('Put the line dd-issue-id={{[issue.id].name}} into the monitor')
  })

  it('reads long messages up to a bound', () => {
    const marked = `dd-issue-id=${ID}`
    expect(dispatch({ text: `${'x'.repeat(10_000)} ${marked}` })).toMatchObject({ issueId: ID })
    expect(dispatch({ text: `${'x'.repeat(30_000)} ${marked}` }).kind).toBe('refused')
  })
})

describe('fields that Datadog left unexpanded count as not given', () => {
  it('in every field', () => {
    const trigger = dispatch({
      schema: '$SCHEMA',
      issue_id: ID,
      service: '$TAGS[service]',
      env: 'null',
      monitor_id: '$ALERT_ID',
      monitor_kind: '',
      transition: '$ALERT_TRANSITION',
      cycle_key: '$ALERT_CYCLE_KEY'
    })
    expect(trigger).toMatchObject({ kind: 'issue', alert: { service: undefined, env: undefined } })
    expect(trigger).toMatchObject({
      alert: { monitorId: undefined, monitorKind: undefined, cycleKey: undefined }
    })
  })

  it('and a name with a dollar sign in it is a name', () => {
    expect(dispatch({ issue_id: ID, service: 'US$cart', env: '$prod' })).toMatchObject({
      alert: { service: 'US$cart', env: '$prod' }
    })
  })
})

describe('transitions', () => {
  it.each(['Triggered', 'Re-Triggered', 'Renotify', 'Warn', 'Re-Warn', 'triggered'])(
    '%s is an error',
    (transition) => {
      expect(dispatch({ issue_id: ID, transition }).kind).toBe('issue')
    }
  )

  it.each(['Recovered', 'No Data', 'Re-No Data', 'Something New'])('%s is dropped', (transition) => {
    expect(dispatch({ issue_id: ID, transition })).toEqual({ kind: 'recovery', transition, issueId: ID })
  })

  it('drops a recovery without an issue, and one that the input names an issue for', () => {
    expect(dispatch({ transition: 'Recovered' })).toMatchObject({ kind: 'recovery', issueId: undefined })
    expect(dispatch({ transition: 'Recovered' }, { issueId: ID }).kind).toBe('recovery')
  })
})

describe('a malformed payload is named, with what was seen and what to write', () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['schema', { schema: '2' }, /^client_payload\.schema is "2"; this version understands 1\. Update/],
    ['a schema of another type', { schema: { a: 1 } }, /^client_payload\.schema is of type object; write/],
    ['a schema that cannot be text', { schema: { toString: 1 } }, /schema is of type object/],
    ['a list with the schema', { schema: ['1'] }, /^client_payload\.schema is a list; write a string/],
    [
      'an id',
      { issue_id: 'ABC-1' },
      /^client_payload\.issue_id is "abc-1", which is not an issue id\. Write/
    ],
    ['a number for an id', { issue_id: 12 }, /^client_payload\.issue_id is "12", which is not/],
    ['a scope for an id', { issue_id: `issue.id:${ID}` }, /which is not an issue id/],
    ['a yes for an id', { issue_id: true }, /^client_payload\.issue_id is of type boolean; write a string/],
    ['monitor_kind', { monitor_kind: 'urgent' }, /monitor_kind is "urgent"; write new_issue or high_impact/],
    ['monitor_kind in capitals', { monitor_kind: 'High_Impact' }, /write new_issue or high_impact/],
    ['a list for env', { env: ['prod'] }, /^client_payload\.env is a list; write a string/],
    ['an object for service', { service: {} }, /^client_payload\.service is of type object; write a string/],
    ['an object for cycle_key', { cycle_key: {} }, /^client_payload\.cycle_key is of type object/]
  ])('%s', (_, fields, expected) => {
    const problems = problemsOf(dispatch({ issue_id: ID, ...fields }))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(expected)
  })

  it('an eleventh key', () => {
    const keys = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`key_${index}`, 'x']))
    expect(problemsOf(dispatch({ issue_id: ID, ...keys }))).toEqual([
      'client_payload has 11 top-level keys; GitHub allows 10. Send identifiers only; the rest is read from Datadog.'
    ])
  })

  it('ten keys are fine', () => {
    const keys = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`key_${index}`, 'x']))
    expect(dispatch({ issue_id: ID, ...keys }).kind).toBe('issue')
  })

  it('all problems come together', () => {
    const problems = problemsOf(dispatch({ schema: 9, issue_id: 'x', monitor_kind: 'y', env: [], text: {} }))
    expect(problems.map((problem) => /client_payload\.(\w+)/.exec(problem)?.[1])).toEqual([
      'schema',
      'monitor_kind',
      'issue_id',
      'env'
    ])
  })

  it.each([undefined, null, 'text', 7, [ID]])('client_payload %j', (clientPayload) => {
    expect(problemsOf(dispatch(clientPayload))).toEqual([
      'The repository_dispatch event has no "client_payload" object. Send one with "issue_id", or with "text" and "scope".'
    ])
  })

  it('long values are cut', () => {
    expect(problemsOf(dispatch({ issue_id: 'x'.repeat(5000) }))[0]?.length).toBeLessThan(300)
  })
})

describe('a schema that is understood', () => {
  it.each(['1', 1, ' 1 ', undefined, null, ''])('%j', (schema) => {
    expect(dispatch({ schema, issue_id: ID }).kind).toBe('issue')
  })
})
