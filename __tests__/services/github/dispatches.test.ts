import { beforeAll, describe, expect, it } from '@jest/globals'
import { APP, NOW, PLACE, refusal, stage } from './stage.js'

const { github, octokit } = stage()

const TRIAGE = `
on:
  workflow_dispatch:
    inputs:
      issue_id: { required: true }
      force_fix: { type: boolean, default: false }
      tier: { type: choice, options: [low, high] }
`

beforeAll(async () => {
  await github.seedFiles({
    '.github/workflows/triage.yml': TRIAGE,
    '.github/workflows/ci.yml': 'on: [push]\n',
    '.github/workflows/off.yml': 'on: workflow_dispatch\n'
  })
  github.disabledWorkflows.add('.github/workflows/off.yml')
})

async function dispatch(event_type: string, client_payload?: Record<string, unknown>): Promise<number> {
  const body = { ...PLACE, event_type, ...(client_payload ? { client_payload } : {}) }
  return (await octokit().rest.repos.createDispatchEvent(body)).status
}

describe('repository dispatch', () => {
  it('is taken with 204 and recorded with its sender', async () => {
    expect(await dispatch('error-triage', { issue_id: 'x', nested: { deep: [1] } })).toBe(204)
    expect(github.dispatches).toEqual([
      {
        event_type: 'error-triage',
        client_payload: { issue_id: 'x', nested: { deep: [1] } },
        login: 'github-actions[bot]',
        at: NOW
      }
    ])
  })

  it('takes ten keys and refuses eleven', async () => {
    const keys = (count: number): Record<string, unknown> =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]))
    expect(await dispatch('error-triage', keys(10))).toBe(204)
    await expect(dispatch('error-triage', keys(11))).rejects.toMatchObject(
      refusal(422, 'No more than 10 properties are allowed; 11 were supplied.')
    )
  })

  it('takes a payload of 65,534 characters and refuses one more', async () => {
    const payload = (size: number): Record<string, unknown> => ({ t: 'x'.repeat(size - '{"t":""}'.length) })
    const before = github.dispatches.length
    expect(await dispatch('error-triage', payload(65_534))).toBe(204)
    await expect(dispatch('error-triage', payload(65_535))).rejects.toMatchObject(refusal(422, 'too large'))
    expect(github.dispatches).toHaveLength(before + 1)
  })

  it('bounds the event type', async () => {
    expect(await dispatch('e'.repeat(100))).toBe(204)
    await expect(dispatch('e'.repeat(101))).rejects.toMatchObject(
      refusal(422, 'Only 100 characters are allowed; 101 were supplied.')
    )
    await expect(dispatch('')).rejects.toMatchObject(refusal(422, 'At least 1 characters are required'))
  })
})

describe('workflow dispatch', () => {
  const call = async (more: {
    workflow_id: string | number
    ref?: string
    inputs?: Record<string, unknown>
  }) => await octokit().rest.actions.createWorkflowDispatch({ ...PLACE, ref: 'main', ...more })

  it('is recorded, and gives the run where that is asked for', async () => {
    const inputs = { issue_id: 'x' }
    expect((await call({ workflow_id: 'triage.yml', inputs })).status).toBe(204)
    expect(github.workflowDispatches).toEqual([
      { workflow: 'triage.yml', ref: 'main', inputs, login: 'github-actions[bot]', at: NOW }
    ])
    const detailed = await octokit().request(
      'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
      {
        ...PLACE,
        workflow_id: 'triage.yml',
        ref: 'main',
        inputs,
        return_run_details: true
      }
    )
    expect(detailed).toMatchObject({ status: 200, data: { workflow_run_id: 9_000_000_002 } })
    const newer = await octokit().rest.actions.createWorkflowDispatch({
      ...PLACE,
      workflow_id: 'triage.yml',
      ref: 'main',
      inputs,
      headers: { 'x-github-api-version': '2026-03-10' }
    })
    expect(newer.status).toBe(200)
  })

  it.each([
    [404, 'Not Found', { workflow_id: 'nope.yml' }],
    [404, 'Not Found', { workflow_id: 17 }],
    [422, 'No ref found for: nope', { workflow_id: 'triage.yml', ref: 'nope' }],
    [422, "Workflow does not have 'workflow_dispatch' trigger", { workflow_id: 'ci.yml' }],
    [422, "Required input 'issue_id' not provided", { workflow_id: 'triage.yml' }],
    [
      422,
      'Unexpected inputs provided: ["y"]',
      { workflow_id: 'triage.yml', inputs: { issue_id: 'x', y: '1' } }
    ],
    [
      422,
      "Provided value 'yes' for input 'force_fix' not in the list of allowed values",
      { workflow_id: 'triage.yml', inputs: { issue_id: 'x', force_fix: 'yes' } }
    ],
    [
      422,
      "Provided value 'mid' for input 'tier' not in the list of allowed values",
      { workflow_id: 'triage.yml', inputs: { issue_id: 'x', force_fix: 'true', tier: 'mid' } }
    ],
    [422, "Cannot trigger a 'workflow_dispatch' on a disabled workflow", { workflow_id: 'off.yml' }]
  ])('answers %i %s', async (status, message, more) => {
    await expect(call(more)).rejects.toMatchObject(refusal(status, message))
  })

  it('needs Actions: write', async () => {
    const { createWorkflowDispatch } = octokit(APP).rest.actions
    await expect(
      createWorkflowDispatch({ ...PLACE, workflow_id: 'triage.yml', ref: 'main' })
    ).rejects.toMatchObject({
      ...refusal(403, 'Resource not accessible by integration'),
      response: { headers: { 'x-accepted-github-permissions': 'actions=write' } }
    })
  })
})

describe('variables', () => {
  const actions = octokit
  const name = 'AUTOFIX_ENABLED'

  it('are created once, read in any case, changed and removed', async () => {
    const { rest } = actions()
    expect(
      (await rest.actions.createRepoVariable({ ...PLACE, name: 'autofix_enabled', value: 'true' })).status
    ).toBe(201)
    await expect(rest.actions.createRepoVariable({ ...PLACE, name, value: 'x' })).rejects.toMatchObject(
      refusal(409, 'Already exists')
    )
    expect((await rest.actions.updateRepoVariable({ ...PLACE, name, value: 'false' })).status).toBe(204)
    const { data } = await rest.actions.getRepoVariable({ ...PLACE, name: 'Autofix_Enabled' })
    expect(data).toEqual({
      name,
      value: 'false',
      created_at: '2026-03-02T10:00:00Z',
      updated_at: '2026-03-02T10:00:00Z'
    })
    expect(github.variables.get(name)?.value).toBe('false')
    expect((await rest.actions.deleteRepoVariable({ ...PLACE, name })).status).toBe(204)
    await expect(rest.actions.getRepoVariable({ ...PLACE, name })).rejects.toMatchObject(
      refusal(404, 'Not Found')
    )
    await expect(rest.actions.updateRepoVariable({ ...PLACE, name, value: '' })).rejects.toMatchObject(
      refusal(404, 'Not Found')
    )
  })

  it('are listed page by page', async () => {
    for (let index = 10; index < 45; index += 1) github.variables.set(`V${index}`, String(index))
    const { data } = await actions().rest.actions.listRepoVariables(PLACE)
    expect(data).toMatchObject({ total_count: 35 })
    expect(data.variables).toHaveLength(10)
    const octo = actions()
    const all = await octo.paginate(octo.rest.actions.listRepoVariables, { ...PLACE, per_page: 30 })
    expect(all.map((each) => each.name)).toHaveLength(35)
  })

  it.each([['1ST'], ['GITHUB_X'], ['A-B'], ['']])('refuse the name %j', async (bad) => {
    await expect(
      actions().rest.actions.createRepoVariable({ ...PLACE, name: bad, value: '' })
    ).rejects.toMatchObject(refusal(422, 'Variable names can only contain'))
  })

  it('refuse a value above 48 KB', async () => {
    const create = async (size: number) =>
      await actions().rest.actions.createRepoVariable({
        ...PLACE,
        name: `BIG${size}`,
        value: 'x'.repeat(size)
      })
    await expect(create(48 * 1024)).resolves.toMatchObject({ status: 201 })
    await expect(create(48 * 1024 + 1)).rejects.toMatchObject(refusal(422, 'too large'))
  })

  it('need a permission that an App may lack', async () => {
    await expect(actions(APP).rest.actions.getRepoVariable({ ...PLACE, name })).rejects.toMatchObject(
      refusal(403, 'Resource not accessible by integration')
    )
  })
})
