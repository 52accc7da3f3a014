import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { getOctokit } from '@actions/github'
import { createGitLedger } from '../../../src/adapters/github/git-ledger.js'
import { emptyLedger } from '../../../src/flow/fix/ledger.js'
import { NOW, PLACE, stage } from '../../services/github/stage.js'
import { APP, APP_LOGIN, DOCTOR_TOKENS, examine, NARROWED, REGISTERED, RUN } from './examine-stage.js'
import { settableClock, sourceFor } from './fixtures.js'

const { github } = stage({ tokens: DOCTOR_TOKENS })

beforeAll(async () => {
  await github.seedFiles({ 'src/a.ts': 'one\n' })
  await github.addBranch('develop')
})

beforeEach(() => github.service.clearLog())
afterEach(() => {
  github.service.clearFaults()
  github.rulesets.length = 0
})

describe('the App', () => {
  it('is told with its login, what it is registered with, and what its token may', async () => {
    github.variables.set('AUTOFIX_ENABLED', 'true')
    const { app } = await examine(github, { appToken: APP })
    expect(app).toEqual({
      login: { kind: 'given', value: APP_LOGIN },
      registered: { kind: 'given', value: new Map(Object.entries(REGISTERED)) },
      reach: { kind: 'given', value: { seesRepository: true, count: 1 } },
      canWrite: { kind: 'given', value: true },
      pulls: { kind: 'given', value: [] },
      checks: { kind: 'given', value: 0 },
      ownChecks: { kind: 'given', value: undefined },
      variable: { kind: 'given', value: { known: true, value: 'true' } }
    })
  })

  it('is asked about one permission after the other when its token was narrowed', async () => {
    const { app } = await examine(github, { appToken: NARROWED })
    expect(app).toMatchObject({
      canWrite: { kind: 'given', value: false },
      pulls: { kind: 'refused', status: 403, why: expect.stringContaining('"app-token"') },
      checks: { kind: 'refused', status: 403 },
      ownChecks: { kind: 'refused' },
      variable: { kind: 'given', value: { known: false } }
    })
  })

  it('is refused as a whole when its token has expired', async () => {
    const { app, repository } = await examine(github, { appToken: 'ghs_expired' })
    expect(app?.login).toMatchObject({
      kind: 'refused',
      status: 401,
      why: expect.stringContaining('"app-token"')
    })
    expect(app?.registered).toEqual(app?.login)
    expect(repository.kind).toBe('given')
  })

  it('is told with every repository that its token reaches', async () => {
    for (let index = 0; index < 101; index += 1) await github.addRepository(`acme/other-${index}`)
    const { app } = await examine(github, { appToken: APP })
    expect(app?.reach).toEqual({ kind: 'given', value: { seesRepository: true, count: 102 } })
    const onTheNextPage = await examine(github, { appToken: APP, repo: 'other-100' })
    expect(onTheNextPage.app?.reach).toMatchObject({ value: { seesRepository: true, count: 102 } })
    const nowhere = await examine(github, { appToken: APP, repo: 'nowhere' })
    expect(nowhere.app?.reach).toMatchObject({ value: { seesRepository: false, count: 102 } })
  })

  it('is told by the checks of its newest pull request', async () => {
    const { rest } = getOctokit(APP, { baseUrl: github.url })
    const files = { 'src/a.ts': 'two\n' }
    await github.addBranch('fix')
    const head = await github.seedFiles(files, { branch: 'fix' })
    const pull = { ...PLACE, title: 'Fix', head: 'fix', base: 'develop', draft: true }
    const { number } = (await rest.pulls.create(pull)).data
    github.service.clearLog()
    const { app } = await examine(github, { appToken: APP })
    expect(app?.ownChecks).toEqual({ kind: 'given', value: { pullRequest: number, count: 1 } })
    expect(app?.pulls).toMatchObject({ value: [{ number, author: APP_LOGIN, draft: true }] })
    const asked = github.service.requests.map(({ path }) => path)
    expect(asked).toContain(`/repos/acme/shop/commits/${head}/check-runs?per_page=1`)
  })

  it('is looked at by reading alone', async () => {
    await examine(github, { appToken: APP })
    const writes = github.service.requests.filter(
      ({ method, path, body }) =>
        method !== 'GET' && !(path === '/graphql' && /^\{"query":"query /.test(body))
    )
    expect(writes).toEqual([])
  })
})

describe('rulesets', () => {
  const onFixes = (branch: string): boolean => branch.includes('datadog-autofix-')

  it('are told for a branch that does not exist yet, with who may bypass them', async () => {
    const pattern = { operator: 'starts_with', pattern: 'feature/' }
    github.rulesets.push(
      { id: 7, appliesTo: onFixes, rules: [{ type: 'branch_name_pattern', parameters: pattern }] },
      { id: 8, appliesTo: onFixes, rules: [{ type: 'creation' }], bypass: [APP_LOGIN], organization: 'acme' }
    )
    const { fix } = await examine(github, { appToken: APP })
    expect(fix?.sampleBranch).toBe('PPL-1/datadog-autofix-01234567')
    expect(fix?.branchRules).toEqual({
      kind: 'given',
      value: [
        {
          ...{ type: 'branch_name_pattern', source: 'acme/shop', ruleset: 7, names: [] },
          pattern: { ...pattern, negate: false }
        },
        { type: 'creation', source: 'acme', ruleset: 8, pattern: undefined, names: [] }
      ]
    })
    expect(fix?.bypass).toEqual(
      new Map([
        [7, false],
        [8, true]
      ])
    )
    expect(fix?.baseRules).toEqual({ kind: 'given', value: [] })
  })

  it('are told without who may bypass them when there is no App token', async () => {
    github.rulesets.push({ id: 7, appliesTo: onFixes, rules: [{ type: 'creation' }] })
    const { fix } = await examine(github, { token: RUN })
    expect(fix?.bypass).toEqual(new Map())
    expect(github.service.requests.filter(({ path }) => path.includes('/rulesets/'))).toEqual([])
  })
})

describe('the base and the ledger', () => {
  it('are told, or that there is no such branch', async () => {
    expect((await examine(github)).fix?.baseExists).toEqual({ kind: 'given', value: true })
    const fixes = { base: 'nowhere', branch: '{ticket}-{fingerprint}', project: 'PPL' }
    const { fix, codeOwners } = await examine(github, { fixes })
    expect(fix?.baseExists).toEqual({ kind: 'given', value: false })
    expect(fix?.workflows).toMatchObject({ kind: 'given', value: { files: [] } })
    expect(codeOwners).toMatchObject({ kind: 'given', value: { path: undefined } })
  })

  it('are empty at first, and then what the ledger holds, with the refs that it takes', async () => {
    expect((await examine(github)).fix?.ledger).toEqual({ kind: 'given', value: emptyLedger })
    const clock = settableClock()
    const book = createGitLedger({
      ...{ octokit: sourceFor(github.url, { token: RUN }), ...PLACE, clock, random: () => 0 }
    })
    await book.change((ledger) => ({ result: undefined, ledger }))
    const { fix, stateRefs, now } = await examine(github)
    expect(fix?.ledger.kind).toBe('given')
    expect(stateRefs).toEqual({ kind: 'given', value: 1 })
    expect(now).toBe(NOW)
  })
})
