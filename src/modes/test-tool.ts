import type { AgentTask, CleanTree, FixWorkspace } from '../fix-ports.js'
import type { FixEnd } from '../flow/fix/fix-outcomes.js'
import { sayFinding } from '../flow/fix/guard/finding.js'
import type { GuardFinding, GuardRule } from '../flow/fix/guard/guard-verdict.js'
import { isTestFile } from '../flow/fix/guard/test-files.js'
import { testsToRun } from '../flow/proof/choose-tests.js'
import { planProof, type PlannedProject } from '../flow/proof/plan-proof.js'
import type { CommandRun } from '../flow/proof/proof-run.js'
import { pathIn } from '../flow/proof/quote-path.js'
import { testCommand } from '../flow/proof/test-command.js'
import type { AutofixWorld, FixRunRequest } from './fix-world.js'
import { judgeTree } from './guard-fix.js'
import { settleSandbox } from './settle-sandbox.js'

type RunTests = AgentTask['runTests']

const SHOWN_FINDINGS = 20
/** Characters of one command's output that the agent gets to see. */
const SHOWN_CHARS = 8_000

/**
 * The one thing that the agent can have run. It runs in a tree of its own, which gets the agent's changes and gives nothing
 * back: what tests and set-up leave behind never mixes with what the agent wrote. Everything that can fail without the agent is
 * tried before the agent costs anything: the answer is an end then.
 */
export async function prepareTestTool(
  workspace: FixWorkspace,
  run: FixRunRequest,
  world: AutofixWorld
): Promise<{ readonly runTests: RunTests } | { readonly end: FixEnd }> {
  const policy = run.policy.autofix.verify
  const sandbox = await settleSandbox(policy.sandbox, world.runner, world.log)
  if ('end' in sandbox) return sandbox
  const patterns = policy.projects.flatMap(({ testPatterns }) => testPatterns)
  const isTest = (path: string): boolean => isTestFile(path, patterns)
  const { culprit, bump } = run.request.evidence
  const planFor = (changed: readonly string[]): ReturnType<typeof planProof> =>
    planProof(
      { paths: workspace.paths, readBase: (path) => workspace.readBase(path), changed, isTest },
      policy
    )
  const expected = await planFor([bump?.lockfile ?? culprit.path])
  if (expected.kind === 'no-plan') return { end: expected.end }
  const tree = await workspace.cleanTree('agent-tests')
  const ready = new Set<string>()
  for (const project of expected.projects) {
    const failed = await setUp(project, tree, ready)
    if (failed !== undefined) return { end: { reason: 'set-up-failed', why: sayFailure(project, failed) } }
  }
  const seen = new Set<string>()
  let installedAnew = false
  return { runTests: testOnce }

  async function testOnce(): ReturnType<RunTests> {
    const { tree: written, change } = await workspace.snapshot()
    const dangerous = (await judgeTree(change, { workspace, run, world })).findings.filter(isDangerous)
    if (dangerous.length > 0) return { passed: false, text: sayDangerous(dangerous) }
    const changed = change.changes.map(({ path }) => path)
    const plan = changed.length === 0 ? expected : await planFor(changed)
    if (plan.kind === 'no-plan') return { passed: false, text: plan.end.why }
    const failed = await bring(written, changed, plan)
    if (failed !== undefined) return { passed: false, text: sayRun(failed.command, failed.finished) }
    const told: string[] = []
    let passed = true
    for (const project of plan.projects) {
      const tests = testsToRun(project, change, isTest)
      const commands = [...(tests.length > 0 ? [testCommand(project, tests)] : []), project.verify]
      for (const command of commands) {
        const finished = await runIn(project, tree, command)
        if (finished.exitCode !== 0) passed = false
        told.push(sayRun(command, finished))
      }
    }
    return { passed, text: told.join('\n\n') }
  }

  /**
   * Makes the tree what the agent's is; a path that the agent took back is taken back here too. A set-up has the network, so
   * that nothing of the agent's is there while it runs, but for the bump that it has to install.
   */
  async function bring(
    written: string,
    changed: readonly string[],
    { projects, installsAnew }: Extract<Awaited<ReturnType<typeof planFor>>, { kind: 'planned' }>
  ): Promise<{ readonly command: string; readonly finished: CommandRun } | undefined> {
    if (installedAnew) ready.clear()
    installedAnew = installsAnew
    if (!installsAnew && !projects.every((project) => isReady(project, ready))) {
      await tree.apply(workspace.baseCommit, [...seen])
      const failed = await setUpAll(projects, ready)
      if (failed !== undefined) return failed
    }
    for (const path of changed) seen.add(path)
    await tree.apply(written, [...seen])
    return installsAnew ? setUpAll(projects, new Set()) : undefined
  }

  async function setUpAll(
    projects: readonly PlannedProject[],
    done: Set<string>
  ): Promise<{ readonly command: string; readonly finished: CommandRun } | undefined> {
    for (const project of projects) {
      const finished = await setUp(project, tree, done)
      if (finished !== undefined) return { command: project.setUp ?? '', finished }
    }
    return undefined
  }

  /** Projects of one workspace share a set-up. */
  async function setUp(
    project: PlannedProject,
    tree: CleanTree,
    done: Set<string>
  ): Promise<CommandRun | undefined> {
    if (project.setUp === undefined || isReady(project, done)) return undefined
    done.add(setUpKey(project))
    world.log.info('Set-up for the tests of the agent', { project: project.name, command: project.setUp })
    const finished = await world.runner.run({
      folder: folderIn(tree, project.setUpFolder),
      command: project.setUp,
      minutes: policy.setUpMinutes,
      network: 'open'
    })
    if (finished.exitCode === 0) return undefined
    done.delete(setUpKey(project))
    return finished
  }

  function runIn(project: PlannedProject, tree: CleanTree, command: string): Promise<CommandRun> {
    const network = 'network' in sandbox ? sandbox.network : 'open'
    return world.runner.run({
      folder: folderIn(tree, project.folder),
      command,
      minutes: policy.minutes,
      network
    })
  }
}

function setUpKey({ setUpFolder, setUp }: PlannedProject): string {
  return JSON.stringify([setUpFolder, setUp])
}

function isReady(project: PlannedProject, done: ReadonlySet<string>): boolean {
  return project.setUp === undefined || done.has(setUpKey(project))
}

/** Findings of which the command to run, or what it runs as, may be the agent's own. */
const dangerousRules: readonly GuardRule[] = [
  'denied-path',
  'outside-allowed-paths',
  'odd-path',
  'mode-changed',
  'symlink',
  'submodule',
  'git-folder',
  'special-file',
  'not-the-bump'
]

/** Without a path it is what a change still lacks. */
function isDangerous({ rule, path }: GuardFinding): boolean {
  return path !== undefined && dangerousRules.includes(rule)
}

function sayDangerous(findings: readonly GuardFinding[]): string {
  const lines = findings.slice(0, SHOWN_FINDINGS).map((each) => `- ${sayFinding(each)}`)
  return ['Nothing was run. No fix may hold this, take it back:', ...lines].join('\n')
}

function folderIn(tree: CleanTree, folder: string): string {
  return folder === '' ? tree.folder : pathIn(tree.folder, folder)
}

function sayRun(command: string, finished: CommandRun): string {
  const seconds = (finished.durationMs / 1000).toFixed(1)
  const end = finished.end === 'exited' ? `exit ${finished.exitCode ?? '?'}` : finished.end
  return `$ ${command}\n${lastPart(finished.output)}\n(${end}, ${seconds} s)`
}

function sayFailure(project: PlannedProject, finished: CommandRun): string {
  const end =
    finished.end === 'exited'
      ? `ended with exit code ${finished.exitCode ?? '?'}`
      : `was ended: ${finished.end}`
  const last = finished.output.trim().split('\n').slice(-3).join(' / ')
  return `"${project.setUp ?? ''}" ${end} on the base: ${last}. Name another one in autofix.verify.projects`
}

/** Failures stand at the end, as a rule; where they do not, the agent reads the test file. */
function lastPart(output: string): string {
  return output.length <= SHOWN_CHARS ? output : `…\n${output.slice(-SHOWN_CHARS)}`
}
