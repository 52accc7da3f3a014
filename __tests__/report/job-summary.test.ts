import { describe, expect, it } from '@jest/globals'
import { known, unknown } from '../../src/flow/issue/known.js'
import { renderJobSummary } from '../../src/report/job-summary.js'
import type { OutcomeRecord, Report } from '../../src/report/outcome-record.js'
import { score, trend } from '../flow/ticket/ticket-case.js'
import { record, report, sweep } from './report-case.js'

function render(change: Partial<OutcomeRecord> = {}, run: Partial<Report> = {}): string {
  return renderJobSummary(report({ records: [record(change)], ...run }))
}

describe('the summary of one issue', () => {
  it('begins with the ticket, the outcome and its reason, and the links', () => {
    const [headline, outcome, links, facts] = render().split('\n\n')
    expect(headline).toBe('## 🎫 PAY-7: \\[checkout-api\\] TypeError: no price \\(cart.ts\\)')
    expect(outcome).toBe('**ticketed**: no ticket stands for this bug yet (7 of 5 points).')
    expect(links).toContain('[PAY-7](<https://acme.atlassian.net/browse/PAY-7>)')
    expect(links).toContain('owner **Payments**')
    expect(facts).toBe('Outcome: new ticket · service checkout-api · environment production')
  })

  it.each([
    ['duplicate', '🔁'],
    ['regression', '🔙'],
    ['below-threshold', '💤'],
    ['disqualified', '🚫'],
    ['suppressed', '🔇'],
    ['failed', '❌']
  ] as const)('shows %s as %s', (outcome, emoji) => {
    expect(render({ outcome })).toContain(`## ${emoji} `)
  })

  it('has the score table with unknown signals said', () => {
    const text = render()
    expect(text).toContain('| State is FOR REVIEW | +3 of 3 | the state is OPEN \\(FOR REVIEW\\) |')
    expect(text).toContain(
      '| Affected users above the threshold | ? of 2 | unknown: backend issues have no users |'
    )
    expect(text).toContain('| **Total** | **7 of 5** | 7 points (ticket at 5, auto-fix at 8)')
    expect(render({ score: undefined })).not.toContain('### Score')
  })

  it('has the conditions of auto-fix and the class', () => {
    const text = render()
    expect(text).toContain('Class: **null-safety-guard**')
    expect(text).toContain('| kill-switch | ✅ yes | autofix-enabled is true |')
    expect(text).toContain('| score | ⚠️ forced |')
    expect(text).toContain('| origin | ⛔ no | staging is not production |')
    const denied = { kind: 'denied', fixClass: 'bounds-guard', rule: 'money', evidence: '' } as const
    expect(render({ classification: denied })).toContain('Class: **bounds-guard, denied by money**')
    expect(render({ classification: undefined })).toContain('Class: **none**')
    expect(render({ gates: [] })).not.toContain('### Auto-fix')
  })

  it('draws the trend with labels that count back from the end', () => {
    expect(render({ trend: known(trend([0, 5, 2])) })).toContain(
      '  title "Events per hour: max 5, 7 in all"\n' +
        '  x-axis "hours before the end" ["-3", "-2", "-1"]\n' +
        '  y-axis "events" 0 --> 5\n' +
        '  bar [0, 5, 2]\n'
    )
    expect(render({ trend: known(trend([0, 0])) })).toContain('0 --> 1')
    expect(render({ trend: known(trend([])) })).not.toContain('xychart')
    expect(render({ trend: unknown('not counted') })).toContain('### Trend\n\nunknown: not counted')
  })

  it('has one label per bar, each of its own, however long the trend is', () => {
    const text = render({ trend: known(trend(Array.from({ length: 720 }, () => 1))) })
    const labels = /x-axis "hours before the end" \[(.*)\]/.exec(text)?.[1]?.split(', ') ?? []
    const bars = /bar \[(.*)\]/.exec(text)?.[1]?.split(', ') ?? []
    expect(labels).toHaveLength(48)
    expect(new Set(labels).size).toBe(48)
    expect(bars).toHaveLength(48)
    expect(text).toContain('Events per 15 hours')
  })

  it('shows owner, notes and warnings', () => {
    const route = { rule: 'default', team: undefined, why: 'nobody owns it', notes: ['a note'] } as const
    const text = render({ route, warnings: ['no component'] })
    expect(text).toContain('⚠️ **No rule names an owner.** **nobody**: nobody owns it.\n\n- a note')
    expect(text).toContain('### Warnings\n\n- no component')
  })

  it('folds culprit, stack and fingerprint away', () => {
    const text = render()
    expect(text).toContain(
      '<details><summary>Culprit, stack and fingerprint</summary>\n\nCulprit: [src/cart.ts:42](<https://'
    )
    expect(text).toContain('in CartService.total, commit 0123456789ab; innermost in-app frame.')
    expect(text).toContain('```\nTypeError: no price\n→ at CartService.total (/app/src/cart.ts:42:17)\n```')
    expect(text).toContain('Fingerprint `0011223344556677`: type TypeError; 2 in-app frames')
    const bare = render({ culprit: unknown('a'), stack: unknown('b'), fingerprint: unknown('c') })
    expect(bare).toContain('Culprit unknown: a')
    expect(bare).toContain('Stack unknown: b')
    expect(bare).toContain('Fingerprint unknown: c')
  })

  it('says what a dry run would have done', () => {
    const text = render({ wouldHave: ['file a ticket', 'acknowledge the issue'] }, { dryRun: true })
    expect(text).toContain(
      '> **Dry run**: nothing was written; it would have:\n\n- file a ticket\n- acknowledge the issue'
    )
    expect(render({}, { dryRun: true })).toContain('nothing was written; nothing would have been.')
    expect(render({ wouldHave: ['x'] })).not.toContain('Dry run')
  })

  it('says an error once', () => {
    const failures = [{ issueId: record().issueId, message: 'Jira said no' }]
    const text = render({ outcome: 'failed', error: { message: 'Jira said no' } }, { failures })
    expect(text.match(/Jira said no/g)).toHaveLength(1)
    const others = render({}, { failures: [{ issueId: undefined, message: 'no report' }] })
    expect(others).toContain('| the run | no report |')
  })
})

describe('the flow of one decision', () => {
  function flow(change: Partial<OutcomeRecord>, run: Partial<Report> = {}): string {
    return /```mermaid\nflowchart LR\n([^]*?)```/.exec(render(change, run))?.[1] ?? ''
  }

  it('goes all the way to auto-fix', () => {
    const text = flow({ handedOff: true })
    expect(text).toContain('event["monitor 9 fired"]')
    expect(text).toContain('decision{"ticketed, 7 points"}')
    expect(text).toContain('ticket["PAY-7 was filed"]')
    expect(text).toContain('fix["was handed to auto-fix"]')
    expect(text).toContain('decision ==> ticket\n  ticket ==> fix')
    expect(text).toContain('class event,issue,decision,ticket,fix taken')
  })

  it('names the condition that keeps it from auto-fix', () => {
    expect(flow({})).toContain('fix["no auto-fix#58; origin"]')
    expect(flow({})).toContain('ticket -.-> fix')
  })

  it('ends at the decision below the threshold', () => {
    const text = flow({ outcome: 'below-threshold', ticket: undefined })
    expect(text).toContain('ticket["no ticket"]')
    expect(text).toContain('decision -.-> ticket')
    expect(text).toContain('class event,issue,decision taken')
  })

  it.each([
    [{ outcome: 'duplicate' }, false, 'PAY-7 is open already'],
    [{ outcome: 'regression', reason: 'reopened' }, false, 'PAY-7 was reopened'],
    [{ outcome: 'regression', reason: 'new-after-closed' }, false, 'PAY-7 was filed'],
    [{ outcome: 'ticketed', ticket: undefined }, true, 'ticket would be filed'],
    [{ outcome: 'suppressed' }, false, 'PAY-7 exists']
  ] as const)('says what became of the ticket %#', (change, dryRun, said) => {
    expect(flow(change, { dryRun })).toContain(`ticket["${said}"]`)
  })
})

describe('the summary of a sweep', () => {
  it('counts the outcomes, and draws them', () => {
    const text = renderJobSummary(sweep([record(), record(), record({ outcome: 'duplicate' })]))
    expect(text).toContain(
      '## 🔎 triage: 3 issues triaged\n\n2 ticketed, 1 duplicate\n\nQuery: service:checkout-\\*'
    )
    expect(text).toContain('pie showData title 3 issues\n  "ticketed" : 2\n  "duplicate" : 1\n```')
  })

  it('has one row per issue, the highest score first and those without last', () => {
    const scored = (total: number): OutcomeRecord =>
      record({ title: `t${total}`, score: { ...score, total } })
    const text = renderJobSummary(
      sweep([scored(2), record({ title: 'none', score: undefined }), scored(9), scored(5)])
    )
    const rows = [...text.matchAll(/^\| 🎫 ticketed \| (\d*) \| \[(\w+)\]/gm)].map((row) => row[2])
    expect(rows).toEqual(['t9', 't5', 't2', 'none'])
  })

  it('has a folded section for each issue, and a table of failures', () => {
    const failed = record({ title: '<b>@org/team</b>', outcome: 'failed', error: { message: 'no | route' } })
    const text = renderJobSummary(sweep([failed], { failures: [{ issueId: 'i-1', message: 'no | route' }] }))
    expect(text).toContain('## ❌ triage: 1 issue triaged')
    expect(text).toContain('<summary>❌ &#60;b&#62;@&#8203;org/team&#60;/b&#62;</summary>')
    expect(text).toContain(
      '### Failures\n\n| Issue | What failed |\n| --- | --- |\n| i-1 | no &#124; route |'
    )
  })

  it('lists what a dry run would have written', () => {
    const records = [record({ wouldHave: ['file one'] }), record({ wouldHave: ['file two'] })]
    expect(renderJobSummary(sweep(records, { dryRun: true }))).toContain('- file one\n- file two')
  })

  it('says why there is nothing', () => {
    const text = renderJobSummary(sweep([], { why: 'no issue matches' }))
    expect(text).toContain('## 🔎 triage: no issue was triaged\n\nQuery')
    expect(text).toContain('no issue matches')
    const trigger = { kind: 'recovery', transition: 'Recovered', issueId: undefined } as const
    expect(renderJobSummary(report({ records: [], trigger }))).toContain('The monitor reported Recovered.')
  })

  it('counts requests', () => {
    expect(renderJobSummary(sweep([], { requests: { Datadog: 3, Jira: 2 } }))).toContain(
      'requests: Datadog 3, Jira 2'
    )
  })
})
