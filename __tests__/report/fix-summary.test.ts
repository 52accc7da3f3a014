import { describe, expect, it } from '@jest/globals'
import { fixReasons, type FixReason } from '../../src/flow/fix/fix-outcomes.js'
import { renderFixSummary } from '../../src/report/fix-summary.js'
import { MAX_SUMMARY_BYTES, sizeInBytes } from '../../src/report/job-summary.js'
import { findings, proven } from '../flow/pull-request/bundle-example.js'
import { everywhere } from '../flow/pull-request/everywhere.js'
import { fixRecord, fixReport, pullRequest, stoppedBy } from './fix-case.js'

const reasons = Object.keys(fixReasons).filter((name): name is FixReason => Object.hasOwn(fixReasons, name))

function stations(text: string): string[] {
  return [...text.matchAll(/s\d\["([^"]*)"\]:::(\w+)/g)].map(([, name, look]) => `${name} ${look}`)
}

describe('the summary of a fix run', () => {
  const text = renderFixSummary(fixReport())

  it('says first how it ended, and where to go on', () => {
    const [headline, sentence, links] = text.split('\n\n')
    expect(headline).toBe('## ✅ PPL-7: TypeError')
    expect(sentence).toBe('**opened**: a draft pull request was opened. #&#8203;34, a draft, on develop')
    expect(links).toContain('[PPL-7](<https://acme.atlassian.net/browse/PPL-7>)')
    expect(links).toContain(`[pull request #&#8203;34](<${pullRequest.url}>)`)
    expect(links).toContain('owner **checkout**')
    expect(links).toContain('started 2026-03-02 12:30 UTC')
  })

  it.each([
    ['the cause', '**Root cause** (code, 86 %): A cart line of a gift has no article.'],
    ['the proof', '| ✔ New tests on the base |'],
    ['the scope', '2 files, +12 −1 lines.'],
    ['the cost', '| claude-sonnet | $0.43 | 14 |'],
    ['the budget of the day', '| 2026-03-02 | $2.50 | $2.00 | $5.50 | $10.00 |'],
    ['the budget of the month', '| 2026-03 | $2.50 | $2.00 | $95.50 | $100.00 |']
  ])('tells %s', (_, words) => {
    expect(text).toContain(words)
  })

  it.each(reasons)('gives the reason in words: %s', (reason) => {
    const report = stoppedBy('stopped at a gate', reason)
    expect(renderFixSummary(report)).toContain(`**${reason}**: ${fixReasons[reason][1]}. what was seen`)
    expect(renderFixSummary(report)).toContain(`e["${reason}"]`)
    expect(renderFixSummary(report)).not.toContain('❌')
  })

  it.each([
    ['stopped at a gate', 'daily-limit', ['bad', 'idle', 'idle', 'idle', 'idle'], 0],
    ['gave up', 'turn-limit', ['good', 'bad', 'idle', 'idle', 'idle'], 1],
    ['refused by the guard', 'guard-refused', ['good', 'good', 'bad', 'idle', 'idle'], 2],
    ['unproven', 'passes-without-change', ['good', 'good', 'good', 'bad', 'idle'], 3],
    ['proven', 'proven', ['good', 'good', 'good', 'good', 'idle'], 3]
  ] as const)('draws how far it came: %s', (name, reason, expected, last) => {
    const drawn = renderFixSummary(stoppedBy(name, reason))
    expect(stations(drawn).map((station) => station.split(' ').at(-1))).toEqual(expected)
    expect(drawn).toContain(`s${last} -.- e["${reason}"]`)
  })

  it('names what the guard found, and the last words of an agent without an answer', () => {
    expect(renderFixSummary(stoppedBy('refused by the guard', 'guard-refused'))).toContain(
      '- src/cart.ts:12: an error is swallowed instead of mended'
    )
    expect(renderFixSummary(stoppedBy('gave up', 'turn-limit'))).toContain(
      "**The agent's last words**: I was looking at the cart."
    )
  })

  it('says what failed, what was left out, and what a dry run would have done', () => {
    const failed = renderFixSummary(fixReport({ end: undefined, error: { message: 'GitHub: 502' } }))
    expect(failed).toMatch(/^## ❌ PPL-7: TypeError\n\n\*\*failed\*\*: GitHub: 502\n/)
    expect(renderFixSummary(fixReport({ warnings: ['No label.'] }))).toContain('> ⚠️ No label.')
    const dry = renderFixSummary(fixReport({ end: undefined, wouldHave: ['opened a pull request'] }))
    expect(dry).toMatch(/^## 👀/)
    expect(dry).toContain('opened a pull request')
  })
})

describe('text from outside', () => {
  const hostile =
    'x"]; end\n| a | <img src=x> [l](javascript:1) @org/team #12 ``` ```mermaid `</details>` **b** ::error::x'

  it.each([
    ['of a proven fix', everywhere(hostile)],
    [
      'of a refused one',
      {
        ...everywhere(hostile),
        findings: findings.map((each) => ({ ...each, path: hostile, evidence: hostile }))
      }
    ],
    ['of an unproven one', { ...everywhere(hostile), certificate: null }],
    ['of one that gave up', { ...everywhere(hostile), diagnosis: null }]
  ])('is shown and does nothing: %s', (_, bundle) => {
    const text = renderFixSummary(
      fixReport({
        bundle,
        end: { reason: 'base-moved', why: hostile },
        warnings: [hostile],
        wouldHave: [hostile]
      })
    )
    expect(text).not.toMatch(/<img|\]\(javascript|@org|(?<!&)#12|\*\*b\*\*|`<\/details>`|^::error/m)
    expect(text.match(/^```/gm)).toHaveLength(2)
    for (const [row] of text.matchAll(/^\| .*$/gm)) expect([5, 6, 8]).toContain(row.split('|').length - 1)
    expect(stations(text)).toHaveLength(5)
  })

  it('is no address', () => {
    const { request } = proven
    const evidence = {
      ...request.evidence,
      ticket_url: 'javascript:alert(1)',
      datadog_url: 'https://x.test/> <b'
    }
    const text = renderFixSummary(fixReport({ bundle: { ...proven, request: { ...request, evidence } } }))
    expect(text).not.toMatch(/javascript|x\.test/)
  })
})

describe('the limit of the runner', () => {
  const bundle = {
    ...proven,
    steps: [],
    certificate: proven.certificate && {
      ...proven.certificate,
      steps: Array.from({ length: 40 }, () => proven.steps).flat()
    }
  }
  const report = fixReport({ bundle })
  const full = renderFixSummary(report)

  it('at the limit everything stays; one past it rows go, then sections; headline and links stay', () => {
    expect(renderFixSummary(report, sizeInBytes(full))).toBe(full)
    const shorter = renderFixSummary(report, sizeInBytes(full) - 1)
    expect(shorter).toContain('… and 140 more')
    expect(shorter).toContain('## Budget')
    const shortest = renderFixSummary(report, sizeInBytes(shorter) - 1)
    expect(shortest).not.toContain('## Budget')
    expect(shortest).toContain('## ✅ PPL-7: TypeError')
    expect(shortest).toContain(pullRequest.url)
  })

  it('holds whatever there is to tell', () => {
    const huge = everywhere('|'.repeat(20_000), 2_000)
    const warnings = Array.from({ length: 1_000 }, () => '\u{1f600}'.repeat(5_000))
    const text = renderFixSummary({ ...fixReport(), record: fixRecord({ bundle: huge, warnings }) })
    expect(sizeInBytes(text)).toBeLessThanOrEqual(MAX_SUMMARY_BYTES)
    expect(text).toContain('… and 980 more')
    const short = renderFixSummary({ ...fixReport(), record: fixRecord({ bundle: huge, warnings }) }, 400_000)
    expect(sizeInBytes(short)).toBeLessThanOrEqual(400_000)
    expect(short).toContain('## Budget')
  })
})
