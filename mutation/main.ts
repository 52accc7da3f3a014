import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type MutantResult } from '@stryker-mutator/api/core'
import { mutateSources } from './mutate-sources.js'
import { parts, partsOf, type Part } from './parts.js'
import { rehearseTests, type RehearsedTest } from './rehearse-tests.js'
import { countsOf, estimate, hashOf, keepScores, readScores, sourcesOf, type PartScore } from './scores.js'
import { survivorLines } from './survivors.js'
import { updateDocument } from './update-document.js'

/*
 * npm run mutation                                   every part of src/flow
 * npm run mutation -- src/flow/decision              the parts in a folder; their scores are kept in mutation/scores.json
 * npm run mutation -- src/flow/decision/rubric.ts    a file, or some; each with its score
 * npm run mutation -- src/flow/issue --share 0.1     a tenth of the mutants; another tenth with another --seed
 *
 * Mutants that no test caught are listed in coverage/mutation/.
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const scoresFile = join(root, 'mutation/scores.json')
const reports = join(root, 'coverage/mutation')

/** A test that takes longer is left out: thousands of runs of it would be hours. Most of these measure time themselves. */
const SLOW_MS = 400

const rehearsed = new Map<string, Promise<readonly RehearsedTest[]>>()

function rehearse(folders: readonly string[]): Promise<readonly RehearsedTest[]> {
  const key = folders.join(' ')
  const known = rehearsed.get(key) ?? rehearseTests(root, folders, join(reports, 'test-times.json'))
  rehearsed.set(key, known)
  return known
}

/** Tries the mutants of a part, or of `files` in it, and keeps what came out. */
interface Sample {
  readonly share: number
  readonly seed: string
}

async function runPart(part: Part, files: readonly string[], sample: Sample): Promise<void> {
  const whole = files.length === 0
  const name = whole ? part.folder : `files of ${part.folder}`
  const report = join(reports, name.replaceAll(/[/ ]/g, '-'))
  const tests = await rehearse(part.testFolders)
  const slowTests = tests.filter((test) => test.ms > SLOW_MS).map((test) => test.id)
  console.log(`${name}: ${tests.length} tests pass, ${slowTests.length} are too slow to take part.`)
  const sources = whole ? sourcesOf(root, part.folder, part.deep) : files
  const { testFolders } = part
  const run = { root, sources, testFolders, slowTests, ...sample, report: `${report}.json` }
  const results = await mutateSources(run)
  writeFileSync(`${report}.txt`, `${survivorLines(root, results).join('\n')}\n`)
  const scoreOf = (tried: readonly MutantResult[], of: readonly string[]): PartScore => {
    const counts = countsOf(tried)
    const facts = { tests: tests.length, skippedTests: slowTests.length, sources: hashOf(root, of) }
    return { ...counts, ...estimate([counts]), ...facts }
  }
  if (whole) keepScores(scoresFile, 'parts', { [part.folder]: scoreOf(results, sources) })
  const byFile = files.map((file): [string, PartScore] => {
    return [
      file,
      scoreOf(
        results.filter(({ fileName }) => relative(root, fileName) === file),
        [file]
      )
    ]
  })
  if (!whole) keepScores(scoresFile, 'files', Object.fromEntries(byFile))
  const kept = readScores(scoresFile)
  if (kept !== undefined) updateDocument(join(root, 'docs/mutation.md'), kept)
  const { score, margin } = estimate([countsOf(results)])
  console.log(`${name}: ${score} ± ${margin} %; what no test caught is in ${report}.txt`)
}

function partOf(path: string): Part {
  const [part] = partsOf(path)
  if (part !== undefined) return part
  const known = parts.map((one) => one.folder).join(', ')
  throw new Error(`${path} is in no part of src/flow. The parts are ${known}.`)
}

process.chdir(root)
mkdirSync(reports, { recursive: true })
const { values, positionals } = parseArgs({
  options: { share: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' } },
  allowPositionals: true
})
const share = Number(values.share)
if (!(share > 0 && share <= 1))
  throw new Error(`--share is ${values.share}; write more than 0, and at most 1.`)
const sample = { share, seed: values.seed }
const asked = positionals.length === 0 ? ['src/flow'] : positionals
const files = new Map<Part, string[]>()
for (const path of asked.filter((one) => one.endsWith('.ts'))) {
  files.set(partOf(path), [...(files.get(partOf(path)) ?? []), path])
}
for (const path of asked.filter((one) => !one.endsWith('.ts'))) {
  partOf(path)
  for (const part of partsOf(path)) await runPart(part, [], sample)
}
for (const [part, some] of files) await runPart(part, some, sample)
