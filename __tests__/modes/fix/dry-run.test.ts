import { existsSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { decliner } from '../../../services/anthropic/working-developers.js'
import { attemptsOf, putAttempts } from './fix-ledger.js'
import { openFix, type FixRig } from './fix-rig.js'
import { goodAnswer } from './order-shop.js'

const dryRun = { 'dry-run': 'true' }

async function refsOf(rig: FixRig): Promise<readonly string[]> {
  return (await rig.github.refs()).map(({ ref }) => ref)
}

describe('a dry run', () => {
  it('says what it would do, spends nothing and writes nothing', async () => {
    const rig = await openFix()
    const before = await refsOf(rig)
    const { exitCode, log, outputs, summary, left } = await rig.autofix({ inputs: dryRun })
    expect(exitCode).toBe(0)
    expect(log).toContain('Dry run: would have reserved 2 USD and run the agent (sonnet, at most 60 turns)')
    expect(summary).toContain('reserved 2 USD and run the agent')
    expect(outputs).toMatchObject({
      'ticket-key': 'PPL-1',
      branch: 'PPL-1/datadog-autofix-a1b2c3d4',
      'cost-usd': ''
    })
    expect(await refsOf(rig)).toEqual(before)
    expect(existsSync(rig.bundleFolder)).toBe(false)
    expect(rig.anthropic.service.requests).toEqual([])
    expect(left).toEqual([])
    const writes = rig
      .takeRequests()
      .filter(({ method, path }) => method !== 'GET' && !path.includes('graphql'))
    // The rig itself files the ticket.
    expect(writes.map(({ service }) => service)).toEqual(['jira', 'jira'])
    // What it would have reserved is not held for anybody: the real run after it goes on.
    const answer = { ...goodAnswer, decision: 'declined', test: null, declined_because: 'Not today.' }
    const real = await rig.autofix({ developer: decliner({ answer }) })
    expect(real.outputs).toMatchObject({ reason: 'declined' })
  })

  it('tells the gate that would stop it', async () => {
    const rig = await openFix()
    await putAttempts(rig, { id: 'https://github.com/acme/shop/actions/runs/1', state: 'reserved' })
    const before = [await refsOf(rig), await attemptsOf(rig)]
    const { exitCode, outputs } = await rig.autofix({ inputs: dryRun })
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ outcome: 'already-proposed', reason: 'attempt-running' })
    expect([await refsOf(rig), await attemptsOf(rig)]).toEqual(before)
    expect(existsSync(rig.bundleFolder)).toBe(false)
  })
})

describe('the publish job of a dry run', () => {
  it('is green without the bundle that the fix job did not write, and says so', async () => {
    const rig = await openFix()
    const { exitCode, log, outputs } = await rig.publish({ inputs: dryRun })
    expect(exitCode).toBe(0)
    expect(log).toContain('published nothing: the fix job of a dry run leaves no bundle')
    expect(outputs).toMatchObject({ outcome: '', 'ticket-key': 'PPL-1', 'pull-request-number': '' })
    expect(rig.jira.ticket('PPL-1').comments).toEqual([])
  })
})

describe('a run without its agent', () => {
  it('is red, says how to mend it, and gives its reservation back', async () => {
    const rig = await openFix({ autofix: { agent: { command: '/nowhere/claude' } } })
    const { exitCode, log, outputs, left } = await rig.autofix({})
    expect(exitCode).toBe(1)
    expect(log).toContain('/nowhere/claude')
    expect(outputs).toMatchObject({ 'ticket-key': 'PPL-1', outcome: '', 'pull-request-number': '' })
    expect(left).toEqual([])
    expect(await attemptsOf(rig)).toMatchObject([{ state: 'closed', spentUsd: 0, outcome: undefined }])
  })
})
