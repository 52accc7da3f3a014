import { printRunCost } from './run-cost.js'
import { runSameness } from './sameness/run.js'

/* `npm run bench` prints what a run costs; `npm run bench sameness` how well errors are read and told apart. */

const [name, ...args] = process.argv.slice(2)
if (name === undefined) await printRunCost()
else if (name === 'sameness') runSameness(args)
else throw new Error(`There is no bench "${name}": say "sameness", or nothing for what a run costs.`)
