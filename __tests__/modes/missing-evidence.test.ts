import { describe, expect, it } from '@jest/globals'
import { SCOPES } from '../../services/datadog/access.js'
import { flutterError, nodeTypeError } from '../../services/datadog/seeds.js'
import type { OutcomeRecord } from '../../src/report/outcome-record.js'
import { HOUR, openTriage, START, type TriageRig } from './triage-rig.js'
import { descriptionOf, fingerprintOf, onlyTicket } from './vendors-hold.js'

const highImpact = { monitor_kind: 'high_impact', env: 'production' }

function unknownSignals({ score }: OutcomeRecord): readonly string[] {
  return (score?.signals ?? []).filter(({ status }) => status === 'unknown').map(({ name }) => name)
}

/** An issue of which no event is kept any more. */
function seedWithoutEvents({ datadog }: TriageRig): string {
  const { issue } = nodeTypeError()
  return datadog.seedIssue({ ...issue, firstSeen: START - 40 * 24 * HOUR, lastSeen: START - HOUR }).id
}

describe('an application key that may not search events', () => {
  it('makes what they would tell unknown, and says in the ticket which scope is missing', async () => {
    const rig = await openTriage({ datadog: { scopes: SCOPES.filter((scope) => scope !== 'apm_read') } })
    const { record, failures } = await rig.runOne({ issueId: rig.seed(nodeTypeError()), alert: highImpact })
    expect(failures).toEqual([])
    expect(record).toMatchObject({ outcome: 'ticketed', trend: { known: false }, culprit: { known: false } })
    expect(unknownSignals(record)).toContain('rising')
    const text = descriptionOf(onlyTicket(rig))
    expect(text).toMatch(/Stack trace\nunknown: .*scope apm_read/)
    expect(text).toMatch(/Trend\nunknown: .*scope apm_read/)
    expect(text).toMatch(/Class: none: .*scope apm_read/)
  })

  it('does not count an unknown environment as production', async () => {
    const rig = await openTriage({ datadog: { scopes: SCOPES.filter((scope) => scope !== 'apm_read') } })
    const { record } = await rig.runOne({ issueId: rig.seed(nodeTypeError()), switchedOn: true })
    expect(record).toMatchObject({ outcome: 'below-threshold', env: { known: false }, score: { total: 4 } })
    expect(unknownSignals(record)).toContain('production-service')
    expect(rig.jira.issues()).toEqual([])
  })
})

describe('an issue without any event', () => {
  it('gets a ticket that says what is unknown and why', async () => {
    const rig = await openTriage()
    const { record } = await rig.runOne({ issueId: seedWithoutEvents(rig), alert: highImpact })
    expect(record).toMatchObject({ outcome: 'ticketed', score: { total: 9 } })
    const nothing = 'unknown: no event of the last 30 days is retained in spans, logs or RUM events'
    expect(descriptionOf(onlyTicket(rig))).toContain(`Stack trace\n${nothing}`)
    expect(descriptionOf(onlyTicket(rig))).toContain(`Where\n${nothing}`)
  })

  it('is known again by type and message', async () => {
    const rig = await openTriage()
    const issueId = seedWithoutEvents(rig)
    const first = await rig.runOne({ issueId, alert: highImpact })
    const { issue } = nodeTypeError({ service: 'orders-worker' })
    const worker = rig.datadog.seedIssue({ ...issue, lastSeen: START }).id
    const second = await rig.runOne({ issueId: worker, alert: highImpact })
    expect(second.record).toMatchObject({ reason: 'same-fingerprint', ticket: { key: 'PPL-1' } })
    expect(fingerprintOf(second.record)).toBe(fingerprintOf(first.record))
  })

  it('is never handed to auto-fix, whoever forces it', async () => {
    const rig = await openTriage()
    const { record } = await rig.runOne({
      issueId: seedWithoutEvents(rig),
      force: true,
      switchedOn: true
    })
    expect(record).toMatchObject({ outcome: 'ticketed', handedOff: false })
    expect(rig.github.dispatches).toEqual([])
  })
})

describe('an event without a stack', () => {
  it('is ticketed, with a fingerprint of type and message', async () => {
    const rig = await openTriage()
    const { issue } = nodeTypeError()
    const { id } = rig.datadog.seedIssue({ ...issue, firstSeen: START - HOUR })
    rig.datadog.seedEvents(id, 'spans', [{ timestamp: START - HOUR, env: 'production', version: '2.14.0' }])
    const { record } = await rig.runOne({ issueId: id })
    expect(record).toMatchObject({ outcome: 'ticketed', env: { value: 'production' } })
    expect(record.fingerprint).toMatchObject({
      value: {
        parts: [
          'type TypeError',
          "message template Cannot read properties of undefined (reading 'amount')",
          'no stack frames'
        ]
      }
    })
    expect(descriptionOf(onlyTicket(rig))).toMatch(/Stack trace\nunknown: /)
  })
})

describe('a search that fails', () => {
  it('for tickets is an error, never an empty result: nothing is filed', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError())
    rig.jira.service.inject({
      kind: 'reply',
      path: /search\/jql/,
      reply: { status: 500, body: {} },
      times: 9
    })
    await expect(rig.run({ issueId })).rejects.toThrow('search for tickets')
    expect(rig.jira.issues()).toEqual([])
    expect(rig.datadog.issue(issueId)?.state).toBe('OPEN')
  })

  it('for tickets with an expired token is an error too, although Jira answers 200', async () => {
    const rig = await openTriage({ jira: { failedLogin: 'anonymous' } })
    const issueId = rig.seed(nodeTypeError())
    rig.jira.apiToken = 'another'
    await expect(rig.run({ issueId })).rejects.toThrow('jira-api-token')
    expect(rig.jira.issues()).toEqual([])
  })

  it('for the impact makes the users unknown, and the ticket is filed', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(flutterError())
    rig.datadog.service.inject({
      kind: 'reply',
      path: /issues\/search/,
      reply: { status: 500, body: {} },
      times: 9
    })
    const { record, failures } = await rig.runOne({ issueId })
    expect(failures).toEqual([])
    expect(record.outcome).toBe('ticketed')
    expect(unknownSignals(record)).toContain('affected-users')
    expect(descriptionOf(onlyTicket(rig))).toMatch(/Users\nunknown: Datadog failed to count/)
  })
})

describe('an issue that Datadog does not know', () => {
  it('is an error that names the id, and nothing is written', async () => {
    const rig = await openTriage()
    const issueId = '00000000-1c7b-11f1-8a28-da7ad0900002'
    await expect(rig.run({ issueId })).rejects.toThrow(issueId)
    expect(rig.jira.issues()).toEqual([])
  })
})

describe('a recovery', () => {
  it.each(['Recovered', 'No Data', 'Warn Recovered'])(
    'of the monitor (%s) ends the run before any request',
    async (transition) => {
      const rig = await openTriage()
      const ended = await rig.run({ issueId: rig.seed(nodeTypeError()), alert: { transition } })
      expect(ended).toMatchObject({ records: [], failures: [], requests: [] })
      expect(ended.why).toContain(`"${transition}"`)
    }
  )
})
