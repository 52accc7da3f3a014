import type { SpikeFacts } from '../../../src/flow/decision/spike/spike-test.js'
import { between, pick, seeded, type Random } from '../../sameness/corpus/random.js'
import type { KindName } from '../kinds.js'
import { logUniform } from '../samplers.js'
import { simulate, withSpike } from '../simulate.js'

/** What goes on in an environment of several services, each with several issues. */
export const outages = {
  quiet: 'nothing is the matter',
  'one-issue': 'one issue spikes',
  'one-service': 'most issues of one service spike',
  'many-alone': 'one issue in each of four services spikes, each for its own reason',
  'two-services': 'most issues of two services spike: one calls the other',
  cascade: 'most issues of three to six services spike by 3 to 12 times: one outage',
  'weak-cascade': 'half of the issues of three to five services spike by 2 to 4 times'
} as const satisfies Readonly<Record<string, string>>
export type OutageName = keyof typeof outages
export const outageNames = Object.keys(outages).filter((name): name is OutageName => name in outages)

export interface PlayedIssue {
  readonly issueId: string
  readonly service: string
  readonly facts: SpikeFacts
  /** It has a true spike. */
  readonly spiked: boolean
}

/** Whether it is an outage of several services. */
export function isCascade(name: OutageName): boolean {
  return name === 'cascade' || name === 'weak-cascade'
}

/** Kinds of history that issues of one environment have, side by side. */
const common: readonly [KindName, ...KindName[]] = [
  'flat-5',
  'rare-0.2',
  'rare-0.5',
  'daily',
  'weekly',
  'office-rough',
  'rough-2',
  'rough-5',
  'bursts',
  'trend-up',
  'few-incidents',
  'job-nightly',
  'gap-tenth'
]

/** The same name and seed play the same: 6 to 12 services with 2 to 9 issues each. */
export function playEnvironment(name: OutageName, seed: number): readonly PlayedIssue[] {
  const random = seeded(`${name} ${seed}`)
  const sizes = Array.from({ length: between(random, 6, 12) }, () => between(random, 2, 9))
  const share = shareOfService(name, random)
  return sizes.flatMap((size, service) =>
    Array.from({ length: size }, (_, at): PlayedIssue => {
      const quiet = simulate(pick(random, common), between(random, 0, 1e9))
      const spiked = share.alone
        ? service < share.services && at === 0
        : service < share.services && random() < share.issues
      const ratio = logUniform(random, name === 'weak-cascade' ? [2, 4] : [3, 12])
      const { facts } = spiked ? withSpike(quiet, { ratio }, between(random, 0, 1e9)) : quiet
      return { issueId: `${service}-${at}`, service: `service-${service}`, facts, spiked }
    })
  )
}

/** How many services have spikes, and how many of their issues: the first alone, or a share. */
function shareOfService(
  name: OutageName,
  random: Random
): { readonly services: number; readonly issues: number; readonly alone: boolean } {
  switch (name) {
    case 'quiet':
      return { services: 0, issues: 0, alone: true }
    case 'one-issue':
      return { services: 1, issues: 0, alone: true }
    case 'one-service':
      return { services: 1, issues: 0.8, alone: false }
    case 'many-alone':
      return { services: 4, issues: 0, alone: true }
    case 'two-services':
      return { services: 2, issues: 0.8, alone: false }
    case 'cascade':
      return { services: between(random, 3, 6), issues: 0.8, alone: false }
    case 'weak-cascade':
      return { services: between(random, 3, 5), issues: 0.5, alone: false }
  }
}
