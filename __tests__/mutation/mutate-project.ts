import { mutateSources } from '../../mutation/mutate-sources.js'

/* Mutates `src/price.ts` of the project it is started in, and prints what became of each mutant. */

const results = await mutateSources({
  root: process.cwd(),
  sources: ['src/price.ts'],
  testFolders: ['__tests__'],
  slowTests: ['__tests__/slow.test.ts#0'],
  report: 'report.json',
  quiet: true
})
const told = results.map(({ status, location, replacement }) => ({
  line: location.start.line,
  replacement,
  status
}))
process.stdout.write(`\n${JSON.stringify(told)}\n`)
