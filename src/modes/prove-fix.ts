import type { CleanTree } from '../fix-ports.js'
import type { FixEnd } from '../flow/fix/fix-outcomes.js'
import { isTestFile } from '../flow/fix/guard/test-files.js'
import { testsToRun } from '../flow/proof/choose-tests.js'
import { compareSuites, judgeGreen, judgeRed, judgeSuite } from '../flow/proof/judge-proof.js'
import { planProof, type ProofPlan } from '../flow/proof/plan-proof.js'
import type { Certificate, ProofStep } from '../flow/proof/proof-run.js'
import { testCommand, type TestSource } from '../flow/proof/test-command.js'
import type { VerifyPolicy } from '../flow/proof/verify-policy.js'
import {
  record,
  run,
  setUpAnew,
  setUpIn,
  type Proof,
  type ProveOptions,
  type TestedProject
} from './proof-bench.js'
import { settleSandbox } from './settle-sandbox.js'

export type ProofResult =
  | { readonly proven: true; readonly certificate: Certificate }
  /** `steps`: what was run until then. */
  | { readonly proven: false; readonly end: FixEnd; readonly steps: readonly ProofStep[] }

/**
 * Proves a change in clean trees: its tests fail on the base for the reported reason, pass with the change again and again,
 * the suites are no worse than on the base, and with the code taken back the tests fail again. Ends with the first step that
 * does not show what it has to.
 */
export async function proveFix(options: ProveOptions): Promise<ProofResult> {
  const { workspace, change, policy, log } = options
  const sandbox = await settleSandbox(policy.sandbox, options.runner, log)
  if ('end' in sandbox) return notProven(options, sandbox.end, [])
  const patterns = policy.projects.flatMap(({ testPatterns }) => testPatterns)
  const isTest = (path: string): boolean => isTestFile(path, patterns)
  const changed = change.changes.map(({ path }) => path)
  const readBase = (path: string): Promise<string | undefined> => workspace.readBase(path)
  const plan: ProofPlan = await planProof({ paths: workspace.paths, readBase, changed, isTest }, policy)
  if (plan.kind === 'no-plan') return notProven(options, plan.end, [])
  const projects = plan.projects.map((project) => ({ project, tests: testsToRun(project, change, isTest) }))
  if (projects.every(({ tests }) => tests.length === 0)) return notProven(options, noTest(changed), [])
  const proof: Proof = {
    ...options,
    projects,
    installsAnew: plan.installsAnew || options.request.fix_class === 'dependency-bump',
    network: sandbox.network,
    paths: { tests: changed.filter(isTest), code: changed.filter((path) => !isTest(path)) },
    steps: []
  }
  const shown = await showAll(proof)
  if ('end' in shown) return notProven(options, shown.end, proof.steps)
  log.info('The change is proven', { tests: shown.tests, reason: shown.reportedReason })
  return {
    proven: true,
    certificate: {
      schema: 1,
      baseCommit: workspace.baseCommit,
      tree: options.tree,
      ...shown,
      repeats: repeatsOf(policy),
      steps: proof.steps,
      sandbox: sandbox.described
    }
  }
}

type Shown = Pick<Certificate, 'tests' | 'reportedReason' | 'failedBefore'>
type Ended = { readonly end: FixEnd }

/** The four steps. `base` stays as the set-up left it: every step that runs something works in a copy. */
async function showAll(proof: Proof): Promise<Shown | Ended> {
  const base = await proof.workspace.cleanTree('base')
  const setUp = await setUpIn(proof, base)
  if (setUp) return { end: setUp }
  const red = await showRed(proof, await base.copy('tests-alone'))
  if ('end' in red) return red
  const withChange = await base.copy('with-change')
  await withChange.apply(proof.tree, [...proof.paths.code, ...proof.paths.tests])
  const end = (await setUpAnew(proof, withChange)) ?? (await showGreen(proof, withChange))
  if (end) return { end }
  const suites = await showSuites(proof, withChange, () => base.copy('suite-on-base'))
  if ('end' in suites) return suites
  const again = await showRedAgain(proof, withChange, red.proving)
  if (again) return { end: again }
  const tests = red.proving.flatMap(({ tests }) => tests.map(({ path }) => path))
  return { tests, reportedReason: red.evidence, failedBefore: suites.failedBefore }
}

/** Every test file alone, so that the certificate names those that prove something. */
async function showRed(
  proof: Proof,
  tree: CleanTree
): Promise<{ readonly proving: readonly TestedProject[]; readonly evidence: string } | Ended> {
  await tree.apply(proof.tree, proof.paths.tests)
  const proving: TestedProject[] = []
  const evidence: string[] = []
  const ends: FixEnd[] = []
  for (const { project, tests } of proof.projects) {
    const red: TestSource[] = []
    for (const test of tests) {
      const command = testCommand(project, [test])
      const judged = judgeRed(
        await run(proof, tree, { project, role: 'red', command }),
        proof.request.evidence
      )
      const end = record(proof, judged)
      if (judged.evidence !== undefined && end === undefined) {
        red.push(test)
        evidence.push(judged.evidence)
      }
      if (end) ends.push(end)
    }
    if (red.length > 0) proving.push({ project, tests: red })
  }
  const [first] = evidence
  if (first !== undefined) return { proving, evidence: first }
  const end = ends.find(({ reason }) => reason !== 'passes-without-change') ?? ends[0]
  return { end: end ?? noTest([]) }
}

async function showGreen(proof: Proof, tree: CleanTree): Promise<FixEnd | undefined> {
  const repeats = repeatsOf(proof.policy)
  for (const { project, tests } of proof.projects) {
    if (tests.length === 0) continue
    const command = testCommand(project, tests)
    for (let repeat = 1; repeat <= repeats; repeat += 1) {
      const facts = await run(proof, tree, { project, role: 'green', command })
      const end = record(proof, judgeGreen(facts, repeat, repeats))
      if (end) return end
    }
  }
  return undefined
}

/** The base's suite is run only where the suite fails with the change. */
async function showSuites(
  proof: Proof,
  tree: CleanTree,
  copyBase: () => Promise<CleanTree>
): Promise<Ended | { readonly failedBefore: readonly string[] }> {
  const failedBefore: string[] = []
  let base: CleanTree | undefined
  for (const { project } of proof.projects) {
    const command = project.verify
    const facts = await run(proof, tree, { project, role: 'suite', command })
    const judged = judgeSuite(facts)
    if (!judged.asksBase) {
      const end = record(proof, judged)
      if (end) return { end }
      continue
    }
    base ??= await copyBase()
    const onBase = await run(proof, base, { project, role: 'suite-on-base', command })
    const compared = compareSuites(facts, onBase)
    const end = record(proof, { step: compared.onBase, end: undefined })
    const worse = record(proof, { step: compared.suite, end: compared.end })
    if (end ?? worse) return { end: end ?? worse ?? noTest([]) }
    failedBefore.push(...compared.failedBefore)
  }
  return { failedBefore }
}

async function showRedAgain(
  proof: Proof,
  tree: CleanTree,
  proving: readonly TestedProject[]
): Promise<FixEnd | undefined> {
  await tree.apply(proof.workspace.baseCommit, proof.paths.code)
  const setUp = await setUpAnew(proof, tree)
  if (setUp) return setUp
  for (const { project, tests } of proving) {
    const command = testCommand(project, tests)
    const facts = await run(proof, tree, { project, role: 'red-again', command })
    const end = record(proof, judgeRed(facts, proof.request.evidence))
    if (end) return end
  }
  return undefined
}

function noTest(changed: readonly string[]): FixEnd {
  return {
    reason: 'no-test',
    why: `none of the ${changed.length} changed files is a test that can be run; name a project's own pattern of tests in autofix.verify.projects`
  }
}

function repeatsOf({ repeats }: VerifyPolicy): number {
  return Math.max(1, Math.floor(repeats))
}

function notProven({ log }: ProveOptions, end: FixEnd, steps: readonly ProofStep[]): ProofResult {
  log.info('The change is not proven', { reason: end.reason, why: end.why })
  return { proven: false, end, steps }
}
