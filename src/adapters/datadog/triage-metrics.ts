import type { Known } from '../../flow/issue/known.js'
import { sendMetrics, type MetricPoint, type MetricsOptions } from './metrics.js'

/** Every metric of triage, as documents and dashboards name them. */
export const triageMetrics = [
  'datadog_autofix.triage.runs',
  'datadog_autofix.triage.issues',
  'datadog_autofix.triage.duration_seconds'
] as const

const [RUNS, ISSUES, DURATION] = triageMetrics

/** Figures are not worth a longer wait at the end of a run: an attempt of two seconds, and one more. */
const DEADLINE_MS = 2_000
const MAXIMUM_WAIT_MS = 1_000

/** What dashboards show of one run of triage: closed words, names of the config, and counts. */
export interface TriageFigures {
  /** How the step ended: `failed` is red. */
  readonly result: 'ok' | 'failed'
  /** `none`: the run was started for no error, by a recovery. */
  readonly kind: 'issue' | 'sweep' | 'none'
  /** `owner/name`. */
  readonly repository: string
  readonly seconds: number
  /** One for each issue. */
  readonly issues: readonly IssueFigures[]
}

export interface IssueFigures {
  readonly outcome: string
  /** `undefined` where triage of the issue failed. */
  readonly reason: string | undefined
  /** `undefined` where no owner was looked for, or nobody is. */
  readonly team: string | undefined
}

/** Sends the figures in one request. Whatever goes wrong is the reason why nothing is known of their arrival. */
export function sendTriageMetrics(options: MetricsOptions, figures: TriageFigures): Promise<Known<number>> {
  return sendMetrics(
    { deadlineMs: DEADLINE_MS, maximumWaitMs: MAXIMUM_WAIT_MS, ...options },
    pointsOf(figures, options.clock.now())
  )
}

/** The figures as points of one moment (milliseconds since the epoch). Issues are counted, and never named. */
export function pointsOf(figures: TriageFigures, at: number): readonly MetricPoint[] {
  const { result, kind, repository, seconds, issues } = figures
  const tags = { result, kind, repository }
  return [
    { name: RUNS, type: 'count', value: 1, at, tags },
    { name: DURATION, type: 'gauge', value: seconds, at, tags },
    ...countAlike(issues).map(({ alike: { outcome, reason, team }, count }): MetricPoint => {
      const known = { ...(reason === undefined ? {} : { reason }), ...(team === undefined ? {} : { team }) }
      return { name: ISSUES, type: 'count', value: count, at, tags: { outcome, ...known, repository } }
    })
  ]
}

/** Points of the same tags and the same second would replace each other. */
function countAlike(
  issues: readonly IssueFigures[]
): readonly { readonly alike: IssueFigures; readonly count: number }[] {
  const counts = new Map<string, { readonly alike: IssueFigures; readonly count: number }>()
  for (const alike of issues) {
    const key = JSON.stringify([alike.outcome, alike.reason, alike.team])
    counts.set(key, { alike, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts.values()]
}
