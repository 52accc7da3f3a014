import { describe, expect, it } from '@jest/globals'
import { nodeTypeError } from '../../../services/datadog/seeds.js'
import type { Permissions } from '../../../services/github/credentials.js'
import { credentials } from '../../../services/stage.js'
import { shopFiles } from '../shop.js'
import { HOUR, openTriage, type RigOptions } from '../triage-rig.js'
import { keysOf, writesOf } from '../vendors-hold.js'

const restart = `name: Restart
on:
  workflow_dispatch:
    inputs:
      service: { required: true }
      environment: { default: production }
      mode: { type: choice, options: [rolling, at-once] }
      issue_id: {}
      pattern: {}
jobs: {}
`

/** A rig whose policy knows the errors of the shop, and restarts what has them. */
function restarting(permissions: Partial<Permissions> = { actions: 'write' }): RigOptions {
  return {
    files: { ...shopFiles, '.github/workflows/restart.yml': restart },
    github: {
      tokens: [
        {
          token: credentials.githubToken,
          login: 'github-actions[bot]',
          permissions: { metadata: 'read', contents: 'write', ...permissions }
        }
      ]
    },
    policy: {
      patterns: [
        {
          name: 'leak',
          match: { types: ['TypeError'] },
          tier: 'ticket',
          reason: 'a restart frees it',
          handler: {
            workflow: 'restart.yml',
            inputs: {
              service: { fact: 'service' },
              environment: { fact: 'environment' },
              issue_id: { fact: 'issue-id' },
              pattern: { fact: 'pattern' },
              mode: { text: 'rolling' }
            },
            cooldown: '1h'
          }
        }
      ]
    }
  }
}

describe('the handler of a known pattern', () => {
  it('is started once with what the pattern names, and again only after its cooldown', async () => {
    const rig = await openTriage(restarting())
    const error = nodeTypeError()
    const issueId = rig.seed(error)
    const first = await rig.runOne({ issueId })
    expect(first.record.warnings).toEqual([])
    expect(first.record.handled).toEqual([expect.stringMatching(/^restart\.yml was started/)])
    expect(rig.github.workflowDispatches).toMatchObject([
      {
        workflow: 'restart.yml',
        ref: 'main',
        inputs: {
          service: 'orders-api',
          environment: 'production',
          issue_id: issueId,
          pattern: 'leak',
          mode: 'rolling'
        }
      }
    ])
    const again = await rig.runOne({ issueId })
    expect(again.record.handled).toEqual([expect.stringMatching(/^restart\.yml was not started/)])
    expect(rig.github.workflowDispatches).toHaveLength(1)
    rig.clock.pass(HOUR)
    rig.recur(issueId, error)
    await rig.runOne({ issueId })
    expect(rig.github.workflowDispatches).toHaveLength(2)
    expect(keysOf(rig)).toEqual(['PPL-1'])
  })

  it('is started once by two runs at the same time', async () => {
    const rig = await openTriage(restarting())
    const ids = ['a', 'b'].map((name) => rig.seed(nodeTypeError({ culprit: { function: name } })))
    const ended = await Promise.all(ids.map((issueId) => rig.runOne({ issueId })))
    expect(ended.flatMap(({ failures }) => failures)).toEqual([])
    expect(keysOf(rig)).toEqual(['PPL-1', 'PPL-2'])
    expect(rig.github.workflowDispatches).toHaveLength(1)
    const told = ended.flatMap(({ record }) => record.handled)
    expect(told.filter((each) => each.includes('was not started'))).toHaveLength(1)
  })

  it('that the token may not start is a warning, and the ticket is filed all the same', async () => {
    const rig = await openTriage(restarting({}))
    const { record, failures } = await rig.runOne({ issueId: rig.seed(nodeTypeError()) })
    expect(failures).toEqual([])
    expect(record).toMatchObject({ outcome: 'ticketed', ticket: { key: 'PPL-1' } })
    expect(record.warnings).toEqual([expect.stringContaining('actions: write')])
    expect(rig.github.workflowDispatches).toEqual([])
    expect(keysOf(rig)).toEqual(['PPL-1'])
  })

  it('is only talked of in a dry run', async () => {
    const rig = await openTriage(restarting())
    const { record, requests } = await rig.runOne({ issueId: rig.seed(nodeTypeError()), dryRun: true })
    expect(writesOf(requests)).toEqual([])
    expect(record.wouldHave).toContain('started the workflow restart.yml of the pattern leak')
    expect(rig.github.workflowDispatches).toEqual([])
    // What it only would have done it does not claim to have done.
    expect(record.handled.filter((each) => each.includes('was started'))).toEqual([])
  })

  it('is not started for an error that has stopped', async () => {
    const rig = await openTriage(restarting())
    const { record } = await rig.runOne({ issueId: rig.seed(nodeTypeError(), [5, 3]) })
    expect(record).toMatchObject({ outcome: 'ticketed' })
    expect(record.handled).toEqual([expect.stringContaining('more than 2 hours ago')])
    expect(rig.github.workflowDispatches).toEqual([])
  })
})
