import { chanceOfAtLeast } from '../../../src/flow/decision/spike/negative-binomial.js'
import type { Way } from './way.js'

/** Knows mean and variance of the process that made the window: no test that has to guess them can be expected to do better. */
export const truth: Way = {
  name: 'knows the truth',
  p: ({ facts, mean, variance }) => chanceOfAtLeast(facts.count, mean, variance)
}
