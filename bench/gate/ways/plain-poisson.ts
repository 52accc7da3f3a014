import { chanceOfAtLeast } from '../../../src/flow/decision/spike/negative-binomial.js'
import { knownHours, meanOf, wayBy } from './way.js'

const week = 168

/** The hourly mean of the last 7 days, and the Poisson chance of as many events in the window. */
export const plainPoisson = wayBy('plain Poisson', (facts) => {
  const hours = knownHours(facts, week)
  if (hours.length === 0) return 1
  const mean = meanOf(hours) * facts.hours
  return chanceOfAtLeast(facts.count, mean, mean)
})
