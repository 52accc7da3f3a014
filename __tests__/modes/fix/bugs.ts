import type { FixRequest } from '../../../src/flow/fix/fix-request.js'

let bugs = 0

/** A bug of its own: what came of one leaves the next alone, so that tests can share a rig. */
export function anotherBug(): Pick<FixRequest, 'issue_id' | 'fingerprint'> {
  bugs += 1
  const number = String(bugs).padStart(4, '0')
  return { issue_id: `6c1f2a40-91d3-11f0-8b0a-da7ad0${number}ff`, fingerprint: `b1b2c3d4e5f6${number}` }
}

/** Limits under which many bugs can be tried in a row, quickly: plain JavaScript needs no set-up. */
export const manyBugs = {
  verify: { sandbox: 'off', repeats: 1, projects: [{ paths: ['*'], 'set-up': 'true' }] },
  limits: { 'attempts-per-day': 500 },
  budget: { run: 2, day: 1_000, month: 1_000 }
} as const
