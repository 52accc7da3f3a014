import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { createWorkflowDispatcher } from '../../../src/adapters/github/workflow-dispatcher.js'
import { isAmbiguous } from '../../../src/errors.js'
import { CODER, HISTORIAN, HISTORY_TOKENS } from '../../services/github/history-stage.js'
import { PLACE, stage } from '../../services/github/stage.js'
import { rejection, sourceFor } from './fixtures.js'

const { github } = stage({ tokens: HISTORY_TOKENS })

const WORKFLOW = `
on:
  workflow_dispatch:
    inputs:
      service: { required: true }
      tier: { type: choice, options: [low, high] }
`

beforeAll(async () => {
  await github.seedFiles({
    '.github/workflows/restart.yml': WORKFLOW,
    '.github/workflows/ci.yml': 'on: [push]\n',
    '.github/workflows/off.yml': 'on: workflow_dispatch\n'
  })
  await github.addBranch('stable')
  github.disabledWorkflows.add('.github/workflows/off.yml')
})

afterEach(() => {
  github.service.clearFaults()
  github.service.clearLog()
})

const redactor = {
  redactDeep<T>(value: T): T {
    return JSON.parse(JSON.stringify(value).replaceAll('hunter2', '[removed]')) as T
  }
}

const dispatcher = (token = HISTORIAN) =>
  createWorkflowDispatcher({ octokit: sourceFor(github.url, { token }), ...PLACE, redactor })

const RESTART = { workflow: 'restart.yml', ref: undefined, inputs: { service: 'shop' } }
const DISPATCH = { method: 'POST', path: /dispatches/ } as const

describe('a workflow', () => {
  it('is started on the default branch, which is asked for once', async () => {
    const one = dispatcher()
    const before = github.workflowDispatches.length
    expect(await one.dispatch({ ...RESTART, inputs: { service: 'shop hunter2' } })).toEqual({
      started: true,
      runUrl: expect.stringMatching(/^https:\/\/github\.com\/acme\/shop\/actions\/runs\/\d+$/)
    })
    await one.dispatch(RESTART)
    expect(github.workflowDispatches.slice(before)).toMatchObject([
      { workflow: 'restart.yml', ref: 'main', inputs: { service: 'shop [removed]' } },
      { workflow: 'restart.yml', ref: 'main', inputs: { service: 'shop' } }
    ])
    expect(github.service.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'POST'])
  })

  it('is started on the branch that is named, with a request', async () => {
    await dispatcher().dispatch({ ...RESTART, ref: 'stable' })
    expect(github.workflowDispatches.at(-1)).toMatchObject({ ref: 'stable' })
    expect(github.service.requests).toHaveLength(1)
  })

  it('is started by a server that does not know how to tell the run', async () => {
    const said = 'Invalid request.\n\n"return_run_details" is not a permitted key.'
    github.service.inject({ ...DISPATCH, kind: 'reply', reply: { status: 422, body: { message: said } } })
    github.service.inject({ ...DISPATCH, kind: 'reply', reply: { status: 204 } })
    expect(await dispatcher().dispatch(RESTART)).toEqual({ started: true, runUrl: undefined })
    expect(github.service.requests.at(-1)?.body).not.toContain('return_run_details')
  })
})

describe('a workflow that GitHub does not start', () => {
  it.each([
    ['no-workflow', { workflow: 'nope.yml' }, /no workflow \.github\/workflows\/nope\.yml/],
    ['no-trigger', { workflow: 'ci.yml' }, /write "workflow_dispatch:" under its "on:"/],
    ['disabled', { workflow: 'off.yml' }, /off\.yml is switched off: enable it/],
    ['no-ref', { ref: 'v9' }, /no branch or tag v9/],
    ['inputs', { inputs: {} }, /declares on main. GitHub says: Required input 'service' not provided$/],
    ['inputs', { inputs: { service: 'x', y: '1' } }, /Unexpected inputs provided: \["y"\]$/],
    ['inputs', { inputs: { service: 'x', tier: 'mid' } }, /Provided value 'mid' for input 'tier'/]
  ])('is refused for %s, and says what to mend', async (refusal, more, why) => {
    const before = github.workflowDispatches.length
    const result = await dispatcher().dispatch({ ...RESTART, ...more })
    expect(result).toEqual({ started: false, refusal, why: expect.stringMatching(why) })
    expect(github.workflowDispatches).toHaveLength(before)
  })

  it('is refused to a token without the permission, which is named', async () => {
    expect(await dispatcher(CODER).dispatch(RESTART)).toEqual({
      started: false,
      refusal: 'permission',
      why: expect.stringMatching(/"github-token" needs the permission "actions: write"/)
    })
  })

  it('is refused for what nobody foresaw, in GitHub’s words', async () => {
    const reply = { status: 422, body: { message: 'The moon is full.' } }
    github.service.inject({ ...DISPATCH, kind: 'reply', reply })
    expect(await dispatcher().dispatch(RESTART)).toEqual({
      started: false,
      refusal: 'other',
      why: 'GitHub does not start .github/workflows/restart.yml: The moon is full'
    })
  })

  it('is certainly not started while the default branch is not known, and asked for again', async () => {
    const reply = { status: 500, body: { message: 'Oops' } }
    github.service.inject({ kind: 'reply', method: 'GET', times: 4, reply })
    const one = dispatcher()
    expect(await one.dispatch(RESTART)).toMatchObject({ started: false, refusal: 'no-ref' })
    expect(await one.dispatch(RESTART)).toMatchObject({ started: true })
  })
})

describe('a failure', () => {
  it.each([
    ['is a reply that was lost', { kind: 'lose-reply' } as const, 1],
    ['comes before the request is read', { kind: 'drop' } as const, 0],
    ['is GitHub’s own', { kind: 'reply', reply: { status: 502, body: 'x' } } as const, 0],
    [
      'is a page of a proxy',
      {
        kind: 'reply',
        reply: { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } }
      } as const,
      0
    ]
  ])('that %s is never answered by a second dispatch', async (_, fault, started) => {
    github.service.inject({ ...DISPATCH, ...fault })
    const before = github.workflowDispatches.length
    const error = await rejection(dispatcher().dispatch({ ...RESTART, ref: 'main' }))
    expect(error).toMatchObject({ vendor: 'GitHub', retryable: true })
    expect(isAmbiguous(error)).toBe(true)
    expect(github.service.requests).toHaveLength(1)
    expect(github.workflowDispatches).toHaveLength(before + started)
  })

  it('of the rate limit is an error that started nothing', async () => {
    const headers = { 'retry-after': '3600' }
    const reply = { status: 403, body: { message: 'secondary rate limit' }, headers }
    github.service.inject({ ...DISPATCH, kind: 'reply', reply })
    const error = await rejection(dispatcher().dispatch({ ...RESTART, ref: 'main' }))
    expect(error).toMatchObject({ vendor: 'GitHub', status: 403, retryable: true })
    expect(isAmbiguous(error)).toBe(false)
  })

  it('of the credentials is an error', async () => {
    const error = await rejection(dispatcher('wrong').dispatch({ ...RESTART, ref: 'main' }))
    expect(error).toMatchObject({ vendor: 'GitHub', status: 401, retryable: false })
  })
})
