import { describe, expect, it } from '@jest/globals'
import { credentials } from '../../../services/stage.js'
import type { BundledFile, FixBundle } from '../../../src/flow/pull-request/fix-bundle.js'
import { attemptsOf, BRANCH, otherBug, putAttempts } from './fix-ledger.js'
import type { FixRig } from './fix-rig.js'
import { fixedTotal } from './order-shop.js'
import { git, leaveBundle, openPublish, provenBundle, readyToPublish } from './proven-bundle.js'

/** Nothing of the change is on GitHub. */
async function expectNothing(rig: FixRig): Promise<void> {
  expect(await rig.github.pullRequests.list()).toEqual([])
  expect(git(rig, ['for-each-ref', '--format=%(refname)', 'refs/heads/']).split('\n')).toEqual([
    'refs/heads/develop',
    'refs/heads/main'
  ])
}

function certified(
  bundle: FixBundle,
  change: (of: NonNullable<FixBundle['certificate']>) => object
): unknown {
  const { certificate } = bundle
  return certificate && { ...bundle, certificate: { ...certificate, ...change(certificate) } }
}

function withText(bundle: FixBundle, change: (file: BundledFile) => Partial<BundledFile>): FixBundle {
  const files = bundle.files.map((file) =>
    file.path === fixedTotal.path ? { ...file, ...change(file) } : file
  )
  return { ...bundle, files }
}

const added = (path: string, text: string): BundledFile => ({ path, baseOid: null, mode: '100644', text })

describe('a bundle that was tampered with', () => {
  const secret = `const key = '${['AKIA', 'J5Q7N3VXW2PLM8RT'].join('')}'\n`
  const rows: readonly (readonly [string, (bundle: FixBundle) => unknown, string])[] = [
    [
      'a secret in its text',
      (b) => withText(b, ({ text }) => ({ text: text + secret })),
      'guard-refused-again'
    ],
    [
      'a workflow among its files',
      (b) => ({ ...b, files: [...b.files, added('.github/workflows/x.yml', 'on: push\n')] }),
      'guard-refused-again'
    ],
    [
      'another text than the proven one',
      (b) => withText(b, ({ text }) => ({ text: `${text}\n` })),
      'bundle-invalid'
    ],
    ['an executable mode', (b) => withText(b, () => ({ mode: '100755' })), 'guard-refused-again'],
    ['no files', (b) => ({ ...b, files: [] }), 'bundle-invalid'],
    ['no certificate', (b) => ({ ...b, certificate: null }), 'bundle-invalid'],
    [
      'a certificate without its last step',
      (b) => certified(b, ({ steps }) => ({ steps: steps.slice(0, -1) })),
      'bundle-invalid'
    ],
    ['fewer repeats', (b) => certified(b, () => ({ repeats: 1 })), 'bundle-invalid'],
    [
      'a proof of other tests',
      (b) => certified(b, () => ({ tests: ['src/else.test.js'] })),
      'bundle-invalid'
    ],
    ['the base as its branch', (b) => ({ ...b, branch: 'develop' }), 'bundle-invalid'],
    ['another base', (b) => ({ ...b, base: b.base && { ...b.base, branch: 'main' } }), 'bundle-invalid'],
    [
      'an attempt that nobody made',
      (b) => ({ ...b, attemptId: 'https://ci.example/1' }),
      'attempt-not-in-ledger'
    ]
  ]

  it('is refused, and told on the ticket', async () => {
    const rig = await openPublish()
    const honest = await provenBundle(rig)
    const develop = await rig.github.head('develop')
    for (const [what, tamper, reason] of rows) {
      // Every refusal closes the attempt: each row has one of its own.
      const attemptId = `https://ci.example/${what.replaceAll(' ', '-')}`
      await putAttempts(rig, { id: attemptId })
      leaveBundle(rig, tamper({ ...honest, attemptId }))
      const published = await rig.publish()
      const { outcome, reason: seen } = published.outputs
      expect([what, published.exitCode, outcome, seen]).toEqual([what, 0, 'refused', reason])
      expect(JSON.stringify(rig.jira.ticket('PPL-1').comments)).not.toContain(secret.slice(13, 33))
    }
    await expectNothing(rig)
    expect(await rig.github.head('develop')).toBe(develop)
    expect(rig.jira.ticket('PPL-1').comments).toHaveLength(1)
    const attempts = await attemptsOf(rig)
    expect(attempts.filter(({ state }) => state !== 'closed').map(({ id }) => id)).toEqual([
      'https://ci.example/an-attempt-that-nobody-made'
    ])
  })

  it('is an error where it is no bundle of this bug and this repository', async () => {
    const rig = await readyToPublish()
    const honest = await provenBundle(rig)
    const wrong: readonly (readonly [unknown, string])[] = [
      [{ ...honest, request: { ...honest.request, fingerprint: '0000000000000000' } }, 'of another bug'],
      [certified(honest, () => ({ tests: [] })), 'certificate.tests'],
      [{ ...honest, runUrl: 'https://evil.example/acme/shop/actions/runs/1' }, 'of a run elsewhere'],
      [{ ...honest, schema: 2 }, 'schema']
    ]
    for (const [bundle, words] of wrong) {
      leaveBundle(rig, bundle)
      const published = await rig.publish()
      expect(published.exitCode).toBe(1)
      expect(published.log).toContain(words)
    }
    const missing = await rig.publish({ inputs: { 'fix-bundle': '/nowhere' } })
    expect([missing.exitCode, missing.log]).toEqual([1, expect.stringContaining('actions/download-artifact')])
    await expectNothing(rig)
    expect(rig.jira.ticket('PPL-1').comments).toEqual([])
  })

  it('does not close the attempt of another bug', async () => {
    const rig = await readyToPublish({}, (bundle) => ({
      ...bundle,
      attemptId: 'https://ci.example/other',
      files: []
    }))
    await putAttempts(rig, { id: 'https://ci.example/other', ...otherBug })
    expect((await rig.publish()).outputs).toMatchObject({ reason: 'bundle-invalid' })
    expect((await attemptsOf(rig)).map(({ state }) => state)).toEqual(['spent', 'spent'])
  })
})

describe('a base that moved', () => {
  it('elsewhere takes the change on its new head', async () => {
    const rig = await readyToPublish()
    const moved = await rig.github.seedFiles({ 'README.md': '# new\n' }, { branch: 'develop' })
    const published = await rig.publish()
    expect(published.outputs).toMatchObject({ outcome: 'pull-request', reason: 'opened' })
    expect(git(rig, ['rev-parse', `${BRANCH}^`])).toBe(moved)
    expect(git(rig, ['diff', '--name-only', moved, BRANCH]).split('\n')).toHaveLength(2)
    expect(published.report?.record.warnings).toEqual([])
  })

  it.each([
    ['in a changed file', { [fixedTotal.path]: 'export const orderTotal = () => 0\n' }],
    ['by a file where a new one belongs', { 'src/orders/order-total-without-price.test.js': '// mine\n' }]
  ])('%s ends the attempt, and the ticket tells it', async (_, files) => {
    const rig = await readyToPublish()
    await rig.github.seedFiles(files, { branch: 'develop' })
    expect((await rig.publish()).outputs).toMatchObject({ outcome: 'refused', reason: 'base-moved' })
    await expectNothing(rig)
    expect(JSON.stringify(rig.jira.ticket('PPL-1').comments)).toContain(Object.keys(files)[0])
    expect(await attemptsOf(rig)).toMatchObject([{ state: 'closed', reason: 'base-moved' }])
  })

  it('away altogether ends the attempt', async () => {
    const rig = await readyToPublish()
    git(rig, ['update-ref', '-d', 'refs/heads/develop'])
    expect((await rig.publish()).outputs).toMatchObject({ outcome: 'refused', reason: 'base-moved' })
    expect(await rig.github.pullRequests.list()).toEqual([])
  })
})

describe('a token of the App that expired', () => {
  it('fails the step with nothing half-done, and a good one goes on', async () => {
    let now = Date.now()
    const rig = await readyToPublish({ now: () => now, appTokenExpiresAt: now + 1_000_000 })
    now += 2_000_000
    const failed = await rig.publish()
    expect(failed.exitCode).toBe(1)
    expect(failed.log).toMatch(/::error.*(?:401|Bad credentials)/)
    expect(failed.log).toContain('app-token')
    expect(failed.log).not.toContain(credentials.appToken)
    expect(failed.outputs).toMatchObject({ 'ticket-key': 'PPL-1' })
    await expectNothing(rig)
    expect(await attemptsOf(rig)).toMatchObject([{ state: 'spent' }])
    now -= 2_000_000
    expect((await rig.publish()).outputs).toMatchObject({ outcome: 'pull-request', reason: 'opened' })
  })
})
