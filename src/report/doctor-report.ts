import { questionOf, type AreaReport } from '../check-up/areas.js'
import { worstOf, type CheckStatus } from '../check-up/check.js'

/** How a check-up ended, with what it means. */
export const doctorReasons = {
  'all-well': ['healthy', 'every check is ok'],
  'with-warnings': ['healthy', 'no check failed; some are warnings'],
  'failed-checks': ['unhealthy', 'some checks failed; each says how to mend it']
} as const satisfies Readonly<Record<string, readonly [string, string]>>

export type DoctorReason = keyof typeof doctorReasons
export const doctorOutcomes = ['healthy', 'unhealthy'] as const

export interface DoctorCheck {
  readonly id: string
  readonly question: string
  readonly status: CheckStatus
  readonly found: string
  readonly mend?: string
}

/** The JSON report of a check-up. */
export interface DoctorReport {
  readonly schema: 1
  readonly mode: 'doctor'
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly runUrl: string
  readonly outcome: (typeof doctorOutcomes)[number]
  readonly reason: DoctorReason
  readonly counts: Readonly<Record<CheckStatus, number>>
  readonly areas: readonly {
    readonly area: string
    readonly title: string
    readonly status: CheckStatus
    readonly checks: readonly DoctorCheck[]
  }[]
}

export function doctorReportOf(
  areas: readonly AreaReport[],
  run: Pick<DoctorReport, 'startedAt' | 'runUrl'>
): DoctorReport {
  const checks = areas.flatMap((each) => each.checks)
  const reason = reasonOf(worstOf(checks))
  const count = (status: CheckStatus): number => checks.filter((check) => check.status === status).length
  return {
    schema: 1,
    mode: 'doctor',
    ...run,
    outcome: doctorReasons[reason][0],
    reason,
    counts: { ok: count('ok'), warning: count('warning'), failed: count('failed') },
    areas: areas.map((area) => ({
      area: area.area,
      title: area.title,
      status: worstOf(area.checks),
      checks: area.checks.map((check) => ({ ...check, question: questionOf(area, check) }))
    }))
  }
}

/** The action's outputs of a check-up, in the order of action.yml. */
export function doctorOutputsOf(
  { outcome, reason }: DoctorReport,
  reportPath: string
): ReadonlyMap<string, string> {
  return new Map([
    ['outcome', outcome],
    ['reason', reason],
    ['report', reportPath]
  ])
}

function reasonOf(worst: CheckStatus): DoctorReason {
  if (worst === 'failed') return 'failed-checks'
  return worst === 'warning' ? 'with-warnings' : 'all-well'
}
