import type { FixRecord, FixReport } from '../../src/report/fix-record.js'
import type { FixReason } from '../../src/flow/fix/fix-outcomes.js'
import { outcomeOf } from '../../src/flow/fix/fix-outcomes.js'
import { known } from '../../src/flow/issue/known.js'
import { bundles, proven, RUN_URL } from '../flow/pull-request/bundle-example.js'

export const pullRequest = {
  number: 34,
  url: 'https://github.com/acme/shop/pull/34',
  commit: 'f'.repeat(40),
  verified: true,
  draft: true
}

const period = { limitUsd: 10, spentUsd: 2.5, reservedUsd: 2, leftUsd: 5.5 }

export function fixRecord(change: Partial<FixRecord> = {}): FixRecord {
  return {
    bundle: proven,
    end: { reason: 'opened', why: '#34, a draft, on develop' },
    pullRequest,
    checks: known(2),
    budget: {
      day: { name: '2026-03-02', ...period },
      month: { name: '2026-03', ...period, limitUsd: 100, leftUsd: 95.5 },
      crossed: undefined
    },
    warnings: [],
    wouldHave: [],
    error: undefined,
    ...change
  }
}

export function fixReport(change: Partial<FixRecord> = {}): FixReport {
  const record = fixRecord(change)
  return {
    schema: 1,
    mode: 'publish',
    dryRun: record.wouldHave.length > 0,
    startedAt: Date.UTC(2026, 2, 2, 12, 30),
    runUrl: RUN_URL,
    outcome: record.end === undefined ? '' : outcomeOf(record.end.reason),
    reason: record.end?.reason ?? '',
    record
  }
}

/** A run that ended in the fix job. */
export function stoppedBy(name: string, reason: FixReason): FixReport {
  return fixReport({
    bundle: bundles[name] ?? proven,
    end: { reason, why: 'what was seen' },
    pullRequest: undefined,
    checks: undefined
  })
}
