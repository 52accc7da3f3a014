import { describe, expect, it } from '@jest/globals'
import { readTrigger, type Trigger } from '../../../src/flow/event/trigger.js'

const ID = '5f8ebd5c-6dd9-11f0-8a28-da7ad0900002'

function dispatch(clientPayload: unknown, issueId = ''): Trigger {
  return readTrigger({
    eventName: 'repository_dispatch',
    payload: { client_payload: clientPayload },
    inputs: { issueId, query: '', forceFix: false }
  })
}

describe('what tells one delivery of an alert from another', () => {
  it.each([
    [{ cycle_key: '77', transition: 'Renotify' }, '77 renotify'],
    [{ cycle_key: '77' }, '77'],
    [{ transition: 'Triggered' }, undefined],
    [{}, undefined]
  ])('%j', (fields, cycleKey) => {
    expect(dispatch({ issue_id: ID, ...fields })).toMatchObject({ kind: 'issue', alert: { cycleKey } })
  })
})

describe('a malformed payload', () => {
  it('is refused even where the input names the issue', () => {
    expect(dispatch({ schema: '2' }, ID)).toEqual({
      kind: 'refused',
      problems: [`client_payload.schema is "2"; this version understands 1. Update the webhook's payload.`]
    })
  })
})

describe('a variable of Datadog', () => {
  it.each(['$TAGS[service] cart', 'cart $ALERT_ID', 'cart$TAGS[a]', '$ALERT_ID2'])(
    'in a longer text is text: %s',
    (service) => {
      expect(dispatch({ issue_id: ID, service })).toMatchObject({ alert: { service } })
    }
  )
})

describe('the marker of an issue', () => {
  it.each([`DD-Issue-ID=${ID}`, `dd-issue-id=${ID.toUpperCase()}`])('is read in capitals: %s', (text) => {
    expect(dispatch({ text })).toMatchObject({ kind: 'issue', issueId: ID })
  })
})
