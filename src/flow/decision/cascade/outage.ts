import { assertNever } from '../../../errors.js'
import type { Surroundings, TestedIssue, ThirdParty } from './cascade.js'

/** What many errors have in common that is not their own doing: one parent ticket tells of all of them. */
export interface Outage {
  readonly kind: 'cascade' | 'upstream' | 'third-party'
  /** What fails: the environment of a cascade, the upstream service, the host of a third party. */
  readonly subject: string
  readonly environment: string
  /** Issues that rise, the asked one among them. */
  readonly rising: readonly TestedIssue[]
  readonly services: readonly string[]
  /** Of how many issues that were tested; `undefined` where only the issue itself was. */
  readonly tested: number | undefined
  /** Chance that so many of them rise by luck. */
  readonly p: number | undefined
  readonly why: string
}

export interface OutageFacts {
  /** The issue under triage, as it was tested. */
  readonly own: TestedIssue
  /** `new`: it has no usual rate yet; `quiet`: its counts are nothing unusual. */
  readonly state: 'rises' | 'new' | 'quiet'
  readonly environment: string
  readonly surroundings: Surroundings | undefined
  readonly thirdParty: ThirdParty | undefined
}

/**
 * The outage that an issue is a part of; `undefined` where it stands for itself. An error that names another host is one of an outage of
 * that host only while it rises: else it may as well be an address that we have wrong.
 */
export function outageOf(facts: OutageFacts): Outage | undefined {
  const { own, state, environment, surroundings, thirdParty } = facts
  if (state === 'quiet') return undefined
  const common = { environment, tested: undefined, p: undefined }
  switch (surroundings?.kind) {
    case 'cascade': {
      const { rising, services, tested, p, why } = surroundings
      return {
        kind: 'cascade',
        subject: environment,
        environment,
        rising: withOwn(own, rising),
        services,
        tested,
        p,
        why
      }
    }
    case 'upstream': {
      const { upstream, rising, why } = surroundings
      const all = withOwn(own, rising)
      return { ...common, kind: 'upstream', subject: upstream, rising: all, services: servicesOf(all), why }
    }
    case 'service-wide':
    case 'traffic':
    case 'unknown':
    case 'none':
    case undefined:
      break
    default:
      return assertNever(surroundings)
  }
  if (state !== 'rises' || thirdParty?.host === undefined) return undefined
  const why = `the errors name ${thirdParty.host}, which is not ours (${thirdParty.failure})`
  return {
    ...common,
    kind: 'third-party',
    subject: thirdParty.host,
    rising: [own],
    services: [own.service],
    why
  }
}

function withOwn(own: TestedIssue, rising: readonly TestedIssue[]): readonly TestedIssue[] {
  return rising.some(({ issueId }) => issueId === own.issueId) ? rising : [own, ...rising]
}

function servicesOf(issues: readonly TestedIssue[]): readonly string[] {
  return [...new Set(issues.map(({ service }) => service))]
}

/** What tells one outage from another; a parent ticket stands for it as long as it is open. */
export function outageKey({ kind, environment, subject }: Outage): string {
  return JSON.stringify([kind, environment.toLowerCase(), subject.toLowerCase()])
}
