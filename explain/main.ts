import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runExplain } from './run-explain.js'

/*
 * `npm run explain -- <issue.json>` prints the decision and the ticket for an issue that was saved from Datadog. Nothing is asked of
 * any service.
 */

const program = dirname(dirname(fileURLToPath(import.meta.url)))
const { exitCode, text, problem } = await runExplain(process.argv.slice(2), {
  // npm starts scripts in the folder of the package, and tells where it was started itself.
  current: process.env['INIT_CWD'] ?? process.cwd(),
  program,
  searchPath: process.env['PATH'] ?? ''
})
process.stdout.write(text)
process.stderr.write(problem)
process.exitCode = exitCode
