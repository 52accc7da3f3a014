import { testSpike } from '../../../src/flow/decision/spike/test-spike.js'
import { valueOr } from '../../../src/flow/issue/known.js'
import { wayBy } from './way.js'

/** Where there is no history it claims nothing, which is no alarm. */
export const ours = wayBy('ours', (facts) => valueOr(testSpike(facts).p, 1))
