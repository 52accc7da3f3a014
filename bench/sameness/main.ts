import { runSameness } from './run.js'

/* `npm run bench sameness`, or this file by itself: see README.md next to it. */

runSameness(process.argv.slice(2))
