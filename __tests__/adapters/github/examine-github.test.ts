import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { outages } from '../../../services/kit/faults.js'
import { stage } from '../../services/github/stage.js'
import { BARE, DOCTOR_TOKENS, examine, RUN } from './examine-stage.js'

const { github } = stage({ tokens: DOCTOR_TOKENS })

const example = (name: string): string => readFileSync(`examples/workflows/${name}`, 'utf8')

beforeAll(async () => {
  await github.seedFiles({
    '.github/workflows/error-triage.yml': example('error-triage.yml'),
    '.github/workflows/error-autofix.yml': example('error-autofix.yml'),
    '.github/workflows/README.md': 'no workflow',
    '.github/CODEOWNERS': '* @acme/platform\nsrc/a.ts nobody\ndocs/ @jo\n'
  })
  await github.addBranch('develop')
  await github.seedFiles(
    {
      '.github/workflows/ci.yml': 'on: { pull_request: { branches: [develop] } }\njobs: {}\n',
      '.github/workflows/broken.yml': 'on: [push\n'
    },
    { branch: 'develop' }
  )
})

beforeEach(() => github.service.clearLog())
afterEach(() => {
  github.service.clearFaults()
  github.disabledWorkflows.clear()
})

const requests = (): readonly string[] =>
  github.service.requests.map(({ method, path }) => `${method} ${path}`)

describe('the repository', () => {
  it('is told with its default branch and who may see it', async () => {
    const { repository } = await examine(github)
    expect(repository).toEqual({
      kind: 'given',
      value: { fullName: 'acme/shop', defaultBranch: 'main', visibility: 'private', archived: false }
    })
  })

  it('is asked for alone when the token is not accepted', async () => {
    const facts = await examine(github, { token: 'ghs_wrong' })
    expect(facts.repository).toMatchObject({
      kind: 'refused',
      status: 401,
      why: expect.stringContaining('"github-token" is not valid')
    })
    expect(facts.fix?.ledger).toEqual(facts.repository)
    expect(requests()).toEqual(['GET /repos/acme/shop'])
  })

  it('is lost, and not refused, while GitHub is out or a web page comes back', async () => {
    github.service.inject({ kind: 'reply', times: 9, reply: outages.serverError })
    expect((await examine(github)).repository).toMatchObject({ kind: 'lost' })
    github.service.clearFaults()
    const page = { ...outages.htmlLogin, headers: { 'content-type': 'text/html' } }
    github.service.inject({ kind: 'reply', times: 9, reply: page })
    expect((await examine(github)).repository).toMatchObject({
      kind: 'lost',
      why: expect.stringContaining('a web page came back')
    })
  })
})

describe('whether contents may be written', () => {
  it('is what git says at the first step of a push', async () => {
    expect((await examine(github)).canWrite).toEqual({ kind: 'given', value: true })
    expect((await examine(github, { token: BARE })).canWrite).toEqual({ kind: 'given', value: false })
    expect(requests()).toContain('GET /acme/shop.git/info/refs?service=git-receive-pack')
  })

  it('is not known when something else than git answers, or nothing does', async () => {
    github.service.inject({ kind: 'reply', path: /info\/refs/, reply: outages.htmlLogin })
    expect((await examine(github)).canWrite).toMatchObject({
      kind: 'lost',
      why: expect.stringContaining('Something else than git answered (200)')
    })
    const reply = { status: 403, body: '<html>Access denied by your company</html>' }
    github.service.inject({ kind: 'reply', path: /info\/refs/, reply })
    expect((await examine(github)).canWrite).toMatchObject({ kind: 'refused', status: 403 })
    github.service.inject({ kind: 'drop', path: /info\/refs/, times: 9 })
    const { canWrite } = await examine(github)
    expect(canWrite).toMatchObject({ kind: 'lost' })
    expect(JSON.stringify(canWrite)).not.toContain(RUN)
  })
})

describe('workflows', () => {
  it('are read from the default branch and from the base, each in one request', async () => {
    const { workflows, fix } = await examine(github)
    expect(workflows).toMatchObject({
      kind: 'given',
      value: {
        branch: 'main',
        unread: [],
        files: [
          { path: '.github/workflows/error-autofix.yml', problem: undefined },
          { path: '.github/workflows/error-triage.yml', problem: undefined }
        ]
      }
    })
    expect(fix?.workflows).toMatchObject({
      value: {
        branch: 'develop',
        files: [
          { path: '.github/workflows/broken.yml', problem: expect.stringMatching(/./), events: [] },
          { path: '.github/workflows/ci.yml' },
          {},
          {}
        ]
      }
    })
    const folders = github.service.requests.filter(({ body }) => body.includes('refs/heads/'))
    expect(folders.map(({ path }) => path)).toEqual(['/graphql', '/graphql'])
  })

  it('that are too large or too many are named and not read', async () => {
    const many = Array.from({ length: 55 }, (_, index) => [
      `.github/workflows/w${String(index).padStart(2, '0')}.yml`,
      'on: push\njobs: {}\n'
    ])
    await github.seedFiles(
      { ...Object.fromEntries(many), '.github/workflows/a-large.yml': `# ${'x'.repeat(100_000)}\n` },
      { branch: 'many' }
    )
    const { fix } = await examine(github, {
      fixes: { base: 'many', branch: '{ticket}/{fingerprint}', project: 'PPL' }
    })
    const folder = fix?.workflows.kind === 'given' ? fix.workflows.value : undefined
    expect(folder?.unread).toContain('.github/workflows/a-large.yml')
    expect(folder?.unread).toContain('.github/workflows/w54.yml')
    expect((folder?.files.length ?? 0) + (folder?.unread.length ?? 0)).toBe(56)
    expect(folder?.files).toHaveLength(49)
  })

  it('that are switched off are told to those who may read Actions', async () => {
    github.disabledWorkflows.add('.github/workflows/error-triage.yml')
    expect((await examine(github)).disabledWorkflows).toEqual({
      kind: 'given',
      value: ['.github/workflows/error-triage.yml']
    })
    expect((await examine(github, { token: BARE })).disabledWorkflows).toMatchObject({
      kind: 'refused',
      status: 403
    })
  })

  it('are refused to a token without contents, with the permission that it lacks', async () => {
    const { workflows } = await examine(github, { token: BARE })
    expect(workflows).toMatchObject({
      kind: 'refused',
      status: 403,
      why: expect.stringContaining('workflows of main')
    })
  })
})

describe('CODEOWNERS', () => {
  it('is told with its teams and with the errors that GitHub finds', async () => {
    expect((await examine(github)).codeOwners).toEqual({
      kind: 'given',
      value: {
        path: '.github/CODEOWNERS',
        teams: ['@acme/platform'],
        errors: [{ line: 2, kind: 'Invalid owner', suggestion: undefined }]
      }
    })
  })

  it('is read without errors where the server does not look for them', async () => {
    github.service.inject({ kind: 'reply', path: /codeowners\/errors/, reply: { status: 404, body: {} } })
    expect((await examine(github)).codeOwners).toMatchObject({ kind: 'given', value: { errors: [] } })
  })
})

describe('an examination', () => {
  it('only reads', async () => {
    const before = await github.refs()
    await examine(github)
    const writes = github.service.requests.filter(
      ({ method, path, body }) =>
        method !== 'GET' && !(path === '/graphql' && /^\{"query":"query /.test(body))
    )
    expect(writes).toEqual([])
    expect(await github.refs()).toEqual(before)
  })

  it('asks nothing about fixes where nothing is fixed', async () => {
    const { fix, app } = await examine(github, { fixes: undefined })
    expect([fix, app]).toEqual([undefined, undefined])
    expect(requests().filter((each) => each.includes('/rules/'))).toEqual([])
    expect(requests().length).toBeLessThanOrEqual(8)
  })

  it('goes on where a server does not know an endpoint', async () => {
    github.service.inject({
      kind: 'reply',
      path: /rules\/branches/,
      times: 2,
      reply: { status: 404, body: {} }
    })
    const { fix, repository } = await examine(github)
    expect([fix?.branchRules.kind, fix?.baseRules.kind]).toEqual(['refused', 'refused'])
    expect(repository.kind).toBe('given')
  })

  it('hides nothing else when one reply makes no sense', async () => {
    github.service.inject({ kind: 'reply', path: /matching-refs/, reply: { status: 200, body: 'no list' } })
    github.service.inject({ kind: 'reply', path: /rules\/branches/, reply: { status: 200, body: { a: 1 } } })
    const { fix, workflows } = await examine(github)
    expect([fix?.branchRules.kind, fix?.baseRules.kind].sort()).toEqual(['given', 'lost'])
    expect(workflows.kind).toBe('given')
  })
})
