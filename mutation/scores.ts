import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MutantResult } from '@stryker-mutator/api/core'
import { z } from 'zod'
import { NOT_IN_SAMPLE } from './runner/in-process-runner.js'

const countsSchema = z.object({
  killed: z.number(),
  timeout: z.number(),
  survived: z.number(),
  noCoverage: z.number(),
  /** The mutated module could not be loaded at all: neither caught by a test nor missed, and so in no score. */
  error: z.number(),
  /** Covered by tests, and not tried in this run: 0 when the whole was. */
  notInSample: z.number()
})

/** How many mutants met which end. */
export type Counts = z.infer<typeof countsSchema>

const estimateSchema = z.object({ score: z.number(), margin: z.number() })
const partSchema = countsSchema.extend({
  ...estimateSchema.shape,
  tests: z.number(),
  skippedTests: z.number(),
  sources: z.string()
})
const scoresSchema = z.object({
  /** Of all parts. */
  total: countsSchema.extend(estimateSchema.shape),
  parts: z.record(z.string(), partSchema),
  /** Files that were tried by name. */
  files: z.record(z.string(), partSchema).default({})
})

export type PartScore = z.infer<typeof partSchema>
export type Scores = z.infer<typeof scoresSchema>

const NONE: Counts = { killed: 0, timeout: 0, survived: 0, noCoverage: 0, error: 0, notInSample: 0 }

export function countsOf(results: readonly Pick<MutantResult, 'status' | 'statusReason'>[]): Counts {
  const counts = { ...NONE }
  for (const { status, statusReason } of results) {
    if (status === 'Killed') counts.killed++
    else if (status === 'Timeout') counts.timeout++
    else if (status === 'Survived') counts.survived++
    else if (status === 'NoCoverage') counts.noCoverage++
    else if (status === 'RuntimeError' && statusReason === NOT_IN_SAMPLE) counts.notInSample++
    else if (status === 'RuntimeError') counts.error++
    else throw new Error(`A mutant ended as ${status}, which no option here leads to.`)
  }
  return counts
}

export interface Estimate {
  /** Caught mutants in a hundred. */
  readonly score: number
  /** Half of the 95 % confidence interval, in the same unit; 0 when every mutant was tried. */
  readonly margin: number
}

const Z_95 = 1.96

/**
 * Caught mutants in a hundred, those that no test covers counted as missed: Stryker's "mutation score". Of parts that were
 * sampled it is the stratified estimate, each part weighted by its mutants. The interval is that of Agresti and Coull, which
 * stays honest where a small sample was caught whole, with the finite population correction.
 * https://stryker-mutator.io/docs/mutation-testing-elements/mutant-states-and-metrics/
 * https://doi.org/10.2307/2685469
 */
export function estimate(strata: readonly Counts[]): Estimate {
  let all = 0
  let caught = 0
  let variance = 0
  for (const counts of strata) {
    const hits = counts.killed + counts.timeout
    const tried = hits + counts.survived
    const covered = tried + counts.notInSample
    const share = tried === 0 ? 0 : hits / tried
    all += covered + counts.noCoverage
    caught += share * covered
    const likely = (hits + 2) / (tried + 4)
    if (covered > 0) variance += (covered * (covered - tried) * likely * (1 - likely)) / (tried + 4)
  }
  if (all === 0) return { score: 100, margin: 0 }
  return { score: rounded((100 * caught) / all), margin: rounded((100 * Z_95 * Math.sqrt(variance)) / all) }
}

function rounded(value: number): number {
  return Math.round(100 * value) / 100
}

/** `undefined` when no run was kept yet. */
export function readScores(file: string): Scores | undefined {
  return existsSync(file) ? scoresSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

/** Keeps the scores of some parts or files beside those of the others, and the sum of all parts. */
export function keepScores(
  file: string,
  kind: 'parts' | 'files',
  scores: Readonly<Record<string, PartScore>>
): void {
  const kept: Pick<Scores, 'parts' | 'files'> = readScores(file) ?? { parts: {}, files: {} }
  const parts = kind === 'parts' ? sorted({ ...kept.parts, ...scores }) : kept.parts
  const files = kind === 'files' ? sorted({ ...kept.files, ...scores }) : kept.files
  const strata = Object.values(parts)
  const all: Scores = { total: { ...strata.reduce(plus, NONE), ...estimate(strata) }, parts, files }
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`)
}

function sorted(scores: Readonly<Record<string, PartScore>>): Record<string, PartScore> {
  return Object.fromEntries(Object.entries(scores).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function plus(a: Counts, b: Counts): Counts {
  return {
    killed: a.killed + b.killed,
    timeout: a.timeout + b.timeout,
    survived: a.survived + b.survived,
    noCoverage: a.noCoverage + b.noCoverage,
    error: a.error + b.error,
    notInSample: a.notInSample + b.notInSample
  }
}

/** Changes when a source of the part does: a score of other sources says nothing of these. */
export function hashOf(root: string, files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

/** TypeScript files of a folder, relative to `root`, sorted; with those of its folders when `deep`. */
export function sourcesOf(root: string, folder: string, deep: boolean): readonly string[] {
  return readdirSync(join(root, folder), { recursive: deep, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((name) => name.endsWith('.ts') && statSync(join(root, name)).isFile())
    .sort()
}
