import { credentials, REPOSITORY } from '../../../services/stage.js'
import { createOctokitSource } from '../../../src/adapters/github/client.js'
import { createGitLedger } from '../../../src/adapters/github/git-ledger.js'
import { systemClock } from '../../../src/adapters/runner/clock.js'
import type { LedgerBook } from '../../../src/fix-ports.js'
import type { Attempt } from '../../../src/flow/fix/ledger.js'
import type { FixRig } from './fix-rig.js'

export const BRANCH = 'PPL-1/datadog-autofix-a1b2c3d4'

/** The ledger of the rig's repository, as the workflow's token has it. */
export function ledgerOf(rig: Pick<FixRig, 'github'>): LedgerBook {
  const [owner = '', repo = ''] = REPOSITORY.split('/')
  const octokit = createOctokitSource({ token: credentials.githubToken, apiUrl: rig.github.url })
  return createGitLedger({ octokit, owner, repo, clock: systemClock, random: () => 0.5 })
}

export async function attemptsOf(rig: Pick<FixRig, 'github'>): Promise<readonly Attempt[]> {
  return (await ledgerOf(rig).read()).attempts
}

/** Puts attempts in, of the bug that `fixRequest` hands over unless they say otherwise. */
export async function putAttempts(
  rig: Pick<FixRig, 'github'>,
  ...attempts: readonly (Partial<Attempt> & { readonly id: string })[]
): Promise<void> {
  const now = Date.now()
  const whole = attempts.map((attempt): Attempt => ({
    issueId: '6c1f2a40-91d3-11f0-8b0a-da7ad0900002',
    fingerprint: 'a1b2c3d4e5f60718',
    ticketKey: 'PPL-1',
    team: 'checkout',
    fixClass: 'null-safety-guard',
    state: 'spent',
    reservedAt: now - 60_000,
    leaseUntil: now + 3_600_000,
    reservedUsd: 2,
    spentUsd: 0.4,
    outcome: 'fix-ready',
    reason: 'proven',
    branch: BRANCH,
    pullRequest: undefined,
    runUrl: attempt.id,
    ...attempt
  }))
  await ledgerOf(rig).change((ledger) => ({
    result: undefined,
    ledger: { ...ledger, attempts: [...ledger.attempts, ...whole] }
  }))
}

/** Another bug, for attempts that have nothing to do with the one at hand. */
export const otherBug = {
  issueId: '0d9b1c55-0000-4000-8000-000000000001',
  fingerprint: 'ffffeeeeddddcccc'
} as const
