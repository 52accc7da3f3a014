import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { WorkflowRun } from '../../services/workflow/play-workflow.js'
import { example, openWorld, secrets, secretsGivenTo, webhookTokens, type World } from './world.js'

const FILE = 'doctor.yml'

describe(FILE, () => {
  let world: World
  let run: WorkflowRun | undefined
  beforeAll(async () => {
    const names = ['error-triage.yml', 'error-autofix.yml', FILE]
    world = await openWorld({ workflows: Object.fromEntries(names.map((name) => [name, example(name)])) })
    const path = `/actions/workflows/${FILE}/dispatches`
    expect(await world.post(path, webhookTokens.actions, { ref: 'main' })).toBe(204)
    ;[run] = await world.playNewest('workflow')
  }, 120_000)
  afterAll(() => world.stop())

  it('looks at everything with the credentials of every job', () => {
    const [job] = run?.jobs ?? []
    expect(job?.steps.slice(0, -1).map(({ conclusion }) => conclusion)).toEqual(Array(4).fill('success'))
    expect(job && secretsGivenTo(job)).toEqual(Object.keys(secrets))
    expect(job?.steps.at(-1)?.summary).toContain('Jira')
  })

  it('writes nothing anywhere', () => {
    expect(world.jira.issues()).toEqual([])
    expect(world.github.dispatches).toEqual([])
    const writes = world.github.service.requests.filter(({ method }) =>
      ['PUT', 'PATCH', 'DELETE'].includes(method)
    )
    expect(writes).toEqual([])
  })
})

describe('the folder of examples', () => {
  it('has no workflow that no test plays', () => {
    const here = new URL('./', import.meta.url)
    const tests = readdirSync(here).filter((name) => name.endsWith('.test.ts'))
    const played = tests.map((name) => readFileSync(new URL(name, here), 'utf8')).join('\n')
    const folder = new URL('../../examples/workflows/', import.meta.url)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.yml')
    )
    expect(files.length).toBeGreaterThan(0)
    expect(files.filter((name) => !played.includes(`'${name}'`))).toEqual([])
  })
})
