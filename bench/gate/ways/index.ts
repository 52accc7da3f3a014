import { earsC1, earsC2, earsC3 } from './ears.js'
import { movingMedian } from './moving-median.js'
import { ours } from './ours.js'
import { plainPoisson } from './plain-poisson.js'
import { truth } from './truth.js'
import type { Way } from './way.js'

/** Ours first, then the well-known ones, then what nobody can know. */
export const ways: readonly Way[] = [ours, plainPoisson, earsC1, earsC2, earsC3, movingMedian, truth]
