import * as z from 'zod'
import type { Certificate, ProofRole, ProofStep } from './proof-run.js'

const MAXIMUM_STEPS = 500
const MAXIMUM_NAMES = 2_000
const MAXIMUM_TEXT_CHARS = 20_000

const text = z.string().max(MAXIMUM_TEXT_CHARS)
const gitName = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
const wholeNumber = z.number().int().nonnegative()

/** One step, read back from JSON. */
export const proofStepSchema = z
  .strictObject({
    role: z.enum(['set-up', 'red', 'green', 'suite', 'suite-on-base', 'red-again']),
    project: text.min(1),
    command: text.min(1),
    end: z.enum(['exited', 'time-limit', 'output-limit', 'killed']),
    exitCode: z.number().int().optional(),
    durationMs: z.number().nonnegative(),
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    outputBytes: wholeNumber,
    network: z.enum(['cut', 'open']),
    leftBehind: wholeNumber,
    expected: z.enum(['fail', 'pass', 'no-worse']),
    asExpected: z.boolean(),
    seen: text
  })
  // JSON has no `undefined`: the code of a command that was ended is left out.
  .transform((step): ProofStep => ({ ...step, exitCode: step.exitCode }))

/** Reads a certificate back from JSON; what it says is checked by `checkCertificate`. */
export const certificateSchema: z.ZodType<Certificate, unknown> = z.strictObject({
  schema: z.literal(1),
  baseCommit: gitName,
  tree: gitName,
  tests: z.array(text.min(1)).min(1).max(MAXIMUM_NAMES).readonly(),
  reportedReason: text.min(1),
  repeats: z.number().int().min(1).max(1_000),
  steps: z.array(proofStepSchema).min(1).max(MAXIMUM_STEPS).readonly(),
  failedBefore: z.array(text).max(MAXIMUM_NAMES).readonly(),
  sandbox: text.min(1)
})

/** What the publish job knows by itself. */
export interface CertificateFacts {
  readonly baseCommit: string
  /** Git tree of the base with the change. */
  readonly tree: string
  /** Paths of the change. */
  readonly changed: readonly string[]
  /** From the config of the publish job, not from the bundle. */
  readonly repeats: number
  readonly sandbox: 'auto' | 'required' | 'off'
}

/** Judges a certificate anew by what its own steps say. One sentence for each problem; none: it holds. */
export function checkCertificate(certificate: Certificate, facts: CertificateFacts): readonly string[] {
  const { steps, tests } = certificate
  const problems: string[] = []
  if (certificate.baseCommit !== facts.baseCommit) {
    problems.push(`it was made on ${certificate.baseCommit}, not on ${facts.baseCommit}`)
  }
  if (certificate.tree !== facts.tree)
    problems.push(`it proves the tree ${certificate.tree}, not ${facts.tree}`)
  const foreign = tests.filter((path) => !facts.changed.includes(path))
  if (foreign.length > 0) problems.push(`its tests are not in the change: ${foreign.join(', ')}`)
  if (certificate.repeats < facts.repeats) {
    problems.push(
      `its tests were repeated ${certificate.repeats} times, and the config asks for ${facts.repeats}`
    )
  }
  if (
    facts.sandbox === 'required' &&
    steps.some(({ role, network }) => role !== 'set-up' && network === 'open')
  ) {
    problems.push('a command had the network, and verify.sandbox is "required"')
  }
  return [...problems, ...steps.flatMap(stepProblems), ...missingSteps(certificate)]
}

const expectations: Readonly<Record<ProofRole, ProofStep['expected']>> = {
  'set-up': 'pass',
  red: 'fail',
  green: 'pass',
  suite: 'no-worse',
  'suite-on-base': 'no-worse',
  'red-again': 'fail'
}

function stepProblems(step: ProofStep): readonly string[] {
  const name = `${step.role} of ${step.project} ("${step.command}")`
  const expected = expectations[step.role]
  if (step.expected !== expected) return [`${name} expects "${step.expected}" instead of "${expected}"`]
  // Beside the tests that prove the fix, a change may have others: they need not be red on the base.
  if (!step.asExpected)
    return step.role === 'red' ? [] : [`${name} did not show what it had to: ${step.seen}`]
  if (step.end !== 'exited') return [`${name} did not end by itself: ${step.end}`]
  const passed = step.exitCode === 0
  if (expected === 'pass' && !passed)
    return [`${name} had to pass, and exited with ${step.exitCode ?? 'no code'}`]
  return expected === 'fail' && passed ? [`${name} had to fail, and exited with 0`] : []
}

function missingSteps({ steps, repeats, failedBefore }: Certificate): readonly string[] {
  const problems: string[] = []
  const of = (role: ProofRole, project: string): readonly ProofStep[] =>
    steps.filter((step) => step.role === role && step.project === project && step.asExpected)
  const projects = [...new Set(steps.map(({ project }) => project))]
  const proving = projects.filter((project) => of('red', project).length > 0)
  if (proving.length === 0) problems.push('no test fails on the base')
  for (const project of proving) {
    if (of('red-again', project).length === 0) {
      problems.push(`${project}: no test fails again with the change taken back`)
    }
  }
  for (const project of projects) {
    const tested = steps.some((step) => step.project === project && step.role === 'red')
    if (tested && of('green', project).length < repeats) {
      problems.push(`${project}: the tests passed ${of('green', project).length} times, and not ${repeats}`)
    }
    const suites = of('suite', project)
    if (suites.length === 0) problems.push(`${project}: the suite was not run with the change`)
    if (suites.some(({ exitCode }) => exitCode !== 0)) {
      if (of('suite-on-base', project).length === 0)
        problems.push(`${project}: the suite was not run on the base`)
      if (failedBefore.length === 0) problems.push(`${project}: the suite fails, and no test is named`)
    }
  }
  return problems
}
