import { describe, expect, it } from '@jest/globals'
import type { AreaReport } from '../../src/check-up/areas.js'
import { failed, ok, warning } from '../../src/check-up/check.js'
import { doctorOutputsOf, doctorReportOf, type DoctorReport } from '../../src/report/doctor-report.js'
import { renderDoctorSummary } from '../../src/report/doctor-summary.js'

const run = { startedAt: Date.UTC(2026, 2, 2, 3), runUrl: 'https://github.com/acme/shop/actions/runs/1' }
const well = ok('ownership-default', 'What nobody owns goes to checkout.')
const odd = warning('ownership-teams', 'Only a handle leads to the team lost.', 'Add it.')
const bad = failed('ownership-owners', 'Something <b>breaks</b> | here.', 'Write `x` instead.')

function reportOf(checks: AreaReport['checks']): DoctorReport {
  return doctorReportOf(
    [
      { area: 'ownership', title: 'Ownership', checks },
      { area: 'jira', title: 'Jira', checks: [] }
    ],
    run
  )
}

describe('the report of a check-up', () => {
  it.each([
    [[well], 'healthy', 'all-well'],
    [[well, odd], 'healthy', 'with-warnings'],
    [[odd, bad, well], 'unhealthy', 'failed-checks']
  ] as const)('%# ends as its worst line does', (checks, outcome, reason) => {
    const report = reportOf(checks)
    expect(report).toMatchObject({ outcome, reason })
    expect([...doctorOutputsOf(report, 'r.json')]).toEqual([
      ['outcome', outcome],
      ['reason', reason],
      ['report', 'r.json']
    ])
  })

  it('has the question of every check, and counts them', () => {
    const { areas, counts } = reportOf([well, odd, bad])
    expect(counts).toEqual({ ok: 1, warning: 1, failed: 1 })
    expect(areas[0]?.checks.map(({ question }) => question)).toEqual([
      'Does somebody get what nobody owns?',
      'Does a rule lead to every team?',
      'Is every GitHub owner of the policy in CODEOWNERS?'
    ])
    expect(areas.map(({ status }) => status)).toEqual(['failed', 'ok'])
  })
})

describe('the summary of a check-up', () => {
  it('says first what to mend, then has a table for each area that was looked at', () => {
    const page = renderDoctorSummary(reportOf([well, odd, bad]))
    expect(page).toMatch(/^## ❌ Check-up: 1 failure, 1 warning, 1 ok\n/)
    const [mend, area] = [page.indexOf('### To mend first'), page.indexOf('### ❌ Ownership')]
    expect(mend).toBeGreaterThan(0)
    expect(area).toBeGreaterThan(mend)
    expect(page).not.toContain('### ✅ Jira')
    expect(page).toContain('| ⚠️ | Does a rule lead to every team? |')
  })

  it('draws what was not looked at in dots', () => {
    const page = renderDoctorSummary(reportOf([well]))
    expect(page).toContain('jira["Jira not checked"]:::none')
    expect(page).toContain('ownership["Ownership #9989;"]:::ok')
  })

  it('lets no text of others become markup', () => {
    const page = renderDoctorSummary(reportOf([bad]))
    expect(page).not.toContain('<b>')
    expect(page).not.toContain('breaks</b> | here')
  })

  it('leaves out what is ok when it does not fit, and says how much', () => {
    const many = Array.from({ length: 50 }, () => well)
    const report = reportOf([...many, bad])
    const whole = Buffer.byteLength(renderDoctorSummary(report))
    expect(renderDoctorSummary(report, whole)).not.toContain('in the report')
    const shorter = renderDoctorSummary(report, whole - 1)
    expect(shorter).toContain('50 more checks in the report.')
    expect(shorter).toContain('### To mend first')
  })
})
