import { describe, expect, it } from '@jest/globals'
import { credentials } from '../../../services/stage.js'
import { attemptsOf, otherBug, putAttempts } from './fix-ledger.js'
import { openFix } from './fix-rig.js'
import { fixWith } from './fix-with.js'
import { readyToPublish } from './proven-bundle.js'

const variables = { members: 'read', variables: 'write' } as const

describe('the budget', () => {
  it.each([
    ['day', { run: 2, day: 5, month: 100 }, 'day-budget'],
    ['month', { run: 2, day: 100, month: 5 }, 'month-budget']
  ] as const)('of the %s covers whole runs alone', async (_, budget, reason) => {
    const rig = await openFix({ autofix: { budget } })
    await putAttempts(rig, { id: 'https://ci.example/1', ...otherBug, state: 'closed', spentUsd: 3.01 })
    const held = await rig.autofix({})
    expect(held.outputs).toMatchObject({ outcome: 'over-budget', reason, 'cost-usd': '' })
    expect(held.report?.record.budget?.day.spentUsd).toBe(3.01)
    expect(rig.anthropic.service.requests).toEqual([])
  })

  it('that an agent overshot turns auto-fix off: by the variable where the App may, else by loud words', async () => {
    const budget = { run: 2, day: 2, month: 100 }
    const silent = await openFix({ autofix: { budget } })
    silent.github.variables.set('AUTOFIX_ENABLED', 'true')
    const told = await fixWith(silent, { usd: 2.4 })
    expect(told.current.warnings).toEqual([
      expect.stringMatching(
        /spent \$2\.40 of \$2\.00.*Set the variable AUTOFIX_ENABLED to false: this token may not/
      )
    ])
    expect(silent.github.variables.get('AUTOFIX_ENABLED')?.value).toBe('true')
    // The publish job refuses, closes the attempt, and its App may do what the fix job's token could not.
    const refused = await silent.publish()
    expect(refused.outputs).toMatchObject({ outcome: 'refused', reason: 'budget-crossed' })
    expect(await attemptsOf(silent)).toMatchObject([{ state: 'closed', spentUsd: 2.4 }])
    expect(refused.log).toMatch(/::warning.*AUTOFIX_ENABLED to false/)
  })

  it('crossed by the time of the publish job sets the variable to false where its App may', async () => {
    const rig = await readyToPublish({
      appPermissions: variables,
      autofix: { budget: { run: 2, day: 2, month: 100 } }
    })
    rig.github.variables.set('AUTOFIX_ENABLED', 'true')
    await putAttempts(rig, { id: 'https://ci.example/2', ...otherBug, state: 'closed', spentUsd: 2.5 })
    const refused = await rig.publish()
    expect(refused.outputs).toMatchObject({ outcome: 'refused', reason: 'budget-crossed' })
    expect(rig.github.variables.get('AUTOFIX_ENABLED')?.value).toBe('false')
    expect(refused.log).toMatch(/::warning.*AUTOFIX_ENABLED was set to false/)
  })
})

describe('the kill switch', () => {
  it.each([
    ['the input', { inputs: { 'autofix-enabled': 'false' } }],
    ['an input that is nearly true', { inputs: { 'autofix-enabled': 'TRUE!' } }],
    ['the variable', {}]
  ])('off by %s holds a proven fix back, which is published once it is on again', async (what, step) => {
    const rig = await readyToPublish({ appPermissions: variables })
    rig.github.variables.set('AUTOFIX_ENABLED', what === 'the variable' ? 'false' : 'true')
    const off = await rig.publish(step)
    expect(off.exitCode).toBe(what.includes('nearly') && off.outputs['outcome'] === undefined ? 1 : 0)
    expect(await rig.github.pullRequests.list()).toEqual([])
    expect(await attemptsOf(rig)).toMatchObject([{ state: 'spent' }])
    rig.github.variables.set('AUTOFIX_ENABLED', 'true')
    expect((await rig.publish()).outputs).toMatchObject({ reason: 'opened' })
  })

  it('off in the fix job starts no agent and reserves nothing', async () => {
    const rig = await openFix()
    const off = await rig.autofix({ inputs: { 'autofix-enabled': '' } })
    expect(off.outputs).toMatchObject({ outcome: 'disabled', reason: 'switch-off' })
    expect(rig.anthropic.service.requests).toEqual([])
    expect(await attemptsOf(rig)).toEqual([])
  })
})

describe('metrics', () => {
  it('of both ends of a run arrive in Datadog', async () => {
    const rig = await openFix()
    const datadog = { 'datadog-api-key': credentials.datadogApiKey, 'datadog-api-url': rig.datadog.url }
    const ran = await rig.autofix({ inputs: { ...datadog, 'autofix-enabled': 'false' } })
    expect(ran.log).not.toContain('No metrics were sent')
    expect(rig.datadog.points.map(({ metric }) => metric)).toContain('datadog_autofix.attempts')
    expect(JSON.stringify(rig.datadog.points)).toContain('reason:switch-off')
  })
})
