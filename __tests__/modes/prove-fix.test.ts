import { describe, expect, it } from '@jest/globals'
import type { CleanTree, CommandOptions } from '../../src/fix-ports.js'
import type { TreeChange } from '../../src/flow/fix/change.js'
import { known, unknown } from '../../src/flow/issue/known.js'
import { certificateSchema, checkCertificate } from '../../src/flow/proof/certificate.js'
import type { CommandRun } from '../../src/flow/proof/proof-run.js'
import type { VerifyPolicy } from '../../src/flow/proof/verify-policy.js'
import { proveFix, type ProofResult } from '../../src/modes/prove-fix.js'

const base = 'a'.repeat(40)
const tree = 'b'.repeat(40)
const packageJson = JSON.stringify({ scripts: { test: 'mocha' }, devDependencies: { mocha: '11' } })
const red =
  "  0 passing (1ms)\n  1 failing\n\n  1) email:\n     TypeError: Cannot read properties of undefined (reading 'email')\n"
const good = '  1 passing (1ms)\n'
const suiteFails = (name: string): string =>
  `  3 passing (1ms)\n  1 failing\n\n  1) ${name}:\n     Error: old\n`

type Answer = (
  options: CommandOptions,
  applied: readonly string[],
  nth: number
) => { code: number; output: string }

/** A fix that does what it should; tests change one thing of it. */
const honest: Answer = ({ command }, applied) => {
  if (command.startsWith('npm ci') || command === 'npm test') return { code: 0, output: good }
  return applied.includes('src/email.js') ? { code: 0, output: good } : { code: 1, output: red }
}

interface Facts {
  readonly answer?: Answer
  readonly policy?: Partial<VerifyPolicy>
  readonly sandbox?: boolean
  readonly changed?: readonly string[]
}

async function prove(facts: Facts): Promise<{ result: ProofResult; runs: readonly string[] }> {
  const runs: string[] = []
  const trees = new Map<string, string[]>()
  const clean = (name: string): CleanTree => {
    const folder = `/trees/${name}`
    const applied: string[] = []
    trees.set(folder, applied)
    return {
      folder,
      apply: async (from, paths) => {
        for (const path of paths) {
          if (from === tree) applied.push(path)
          else applied.splice(applied.indexOf(path), 1)
        }
      },
      copy: async (other) => clean(other)
    }
  }
  const version = (text: string): TreeChange['after'] => ({ mode: '100644', oid: 'c', size: 1, text })
  const changed = facts.changed ?? ['src/email.js', 'test/email.test.js']
  const counts = new Map<string, number>()
  const result = await proveFix({
    workspace: {
      baseCommit: base,
      agentTree: '/agent',
      paths: ['package.json', 'package-lock.json', 'src/email.js'],
      readBase: async (path) => (path === 'package.json' ? packageJson : undefined),
      snapshot: async () => ({ tree, change: { changes: [], strays: [] } }),
      patch: async () => '',
      cleanTree: async (name) => clean(name),
      remove: async () => undefined
    },
    runner: {
      sandbox: async () => (facts.sandbox === false ? unknown('no user namespaces') : known('unshare')),
      run: async (options): Promise<CommandRun> => {
        const [, name = ''] = /^\/trees\/([^/]+)/.exec(options.folder) ?? []
        const nth = (counts.get(options.command) ?? 0) + 1
        counts.set(options.command, nth)
        runs.push(`${name}: ${options.command} (${options.network})`)
        const { code, output } = (facts.answer ?? honest)(options, trees.get(`/trees/${name}`) ?? [], nth)
        return {
          end: 'exited',
          exitCode: code,
          durationMs: 5,
          digest: 'd'.repeat(64),
          output,
          outputBytes: output.length,
          network: options.network,
          leftBehind: 0
        }
      }
    },
    change: {
      changes: changed.map((path) => ({ path, before: undefined, after: version("it('email', () => {})") })),
      strays: []
    },
    tree,
    request: {
      schema: '1',
      issue_id: 'i',
      ticket_key: 'K-1',
      fingerprint: 'f',
      fix_class: 'null-safety-guard',
      score: 9,
      env: 'prod',
      force: false,
      triage_run: '',
      evidence: {
        error_type: 'TypeError',
        message: "Cannot read properties of undefined (reading 'email')",
        stack: '',
        culprit: { path: 'src/email.js', line: 1, function: null, commit: null },
        service: 's',
        platform: 'BACKEND',
        versions: { first_seen: null, last_seen: null },
        counts: { window_hours: 24, occurrences: null, users: null, sessions: null },
        operation: null,
        team: null,
        bump: null,
        datadog_url: '',
        ticket_url: ''
      }
    },
    policy: { sandbox: 'auto', repeats: 2, minutes: 10, setUpMinutes: 10, projects: [], ...facts.policy },
    log: { info: () => undefined, warning: () => undefined, notice: () => undefined, error: () => undefined }
  })
  return { result, runs }
}

const testRun = "npx --no-install mocha 'test/email.test.js'"

describe('the proof of a fix', () => {
  it('runs red, green again and again, the suite, and red again', async () => {
    const { result, runs } = await prove({})
    expect(runs).toEqual([
      'base: npm ci --no-audit --no-fund (open)',
      `tests-alone: ${testRun} (cut)`,
      `with-change: ${testRun} (cut)`,
      `with-change: ${testRun} (cut)`,
      'with-change: npm test (cut)',
      `with-change: ${testRun} (cut)`
    ])
    expect(result).toMatchObject({ proven: true, certificate: { tests: ['test/email.test.js'] } })
  })

  it('writes a certificate that holds when it is read back, and does not when a step is taken out', async () => {
    const { result } = await prove({})
    if (!result.proven) throw new Error(result.end.why)
    const facts = {
      baseCommit: base,
      tree,
      changed: ['test/email.test.js'],
      repeats: 2,
      sandbox: 'auto' as const
    }
    const read = certificateSchema.parse(JSON.parse(JSON.stringify(result.certificate)))
    expect(checkCertificate(read, facts)).toEqual([])
    for (const role of ['red', 'green', 'suite', 'red-again']) {
      const without = { ...read, steps: read.steps.filter((step) => step.role !== role) }
      expect(checkCertificate(without, facts)).not.toEqual([])
    }
    expect(checkCertificate(read, { ...facts, tree: base })).toHaveLength(1)
    expect(checkCertificate(read, { ...facts, repeats: 3 })).toHaveLength(1)
  })

  it('lists failures of the base without blame', async () => {
    const answer: Answer = (options, applied, nth) =>
      options.command === 'npm test' ? { code: 1, output: suiteFails('old') } : honest(options, applied, nth)
    const { result, runs } = await prove({ answer })
    expect(result).toMatchObject({ proven: true, certificate: { failedBefore: ['old'] } })
    expect(runs).toContain('suite-on-base: npm test (cut)')
  })

  it('sets up anew where the change decides what is installed', async () => {
    const changed = ['src/email.js', 'package-lock.json', 'test/email.test.js']
    const { runs } = await prove({ changed })
    expect(runs.filter((run) => run.includes('npm ci'))).toEqual([
      'base: npm ci --no-audit --no-fund (open)',
      'with-change: npm ci --no-audit --no-fund (open)',
      'with-change: npm ci --no-audit --no-fund (open)'
    ])
  })
})

describe('a fix that is not proven', () => {
  const of =
    (pattern: string, code: number, output: string, from = 1): Answer =>
    (options, applied, nth) =>
      options.command.includes(pattern) && nth >= from ? { code, output } : honest(options, applied, nth)

  it.each<[string, Facts, number]>([
    ['sandbox-missing', { sandbox: false, policy: { sandbox: 'required' } }, 0],
    ['no-test', { changed: ['src/email.js'] }, 0],
    ['no-plan', { changed: ['src/email.py', 'test_email.py'] }, 0],
    ['set-up-failed', { answer: of('npm ci', 1, 'E404') }, 1],
    ['passes-without-change', { answer: of('mocha', 0, good) }, 2],
    ['red-for-another-reason', { answer: of('mocha', 1, "Error: Cannot find module '../x'\n") }, 2],
    ['fails-with-change', { answer: of('mocha', 1, red, 2) }, 3],
    ['fails-with-change', { answer: of('mocha', 0, '  0 passing (1ms)\n', 2) }, 3],
    ['flaky', { answer: of('mocha', 1, red, 3) }, 4],
    ['suite-unreadable', { answer: of('npm test', 2, 'make: *** Error\n') }, 5],
    ['not-red-again', { answer: of('mocha', 0, good, 2) }, 6]
  ])('%s', async (reason, facts, commands) => {
    const { result, runs } = await prove(facts)
    expect(result).toMatchObject({ proven: false, end: { reason } })
    expect(runs).toHaveLength(commands)
  })

  it('suite-worse, named', async () => {
    const answer: Answer = (options, applied, nth) =>
      options.command === 'npm test'
        ? { code: 1, output: suiteFails(options.folder.includes('suite-on-base') ? 'old' : 'new') }
        : honest(options, applied, nth)
    const { result } = await prove({ answer })
    expect(result).toMatchObject({
      proven: false,
      end: { reason: 'suite-worse', why: expect.stringContaining('new') }
    })
  })
})
