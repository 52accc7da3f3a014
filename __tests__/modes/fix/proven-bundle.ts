import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../../../services/stage.js'
import { noUsage } from '../../../src/flow/fix/agent-run.js'
import type { ProofRole, ProofStep } from '../../../src/flow/proof/proof-run.js'
import type { BundledFile, FixBundle } from '../../../src/flow/pull-request/fix-bundle.js'
import { BRANCH, putAttempts } from './fix-ledger.js'
import { openFix, type FixRig, type FixRigOptions } from './fix-rig.js'
import { fixedTotal, fixRequest, goodAnswer, orderShop, provingTest } from './order-shop.js'

/** Pages that tickets may link to. */
const PAGES = 'https://github.com'

export const fixedText = (orderShop[fixedTotal.path] ?? '').replace(fixedTotal.find, fixedTotal.replace)

/** What the fix job leaves for the order shop, made without the job: its files, git's own names of them, and an honest certificate. */
export async function provenBundle(
  rig: FixRig,
  files: Readonly<Record<string, string>> = {
    [fixedTotal.path]: fixedText,
    [provingTest.path]: provingTest.content
  }
): Promise<FixBundle> {
  const base = (await rig.github.head('develop')) ?? ''
  const bundled = Object.entries(files).map(([path, text]): BundledFile => {
    const [mode = '', , oid = ''] = git(rig, ['ls-tree', base, '--', path]).split(/\s+/)
    return { path, baseOid: oid === '' ? null : oid, mode: mode === '100755' ? mode : '100644', text }
  })
  const steps = (['red', 'green', 'green', 'suite', 'red-again'] as const).map(stepOf)
  const runUrl = `${PAGES}/${REPOSITORY}/actions/runs/8000`
  return {
    schema: 1,
    request: fixRequest(),
    end: { reason: 'proven', why: '1 test files fail without the change and pass with it' },
    attemptId: runUrl,
    team: 'checkout',
    runUrl,
    base: { branch: 'develop', commit: base },
    branch: BRANCH,
    agent: {
      model: 'sonnet',
      version: '2.1.330',
      usage: { ...noUsage, usd: 0.4, told: true, turns: 5 },
      testRuns: 1,
      denials: {},
      lastWords: ''
    },
    diagnosis: {
      decision: 'fixed',
      rootCause: goodAnswer.root_cause,
      category: 'code',
      confidence: 0.9,
      summary: goodAnswer.summary,
      changes: goodAnswer.changes,
      test: goodAnswer.test,
      declinedBecause: '',
      residualRisk: ''
    },
    findings: [],
    scope: {
      files: bundled.map(({ path }) => ({
        path,
        kind: path.includes('.test.') ? 'test' : 'code',
        added: 1,
        removed: 0,
        owners: ['@acme/checkout']
      })),
      added: 2,
      removed: 1
    },
    steps,
    certificate: {
      schema: 1,
      baseCommit: base,
      tree: treeWith(rig, base, bundled),
      tests: [provingTest.path],
      reportedReason: "TypeError: Cannot read properties of undefined (reading 'amount')",
      repeats: 2,
      steps,
      failedBefore: [],
      sandbox: 'no network but the loopback, by unshare; the set-up had the network'
    },
    canary: '0f1e2d3c4b5a69788796a5b4',
    files: bundled
  }
}

/** A rig whose publish steps link to pages as they do on GitHub. */
export async function openPublish(options: FixRigOptions = {}): Promise<FixRig> {
  const rig = await openFix(options)
  return { ...rig, publish: (step) => rig.publish({ serverUrl: PAGES, ...step }) }
}

/** A rig with a proven bundle that waits for its publish job. */
export async function readyToPublish(
  options: FixRigOptions = {},
  change: (bundle: FixBundle) => unknown = (bundle) => bundle
): Promise<FixRig> {
  const rig = await openPublish(options)
  const bundle = await provenBundle(rig)
  await putAttempts(rig, { id: bundle.attemptId ?? '' })
  leaveBundle(rig, change(bundle))
  return rig
}

/** Puts the bundle where the publish job looks for it. */
export function leaveBundle(rig: FixRig, bundle: unknown): void {
  mkdirSync(rig.bundleFolder, { recursive: true })
  writeFileSync(join(rig.bundleFolder, 'fix.json'), JSON.stringify(bundle))
}

function stepOf(role: ProofRole): ProofStep {
  const fails = role === 'red' || role === 'red-again'
  return {
    role,
    project: '.',
    command: role === 'suite' ? 'npm test' : `node --test '${provingTest.path}'`,
    end: 'exited',
    exitCode: fails ? 1 : 0,
    durationMs: 120,
    digest: 'd'.repeat(64),
    outputBytes: 300,
    network: 'cut',
    leftBehind: 0,
    expected: fails ? 'fail' : role === 'suite' ? 'no-worse' : 'pass',
    asExpected: true,
    seen: fails ? 'fails for the reported error' : 'passes'
  }
}

/** Git's name of the base with the files. */
function treeWith(rig: FixRig, base: string, files: readonly BundledFile[]): string {
  const index = join(rig.github.gitDir, 'index-of-the-bundle')
  const env = { GIT_INDEX_FILE: index }
  try {
    git(rig, ['read-tree', base], { env })
    const lines = files.map(({ path, mode, text }) => {
      const oid = git(rig, ['hash-object', '-w', '--stdin'], { input: text })
      return `${mode} ${oid}\t${path}\n`
    })
    git(rig, ['update-index', '--index-info'], { env, input: lines.join('') })
    return git(rig, ['write-tree'], { env })
  } finally {
    rmSync(index, { force: true })
  }
}

/** Of the embedded GitHub's repository, as git itself says it. */
export function git(
  rig: Pick<FixRig, 'github'>,
  args: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {}
): string {
  const options = { input, env: { ...process.env, ...env }, encoding: 'utf8' } as const
  return execFileSync('git', ['--git-dir', rig.github.gitDir, ...args], options).trim()
}
