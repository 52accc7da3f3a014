import { beforeEach, describe, expect, it } from '@jest/globals'
import { AUTOFIX, ONLOOKER, RUN } from './publishing.js'
import { pullStage, type Pull } from './pull-stage.js'
import { PLACE, refusal } from './stage.js'

const { github, octokit, open, wait } = pullStage()

beforeEach(() => {
  github.checks.configure({})
})

async function suites(pull: Pull, token = AUTOFIX): Promise<unknown[]> {
  const { data } = await octokit(token).rest.checks.listSuitesForRef({ ...PLACE, ref: pull.head.sha })
  expect(data.total_count).toBe(data.check_suites.length)
  return data.check_suites.map((each) => [each.app?.slug, each.status, each.latest_check_runs_count])
}

async function runs(pull: Pull): Promise<unknown[]> {
  const { data } = await octokit(AUTOFIX).rest.checks.listForRef({ ...PLACE, ref: pull.head.ref })
  return data.check_runs.map((each) => [each.name, each.status, each.conclusion])
}

describe('checks', () => {
  it('start when an App opens a pull request', async () => {
    const pull = await open()
    expect(await suites(pull)).toEqual([['github-actions', 'in_progress', 1]])
    expect(await runs(pull)).toEqual([['test', 'in_progress', null]])
  })

  it('do not start when the token of a workflow run opens it', async () => {
    const pull = await open({}, RUN)
    expect(await suites(pull, RUN)).toEqual([])
    expect(await runs(pull)).toEqual([])
  })

  it('do not start on a commit without a pull request, whatever listens', async () => {
    const sha = (await github.head()) ?? ''
    github.checks.configure({ idleApps: ['dependabot'] })
    const { data } = await octokit(AUTOFIX).rest.checks.listSuitesForRef({ ...PLACE, ref: sha })
    expect(data.check_suites).toMatchObject([
      { app: { slug: 'dependabot' }, status: 'queued', latest_check_runs_count: 0 }
    ])
  })

  it('start after some questions, or some time', async () => {
    const pull = await open()
    github.checks.configure({ delayRequests: 2, runs: ['lint', 'test'], conclusion: 'failure' })
    expect([await suites(pull), await suites(pull), await suites(pull)]).toEqual([
      ...[[], []],
      [['github-actions', 'completed', 2]]
    ])
    expect(await runs(pull)).toContainEqual(['lint', 'completed', 'failure'])
    github.checks.configure({ delayMs: 5000 })
    expect(await suites(pull)).toEqual([])
    wait(5000)
    expect(await suites(pull)).toHaveLength(1)
  })

  it('are none where the repository has none', async () => {
    github.checks.configure({ runs: [] })
    expect(await suites(await open())).toEqual([])
  })

  it('take the permission', async () => {
    const ref = { ...PLACE, ref: 'main' }
    await expect(octokit(ONLOOKER).rest.checks.listSuitesForRef(ref)).rejects.toMatchObject({
      ...refusal(403, 'Resource not accessible by integration'),
      response: { headers: { 'x-accepted-github-permissions': 'checks=read' } }
    })
  })
})
