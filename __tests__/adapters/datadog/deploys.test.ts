import { describe, expect, it } from '@jest/globals'
import { outages } from '../../../services/kit/faults.js'
import { nodeTypeError, seedError } from '../../../services/datadog/seeds.js'
import type { Issue } from '../../../src/flow/issue/issue.js'
import { DAY, HOUR, NOW, readings, readIssueOf, setStage, type Stage } from './stage.js'

const LIST = 'dora/deployments'
const commit = '9f2c41d07be5a8836d0c1f4e2b7a95d3c6e81f04'

async function ownIssue(stage: Stage): Promise<Issue> {
  const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - HOUR])
  return readIssueOf(stage, id)
}

describe('deployments that Datadog knows of', () => {
  it('are those of the service in its environment since then, newest first', async () => {
    const stage = await setStage()
    const own = { service: 'orders-api', env: 'production' }
    stage.datadog.seedDeployment({ ...own, startedAt: NOW - 3 * DAY, version: '1.9.0' })
    stage.datadog.seedDeployment({ ...own, startedAt: NOW - 40 * DAY })
    stage.datadog.seedDeployment({ ...own, env: 'staging', startedAt: NOW - HOUR })
    stage.datadog.seedDeployment({ ...own, service: 'search', startedAt: NOW - HOUR })
    stage.datadog.seedDeployment({
      ...own,
      startedAt: NOW - 3 * HOUR,
      finishedAt: NOW - 2 * HOUR,
      version: '2.14.0',
      commit
    })
    const issue = await ownIssue(stage)
    const rest = { source: 'datadog-deployment', service: 'orders-api', environment: 'production' }
    const unsaid = { previous: undefined, url: undefined }
    expect(await stage.source.readDeploys(issue, NOW - 28 * DAY)).toEqual({
      known: true,
      value: [
        { ...rest, ...unsaid, at: NOW - 2 * HOUR, began: NOW - 3 * HOUR, version: '2.14.0', commit },
        { ...rest, ...unsaid, at: NOW - 3 * DAY, began: NOW - 3 * DAY, version: '1.9.0', commit: undefined }
      ]
    })
    await stage.source.readDeploys({ ...issue, id: 'another' }, NOW - 28 * DAY)
    expect(readings(stage)).toEqual([LIST])
    expect(JSON.parse(stage.requests()[0]?.body ?? '')).toEqual({
      data: {
        type: 'dora_deployments_list_request',
        attributes: {
          from: '2026-02-10T12:20:00Z',
          to: '2026-03-10T12:20:00Z',
          query: 'service:"orders-api" env:"production"',
          limit: 100
        }
      }
    })
  })

  it('are those of all environments where the sample names none', async () => {
    const stage = await setStage()
    stage.datadog.seedDeployment({ service: 'orders-api', env: 'qa', startedAt: NOW - HOUR })
    const issue = await ownIssue(stage)
    const sample = { known: false, reason: 'no event' } as const
    expect(await stage.source.readDeploys({ ...issue, sample }, NOW - DAY)).toMatchObject({
      value: [{ environment: 'qa' }]
    })
  })

  it('lose those without a readable time, which is logged, and half a commit', async () => {
    const stage = await setStage()
    const issue = await ownIssue(stage)
    const started_at = new Date(NOW - HOUR).toISOString()
    const data = [
      { attributes: { service: 'orders-api', started_at: 'soon' } },
      { attributes: { service: 7, started_at, git: { commit_sha: '9f2c41d' }, version: ' ' } },
      7
    ]
    stage.datadog.service.inject({ kind: 'reply', path: /dora/, reply: { status: 200, body: { data } } })
    expect(await stage.source.readDeploys(issue, NOW - DAY)).toMatchObject({
      value: [{ at: NOW - HOUR, service: undefined, commit: undefined, version: undefined }]
    })
    expect(stage.lines).toMatchObject([
      { sentence: 'Some deployments could not be read and are left out.', data: { dropped: 2 } }
    ])
  })
})

describe('deployments that are not known', () => {
  it.each([
    ['an organisation without the product', { dora: false }, /list deployments \(DORA Metrics\).*\(404\)/],
    [
      'a key without the scope',
      { scopes: ['error_tracking_read', 'apm_read'] },
      /\(403\).*the scope dora_metrics_read$/
    ]
  ])('are those of %s, which is asked once', async (_what, options, reason) => {
    const stage = await setStage(options)
    const issue = await ownIssue(stage)
    const lines = stage.lines.length
    expect(await stage.source.readDeploys(issue, NOW - DAY)).toMatchObject({
      known: false,
      reason: expect.stringMatching(reason)
    })
    await stage.source.readDeploys({ ...issue, service: 'another' }, NOW - DAY)
    expect(readings(stage)).toEqual([LIST])
    expect(stage.lines.slice(lines)).toHaveLength(1)
  })

  it.each([
    ['a log-in page', outages.htmlLogin, /an HTML page/],
    ['JSON without a list', { status: 200, body: {} }, /cannot be read: data/]
  ])('are those of %s', async (_what, reply, reason) => {
    const stage = await setStage()
    const issue = await ownIssue(stage)
    stage.datadog.service.inject({ kind: 'reply', path: /dora/, reply })
    expect(await stage.source.readDeploys(issue, NOW - DAY)).toMatchObject({
      reason: expect.stringMatching(reason)
    })
  })
})
