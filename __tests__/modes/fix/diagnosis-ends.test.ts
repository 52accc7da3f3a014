import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ConfigurationError } from '../../../src/errors.js'
import type { Policy } from '../../../src/config/policy.js'
import type { AgentTask, Diagnostician } from '../../../src/fix-ports.js'
import { noUsage, type AgentRun } from '../../../src/flow/fix/agent-run.js'
import type { FixRequest } from '../../../src/flow/fix/fix-request.js'
import { anotherBug, manyBugs } from './bugs.js'
import { wantsDiagnosis } from './causes.js'
import { acts, drive, removeDriven, type Driven } from './drive-autofix.js'
import { attemptsOf } from './fix-ledger.js'
import { closeFix, openFix, type FixRig } from './fix-rig.js'
import { fixRequest, goodAnswer } from './order-shop.js'

let rig: FixRig
beforeAll(async () => {
  rig = await openFix({ kept: true, autofix: manyBugs, diagnosis: { enabled: true } })
})
afterAll(async () => {
  removeDriven()
  await closeFix()
})

const declined = { ...goodAnswer, decision: 'declined', declined_because: 'Not today.' }
const external = {
  category: 'external',
  confidence: 0.9,
  root_cause: 'Theirs.',
  affected_files: [],
  proposed_pattern: null
}

function answers(answer: unknown, change: Partial<AgentRun> = {}): Diagnostician {
  return {
    ask: () =>
      Promise.resolve({
        end: 'answered',
        why: 'The agent answered.',
        answer,
        lastWords: '',
        usage: { ...noUsage, told: true, usd: 0.02 },
        denials: {},
        testRuns: 0,
        model: 'haiku',
        version: '2.1.330',
        ...change
      })
  }
}

function fails(error: Error): Diagnostician {
  return { ask: () => Promise.reject(error) }
}

const nobody = fails(new Error('Somebody was asked'))

interface Tried extends Driven {
  /** US dollars that the fix agent might spend; `undefined`: it was not started. */
  readonly agentUsd: number | undefined
}

/** A fix whose agent declines, behind a diagnosis. */
async function tryFix(
  diagnostician: Diagnostician,
  evidence: Partial<FixRequest['evidence']> = {},
  policy?: (policy: Policy) => Policy
): Promise<Tried> {
  let agentUsd: number | undefined
  const agent = acts(({ limits }: AgentTask) => {
    agentUsd = limits.usd
    return declined
  })
  const bug = anotherBug()
  const request = { ...bug, evidence: { ...fixRequest().evidence, ...evidence } }
  const driven = await drive(rig, { agent, diagnostician, request, ...(policy ? { policy } : {}) })
  return { ...driven, agentUsd }
}

async function lastAttempt(): Promise<unknown> {
  return (await attemptsOf(rig)).at(-1)
}

describe('a fix behind a diagnosis', () => {
  it('may spend what the diagnosis has left, and both are booked', async () => {
    const { current, agentUsd } = await tryFix(answers({ ...external, category: 'code' }))
    expect(current.end?.reason).toBe('declined')
    expect(agentUsd).toBe(1.98)
    expect(await lastAttempt()).toMatchObject({ reason: 'declined', spentUsd: 0.27 })
  })

  it('is not tried where the diagnosis is sure, and is where it is not', async () => {
    expect((await tryFix(answers(external))).agentUsd).toBeUndefined()
    expect((await tryFix(answers({ ...external, confidence: 0.5 }))).agentUsd).toBe(1.98)
  })

  it.each([
    ['that breaks', fails(new Error('no such device')), 1.95],
    ['of another shape', answers({ category: 'magic' }), 1.98],
    ['that starts with tools', answers(undefined, { end: 'surprise', why: 'The agent was stopped.' }), 1.98]
  ] as const)('goes on as without one %s', async (_, diagnostician, usd) => {
    const { current, agentUsd, error } = await tryFix(diagnostician)
    expect(error).toBeUndefined()
    expect(current.end?.reason).toBe('declined')
    expect(current.cause).toMatchObject({ found: null, holdsBack: false })
    expect(agentUsd).toBe(usd)
  })

  it('ends where the diagnosis has spent all of its money', async () => {
    const usage = { ...noUsage, told: true, usd: 2.5 }
    const { current, agentUsd } = await tryFix(answers({ ...external, category: 'code' }, { usage }))
    expect(agentUsd).toBeUndefined()
    expect(current.end?.reason).toBe('money-limit')
    expect(await lastAttempt()).toMatchObject({ spentUsd: 2.5 })
  })

  it('is not started without the program, and the reservation is given back', async () => {
    const missing = fails(new ConfigurationError(['There is no program.']))
    const { error, agentUsd } = await tryFix(missing)
    expect(String(error)).toContain('There is no program.')
    expect(agentUsd).toBeUndefined()
    expect(await lastAttempt()).toMatchObject({ state: 'closed', spentUsd: 0, outcome: undefined })
  })
})

describe('nobody is asked', () => {
  const known = {
    ticketKey: 'PPL-1',
    category: 'external',
    confidence: 0.1,
    rootCause: 'Theirs.',
    files: [],
    at: 1_000,
    confirmed: true
  } as const

  it('for a bug that people have confirmed the cause of, and it costs nothing', async () => {
    const bug = anotherBug()
    const evidence = { ...fixRequest().evidence, known_diagnosis: { ...known, fingerprint: bug.fingerprint } }
    const { current } = await drive(rig, {
      agent: acts(() => declined),
      diagnostician: nobody,
      request: { ...bug, evidence }
    })
    expect(current.end?.reason).toBe('diagnosis-holds-back')
    expect(current.cause).toMatchObject({ confirmed: true, run: null })
    expect(await lastAttempt()).toMatchObject({ state: 'closed', spentUsd: 0 })
  })

  it('for a bug that a pattern knows, and the fix goes on', async () => {
    const { current, agentUsd } = await tryFix(nobody, { known_pattern: 'price-outage' })
    expect(agentUsd).toBe(2)
    expect(current.cause).toBeUndefined()
  })

  it('where the policy does not say so', async () => {
    const off = (policy: Policy): Policy => ({
      ...policy,
      diagnosis: { ...policy.diagnosis, enabled: false }
    })
    const { current, agentUsd } = await tryFix(nobody, {}, off)
    expect(agentUsd).toBe(2)
    expect(current.cause).toBeUndefined()
    const request = wantsDiagnosis(anotherBug())
    const alone = await drive(rig, {
      agent: acts(() => declined),
      diagnostician: nobody,
      request,
      policy: off
    })
    expect(alone.current.end?.reason).toBe('diagnosis-off')
  })

  it('again for what somebody has forged: a diagnosis of another bug is none of this one', async () => {
    const { current } = await tryFix(answers({ ...external, category: 'code' }), {
      known_diagnosis: { ...known, fingerprint: '0000000000000000' }
    })
    expect(current.cause).toMatchObject({ confirmed: false })
    expect(current.end?.reason).toBe('declined')
  })
})
