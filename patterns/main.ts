import { runPatterns } from './run-patterns.js'

/*
 * `npm run patterns -- test <issues.json>` prints which known pattern each of the saved issues would match. Nothing is asked of any
 * service.
 */

const { exitCode, text, problem } = await runPatterns(process.argv.slice(2), {
  // npm starts scripts in the folder of the package, and tells where it was started itself.
  current: process.env['INIT_CWD'] ?? process.cwd(),
  now: Date.now()
})
process.stdout.write(text)
process.stderr.write(problem)
process.exitCode = exitCode
