import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { fixer } from '../../../services/anthropic/working-developers.js'
import type { LoggedRequest } from '../../../services/kit/service.js'
import { APP_LOGIN, credentials } from '../../../services/stage.js'
import type { HostedPullRequest } from '../../../services/github/hosted-pull-request.js'
import { inventory } from '../../adapters/git/workspace-stage.js'
import { attemptsOf } from './fix-ledger.js'
import { closeFix, MODEL_KEY, openFix, type FixResult, type FixRig } from './fix-rig.js'
import { fixedTotal, goodAnswer, provingTest } from './order-shop.js'
import { fixedText, git } from './proven-bundle.js'

const BRANCH = 'PPL-1/datadog-autofix-a1b2c3d4'

interface Proposed {
  readonly rig: FixRig
  readonly fixed: FixResult
  readonly published: FixResult
  readonly pull: HostedPullRequest
  /** Requests of the fix job. */
  readonly fixRequests: readonly LoggedRequest[]
  readonly checkout: string
  /** Everything in the user's checkout, before and after. */
  readonly checkouts: readonly (readonly string[])[]
}

/** A right fix all the way, in the checkout of a user who has not committed everything. */
async function propose(): Promise<Proposed> {
  const rig = await openFix({ kept: true, autofix: { verify: { repeats: 2 } } })
  const checkout = mkdtempSync(join(tmpdir(), 'fix-checkout-'))
  execFileSync('git', ['clone', '--quiet', '--branch', 'develop', rig.github.gitDir, checkout])
  writeFileSync(join(checkout, 'README.md'), 'not committed\n')
  writeFileSync(join(checkout, 'notes.txt'), 'not tracked\n')
  const before = inventory(checkout)
  const developer = fixer({
    reads: [fixedTotal.path],
    edits: [fixedTotal],
    writes: [provingTest],
    answer: goodAnswer
  })
  const fixed = await rig.autofix({ developer, workspace: checkout })
  const after = inventory(checkout)
  const fixRequests = [...rig.github.service.requests, ...rig.anthropic.service.requests]
  const published = await rig.publish()
  const [pull] = await rig.github.pullRequests.list()
  if (pull === undefined) throw new Error(`${fixed.log}\n${published.log}`)
  return { rig, fixed, published, pull, fixRequests, checkout, checkouts: [before, after] }
}

describe('a right fix', () => {
  let all: Proposed
  beforeAll(async () => {
    all = await propose()
  })
  afterAll(async () => {
    rmSync(all.checkout, { recursive: true, force: true })
    await closeFix()
  })

  it('is proven by the fix job, whose log tells how it goes', () => {
    const { fixed } = all
    expect(fixed.exitCode).toBe(0)
    expect(fixed.outputs).toMatchObject({
      outcome: 'fix-ready',
      reason: 'proven',
      'ticket-key': 'PPL-1',
      'autofix-eligible': 'true',
      'fix-class': 'null-safety-guard',
      branch: BRANCH,
      'pull-request-number': '',
      'commit-sha': ''
    })
    expect(Number(fixed.outputs['cost-usd'])).toBeGreaterThan(0)
    for (const line of [
      'The agent began',
      '[turn 1] Read src/orders/order-total.js',
      '[turn 2] Edit src/orders/order-total.js',
      '[turn 2] Write src/orders/order-total-without-price.test.js',
      '[turn 3] mcp__tests__run_tests',
      'The agent ran the tests: they pass',
      'The agent is done',
      'The change is proven'
    ]) {
      expect(fixed.log).toContain(line)
    }
    expect(fixed.log).not.toContain('::error')
    expect(fixed.left).toEqual([])
  })

  it('leaves the checkout of the user as it was, changes and all', () => {
    const [before, after] = all.checkouts
    expect(before?.length).toBeGreaterThan(20)
    expect(after).toEqual(before)
    // It was of use all the same: nothing was downloaded.
    expect(all.fixRequests.filter(({ path }) => path.includes('git-upload-pack'))).toEqual([])
  })

  it('becomes a draft pull request on the base, of the code owners', () => {
    const { pull, published } = all
    expect(published).toMatchObject({
      exitCode: 0,
      outputs: { outcome: 'pull-request', reason: 'opened', 'pull-request-number': '1', branch: BRANCH }
    })
    expect(pull).toMatchObject({
      state: 'open',
      draft: true,
      head: BRANCH,
      base: 'develop',
      login: APP_LOGIN,
      labels: ['datadog-autofix'],
      teams: ['checkout'],
      title: 'PPL-1: Count order lines without a price as nothing'
    })
    expect(published.outputs['commit-sha']).toBe(pull.headSha)
  })

  it('is one verified commit with the files of the fix and no other', async () => {
    const { rig, pull, published } = all
    const base = await rig.github.head('develop')
    expect(git(rig, ['rev-list', '--parents', '-1', pull.headSha])).toBe(`${pull.headSha} ${base}`)
    expect(git(rig, ['diff', '--name-status', `${base}`, pull.headSha]).split('\n')).toEqual([
      `A\t${provingTest.path}`,
      `M\t${fixedTotal.path}`
    ])
    expect(git(rig, ['show', `${pull.headSha}:${fixedTotal.path}`])).toBe(fixedText.trim())
    expect(git(rig, ['show', `${pull.headSha}:${provingTest.path}`])).toBe(provingTest.content.trim())
    expect(published.report?.record.pullRequest).toMatchObject({ verified: true, draft: true })
    // Nothing else came to be: the base stays where it was.
    expect(base).toBe(rig.commit)
  })

  it('tells all of it in the body', () => {
    const body = all.pull.body ?? ''
    const sections = [...body.matchAll(/^## (.+)$/gm)].map(([, name]) => name)
    expect(sections).toEqual([
      ...['What broke', 'Root cause', 'What changed', 'The proof', 'Scope', 'Cost'],
      ...['How to review', 'How to undo', 'Links']
    ])
    expect(body).toContain('can lack its price')
    expect(body).toContain(provingTest.path)
    expect(body).toContain(
      'https://app.datadoghq.com/error-tracking/issue/6c1f2a40-91d3-11f0-8b0a-da7ad0900002'
    )
    expect(body).toContain('passed 2 times in a row')
  })

  it('is told on the ticket, with a link', () => {
    const { comments, remoteLinks } = all.rig.jira.ticket('PPL-1')
    expect(comments).toHaveLength(1)
    const url = all.published.outputs['pull-request-url']
    expect(url).toMatch(/\/acme\/shop\/pull\/1$/)
    expect(JSON.stringify(comments[0]?.body)).toContain(url)
    expect(remoteLinks).toMatchObject([{ object: { url } }])
  })

  it('is in the ledger with what it cost', async () => {
    const [attempt, ...others] = await attemptsOf(all.rig)
    expect(others).toEqual([])
    const { usage } = all.rig.bundle().agent ?? {}
    expect(attempt).toMatchObject({ state: 'published', pullRequest: 1, branch: BRANCH, team: 'checkout' })
    expect(attempt?.spentUsd).toBeCloseTo(usage?.usd ?? -1, 6)
    expect(usage).toMatchObject({ told: true, turns: 4 })
  })

  it('shows no credential anywhere, and each only to whom it is for', () => {
    const { rig, fixed, published, fixRequests, pull } = all
    const secrets = [MODEL_KEY, ...Object.values(credentials)]
    const services = [rig.github.service, rig.jira.service, rig.anthropic.service]
    const told = [
      ...[fixed, published].flatMap((each) => [
        each.log,
        each.summary,
        JSON.stringify([each.report, each.outputs])
      ]),
      ...['fix.json', 'fix.patch'].map((name) => readFileSync(join(rig.bundleFolder, name), 'utf8')),
      ...services.flatMap(({ requests }) => requests.map(({ path, body }) => `${path}\n${body}`)),
      pull.body ?? ''
    ].join('\n')
    for (const secret of secrets) expect(told.split(secret)).toHaveLength(1)
    // The fix job has none of the others', and the model's key goes to the model alone.
    const sent = JSON.stringify(fixRequests.map(({ headers }) => headers))
    for (const other of [credentials.appToken, credentials.jiraToken]) expect(sent).not.toContain(other)
    const holders = services.filter(({ requests }) => JSON.stringify(requests).includes(MODEL_KEY))
    expect(holders.map(({ name }) => name)).toEqual(['anthropic'])
  })
})
