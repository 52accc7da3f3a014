import { describe, expect, it } from '@jest/globals'
import type { Played } from '../../chaos/scenario.js'
import { playFaults, playRetries } from '../../chaos/scenarios/faults.js'
import { killsOfFixes } from '../../chaos/scenarios/kill-fix.js'
import { killsOfTriage } from '../../chaos/scenarios/kill-triage.js'
import { playRace } from '../../chaos/scenarios/races.js'

/*
 * A small part of `npm run chaos`, always the same: real processes of the committed bundle. Every other point to kill at, every other
 * seed and more runs at once are played by the suite itself.
 */

const SEED = 1
const TIME_LIMIT_MS = 240_000
const kills = [...killsOfTriage, ...killsOfFixes]

/** The story is told only when something is wrong. */
function wrongWith({ violations, story }: Played): readonly unknown[] {
  return violations.length === 0 ? [] : [...violations, ...story]
}

describe('nothing doubles and nothing is lost', () => {
  it(
    'when eight runs come at once for two issues of one bug',
    async () => {
      const played = await playRace(SEED, { runs: 8, issues: 2 })
      expect(wrongWith(played)).toEqual([])
      expect(played.processes).toBe(10)
    },
    TIME_LIMIT_MS
  )

  it(
    'when vendors fail',
    async () => {
      const played = await playFaults(SEED)
      expect(wrongWith(played)).toEqual([])
      expect(played.faults).toBeGreaterThan(0)
    },
    TIME_LIMIT_MS
  )

  it(
    'when a delivery comes several times',
    async () => {
      expect(wrongWith(await playRetries(SEED))).toEqual([])
    },
    TIME_LIMIT_MS
  )

  it.each([
    ['kill-triage', 'after jira POST /rest/api/3/issue #1, same run'],
    ['kill-reopening', 'after jira POST /rest/api/3/issue/PPL-1/transitions #1, later'],
    ['kill-publish', 'after github POST /repos/acme/shop/pulls #1, same run']
  ])(
    '%s: when a process is killed %s',
    async (name, point) => {
      const played = await kills.find((each) => each.name === name)?.play(SEED, point)
      expect(played && wrongWith(played)).toEqual([])
      expect(played?.faults).toBe(1)
    },
    TIME_LIMIT_MS
  )
})
