import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { fillHandlerInputs } from '../../src/flow/decision/patterns/fill-handler-inputs.js'
import type { JobRecord } from '../../services/workflow/play-job.js'
import { changed, example, openWorld, secretsGivenTo, webhookTokens, type World } from './world.js'

const FILE = 'handler-restart.yml'
/** What the player does not know: reviewers are people, and the sign-in at a cloud is theirs. */
const APPROVAL = '    environment: production-operations\n'
const SIGN_IN = / {4}permissions:\n {6}id-token: write #.*\n/

const inputs = {
  service: { fact: 'service' },
  environment: { fact: 'environment' },
  issue_id: { fact: 'issue-id' },
  pattern: { fact: 'pattern' },
  mode: { text: 'rolling' }
} as const

const values = {
  'issue-id': '3f9c1b52-c47d-11f0-9b2e-da7ad0900002',
  service: 'orders',
  environment: 'production',
  version: undefined,
  fingerprint: '00112233445566aa',
  pattern: 'connection-pool',
  'error-type': 'PoolError',
  'run-url': ''
}

describe(FILE, () => {
  let world: World
  beforeAll(async () => {
    const [signIn = 'no sign-in'] = SIGN_IN.exec(example(FILE)) ?? []
    const approved = changed(example(FILE), APPROVAL, '')
    world = await openWorld({ workflows: { [FILE]: changed(approved, signIn, '    permissions: {}\n') } })
  })
  afterAll(() => world.stop())

  async function play(given: Readonly<Record<string, string>>): Promise<JobRecord | undefined> {
    const path = `/actions/workflows/${FILE}/dispatches`
    expect(await world.post(path, webhookTokens.actions, { ref: 'main', inputs: given })).toBe(204)
    const [run] = await world.playNewest('workflow')
    return run?.jobs[0]
  }

  it('restarts the service that a handler names', async () => {
    const job = await play(fillHandlerInputs({ inputs }, values))
    expect(job?.result).toBe('success')
    expect(job?.steps.at(-1)?.log).toEqual([
      'restart of orders (rolling) for issue 3f9c1b52-c47d-11f0-9b2e-da7ad0900002, pattern connection-pool'
    ])
  })

  it.each([
    ['another service', { service: 'payroll' }],
    ['another environment', { environment: 'staging' }],
    ['a service that a shell would run', { service: 'orders"; echo injected; "' }]
  ])('does nothing for %s', async (_, change) => {
    const job = await play(fillHandlerInputs({ inputs }, { ...values, ...change }))
    expect(job?.steps.map(({ conclusion }) => conclusion)).toEqual(['failure', 'skipped'])
    expect(job?.steps[0]?.log).toEqual([expect.stringContaining('::error::')])
  })

  it('takes hostile words for words', async () => {
    const pattern = '$(echo injected) `echo injected`'
    const job = await play({ ...fillHandlerInputs({ inputs }, values), pattern })
    expect(job?.steps.at(-1)?.log).toEqual([
      expect.stringMatching(/pattern \$\(echo injected\) `echo injected`$/)
    ])
  })

  it('is refused by GitHub without a service, and with an input that it does not have', async () => {
    const path = `/actions/workflows/${FILE}/dispatches`
    for (const given of [{ mode: 'rolling' }, { service: 'orders', colour: 'red' }]) {
      expect(await world.post(path, webhookTokens.actions, { ref: 'main', inputs: given })).toBe(422)
    }
  })

  it('waits for its reviewers, may read and write nothing here, and is given no secret', async () => {
    const { jobs } = parse(example(FILE)) as {
      readonly jobs: Readonly<Record<string, Readonly<Record<string, unknown>>>>
    }
    expect(Object.values(jobs)).toEqual([
      expect.objectContaining({
        environment: 'production-operations',
        permissions: { 'id-token': 'write' }
      })
    ])
    const job = await play({ service: 'orders' })
    expect(job && secretsGivenTo(job)).toEqual([])
  })

  it('has no expression inside a script', () => {
    const scripts = [...example(FILE).matchAll(/run: \|\n((?: {10}.*\n|\n)+)/g)].map(
      ([, script = '']) => script
    )
    expect(scripts).toHaveLength(2)
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([])
  })
})
