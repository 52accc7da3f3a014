import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { claudeCli } from '../../../services/anthropic/claude-cli.js'
import type { Developer } from '../../../services/anthropic/developer.js'
import {
  casualty,
  dawdler,
  flooder,
  hanger,
  spendthrift
} from '../../../services/anthropic/failing-developers.js'
import { readFile, use } from '../../../services/anthropic/moves.js'
import { fixer, proseWriter } from '../../../services/anthropic/working-developers.js'
import { createClaudeAgent } from '../../../src/adapters/claude/claude-agent.js'
import { ConfigurationError } from '../../../src/errors.js'
import type { FixAgent } from '../../../src/fix-ports.js'
import { outcomeOf, type FixReason } from '../../../src/flow/fix/fix-outcomes.js'
import type { Policy } from '../../../src/config/policy.js'
import { anotherBug, manyBugs } from './bugs.js'
import { acts, drive, removeDriven, type Driven } from './drive-autofix.js'
import { attemptsOf } from './fix-ledger.js'
import { closeFix, MODEL_KEY, openFix, type FixRig } from './fix-rig.js'
import { leftBehind, processesIn } from './left-behind.js'
import { commentOf, nothingFollows } from './nothing-follows.js'
import { fixedTotal, goodAnswer, provingTest } from './order-shop.js'

/** What an attempt may cost, and what one counts as whose agent did not live to tell. */
const RESERVED = manyBugs.budget.run

let rig: FixRig
beforeAll(async () => {
  rig = await openFix({ kept: true, autofix: { ...manyBugs, agent: { turns: 12 } } })
})
afterAll(async () => {
  removeDriven()
  await closeFix()
})

const work = { reads: [fixedTotal.path], edits: [fixedTotal], writes: [provingTest], testRuns: 0 }

describe('an agent that comes to no answer', () => {
  it.each<[string, FixReason, Developer, string]>([
    ['ends in words alone', 'no-answer', proseWriter({ ...work, text: 'I mended it.' }), 'I mended it.'],
    ['reads for ever', 'turn-limit', dawdler(fixedTotal.path), ''],
    [
      'spends more than it may',
      'money-limit',
      // 15 dollars for a million of them.
      spendthrift({ outputTokens: 200_000, path: fixedTotal.path, answer: goodAnswer }),
      ''
    ],
    [
      'is left by its service',
      'agent-failed',
      casualty(400, { developer: fixer({ ...work, answer: goodAnswer }), turns: 2 }),
      ''
    ]
  ])('%s', async (_name, reason, developer, words) => {
    const request = anotherBug()
    const { exitCode, outputs, left, log } = await rig.autofix({ request, developer })
    expect({ exitCode, outcome: outputs['outcome'], reason: outputs['reason'] }).toEqual({
      exitCode: 0,
      outcome: outcomeOf(reason),
      reason
    })
    expect(left).toEqual([])
    expect(log).toContain('The agent is done')
    const { agent, diagnosis } = rig.bundle()
    expect(diagnosis).toBeNull()
    expect(agent?.usage.told).toBe(true)
    const spentUsd = agent?.usage.usd ?? 0
    expect(spentUsd).toBeGreaterThan(0)
    if (reason === 'money-limit') expect(spentUsd).toBeGreaterThan(RESERVED)
    if (reason === 'turn-limit') expect(agent?.usage.turns).toBeLessThanOrEqual(12)
    await nothingFollows(rig, { request, reason, spentUsd })
    expect(commentOf(rig)).toContain(words)
  })
})

describe('an agent that does not live to tell', () => {
  /** The real program, between the same services. */
  const real = (temporaryFolder: string): FixAgent =>
    createClaudeAgent({
      command: claudeCli(),
      searchPath: process.env['PATH'] ?? '',
      version: '2.1.330',
      model: 'sonnet',
      environment: { ANTHROPIC_API_KEY: MODEL_KEY, ANTHROPIC_BASE_URL: rig.anthropic.url },
      temporaryFolder,
      redact: (text) => text
    })

  const seconds =
    (limit: number) =>
    (policy: Policy): Policy => ({
      ...policy,
      autofix: { ...policy.autofix, agent: { ...policy.autofix.agent, minutes: limit / 60 } }
    })

  async function diesUnder(
    developer: Developer,
    reason: FixReason,
    policy: (policy: Policy) => Policy = (same) => same
  ): Promise<Driven> {
    const request = anotherBug()
    rig.anthropic.developer = developer
    const driven = await drive(rig, { request, agent: real, policy })
    expect(driven.error).toBeUndefined()
    expect(driven.current.end?.reason).toBe(reason)
    expect(outcomeOf(reason)).toBe('gave-up')
    expect(leftBehind(driven.temporaryFolder)).toEqual([])
    // Nobody knows what it spent: all that it might have.
    expect(driven.current.agent?.usage.told).toBe(false)
    await nothingFollows(rig, { request, reason, spentUsd: RESERVED })
    return driven
  }

  it('is ended when its time is up, with everything that it started', async () => {
    const began = Date.now()
    const hangs = hanger({ developer: fixer({ ...work, answer: goodAnswer }), turns: 1 })
    const { current } = await diesUnder(hangs, 'time-limit', seconds(6))
    expect(current.end?.why).toContain('0.1 minutes')
    expect(Date.now() - began).toBeGreaterThanOrEqual(6_000)
  })

  it('is ended when it floods', async () => {
    const { current } = await diesUnder(
      flooder({ megabytesPerTurn: 9, path: fixedTotal.path }),
      'agent-failed'
    )
    expect(current.agent?.end).toBe('output-limit')
    expect(JSON.stringify(rig.bundle()).length).toBeLessThan(100_000)
  })

  it('is missed when somebody kills it', async () => {
    let killed = 0
    const { current } = await diesUnder(
      {
        name: 'victim',
        play: (turn) => {
          const [evidence = ''] = /\/\S+\/agents\/agent-[^/]+/.exec(turn.brief) ?? []
          const folder = evidence.slice(0, evidence.indexOf('/agents/'))
          if (folder === '') throw new Error('The brief does not say where the evidence is')
          for (const id of processesIn(folder)) {
            process.kill(id, 'SIGKILL')
            killed += 1
          }
          return use(readFile(fixedTotal.path))
        }
      },
      'agent-failed'
    )
    expect(killed).toBeGreaterThan(0)
    expect(current.agent?.end).toBe('crashed')
  })
})

describe('a run that breaks', () => {
  it('counts in full when the agent had begun, and leaves a bundle that says so', async () => {
    const request = anotherBug()
    const agent = acts(() => Promise.reject(new Error('The disk is full')))
    const { current, error, temporaryFolder } = await drive(rig, { request, agent })
    expect(error).toEqual(new Error('The disk is full'))
    expect(leftBehind(temporaryFolder)).toEqual([])
    const attempt = (await attemptsOf(rig)).find(({ id }) => id === current.attempt?.id)
    expect(attempt).toMatchObject({ state: 'closed', spentUsd: RESERVED, outcome: undefined })
    expect(rig.bundle()).toMatchObject({ attemptId: current.attempt?.id, end: { reason: 'agent-failed' } })
  })

  it('costs nothing when the agent could not be started', async () => {
    const request = anotherBug()
    const agent = acts(() => Promise.reject(new ConfigurationError(['The program is missing'])))
    const { current, error } = await drive(rig, { request, agent })
    expect(error).toBeInstanceOf(ConfigurationError)
    const attempt = (await attemptsOf(rig)).find(({ id }) => id === current.attempt?.id)
    expect(attempt).toMatchObject({ state: 'closed', spentUsd: 0, outcome: undefined })
  })

  it('costs nothing when the base cannot even be set up', async () => {
    const request = anotherBug()
    let started = false
    const { current, error } = await drive(rig, {
      request,
      agent: acts(() => (started = true)),
      policy: (policy) => ({
        ...policy,
        autofix: {
          ...policy.autofix,
          verify: {
            ...policy.autofix.verify,
            projects: policy.autofix.verify.projects.map((project) => ({ ...project, setUp: 'exit 3' }))
          }
        }
      })
    })
    expect({ error, started }).toEqual({ error: undefined, started: false })
    expect(current.end).toMatchObject({ reason: 'set-up-failed' })
    const attempt = (await attemptsOf(rig)).find(({ id }) => id === current.attempt?.id)
    expect(attempt).toMatchObject({ state: 'closed', spentUsd: 0 })
    expect(existsSync(`${rig.bundleFolder}/fix.patch`)).toBe(false)
  })
})
