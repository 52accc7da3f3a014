import { describe, expect, it } from '@jest/globals'
import { admitAttempt } from '../../../src/flow/fix/admit-attempt.js'
import type { AdmissionFacts, AdmissionPolicy } from '../../../src/flow/fix/admission.js'
import type { FixEnd } from '../../../src/flow/fix/fix-outcomes.js'
import type { Attempt } from '../../../src/flow/fix/ledger.js'
import { elsewhere, facts, ledgerOf, NOW, policy, proposed, published, running } from './ledger-examples.js'

function refusal(
  change: Partial<AdmissionFacts>,
  attempts: readonly Attempt[] = [],
  by: Partial<AdmissionPolicy> = {}
): FixEnd | undefined {
  const admission = admitAttempt({ ...facts, ...change }, ledgerOf(...attempts), { ...policy, ...by })
  return admission.admitted ? undefined : admission.end
}

const { request } = facts
const another = { ...request, fix_class: 'bounds-guard' } as const
const open = proposed('open', { number: 20, branch: 'x-20' })
const spent = (spentUsd: number): Attempt => elsewhere({ team: 'search', spentUsd })

describe('a refusal says what was asked and what the limit is', () => {
  it.each<[string, Partial<AdmissionFacts>, readonly Attempt[], Partial<AdmissionPolicy>]>([
    ['autofix-enabled is not "true": auto-fix is off', { switchedOn: false }, [], {}],
    [
      'the class is bounds-guard, and autofix.classes allows null-safety-guard, parse-guard',
      { request: another },
      [],
      {}
    ],
    [
      'the class is bounds-guard, and autofix.classes allows no class',
      { request: another },
      [],
      { classes: [] }
    ],
    ['7 points; auto-fix needs 8', { request: { ...request, score: 7 } }, [], {}],
    [
      'the environment is not production, and staging-fix-enabled is not true',
      { productionOrigin: false },
      [],
      {}
    ],
    [
      'the environment is unknown, and staging-fix-enabled is not true',
      { productionOrigin: undefined },
      [],
      {}
    ],
    [
      'team checkout had 2 attempts today (UTC); the limit is 2',
      {},
      [elsewhere({ id: 'a' }), elsewhere({ id: 'b' })],
      { attemptsPerDay: 2 }
    ],
    [
      'code without an owner had 1 attempt today (UTC); the limit is 1',
      { team: '' },
      [elsewhere({ team: '' })],
      { attemptsPerDay: 1 }
    ],
    [
      'team checkout has 1 open fix pull request and 1 on the way; the limit is 2',
      { pullRequests: [open] },
      [elsewhere(running)],
      {}
    ],
    [
      'a run reserves $2.00; of the $10.00 for 2026-03-02, $8.01 are spent and $0.00 reserved',
      {},
      [spent(8.01)],
      {}
    ],
    [
      'a run reserves $2.00; of the $10.00 for 2026-03, $8.00 are spent and $1.50 reserved',
      {},
      [spent(8), elsewhere({ ...running, team: 'search', reservedUsd: 1.5 })],
      { dayUsd: 100, monthUsd: 10 }
    ]
  ])('%s', (why, change, attempts, by) => {
    expect(refusal(change, attempts, by)?.why).toBe(why)
  })
})

describe('on the way to a pull request', () => {
  const theirs = elsewhere({ ...published, id: 'run-21', pullRequest: 21 })
  it.each<[string, Attempt, 'refused' | 'admitted']>([
    ['is what was published after the list was read', { ...theirs, leaseUntil: NOW + 1 }, 'refused'],
    ['is nothing whose lease ends now', { ...theirs, leaseUntil: NOW }, 'admitted'],
    ['is nothing that was closed', elsewhere({ leaseUntil: NOW + 1 }), 'admitted'],
    ['is what runs', elsewhere(running), 'refused'],
    ['is what waits to be published', elsewhere({ ...running, state: 'spent' }), 'refused'],
    ['is nothing that died just now', elsewhere({ ...running, leaseUntil: NOW }), 'admitted'],
    ['is nothing of another team', elsewhere({ ...running, team: 'search' }), 'admitted']
  ])('%s', (_, attempt, expected) => {
    const end = refusal({ pullRequests: [open] }, [attempt])
    expect(end?.reason ?? 'admitted').toBe(expected === 'refused' ? 'open-pull-request-limit' : expected)
  })
})
