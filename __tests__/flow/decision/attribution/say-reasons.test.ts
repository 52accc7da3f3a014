import { describe, expect, it } from '@jest/globals'
import { attribute } from '../../../../src/flow/decision/attribution/attribute.js'
import type { AttributionFacts } from '../../../../src/flow/decision/attribution/attribution-facts.js'
import type { Deploy } from '../../../../src/flow/decision/attribution/deploy.js'
import { known } from '../../../../src/flow/issue/known.js'
import { changesOf, countsOf, DAY, deployOf, factsOf, HOUR, MINUTE, NOW, policy } from './attributing.js'

const ONSET = NOW - 2 * HOUR
/** Where the counts of five minutes leave it. */
const EARLIEST = ONSET - 2 * MINUTE
const former = deployOf(ONSET - 3 * DAY, { version: 'v1.3.0' })

function reasonsOf(change: Partial<AttributionFacts>): readonly string[] {
  const changes = known(changesOf([{ path: 'src/cart.ts' }]))
  return attribute(factsOf({ changes, ...change }), policy).reasons
}

describe('the reasons', () => {
  it.each<[string, Partial<Deploy>, string]>([
    ['long before', { at: EARLIEST - 10 * MINUTE }, 'came 10 minutes before the earliest onset'],
    ['just before', { at: EARLIEST - MINUTE }, 'came 1 minute before the earliest onset'],
    ['at', { at: ONSET }, 'came when the errors began'],
    [
      'around',
      { began: EARLIEST - 5 * MINUTE, at: ONSET + 35 * MINUTE },
      'was under way when the errors began'
    ]
  ])('say of a deploy %s the onset how far it is from it', (_, change, said) => {
    const culprit = { ...deployOf(ONSET, { version: 'v1.4.0' }), ...change }
    expect(reasonsOf({ deploys: known([former, culprit]) })[0]).toMatch(new RegExp(`^the deploy .* ${said}$`))
  })

  it('leave it to the onset to say when it began', () => {
    const culprit = deployOf(ONSET - 3 * MINUTE)
    const blip = known(countsOf(ONSET, { until: ONSET + 30 * MINUTE }))
    expect(reasonsOf({ deploys: known([culprit]) }).join('; ')).not.toMatch(/began|rose between/)
    expect(reasonsOf({ deploys: known([former]) })).toEqual([
      'no deploy of checkout fits: the deploy of v1.3.0 at 2026-03-01 14:00 UTC came 3 days earlier'
    ])
    expect(reasonsOf({ deploys: known([culprit]), onset: blip })[0]).toMatch(
      /^a blip: the errors were gone again by 16:00 UTC; the deploy at 13:57 UTC was just then$/
    )
  })
})
