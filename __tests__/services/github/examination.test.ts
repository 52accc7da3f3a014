import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { AUTOFIX, AUTOFIX_LOGIN, ONLOOKER, PUBLISHERS, RUN } from './publishing.js'
import { PLACE, refusal, stage } from './stage.js'

const HIDDEN = 'ghs_hidden'
const BLIND = 'ghs_blind'

const { github, octokit } = stage({
  tokens: [
    ...PUBLISHERS,
    {
      token: HIDDEN,
      login: 'acme-hidden[bot]',
      permissions: { metadata: 'read', variables: 'read' },
      isPrivateApp: true,
      installedOn: ['acme/other']
    },
    { token: BLIND, login: 'acme-blind[bot]', permissions: { metadata: 'read', actions: 'read' } }
  ]
})

const CI = '.github/workflows/ci.yml'

beforeAll(async () => {
  await github.seedFiles({ [CI]: 'on: push\n', '.github/workflows/logo.png': 'a\0b', README: '' })
  await github.addRepository('acme/other')
})

beforeEach(() => {
  github.rulesets.length = 0
  github.disabledWorkflows.clear()
})

describe('an App', () => {
  it('is told with what it is registered with, variables under the name of their own', async () => {
    const { data } = await octokit(RUN).rest.apps.getBySlug({ app_slug: 'acme-autofix' })
    expect(data?.permissions).toMatchObject({ contents: 'write', pull_requests: 'write', checks: 'read' })
    const own = await octokit(HIDDEN).rest.apps.getBySlug({ app_slug: 'acme-hidden' })
    expect(own.data?.permissions).toEqual({ metadata: 'read', actions_variables: 'read' })
  })

  it('that is private is told to itself alone, and one that is none to nobody', async () => {
    for (const app_slug of ['acme-hidden', 'jo', 'nobody']) {
      await expect(octokit(AUTOFIX).rest.apps.getBySlug({ app_slug })).rejects.toMatchObject(
        refusal(404, 'Not Found')
      )
    }
  })

  it('lists the repositories of its installation, in pages, and a person none', async () => {
    const list = async (token: string, page = 1): Promise<readonly string[]> => {
      const { data } = await octokit(token).rest.apps.listReposAccessibleToInstallation({ per_page: 1, page })
      return [String(data.total_count), ...data.repositories.map(({ full_name }) => full_name)]
    }
    expect(await list(AUTOFIX)).toEqual(['2', 'acme/shop'])
    expect(await list(AUTOFIX, 2)).toEqual(['2', 'acme/other'])
    expect(await list(HIDDEN)).toEqual(['1', 'acme/other'])
    await expect(list(ONLOOKER)).rejects.toMatchObject(refusal(403, 'installation access token'))
  })
})

describe('rulesets', () => {
  it('are told by branch, and each caller what it may bypass', async () => {
    github.rulesets.push({
      id: 3,
      appliesTo: (branch) => branch.startsWith('a/'),
      rules: [{ type: 'creation' }, { type: 'required_signatures' }],
      bypass: [AUTOFIX_LOGIN]
    })
    const rules = async (branch: string): Promise<readonly string[]> =>
      (await octokit(RUN).rest.repos.getBranchRules({ ...PLACE, branch })).data.map(({ type }) => type)
    expect(await rules('a/b')).toEqual(['creation', 'required_signatures'])
    expect(await rules('main')).toEqual([])
    const bypass = async (token: string): Promise<unknown> =>
      (await octokit(token).rest.repos.getRepoRuleset({ ...PLACE, ruleset_id: 3 })).data
        .current_user_can_bypass
    expect([await bypass(AUTOFIX), await bypass(RUN)]).toEqual(['always', 'never'])
    await expect(octokit(RUN).rest.repos.getRepoRuleset({ ...PLACE, ruleset_id: 4 })).rejects.toMatchObject(
      refusal(404, 'Not Found')
    )
  })
})

describe('workflows', () => {
  it('are listed with those that are switched off, to those who may read Actions', async () => {
    github.disabledWorkflows.add(CI)
    const { data } = await octokit(BLIND).rest.actions.listRepoWorkflows(PLACE)
    expect(data.workflows).toMatchObject([{ path: CI, state: 'disabled_manually' }])
    await expect(octokit(AUTOFIX).rest.actions.listRepoWorkflows(PLACE)).rejects.toMatchObject(
      refusal(403, 'not accessible')
    )
  })
})

describe('a folder by GraphQL', () => {
  const query = `query ($at: String!) { repository(owner: "acme", name: "shop") { object(expression: $at) {
    __typename ... on Tree { entries { name type object { ... on Blob { byteSize isBinary text } } } } } } }`
  const look = async (token: string, at: string): Promise<unknown> => octokit(token).graphql(query, { at })

  it('comes with the text of each file; what is binary has none', async () => {
    const files = [
      { name: 'ci.yml', type: 'blob', object: { byteSize: 9, isBinary: false, text: 'on: push\n' } },
      { name: 'logo.png', type: 'blob', object: { byteSize: 3, isBinary: true, text: null } }
    ]
    expect(await look(AUTOFIX, 'HEAD:.github/workflows')).toEqual({
      repository: { object: { __typename: 'Tree', entries: files } }
    })
    expect(await look(AUTOFIX, 'refs/heads/main')).toEqual({
      repository: { object: { __typename: 'Commit' } }
    })
    expect(await look(AUTOFIX, 'HEAD:nowhere')).toEqual({ repository: { object: null } })
  })

  it('is refused to a token without contents', async () => {
    await expect(look(BLIND, 'HEAD:.github/workflows')).rejects.toThrow(
      'Resource not accessible by integration'
    )
  })
})

describe('the first step of a push', () => {
  const offer = async (token: string): Promise<{ status: number; type: string | null }> => {
    const authorization = `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`
    const url = `${github.serverUrl}/acme/shop.git/info/refs?service=git-receive-pack`
    const { status, headers } = await fetch(url, { headers: { authorization } })
    return { status, type: headers.get('content-type') }
  }

  it('is taken from those who may write contents alone', async () => {
    expect(await offer(AUTOFIX)).toEqual({
      status: 200,
      type: 'application/x-git-receive-pack-advertisement'
    })
    expect(await offer(ONLOOKER)).toMatchObject({ status: 403 })
    expect(await offer(BLIND)).toMatchObject({ status: 404 })
    expect(await offer('ghs_wrong')).toMatchObject({ status: 401 })
  })
})
