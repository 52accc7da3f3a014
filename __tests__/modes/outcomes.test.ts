import { describe, expect, it } from '@jest/globals'
import { evidenceScenes } from './evidence-scenes.js'
import { outcomeScenes } from './outcome-scenes.js'
import { openTriage } from './triage-rig.js'
import { mailsOf } from './vendors-hold.js'

const scenes = { ...outcomeScenes, ...evidenceScenes }

describe('every reason that triage can give', () => {
  for (const [reason, { title, rig: options, play, outcome, holds }] of Object.entries(scenes)) {
    it(`${reason}: ${title}`, async () => {
      const rig = await openTriage(options)
      const { record, failures } = await play(rig)
      const told = { failures, outcome: record.outcome, reason: record.reason }
      expect(told).toEqual({ failures: [], outcome, reason })
      const tickets = rig.jira.issues()
      expect({
        tickets: Object.fromEntries(tickets.map(({ key, status }) => [key, status])),
        comments: tickets.flatMap(({ comments }) => comments).length,
        mails: [...mailsOf(rig)].sort(),
        issue: rig.datadog.issue(record.issueId)?.state,
        dispatches: rig.github.dispatches.length
      }).toEqual({ ...holds, mails: [...holds.mails].sort() })
    })
  }
})
