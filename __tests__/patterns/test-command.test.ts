import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { runIn, savedIssue, sectionOf } from './tried.js'

const patterns = `patterns:
  - name: partner
    match: { services: [partner-*] }
    tier: ignore
    reason: theirs
    expires: 2026-11-21
  - name: slow-network
    match: { message: '^Timed out after <duration>', types: [TimeoutError] }
    tier: digest
    autofix: never
    reason: slow at night
    expires: 2027-06-30
  - name: payments
    match: { files: [src/pay/**] }
    tier: escalate
    reason: money
    handler: { workflow: handler-restart.yml }
  - name: checkout-payments
    match: { services: [checkout], files: [src/pay/**] }
    tier: ticket
    reason: never reached
  - name: mobile
    match: { platforms: [IOS] }
    tier: ticket
    reason: few, and dear
`

const issues = [
  savedIssue(1),
  savedIssue(2, {
    service: 'partner-feed',
    error_type: 'KeyError',
    error_message: "'zip'",
    file_path: 'feed.py'
  }),
  savedIssue(3, { error_message: 'Card 4711 of user 0815 was declined', file_path: 'src/pay/card.ts' })
]

describe('npm run patterns -- test', () => {
  it('tells for each issue what it would match and why, and for each pattern what it comes to', async () => {
    const files = { 'issues.json': issues, 'known.yml': patterns }
    const told = await runIn(files, 'test', 'issues.json', '--policy', 'known.yml')
    expect({ ...told, text: '' }).toEqual({ exitCode: 0, text: '', problem: '' })
    expect(told.text).toBe(`ISSUES -> KNOWN PATTERNS
  File:      issues.json, 3 issues
  Patterns:  known.yml, 5 patterns; the first that fits decides
  As of:     2026-11-22 12:00 UTC; events are counted up to the minute after an issue was last seen

ISSUE 1
  Id:           00000001-c47d-11f0-9b2e-da7ad0900002
  Service:      checkout
  Type:         TimeoutError
  Template:     Timed out after <duration>
  File:         /app/src/pay/charge.ts
  Platform:     BACKEND
  Fingerprint:  36aebd2350ba9b16, ba84efc41791f141
  Unknown:      environment, events of each hour
  Pattern:      slow-network, tier digest, auto-fix never
  Why:          pattern "slow-network" fits by type TimeoutError, message template (^Timed out after <duration>)
  Fits, too:    payments, which comes later
  Fits, too:    checkout-payments, which comes later

ISSUE 2
  Id:           00000002-c47d-11f0-9b2e-da7ad0900002
  Service:      partner-feed
  Type:         KeyError
  Template:     'zip'
  File:         feed.py
  Platform:     BACKEND
  Fingerprint:  ea3404a47ecbff41, 8c139a47ff1ef348
  Unknown:      environment, events of each hour
  Pattern:      none
  Expired:      pattern "partner" would fit by service partner-feed (partner-*), and expired on 2026-11-21: renew or remove it

ISSUE 3
  Id:           00000003-c47d-11f0-9b2e-da7ad0900002
  Service:      checkout
  Type:         TimeoutError
  Template:     Card <num> of user <num> was declined
  File:         src/pay/card.ts
  Platform:     BACKEND
  Fingerprint:  7a910d4c486c0ed5, 50043440a60e2023
  Unknown:      environment, events of each hour
  Pattern:      payments, tier escalate, auto-fix allow
  Why:          pattern "payments" fits by file src/pay/card.ts (src/pay/**)
  Handler:      handler-restart.yml
  Fits, too:    checkout-payments, which comes later

PATTERNS
  partner            ignore    expired on 2026-11-21, reported and not obeyed; fits 1 issue
  slow-network       digest    decides 1 issue; expires on 2027-06-30
  payments           escalate  decides 1 issue
  checkout-payments  ticket    never reached: payments fits whatever it fits
  mobile             ticket    matched nothing
`)
  })

  it('obeys what had not expired at the time that is asked for', async () => {
    const files = { 'issues.json': issues[1], 'known.yml': patterns }
    const told = await runIn(
      files,
      'test',
      'issues.json',
      '--policy',
      'known.yml',
      '--now',
      '2026-11-21T23:59Z'
    )
    expect(sectionOf(told, 'ISSUE 1')).toContain('Pattern:      partner, tier ignore, auto-fix allow')
  })

  it('says of a pattern whose issues others took that it is not idle', async () => {
    const late = `${patterns}  - { name: late, match: { types: [TimeoutError] }, tier: ticket, reason: x }\n`
    const files = { 'issues.json': issues, 'known.yml': late }
    const told = await runIn(files, 'test', 'issues.json', '--policy', 'known.yml')
    expect(told.text).toMatch(
      /^ {2}late +ticket +matched nothing: earlier patterns took the 2 issues that it fits$/m
    )
  })

  it('reads events and counts as triage does, and raises the tier by them', async () => {
    const url = new URL('../../examples/issues/backend-null.json', import.meta.url)
    const rising = `patterns:
  - name: currency
    match: { environments: [prod], types: [TypeError], files: [src/pricing/quote-total.ts] }
    tier: digest
    reason: x
    escalate-after: { events: 10, in: 2d }
`
    const files = { 'issue.json': readFileSync(url, 'utf8'), 'known.yml': rising }
    const told = await runIn(files, 'test', 'issue.json', '--policy', 'known.yml')
    const [why = ''] = sectionOf(told, 'ISSUE 1').filter((line) => line.startsWith('Why:'))
    expect(why).toMatch(/raised from digest to escalate by \d+ events within 48 hours \(10\)$/)
    expect(sectionOf(told, 'ISSUE 1')).toContain('Pattern:      currency, tier escalate, auto-fix allow')
    expect(told.text).not.toMatch(/guest\d@|73114/)
  })

  it('reads a report of triage, and says what it does not tell', async () => {
    const known = (value: unknown): object => ({ known: true, value })
    const record = {
      issueId: '00000001-c47d-11f0-9b2e-da7ad0900002',
      outcome: 'ticketed',
      service: 'checkout',
      errorType: 'TimeoutError',
      env: known('prod'),
      fingerprint: known({ hash: '00112233445566aa', version: 2, former: [], parts: [] }),
      culprit: known({ path: known('src/pay/charge.ts') }),
      trend: { known: false, reason: 'not counted' }
    }
    const whole = { ...record, messageTemplate: 'Timed out after <duration>', platform: 'BACKEND' }
    const report = { schema: 1, mode: 'triage', records: [record, whole] }
    const files = { 'report.json': report, 'known.yml': patterns }
    const told = await runIn(files, 'test', 'report.json', '--policy', 'known.yml')
    expect(sectionOf(told, 'ISSUE 1')).toEqual(
      expect.arrayContaining([
        'Unknown:      message template, platform, events of each hour',
        'Pattern:      payments, tier escalate, auto-fix allow'
      ])
    )
    expect(sectionOf(told, 'ISSUE 2')).toContain('Pattern:      slow-network, tier digest, auto-fix never')
  })

  it('tells an environment that the alert would name', async () => {
    const known = 'patterns: [{ name: a, match: { environments: [prod] }, tier: ignore, reason: x }]'
    const files = { 'issue.json': issues[0], 'known.yml': known }
    const told = await runIn(files, 'test', 'issue.json', '--policy', 'known.yml', '--env', 'prod')
    expect(sectionOf(told, 'ISSUE 1')).toContain('Pattern:      a, tier ignore, auto-fix allow')
  })

  it('shows nothing that the policy takes out of texts', async () => {
    const policy = `jira: { project: PPL }
privacy: { redact: [{ name: customer, pattern: 'CUST-[A-Z]+' }] }
patterns: [{ name: a, match: { services: [x] }, tier: ignore, reason: x }]
`
    const saved = savedIssue(1, { error_message: 'no address of CUST-ABC at ann@mail.example\u001b[31m' })
    const files = { 'issue.json': saved, '.github/datadog-autofix.yml': policy }
    const { text } = await runIn(files, 'test', 'issue.json')
    expect(text).toContain('[redacted:customer]')
    expect(text).not.toMatch(/CUST-ABC|ann@mail|\u001b/)
  })
})
