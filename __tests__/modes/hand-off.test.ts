import { describe, expect, it } from '@jest/globals'
import { javaNullPointer, nodeTypeError, type ErrorSeed } from '../../services/datadog/seeds.js'
import { MAXIMUM_PAYLOAD_CHARS } from '../../src/flow/fix/compose-fix-request.js'
import type { GateName } from '../../src/flow/decision/gates.js'
import type { OutcomeRecord } from '../../src/report/outcome-record.js'
import { HOUR, openTriage } from './triage-rig.js'
import { descriptionOf, matching, memoryOf, onlyTicket } from './vendors-hold.js'

const highImpact = { monitor_kind: 'high_impact' }
const staging = nodeTypeError({ env: 'staging' })

function closedGates({ gates }: OutcomeRecord): readonly GateName[] {
  return gates.filter(({ passed }) => !passed).map(({ name }) => name)
}

function forcedGates({ gates }: OutcomeRecord): readonly GateName[] {
  return gates.filter(({ forced }) => forced).map(({ name }) => name)
}

describe('the hand-off to auto-fix', () => {
  it('happens with the ticket, when every condition holds', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError({ commit: rig.commit }))
    const { record } = await rig.runOne({ issueId, alert: highImpact, switchedOn: true })
    expect(record.handedOff).toBe(true)
    expect(rig.github.dispatches).toMatchObject([
      {
        event_type: 'error-autofix',
        client_payload: {
          schema: '1',
          issue_id: issueId,
          ticket_key: 'PPL-1',
          fix_class: 'null-safety-guard',
          score: 10,
          env: 'production',
          force: false,
          triage_run: 'https://github.com/acme/shop/actions/runs/7001',
          evidence: {
            culprit: { path: 'src/orders/order-total.ts', line: 18, commit: rig.commit },
            service: 'orders-api',
            operation: 'POST /orders/:id/checkout',
            ticket_url: 'https://acme.atlassian.net/browse/PPL-1'
          }
        }
      }
    ])
    expect(memoryOf(onlyTicket(rig)).handedOffAt).toBe(rig.clock.now())
  })

  it('waits for the switch: the next repeat after it is on hands off, once', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError())
    const off = await rig.runOne({ issueId, alert: { ...highImpact, cycle_key: 'cycle-0' } })
    expect(closedGates(off.record)).toEqual(['kill-switch'])
    expect(descriptionOf(onlyTicket(rig))).toContain('auto-fix is off')
    expect(rig.github.dispatches).toEqual([])
    rig.clock.pass(HOUR)
    for (const cycle of [1, 2, 3]) {
      // No High Impact monitor this time: the score at the time of filing counts.
      await rig.runOne({ issueId, alert: { cycle_key: `cycle-${cycle}` }, switchedOn: true })
    }
    expect(rig.github.dispatches.map(({ client_payload }) => client_payload['score'])).toEqual([10])
    expect(onlyTicket(rig).comments).toHaveLength(1)
  })

  it('does not look at the repository for a repeat that cannot be handed off', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError())
    await rig.runOne({ issueId, alert: highImpact, switchedOn: true })
    const first = await rig.runOne({ issueId, alert: highImpact, switchedOn: true })
    expect(matching(first.requests, 'github', /\/git\/trees|contents|advisories/)).toBe(0)
    // Once after a locked write it is looked whether the lock was given back.
    const second = await rig.runOne({ issueId, alert: highImpact, switchedOn: true })
    expect(matching(second.requests, 'github', /./)).toBe(1)
    const third = await rig.runOne({ issueId, alert: highImpact, switchedOn: true })
    expect(matching(third.requests, 'github', /./)).toBe(0)
  })

  it('does not happen below its threshold', async () => {
    const rig = await openTriage()
    const { record } = await rig.runOne({ issueId: rig.seed(nodeTypeError()), switchedOn: true })
    expect(record).toMatchObject({ outcome: 'ticketed', handedOff: false, score: { total: 7 } })
    expect(closedGates(record)).toEqual(['score'])
    expect(rig.github.dispatches).toEqual([])
  })

  it('does not happen for an error of a kind that no class fits', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError({ message: 'order.total is not a function' }))
    const { record } = await rig.runOne({ issueId, alert: highImpact, switchedOn: true, force: true })
    expect(closedGates(record)).toEqual(['class'])
    expect(rig.github.dispatches).toEqual([])
  })

  it('does not happen for code that a machine must not touch, even when it is forced', async () => {
    const rig = await openTriage()
    const error = nodeTypeError({ culprit: { file: 'src/auth/session.ts', function: 'currentUser' } })
    const { record } = await rig.runOne({
      issueId: rig.seed(error),
      alert: highImpact,
      switchedOn: true,
      force: true
    })
    expect(record).toMatchObject({ outcome: 'ticketed', classification: { kind: 'denied' } })
    expect(closedGates(record)).toEqual(['class'])
    expect(descriptionOf(onlyTicket(rig))).toContain('denied by authentication or authorisation')
    expect(rig.github.dispatches).toEqual([])
  })

  it('does not happen for a class that the policy does not allow', async () => {
    const rig = await openTriage({ policy: { autofix: { classes: ['parse-guard'] } } })
    const issueId = rig.seed(nodeTypeError())
    const { record } = await rig.runOne({ issueId, alert: highImpact, switchedOn: true })
    expect(record.classification).toMatchObject({ kind: 'denied', rule: 'class not allowed' })
    expect(rig.github.dispatches).toEqual([])
  })

  it("does not happen when the culprit's file is not in the repository", async () => {
    const rig = await openTriage()
    const { record } = await rig.runOne({
      issueId: rig.seed(javaNullPointer()),
      alert: highImpact,
      switchedOn: true
    })
    expect(closedGates(record)).toEqual(['class'])
    expect(rig.github.dispatches).toEqual([])
  })

  it('does not happen when the event comes from another repository', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError({ repository: 'https://github.com/acme/warehouse' }))
    const { record } = await rig.runOne({ issueId, alert: highImpact, switchedOn: true })
    expect(closedGates(record)).toEqual(['class'])
    expect(descriptionOf(onlyTicket(rig))).toContain('the code is in github.com/acme/warehouse')
    expect(rig.github.dispatches).toEqual([])
  })
})

describe('an error from staging', () => {
  it('is filed and handed off below the threshold when a person forces it', async () => {
    const rig = await openTriage()
    const { record } = await rig.runOne({ issueId: rig.seed(staging), force: true, switchedOn: true })
    expect(record).toMatchObject({ outcome: 'ticketed', reason: 'forced', handedOff: true })
    expect(forcedGates(record)).toEqual(['score', 'origin'])
    expect(rig.github.dispatches).toMatchObject([{ client_payload: { force: true, env: 'staging' } }])
  })

  it('is filed but not handed off when it is forced while the switch is off', async () => {
    const rig = await openTriage()
    const { record } = await rig.runOne({ issueId: rig.seed(staging), force: true })
    expect(record).toMatchObject({ reason: 'forced', ticket: { key: 'PPL-1' }, handedOff: false })
    expect(rig.github.dispatches).toEqual([])
  })

  it.each([
    { nonProductionAllowed: false, dispatches: 0, closed: ['origin'] },
    { nonProductionAllowed: true, dispatches: 1, closed: [] }
  ])(
    'with points enough is handed off only where staging is allowed: $nonProductionAllowed',
    async ({ nonProductionAllowed, dispatches, closed }) => {
      const rig = await openTriage({ policy: { rubric: { points: { 'first-seen-recently': 5 } } } })
      const { record } = await rig.runOne({
        issueId: rig.seed(staging),
        alert: highImpact,
        switchedOn: true,
        nonProductionAllowed
      })
      expect(record.score?.total).toBe(11)
      expect(closedGates(record)).toEqual(closed)
      expect(rig.github.dispatches).toHaveLength(dispatches)
    }
  )

  it('is handed off again when a person forces it again', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(staging)
    await rig.runOne({ issueId, force: true, switchedOn: true })
    const { record } = await rig.runOne({ issueId, force: true, switchedOn: true })
    expect(record).toMatchObject({ outcome: 'duplicate', handedOff: true })
    expect(rig.github.dispatches).toHaveLength(2)
  })
})

describe("the hand-off's payload", () => {
  const TOKEN = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'
  const EMAIL = 'alice.doe@example.com'

  /** Two megabytes of stack, with a credential and an address in the message and in the stack. */
  function huge(): ErrorSeed {
    const error = nodeTypeError({
      message: `Cannot read properties of undefined (reading 'amount')\nfor ${EMAIL} with ${TOKEN}`
    })
    const frame = `    at next (/app/node_modules/express/lib/router/route.js:149:13) ${EMAIL} ${TOKEN}\n`
    const more = frame.repeat(Math.ceil(2_000_000 / frame.length))
    return {
      ...error,
      event: (timestamp, number) => {
        const event = error.event(timestamp, number)
        return { ...event, stack: `${event.stack ?? ''}\n${more}` }
      }
    }
  }

  it('has ten keys at most, fits, and is redacted, whatever the error says', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(huge())
    await rig.runOne({ issueId, alert: highImpact, switchedOn: true })
    const [dispatch] = rig.github.dispatches
    const payload = JSON.stringify(dispatch?.client_payload)
    expect(Object.keys(dispatch?.client_payload ?? {}).length).toBeLessThanOrEqual(10)
    expect(payload.length).toBeLessThanOrEqual(MAXIMUM_PAYLOAD_CHARS)
    expect(payload).toContain('src/orders/order-total.ts')
    expect(payload).not.toContain(EMAIL)
    expect(payload).not.toContain(TOKEN)
  })

  it('is of the same error as the ticket, which is redacted too', async () => {
    const rig = await openTriage()
    await rig.runOne({ issueId: rig.seed(huge()), alert: highImpact, switchedOn: true })
    const held = JSON.stringify(onlyTicket(rig))
    expect(descriptionOf(onlyTicket(rig))).toContain('orderTotal')
    expect(held).not.toContain(EMAIL)
    expect(held).not.toContain(TOKEN)
  })

  it('holds no message in strict privacy, only its template', async () => {
    const rig = await openTriage({ policy: { privacy: { mode: 'strict' } } })
    const message = "Cannot read properties of undefined (reading 'amount')\nof order 48121 of Jane Roe"
    await rig.runOne({ issueId: rig.seed(nodeTypeError({ message })), alert: highImpact, switchedOn: true })
    expect(rig.github.dispatches).toHaveLength(1)
    const payload = JSON.stringify(rig.github.dispatches[0]?.client_payload)
    expect(payload).not.toContain('48121')
    expect(JSON.stringify(onlyTicket(rig).description)).not.toContain('48121')
  })
})
