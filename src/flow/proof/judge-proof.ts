import type { FixEnd, FixReason } from '../fix/fix-outcomes.js'
import { failingTests, saysNothingPassed } from './failing-tests.js'
import type { CommandRun, ProofRole, ProofStep } from './proof-run.js'
import { findReportedReason, type ReportedError } from './reported-reason.js'

/** A command of the proof, run. */
export interface RunFacts {
  readonly role: ProofRole
  readonly project: string
  readonly command: string
  /** Folder of the tree that it ran in: what a tool prints of it differs from run to run. */
  readonly tree: string
  readonly run: CommandRun
}

/** A step of the proof; `end` when the proof is over with it. */
export interface Judgement {
  readonly step: ProofStep
  readonly end: FixEnd | undefined
}

/** A red run; `evidence` when it is red for the reported reason. */
export interface RedJudgement extends Judgement {
  readonly evidence: string | undefined
}

export function judgeSetUp(facts: RunFacts): Judgement {
  const passed = exitedWith0(facts.run)
  const seen = passed ? 'the set-up went through' : `the set-up ${howItEnded(facts.run)}`
  return judgement(facts, 'pass', passed, seen, 'set-up-failed', lastLines(facts.run))
}

/** Tests alone on the base, and with the change taken back (`red-again`): they fail, and for the reported reason. */
export function judgeRed(facts: RunFacts, reported: ReportedError): RedJudgement {
  const { run, role } = facts
  if (exitedWith0(run)) {
    const reason = role === 'red-again' ? 'not-red-again' : 'passes-without-change'
    const seen = saysNothingPassed(run.output) ? 'no test ran, and nothing failed' : 'the tests pass'
    return { ...judgement(facts, 'fail', false, seen, reason), evidence: undefined }
  }
  const other = 'red-for-another-reason'
  if (run.end !== 'exited') {
    return { ...judgement(facts, 'fail', false, `the tests ${howItEnded(run)}`, other), evidence: undefined }
  }
  const finding = findReportedReason(reported, run.output)
  if (!finding.shown) {
    return { ...judgement(facts, 'fail', false, `it fails, but ${finding.why}`, other), evidence: undefined }
  }
  const seen = `it fails for the reported reason, ${finding.evidence}`
  return { ...judgement(facts, 'fail', true, seen, other), evidence: finding.evidence }
}

/** Tests with the change: they pass. `repeat` counts from 1; a failure after the first is a flaky test. */
export function judgeGreen(facts: RunFacts, repeat: number, repeats: number): Judgement {
  const { run } = facts
  const time = `run ${repeat} of ${repeats}`
  const reason = repeat === 1 ? 'fails-with-change' : 'flaky'
  if (!exitedWith0(run)) {
    const seen = `${time}: the tests ${howItEnded(run)}${listFailed(facts)}`
    return judgement(facts, 'pass', false, seen, reason)
  }
  if (saysNothingPassed(run.output)) {
    return judgement(facts, 'pass', false, `${time}: the command exited with 0, but no test ran`, reason)
  }
  return judgement(facts, 'pass', true, `${time}: the tests pass`, reason)
}

export interface SuiteJudgement extends Judgement {
  /** The suite has to be run on the base to tell. */
  readonly asksBase: boolean
}

/** The whole suite with the change, by itself: good, or to be compared, or past comparing. */
export function judgeSuite(facts: RunFacts): SuiteJudgement {
  const { run } = facts
  if (exitedWith0(run)) {
    return { ...judgement(facts, 'no-worse', true, 'the suite passes', 'suite-worse'), asksBase: false }
  }
  const failed = namesOf(facts)
  if (run.end !== 'exited' || failed === undefined) {
    const seen = `the suite ${howItEnded(run)}, and its output does not tell which tests fail`
    return {
      ...judgement(facts, 'no-worse', false, seen, 'suite-unreadable', lastLines(run)),
      asksBase: false
    }
  }
  // The end, if it is one, is up to the comparison.
  const step = stepOf(facts, 'no-worse', false, `${count(failed.size)} with the change: ${listNames(failed)}`)
  return { step, end: undefined, asksBase: true }
}

export interface SuiteComparison {
  /** The step with the change, as it is to be read next to the base's. */
  readonly suite: ProofStep
  readonly onBase: ProofStep
  readonly failedBefore: readonly string[]
  readonly end: FixEnd | undefined
}

/** The suite with the change next to the suite on the base: what failed before is listed, not blamed. */
export function compareSuites(withChange: RunFacts, onBase: RunFacts): SuiteComparison {
  const now = namesOf(withChange) ?? new Set<string>()
  const passedBefore = exitedWith0(onBase.run)
  const before = passedBefore ? new Set<string>() : namesOf(onBase)
  if (before === undefined) {
    const seen = `the suite ${howItEnded(onBase.run)} on the base, and its output does not tell which tests fail`
    return {
      suite: stepOf(withChange, 'no-worse', false, `${count(now.size)} with the change: ${listNames(now)}`),
      onBase: stepOf(onBase, 'no-worse', false, seen),
      failedBefore: [],
      end: { reason: 'suite-unreadable', why: `${onBase.project}: ${seen}` }
    }
  }
  const worse = new Set([...now].filter((name) => !before.has(name)))
  const failedBefore = [...now].filter((name) => before.has(name)).sort()
  const isNoWorse = worse.size === 0
  const seen = isNoWorse
    ? `${count(now.size)}, all of which fail on the base too`
    : `${count(worse.size)} with the change that passed on the base: ${listNames(worse)}`
  return {
    suite: stepOf(withChange, 'no-worse', isNoWorse, seen),
    onBase: stepOf(
      onBase,
      'no-worse',
      true,
      passedBefore ? 'the suite passes' : `${count(before.size)} on the base`
    ),
    failedBefore,
    end: isNoWorse ? undefined : { reason: 'suite-worse', why: `${withChange.project}: ${seen}` }
  }
}

function judgement(
  facts: RunFacts,
  expected: ProofStep['expected'],
  asExpected: boolean,
  seen: string,
  reason: FixReason,
  detail = ''
): Judgement {
  const step = stepOf(facts, expected, asExpected, seen)
  if (asExpected) return { step, end: undefined }
  const where = `${facts.project}: ${facts.command}`
  return {
    step,
    end: { reason, why: `${where}: ${seen}${detail === '' ? '' : `; it ends with: ${detail}`}` }
  }
}

function stepOf(
  { role, project, command, run }: RunFacts,
  expected: ProofStep['expected'],
  asExpected: boolean,
  seen: string
): ProofStep {
  const { end, exitCode, durationMs, digest, outputBytes, network, leftBehind } = run
  const told = { end, exitCode, durationMs, digest, outputBytes, network, leftBehind }
  return { role, project, command, ...told, expected, asExpected, seen }
}

function exitedWith0(run: CommandRun): boolean {
  return run.end === 'exited' && run.exitCode === 0
}

function howItEnded(run: CommandRun): string {
  switch (run.end) {
    case 'exited':
      return `exited with ${run.exitCode ?? 'no code'}`
    case 'time-limit':
      return 'ran into the time limit'
    case 'output-limit':
      return 'wrote more output than is allowed'
    case 'killed':
      return 'was killed'
  }
}

/** Some tools name a test by its absolute path. */
function namesOf({ run, tree }: RunFacts): ReadonlySet<string> | undefined {
  return failingTests({ ...run, output: run.output.replaceAll(`${tree}/`, '') })
}

function listFailed(facts: RunFacts): string {
  const names = namesOf(facts)
  return names === undefined ? '' : `: ${listNames(names)}`
}

const LISTED_NAMES = 5

function listNames(names: ReadonlySet<string>): string {
  const listed = [...names].slice(0, LISTED_NAMES).join(', ')
  return names.size > LISTED_NAMES ? `${listed} and ${names.size - LISTED_NAMES} more` : listed
}

function count(tests: number): string {
  return tests === 1 ? '1 test fails' : `${tests} tests fail`
}

const LAST_LINES = 3
const MAXIMUM_DETAIL_CHARS = 300

function lastLines({ output }: CommandRun): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  return lines.slice(-LAST_LINES).join(' | ').slice(-MAXIMUM_DETAIL_CHARS)
}
