import { describe, expect, it } from '@jest/globals'
import { readPatterns } from './read-patterns.js'
import { knowledgeOf, leaveDiagnosis, proposalsOf, wantsDiagnosis } from './causes.js'
import type { FixRig } from './fix-rig.js'
import { commentOf } from './nothing-follows.js'
import { git, openPublish } from './proven-bundle.js'

const CONFIG = '.github/datadog-autofix.yml'
const BRANCH = 'datadog-autofix/patterns'
const enabled = { diagnosis: { enabled: true } }
const first = wantsDiagnosis()
const second = wantsDiagnosis({
  issue_id: '6c1f2a40-91d3-11f0-8b0a-da7ad0900003',
  fingerprint: 'ffffeeeeddddcccc'
})

function configOn(rig: FixRig, branch: string): string {
  return `${git(rig, ['show', `${branch}:${CONFIG}`])}\n`
}

function pullsOf(rig: FixRig): ReturnType<FixRig['github']['pullRequests']['list']> {
  return rig.github.pullRequests.list()
}

async function publish(rig: FixRig, request: typeof first): Promise<void> {
  const { exitCode, log, outputs } = await rig.publish({ request })
  if (exitCode !== 0) throw new Error(log)
  expect(outputs['reason']).toBe('nothing-to-publish')
  expect(log).not.toContain('::warning')
}

describe('a diagnosis that reaches the publish step', () => {
  it('is told on the ticket and remembered, with the files that the repository has', async () => {
    const rig = await openPublish(enabled)
    await leaveDiagnosis(rig, first, { proposal: null })
    await publish(rig, first)
    expect(commentOf(rig)).toContain('The price service of the partner answers without a price.')
    expect(commentOf(rig)).toContain('external')
    expect(commentOf(rig)).toContain('No fix is tried: ')
    expect(commentOf(rig)).toContain('less than $0.01')
    expect(commentOf(rig)).not.toContain('invented.js')
    expect(await knowledgeOf(rig).find(['0000000000000000', first.fingerprint])).toMatchObject({
      category: 'external',
      files: ['src/orders/order-total.js'],
      ticketKey: 'PPL-1',
      confirmed: false
    })
    expect(await pullsOf(rig)).toEqual([])
  })

  it('makes no pull request of a fix that nobody asked for', async () => {
    const rig = await openPublish(enabled)
    await leaveDiagnosis(rig, first, { proposal: null }, { end: { reason: 'proven', why: 'it says so' } })
    expect((await rig.publish({ request: first })).outputs).toMatchObject({ reason: 'bundle-invalid' })
    expect(await pullsOf(rig)).toEqual([])
  })

  it('becomes a draft of one pattern against the config file, which stays as people wrote it', async () => {
    const rig = await openPublish(enabled)
    const before = configOn(rig, 'develop')
    await leaveDiagnosis(rig, first)
    await publish(rig, first)
    const [pull] = await pullsOf(rig)
    expect(pull).toMatchObject({ base: 'develop', head: BRANCH, draft: true, state: 'open' })
    expect(pull?.labels).toEqual(['datadog-autofix-patterns'])
    expect(pull?.body).toContain('https://acme.atlassian.net/browse/PPL-1')
    const after = configOn(rig, BRANCH)
    expect(after.startsWith(before)).toBe(true)
    expect(readPatterns(after)).toEqual([
      {
        name: 'type-error-a1b2c3d4',
        match: { services: ['orders-api'], types: ['TypeError'], fingerprints: ['a1b2c3d4e5f60718'] },
        tier: 'digest',
        autofix: 'never',
        note: 'Ask the partner.',
        reason: expect.stringContaining("A model's diagnosis on PPL-1: external, sure to 80 %."),
        expires: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10)
      }
    ])
    expect(configOn(rig, 'develop')).toBe(before)
    expect(commentOf(rig)).toContain('A pattern for it is proposed in ')
    expect(await proposalsOf(rig)).toMatchObject([{ state: 'proposed', pullRequest: 1, branch: BRANCH }])
  })

  it('adds the next pattern to the same pull request, on top of what people have put there', async () => {
    const rig = await openPublish(enabled)
    await leaveDiagnosis(rig, first)
    await publish(rig, first)
    await publish(rig, first)
    expect(git(rig, ['rev-list', '--count', `develop..${BRANCH}`])).toBe('1')
    await leaveDiagnosis(rig, second)
    await publish(rig, second)
    expect(git(rig, ['rev-list', '--count', `develop..${BRANCH}`])).toBe('2')
    const pulls = await pullsOf(rig)
    expect(pulls).toHaveLength(1)
    expect(pulls[0]?.title).toBe('Known patterns that diagnoses propose (2)')
    expect(pulls[0]?.body).toContain('type-error-a1b2c3d4')
    expect(readPatterns(configOn(rig, BRANCH))).toHaveLength(2)
  })

  it('comes from runs at the same time into one pull request, which tells of all', async () => {
    const rig = await openPublish(enabled)
    const others = `${rig.bundleFolder}-of-another-run`
    await leaveDiagnosis(rig, first)
    await leaveDiagnosis({ ...rig, bundleFolder: others }, second)
    const runs = await Promise.all([
      rig.publish({ request: first }),
      rig.publish({ request: second, inputs: { 'fix-bundle': others } })
    ])
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0])
    const pulls = await pullsOf(rig)
    expect(pulls).toHaveLength(1)
    expect(pulls[0]?.body).toContain('type-error-a1b2c3d4')
    expect(pulls[0]?.body).toContain('type-error-ffffeeee')
    expect(readPatterns(configOn(rig, BRANCH))).toHaveLength(2)
  })

  it('takes a closed pull request for a no, and proposes other patterns on a branch of their own', async () => {
    const rig = await openPublish(enabled)
    await leaveDiagnosis(rig, first)
    await publish(rig, first)
    await rig.github.pullRequests.close(1)
    await publish(rig, first)
    expect(await pullsOf(rig)).toHaveLength(1)
    await leaveDiagnosis(rig, second)
    await publish(rig, second)
    const open = (await pullsOf(rig)).filter(({ state }) => state === 'open')
    expect(open).toMatchObject([{ head: `${BRANCH}-2` }])
    expect(JSON.stringify(readPatterns(configOn(rig, `${BRANCH}-2`)))).not.toContain('a1b2c3d4')
  })

  it.each([
    ['the switch off', { 'autofix-enabled': 'false' }, enabled],
    ['a dry run', { 'dry-run': 'true' }, enabled],
    ['a policy without proposals', {}, { diagnosis: { enabled: true, 'propose-patterns': false } }]
  ])('proposes nothing with %s', async (_, inputs, policy) => {
    const rig = await openPublish(policy)
    await leaveDiagnosis(rig, first)
    expect((await rig.publish({ request: first, inputs })).exitCode).toBe(0)
    expect(await pullsOf(rig)).toEqual([])
    expect(await proposalsOf(rig)).toEqual([])
  })

  it('waits with its pattern where the App may not write, and the next one takes it along', async () => {
    const rig = await openPublish(enabled)
    const reply = { status: 403, body: { message: 'Resource not accessible by integration' } }
    rig.github.service.inject({ kind: 'reply', path: /pulls$/, method: 'POST', reply })
    await leaveDiagnosis(rig, first)
    const { exitCode, log } = await rig.publish({ request: first })
    expect(exitCode).toBe(0)
    expect(log).toContain('has no pull request yet')
    expect(await proposalsOf(rig)).toMatchObject([{ state: 'waiting' }])
    await leaveDiagnosis(rig, second)
    await publish(rig, second)
    expect(await proposalsOf(rig)).toMatchObject([{ state: 'proposed' }, { state: 'proposed' }])
    expect(readPatterns(configOn(rig, BRANCH))).toHaveLength(2)
  })
})
