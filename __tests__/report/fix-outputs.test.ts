import { describe, expect, it } from '@jest/globals'
import { fixOutputsOf } from '../../src/report/fix-outputs.js'
import { fixReport, pullRequest, stoppedBy } from './fix-case.js'

describe('the outputs of a fix run', () => {
  it('name everything that came of it', () => {
    expect(Object.fromEntries(fixOutputsOf(fixReport(), '/tmp/report.json'))).toEqual({
      outcome: 'pull-request',
      reason: 'opened',
      'issue-id': '5f1b7a52-7a6e-11ef-9a0b-da7ad0900002',
      fingerprint: '1f2e3d4c5b6a7988',
      score: '9',
      'ticket-key': 'PPL-7',
      'ticket-url': 'https://acme.atlassian.net/browse/PPL-7',
      team: 'checkout',
      'autofix-eligible': 'true',
      'fix-class': 'null-safety-guard',
      'pull-request-number': '34',
      'pull-request-url': pullRequest.url,
      branch: 'PPL-7/datadog-autofix-1f2e3d4c',
      'commit-sha': pullRequest.commit,
      'cost-usd': '0.4312',
      report: '/tmp/report.json'
    })
  })

  it('do not call it free when the agent did not live to tell', () => {
    const report = stoppedBy('gave up', 'time-limit')
    const { agent } = report.record.bundle
    if (agent === null) throw new Error('The example has no agent')
    const untold = { ...agent, usage: { ...agent.usage, told: false, usd: 0 } }
    const record = { ...report.record, bundle: { ...report.record.bundle, agent: untold } }
    expect(fixOutputsOf({ ...report, record }, '').get('cost-usd')).toBe('')
  })

  it('are empty where nothing is known', () => {
    const outputs = fixOutputsOf(stoppedBy('stopped at a gate', 'daily-limit'), '')
    const empty = [...outputs].flatMap(([name, value]) => (value === '' ? [name] : []))
    expect(empty).toEqual(['pull-request-number', 'pull-request-url', 'commit-sha', 'cost-usd', 'report'])
    expect(outputs.get('autofix-eligible')).toBe('false')
  })

  it('keep what is known when the run failed', () => {
    const outputs = fixOutputsOf(fixReport({ end: undefined, error: { message: 'x' } }), 'r')
    expect([outputs.get('outcome'), outputs.get('reason')]).toEqual(['', ''])
    expect(outputs.get('pull-request-number')).toBe('34')
  })
})
