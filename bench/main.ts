import { printFixOverhead } from './fix-overhead.js'
import { runGate } from './gate/run.js'
import { printRunCost } from './run-cost.js'
import { runSameness } from './sameness/run.js'
import { printStorm } from './storm.js'

/*
 * `npm run bench` prints what a run costs; `npm run bench sameness` how well errors are read and told apart; `npm run bench gate` how
 * often spikes, causes and outages are judged wrong, and what is found; `npm run bench fix` our
 * own time around agent and tests on a large repository.
 */

const [name, ...args] = process.argv.slice(2)
if (name === undefined) await printRunCost()
else if (name === 'sameness') runSameness(args)
else if (name === 'fix') await printFixOverhead()
else if (name === 'gate') runGate(args)
else if (name === 'storm') await printStorm(args)
else
  throw new Error(
    `There is no bench "${name}": say "sameness", "gate", "fix", "storm", or nothing for what a run costs.`
  )
