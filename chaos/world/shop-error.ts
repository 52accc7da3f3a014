import { nodeTypeError, seedError } from '../../services/datadog/seeds.js'
import type { Culprit } from '../../services/datadog/stacks.js'
import type { Stage } from '../../services/stage.js'
import { culprit } from '../shop.js'

const MINUTE = 60_000

export interface ShopError {
  /** Another service makes it another Datadog issue of the same bug. */
  readonly service?: string
  /** Another place makes it another bug. */
  readonly at?: Partial<Culprit>
}

/** A Datadog issue of the error that the shop has, seen twice in the last minutes. Returns its id. */
export function seedShopError(stage: Stage, now: number, { service = 'orders-api', at }: ShopError): string {
  const error = nodeTypeError({ service, commit: stage.commit, culprit: { ...culprit, ...at } })
  return seedError(stage.datadog, error, [now - 2 * MINUTE, now - MINUTE]).id
}

/** One more event of an issue, a minute ago. */
export function recur(stage: Stage, now: number, issueId: string): void {
  const error = nodeTypeError({ commit: stage.commit, culprit })
  stage.datadog.seedEvents(issueId, error.track, [error.event(now - MINUTE, 3)])
}
