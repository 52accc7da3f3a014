import { describe, expect, it } from '@jest/globals'
import { known } from '../../src/flow/issue/known.js'
import {
  MAX_SUMMARY_BYTES,
  renderJobSummary,
  sizeInBytes,
  STEP_SUMMARY_LIMIT_BYTES
} from '../../src/report/job-summary.js'
import type { OutcomeRecord } from '../../src/report/outcome-record.js'
import { score } from '../flow/ticket/ticket-case.js'
import { record, report, sweep } from './report-case.js'

function records(count: number, change: Partial<OutcomeRecord> = {}): OutcomeRecord[] {
  return Array.from({ length: count }, (_, index) =>
    record({ title: `issue ${index}`, score: { ...score, total: index }, ...change })
  )
}

describe('the size of a summary', () => {
  it('counts bytes of UTF-8, not characters', () => {
    expect(sizeInBytes('aä→🎫')).toBe(1 + 2 + 3 + 4)
  })

  it('stays below the limit of the runner', () => {
    expect(STEP_SUMMARY_LIMIT_BYTES).toBe(1_048_576)
    expect(MAX_SUMMARY_BYTES).toBeLessThan(STEP_SUMMARY_LIMIT_BYTES)
  })
})

describe('the ladder of a summary', () => {
  const run = sweep(records(150))
  const full = renderJobSummary(run, 100_000_000)
  const noStacks = renderJobSummary(run, sizeInBytes(full) - 1)
  const table = renderJobSummary(run, sizeInBytes(noStacks) - 1)
  const shortTable = renderJobSummary(run, sizeInBytes(table) - 1)
  const headline = renderJobSummary(run, sizeInBytes(shortTable) - 1)

  it.each([
    ['the whole', full],
    ['the issues without stacks', noStacks],
    ['the table', table],
    ['the short table', shortTable]
  ])('keeps %s at exactly its own size', (_, rendering) => {
    expect(renderJobSummary(run, sizeInBytes(rendering))).toBe(rendering)
  })

  it('gives up the stacks, then the issues, then the lowest rows, then all but the counts', () => {
    expect(full).toContain('Culprit, stack and fingerprint')
    expect(noStacks).not.toContain('Culprit, stack and fingerprint')
    expect(noStacks).toContain('### Score')
    expect(table).not.toContain('### Score')
    expect(table.match(/^\| 🎫/gm)).toHaveLength(150)
    expect(shortTable.match(/^\| 🎫/gm)).toHaveLength(100)
    expect(shortTable).toContain('[issue 50]')
    expect(shortTable).not.toContain('[issue 49]')
    expect(shortTable).toContain('and 50 more issues with lower scores: see the JSON report.')
    expect(headline).toBe('## 🔎 triage: 150 issues triaged\n\n150 ticketed\n\nQuery: service:checkout-\\*\n')
  })

  it.each([
    [
      'one issue with a stack of 2 MB',
      report({ records: [record({ stack: known('→ at x\n'.repeat(300_000)) })] })
    ],
    ['200 issues with long stacks', sweep(records(200, { stack: known('→ at x\n'.repeat(5_000)) }))],
    ['6,000 issues', sweep(records(6_000))],
    [
      '100,000 failures',
      sweep([], {
        failures: Array.from({ length: 100_000 }, () => ({ issueId: 'i', message: '|'.repeat(300) }))
      })
    ],
    [
      'texts that are far too long',
      sweep(records(300, { title: '@'.repeat(10_000), why: '|'.repeat(10_000) }))
    ]
  ])('keeps the limit with %s', (_, run) => {
    const text = renderJobSummary(run)
    expect(sizeInBytes(text)).toBeLessThanOrEqual(MAX_SUMMARY_BYTES)
    expect(text).toMatch(/^## (🎫 PAY-7|🔎 triage|❌ triage)/u)
    expect(text).toContain('[Run]')
  })

  it('shows the stack of one issue as far as there is room', () => {
    const text = renderJobSummary(
      report({ records: [record({ stack: known(`first\n${'x\n'.repeat(20_000)}last`) })] })
    )
    expect(text).toContain('\nfirst\n')
    expect(text).toContain('\nlast\n')
    expect(text).toMatch(/… \d+ lines cut …/)
  })
})
