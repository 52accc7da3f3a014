import { existsSync } from 'node:fs'
import { expect } from '@jest/globals'
import type { FixRequest } from '../../../src/flow/fix/fix-request.js'
import type { FixReason } from '../../../src/flow/fix/fix-outcomes.js'
import { attemptsOf } from './fix-ledger.js'
import type { FixRig } from './fix-rig.js'

export interface Ended {
  readonly request: Partial<FixRequest>
  readonly reason: FixReason
  /** US dollars that the ledger has for the attempt. */
  readonly spentUsd: number
}

/** Of a bug whose fix came to nothing: the bundle holds nothing of it, and its money is booked. */
export async function nothingIsLeft(
  rig: FixRig,
  { reason, spentUsd }: Pick<Ended, 'reason' | 'spentUsd'>
): Promise<void> {
  const bundle = rig.bundle()
  expect(bundle).toMatchObject({ end: { reason }, files: [], certificate: null })
  expect(existsSync(`${rig.bundleFolder}/fix.patch`)).toBe(false)
  const attempt = (await attemptsOf(rig)).find(({ id }) => id === bundle.attemptId)
  expect(attempt).toMatchObject({ state: 'closed', reason })
  expect(attempt?.spentUsd).toBeCloseTo(spentUsd, 6)
  expect(attempt?.leaseUntil).toBeLessThanOrEqual(Date.now())
}

/** No proposal can come of it either, and its ticket tells why. */
export async function nothingFollows(rig: FixRig, { request, ...ended }: Ended): Promise<void> {
  await nothingIsLeft(rig, ended)
  const published = await rig.publish({ request })
  if (published.exitCode !== 0) throw new Error(published.log)
  expect(published).toMatchObject({
    exitCode: 0,
    outputs: { outcome: 'refused', reason: 'nothing-to-publish', 'pull-request-number': '', 'commit-sha': '' }
  })
  expect(await rig.github.pullRequests.list()).toEqual([])
  const branches = (await rig.github.refs()).filter(({ ref }) => ref.startsWith('refs/heads/'))
  expect(branches.map(({ ref }) => ref)).toEqual(['refs/heads/develop', 'refs/heads/main'])
  expect(commentOf(rig)).toContain('Auto-fix made no pull request')
}

/** The text of the one comment that tells how auto-fix went; the last one where tests share a ticket. */
export function commentOf(rig: FixRig): string {
  return JSON.stringify(rig.jira.ticket('PPL-1').comments.at(-1)?.body ?? '')
}
