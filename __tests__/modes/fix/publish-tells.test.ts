import { describe, expect, it } from '@jest/globals'
import { fixer } from '../../../services/anthropic/working-developers.js'
import { attemptsOf, BRANCH, putAttempts } from './fix-ledger.js'
import { fixedTotal, goodAnswer, orderShop, provingTest } from './order-shop.js'
import { git, leaveBundle, openPublish, provenBundle, readyToPublish } from './proven-bundle.js'

describe('a pull request', () => {
  it('is a signed draft of the App on the base, labelled, with the owning team asked', async () => {
    const rig = await readyToPublish()
    rig.github.checks.configure({ runs: ['test', 'lint'] })
    const published = await rig.publish()
    expect(published.report?.record).toMatchObject({
      warnings: [],
      checks: { known: true, value: 2 },
      pullRequest: { draft: true, verified: true }
    })
    const [pull] = await rig.github.pullRequests.list()
    expect(pull).toMatchObject({
      login: 'acme-autofix[bot]',
      base: 'develop',
      head: BRANCH,
      draft: true,
      state: 'open',
      labels: ['datadog-autofix'],
      teams: ['checkout']
    })
    const ticket = JSON.stringify(rig.jira.ticket('PPL-1').comments)
    expect(ticket).toContain('2 checks of the repository began.')
    expect(ticket).toContain('A person decides whether it merges.')
    expect(rig.jira.ticket('PPL-1').remoteLinks).toHaveLength(1)
    expect(rig.github.service.requests.some(({ path }) => path.includes('/merge'))).toBe(false)
    expect(rig.github.schemaViolations).toEqual([])
  })

  it('without drafts, without the team and without the right to see checks stands all the same, with a warning for each', async () => {
    const rig = await readyToPublish({ github: { draftsSupported: false, teams: [] } })
    const reply = { status: 403, body: { message: 'Resource not accessible by integration' } }
    rig.github.service.inject({ kind: 'reply', path: /check-runs/, reply })
    const published = await rig.publish()
    expect(published.outputs).toMatchObject({ outcome: 'pull-request', reason: 'opened' })
    expect(published.report?.record).toMatchObject({
      warnings: [
        expect.stringContaining('does not support draft'),
        expect.stringContaining('@acme/checkout')
      ],
      checks: { known: false },
      pullRequest: { draft: false }
    })
    expect(published.log.match(/::warning/g)).toHaveLength(2)
    const ticket = JSON.stringify(rig.jira.ticket('PPL-1').comments)
    expect(ticket).toContain('does not support draft')
    expect(ticket).toContain('checks: read')
  })

  it('stands without its link on the ticket, where the account may not link', async () => {
    const rig = await readyToPublish()
    const reply = { status: 403, body: { errorMessages: ['You do not have permission to link issues.'] } }
    rig.jira.service.inject({ kind: 'reply', path: /remotelink/, reply })
    const published = await rig.publish()
    expect(published).toMatchObject({ exitCode: 0, outputs: { outcome: 'pull-request' } })
    expect(published.report?.record.warnings).toEqual([expect.stringContaining('Link Issues')])
    expect(rig.jira.ticket('PPL-1').remoteLinks).toEqual([])
  })

  it('keeps the mode of an executable file', async () => {
    const rig = await openPublish()
    const tree = git(rig, ['ls-tree', '-r', 'develop']).replace(
      /^100644( blob \S+\t)(?=src\/orders\/order-total\.js$)/m,
      '100755$1'
    )
    const index = { GIT_INDEX_FILE: `${rig.github.gitDir}/index-of-modes` }
    git(rig, ['update-index', '--index-info'], { env: index, input: `${tree}\n` })
    const author = {
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@b.c',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@b.c'
    }
    const written = git(rig, ['write-tree'], { env: index })
    const commit = git(rig, ['commit-tree', written, '-p', 'develop'], { env: author, input: 'Run it\n' })
    git(rig, ['update-ref', 'refs/heads/develop', commit])
    const bundle = await provenBundle(rig)
    expect(bundle.files.map(({ mode }) => mode).sort()).toEqual(['100644', '100755'])
    await putAttempts(rig, { id: bundle.attemptId ?? '' })
    leaveBundle(rig, bundle)
    expect((await rig.publish()).report?.record).toMatchObject({ end: { reason: 'opened' }, warnings: [] })
    expect(git(rig, ['rev-parse', `${BRANCH}^{tree}`])).toBe(bundle.certificate?.tree)
  })
})

describe('the publish step', () => {
  it('tells the ticket why there is no fix, in one comment for all runs', async () => {
    const rig = await openPublish()
    const bundle = { ...(await provenBundle(rig)), certificate: null, files: [] }
    for (const why of ['first why', 'second why']) {
      leaveBundle(rig, { ...bundle, end: { reason: 'flaky', why } })
      const told = await rig.publish()
      expect(told.outputs).toMatchObject({ outcome: 'refused', reason: 'nothing-to-publish' })
    }
    const { comments } = rig.jira.ticket('PPL-1')
    expect(comments).toHaveLength(1)
    expect(JSON.stringify(comments)).toContain('second why')
    expect(JSON.stringify(comments)).toContain(goodAnswer.root_cause)
    expect(await rig.github.pullRequests.list()).toEqual([])
  })

  it('writes nothing in a dry run, and says what it would have', async () => {
    const rig = await readyToPublish()
    const before = { refs: await rig.github.refs(), jira: rig.jira.notifications.length }
    for (const { service } of [rig.github, rig.jira]) service.clearLog()
    const rehearsed = await rig.publish({ inputs: { 'dry-run': 'true' } })
    expect(rehearsed.exitCode).toBe(0)
    expect(rehearsed.log).toContain('Dry run: would have opened the draft pull request')
    expect(rehearsed.log).toContain('Dry run: would have told the ticket PPL-1')
    expect({ refs: await rig.github.refs(), jira: rig.jira.notifications.length }).toEqual(before)
    const methods = [rig.github, rig.jira].flatMap(({ service }) =>
      service.requests.map(({ method }) => method)
    )
    expect(new Set(methods)).toEqual(new Set(['GET']))
  })

  it('goes on without a ticket that somebody deleted', async () => {
    const rig = await readyToPublish()
    rig.jira.remove('PPL-1')
    const published = await rig.publish()
    expect(published.outputs).toMatchObject({ outcome: 'pull-request', reason: 'opened' })
    expect(published.log).toMatch(/::warning.*PPL-1 does not exist/)
  })

  it('comes in one with the fix where the workflow says so', async () => {
    const rig = await openPublish({ files: orderShop })
    const developer = fixer({
      reads: [fixedTotal.path],
      edits: [fixedTotal],
      writes: [provingTest],
      answer: goodAnswer
    })
    const done = await rig.autofix({ developer, inputs: { publish: 'true' } })
    expect(done.outputs).toMatchObject({
      outcome: 'pull-request',
      reason: 'opened',
      'pull-request-number': '1'
    })
    expect(Number(done.outputs['cost-usd'])).toBeGreaterThan(0)
    expect(await attemptsOf(rig)).toMatchObject([{ state: 'published', pullRequest: 1 }])
    expect(rig.jira.ticket('PPL-1').comments).toHaveLength(1)
  })
})
