import { describe, expect, it } from '@jest/globals'
import { nodeTypeError } from '../../services/datadog/seeds.js'
import { openTriage } from './triage-rig.js'
import { onlyTicket } from './vendors-hold.js'

describe('a repeat while the search index is a minute behind', () => {
  it('is told on the ticket, although our own REVIEWED mark has taken points away', async () => {
    const rig = await openTriage({ jira: { indexLagMs: 60_000 } })
    const issueId = rig.seed(nodeTypeError())
    await rig.runOne({ issueId, alert: { cycle_key: 'cycle-1', monitor_kind: 'new_issue' } })
    const { record } = await rig.runOne({
      issueId,
      alert: { cycle_key: 'cycle-2', monitor_kind: 'new_issue' }
    })
    expect(record).toMatchObject({ outcome: 'duplicate', reason: 'same-issue', ticket: { key: 'PPL-1' } })
    expect(onlyTicket(rig).comments).toHaveLength(1)
  })
})
