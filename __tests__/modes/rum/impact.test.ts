import { describe, expect, it } from '@jest/globals'
import { clientError } from '../../../services/datadog/rum-seeds.js'
import type { OutcomeRecord } from '../../../src/report/outcome-record.js'
import { openTriage } from '../triage-rig.js'
import { descriptionOf, onlyTicket } from '../vendors-hold.js'
import { appFiles } from './app.js'

/** Events a minute apart, of as many sessions. */
function minutes(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => (index + 1) / 60)
}

function signalOf({ score }: OutcomeRecord): unknown {
  return score?.signals.find(({ name }) => name === 'affected-users')
}

describe('an application that does not tell who its users are', () => {
  it('has its sessions counted instead, and the ticket says so', async () => {
    const rig = await openTriage({ files: appFiles })
    const issueId = rig.seed(clientError('FLUTTER', { users: false }), minutes(31))
    const { record } = await rig.runOne({ issueId })
    expect(signalOf(record)).toMatchObject({ status: 'met', points: 2 })
    const text = descriptionOf(onlyTicket(rig))
    expect(text).toContain(', 31 times in 24 h, in 31 sessions: ')
    expect(text).toContain('Users\nunknown: Datadog gave no count of users for this issue\n')
    expect(text).toContain('Sessions\n31 in the last 24 hours\n')
    expect(text).toContain('users unknown; 31 sessions in 24 hours; the threshold is 30 sessions')
  })

  it('gets no points for as many sessions as the policy allows', async () => {
    const rig = await openTriage({ files: appFiles, policy: { rubric: { 'affected-sessions': 31 } } })
    const issueId = rig.seed(clientError('IOS', { users: false }), minutes(31))
    const { record } = await rig.runOne({ issueId })
    expect(signalOf(record)).toMatchObject({ status: 'not-met', points: 0 })
  })
})

describe('an application that tells who its users are', () => {
  it('is judged by them, however many sessions they have', async () => {
    const rig = await openTriage({ files: appFiles })
    const issueId = rig.seed(clientError('BROWSER'), minutes(60))
    const { record } = await rig.runOne({ issueId })
    const evidence = '4 users (60 sessions) in 24 hours; the threshold is 10'
    expect(signalOf(record)).toMatchObject({ status: 'not-met', points: 0, evidence })
    expect(descriptionOf(onlyTicket(rig))).toContain(evidence)
  })
})

describe('an issue of which Datadog counts neither', () => {
  it('leaves the signal unknown', async () => {
    const rig = await openTriage({ files: appFiles })
    const { event, ...error } = clientError('ANDROID')
    const issueId = rig.seed({ ...error, track: 'logs', event: (at, number) => plain(event(at, number)) })
    const { record } = await rig.runOne({ issueId })
    expect(signalOf(record)).toMatchObject({
      status: 'unknown',
      evidence: 'Datadog gave no count of users for this issue'
    })
  })
})

function plain<T extends { readonly attributes?: unknown }>(event: T): T {
  return { ...event, attributes: {} }
}
