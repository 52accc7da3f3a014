import { describe, expect, it } from '@jest/globals'
import { readTrigger, type Trigger, type TriggerSource } from '../../../src/flow/event/trigger.js'

/* Datadog's webhook may start the workflow by workflow_dispatch: then its token need not be able to write the repository's contents. */

const ID = '5f8ebd5c-6dd9-11f0-8a28-da7ad0900002'
const OTHER = '0b6a1c9e-7a10-11f0-9d3c-da7ad0900002'

function dispatch(given: unknown, own: Partial<TriggerSource['inputs']> = {}): Trigger {
  const inputs = { issueId: '', query: '', forceFix: false, ...own }
  return readTrigger({ eventName: 'workflow_dispatch', payload: { inputs: given }, inputs })
}

function problemsOf(trigger: Trigger): readonly string[] {
  return trigger.kind === 'refused' ? trigger.problems : []
}

const alert = {
  issue_id: '$TAGS[issue.id]',
  force_fix: 'false',
  text: `Broken\ndd-issue-id=${ID}`,
  scope: `issue.id:${OTHER}`,
  monitor_id: '4711',
  monitor_kind: 'high_impact',
  transition: 'Triggered',
  cycle_key: '77',
  env: 'prod',
  service: '$TAGS[service]'
}

describe('a webhook that starts the workflow', () => {
  it('is an alert, read as a client_payload is', () => {
    const expected = {
      monitorId: '4711',
      monitorKind: 'high_impact',
      service: undefined,
      env: 'prod',
      cycleKey: '77 triggered'
    }
    expect(dispatch(alert)).toEqual({
      kind: 'issue',
      issueId: ID,
      foundIn: 'workflow input text',
      alert: expected,
      force: false
    })
    const payload = { client_payload: alert }
    const inputs = { issueId: '', query: '', forceFix: false }
    expect(readTrigger({ eventName: 'repository_dispatch', payload, inputs })).toMatchObject({
      issueId: ID,
      alert: expected
    })
  })

  it('names the issue in issue_id, in the marker, or in the scope', () => {
    expect(dispatch({ ...alert, issue_id: OTHER })).toMatchObject({
      issueId: OTHER,
      foundIn: 'workflow input issue_id'
    })
    expect(dispatch({ ...alert, text: '$TEXT_ONLY_MSG' })).toMatchObject({
      issueId: OTHER,
      foundIn: 'workflow input scope'
    })
  })

  it('never names it by a bare UUID', () => {
    expect(problemsOf(dispatch({ issue_id: '', text: ID, scope: ID }))).toEqual([
      'No issue id in the inputs of the workflow: "issue_id" is empty, "text" has no marker dd-issue-id=<uuid>, and "scope" ' +
        "has no issue.id:<uuid>. Put the line dd-issue-id={{[issue.id].name}} into the monitor's message and " +
        '$TEXT_ONLY_MSG into "text".'
    ])
  })

  it.each(['Recovered', 'No Data'])('%s is dropped, also when the input names an issue', (transition) => {
    const dropped = { kind: 'recovery', transition, issueId: ID }
    expect(dispatch({ ...alert, transition })).toEqual(dropped)
    expect(dispatch({ ...alert, transition }, { issueId: OTHER })).toEqual(dropped)
  })

  it('is refused with every problem, under the names of the inputs', () => {
    const wrong = { schema: '2', issue_id: 'x', monitor_kind: 'urgent', env: ['prod'] }
    expect(problemsOf(dispatch(wrong)).map((problem) => problem.slice(0, 30))).toEqual([
      'workflow input schema is "2"; ',
      'workflow input monitor_kind is',
      'workflow input issue_id is "x"',
      'workflow input env is a list; '
    ])
  })

  it('may have more inputs than a client_payload may have keys', () => {
    const more = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`own_${index}`, 'x']))
    expect(dispatch({ ...alert, ...more }).kind).toBe('issue')
  })

  it("loses nothing when the action's input names the issue", () => {
    expect(dispatch(alert, { issueId: OTHER })).toMatchObject({
      issueId: OTHER,
      foundIn: 'input issue-id',
      alert: { monitorKind: 'high_impact' }
    })
  })

  it('cannot force a fix, which a client_payload cannot either; a person can', () => {
    expect(dispatch({ ...alert, force_fix: 'true' })).toMatchObject({ force: false })
    expect(dispatch({ issue_id: ID, force_fix: 'true' })).toMatchObject({ force: true })
  })
})

describe('a person who leaves the optional inputs empty', () => {
  it('started no alert', () => {
    const empty = {
      text: '',
      scope: '',
      monitor_id: '',
      monitor_kind: '',
      transition: '',
      cycle_key: '',
      env: ''
    }
    expect(dispatch({ issue_id: ID, force_fix: 'true', service: '', ...empty })).toEqual({
      kind: 'issue',
      issueId: ID,
      foundIn: 'workflow input issue_id',
      alert: undefined,
      force: true
    })
  })
})
