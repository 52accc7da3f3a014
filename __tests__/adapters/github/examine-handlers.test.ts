import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { outages } from '../../../services/kit/faults.js'
import { git } from '../git/checkout.js'
import { NOW, stage } from '../../services/github/stage.js'
import { BARE, DOCTOR_TOKENS, examine } from './examine-stage.js'

const { github } = stage({ tokens: DOCTOR_TOKENS })
const workflow = (input: string): string =>
  `on: { workflow_dispatch: { inputs: { ${input}: {} } } }\njobs: {}\n`

beforeAll(async () => {
  const tagged = await github.seedFiles({ '.github/workflows/restart.yml': workflow('old') })
  await git(github.gitDir, 'tag', 'v1', tagged)
  const released = await github.seedFiles({ '.github/workflows/restart.yml': workflow('service') })
  github.deploys.deployments.push({
    commit: released,
    createdAt: NOW - 7_200_000,
    statuses: [{ state: 'SUCCESS', at: NOW - 3_600_000 }]
  })
  await github.addBranch('release/2')
  await github.seedFiles(
    { '.github/workflows/large.yml': `# ${'x'.repeat(100_000)}\n` },
    { branch: 'release/2' }
  )
})

beforeEach(() => github.service.clearLog())
afterEach(() => github.service.clearFaults())

describe('workflows of handlers', () => {
  it('are read on their branch or tag, each once, and nothing is written', async () => {
    const started = [
      { workflow: 'restart.yml', ref: undefined },
      { workflow: 'restart.yml', ref: 'main' },
      { workflow: 'restart.yml', ref: 'v1' },
      { workflow: 'restart.yml', ref: 'v1' },
      { workflow: 'large.yml', ref: 'release/2' },
      { workflow: 'gone.yml', ref: 'v1' },
      { workflow: 'restart.yml', ref: 'no-such' }
    ]
    const before = await github.refs()
    const { handlers } = await examine(github, { handlers: started })
    const events = [expect.objectContaining({ name: 'workflow_dispatch', inputs: ['old'] })]
    expect(handlers).toEqual([
      {
        ...{ workflow: 'restart.yml', ref: 'v1' },
        file: { kind: 'given', value: expect.objectContaining({ problem: undefined, events }) }
      },
      {
        ...{ workflow: 'large.yml', ref: 'release/2' },
        file: { kind: 'refused', status: undefined, why: expect.stringContaining('too large') }
      },
      { workflow: 'gone.yml', ref: 'v1', file: { kind: 'given', value: undefined } },
      { workflow: 'restart.yml', ref: 'no-such', file: { kind: 'given', value: undefined } }
    ])
    const writes = github.service.requests.filter(
      ({ method, body }) => method !== 'GET' && !/^\{"query":"query /.test(body)
    )
    expect(writes).toEqual([])
    expect(await github.refs()).toEqual(before)
  })

  it('are lost while GitHub is out', async () => {
    const reply = { ...outages.serverError }
    github.service.inject({ kind: 'reply', path: /graphql/, times: 99, reply })
    const { handlers } = await examine(github, { handlers: [{ workflow: 'restart.yml', ref: 'v1' }] })
    expect(handlers).toMatchObject([{ file: { kind: 'lost' } }])
  })
})

describe('deployments and releases', () => {
  it('of the last day are counted', async () => {
    expect((await examine(github)).deploys).toEqual({ kind: 'given', value: { count: 1, missing: [] } })
  })

  it('that the token may not read are told with the permission', async () => {
    const { deploys } = await examine(github, { token: BARE })
    expect(deploys).toMatchObject({ kind: 'given', value: { count: 0 } })
    const missing = deploys.kind === 'given' ? deploys.value.missing : []
    expect(missing.join('\n')).toContain('"deployments: read"')
  })
})
