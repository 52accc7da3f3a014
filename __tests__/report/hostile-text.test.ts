import { describe, expect, it } from '@jest/globals'
import { known, unknown } from '../../src/flow/issue/known.js'
import { renderJobSummary } from '../../src/report/job-summary.js'
import type { OutcomeRecord } from '../../src/report/outcome-record.js'
import { score } from '../flow/ticket/ticket-case.js'
import { record, report, sweep } from './report-case.js'

function renderOne(change: Partial<OutcomeRecord>): string {
  return renderJobSummary(report({ records: [record(change)] }))
}

describe('text from outside', () => {
  const hostile = 'x"]; end\n| a | <img src=x> [l](javascript:1) @org/team ``` ```mermaid `</details>` **b**'
  const urls = ['javascript:alert(1)', 'https://x.test/> <img src=x', 'https://x.test/a b']

  it('is shown and does nothing, wherever it stands', () => {
    const nasty = record({
      issueId: hostile,
      service: hostile,
      errorType: hostile,
      title: hostile,
      why: hostile,
      env: known(hostile),
      route: { rule: 'codeowners', team: hostile, why: hostile, notes: [hostile] },
      culprit: known({
        path: known(hostile),
        line: 1,
        function: hostile,
        commit: known(hostile),
        url: undefined,
        reason: hostile
      }),
      fingerprint: known({ hash: hostile, version: 1, former: [], parts: [hostile] }),
      ticket: { key: hostile, url: 'https://x.test' },
      gates: [{ name: 'class', passed: false, forced: false, why: hostile }],
      warnings: [hostile],
      score: { ...score, signals: score.signals.map((signal) => ({ ...signal, evidence: hostile })) },
      stack: unknown(hostile)
    })
    const failures = [{ issueId: hostile, message: hostile }]
    for (const text of [
      renderJobSummary(report({ records: [nasty], failures })),
      renderJobSummary(sweep([nasty], { failures, why: hostile }))
    ]) {
      expect(text).not.toContain('<img')
      // What stands inside this tag is not read as Markdown.
      expect(text.replace(/<summary>.*<\/summary>/g, '')).not.toContain('](javascript')
      expect(text).not.toContain('@org')
      expect(text.replace(/<summary>.*<\/summary>/g, '')).not.toContain('**b**')
      expect(text).not.toContain('`</details>`')
      expect(text.match(/^```/gm)?.length).toBe((text.match(/^```mermaid$/gm)?.length ?? 0) * 2)
      for (const [row] of text.matchAll(/^\| .*$/gm)) {
        expect([3, 4, 8]).toContain(row.split('|').length - 1)
      }
    }
  })

  it('cannot end its code block', () => {
    const text = renderOne({ stack: known('a\n```\n# not a headline') })
    expect(text).toContain('````\na\n```\n# not a headline\n````')
  })

  it.each(urls)('is no address: %s', (url) => {
    const text = renderOne({ issueUrl: url, ticket: { key: 'PAY-7', url } })
    expect(text).toContain('Ticket PAY-7 · Datadog issue 11111111')
    expect(text).not.toContain(url)
  })
})
