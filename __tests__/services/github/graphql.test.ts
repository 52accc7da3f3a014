import { beforeAll, describe, expect, it } from '@jest/globals'
import { AUTOFIX, AUTOFIX_LOGIN, PUBLISHERS } from './publishing.js'
import { NOW, stage } from './stage.js'

let now = NOW
const { github, octokit, ask } = stage({ tokens: PUBLISHERS, now: () => now })

interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: { data?: unknown; errors?: readonly { type?: string; message: string }[] }
}

async function post(query: string, variables: object = {}, token = AUTOFIX): Promise<Reply> {
  const reply = await ask('/graphql', {
    method: 'POST',
    body: JSON.stringify({ query, variables }),
    headers: { authorization: token === '' ? '' : `bearer ${token}` }
  })
  return reply as Reply
}

const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`

let head = ''

beforeAll(async () => {
  head = await github.seedFiles({ a: '1' })
})

describe('queries', () => {
  it('say who asks, and where a branch is', async () => {
    const data = await octokit(AUTOFIX).graphql(
      `{ viewer { login } repository(owner: "acme", name: "shop") {
        nameWithOwner defaultBranchRef { name } ref(qualifiedName: "main") { target { oid } }
        missing: ref(qualifiedName: "refs/heads/nope") { id } } }`
    )
    expect(data).toEqual({
      viewer: { login: AUTOFIX_LOGIN },
      repository: {
        nameWithOwner: 'acme/shop',
        defaultBranchRef: { name: 'main' },
        ref: { target: { oid: head } },
        missing: null
      }
    })
  })

  it.each([
    ['no syntax', '{ viewer', /Syntax Error/],
    [
      'fields that the schema lacks',
      '{ viewer { nickname } }',
      /Cannot query field "nickname" on type "User"/
    ],
    ['no text', '', /Syntax Error/]
  ])('are refused with %s', async (_, query, message) => {
    const reply = await post(query)
    expect(reply.status).toBe(200)
    expect(reply.body.data).toBeUndefined()
    expect(reply.body.errors?.[0]?.message).toMatch(message)
  })

  it('are refused with variables that do not fit', async () => {
    const reply = await post(COMMIT, { input: { message: {} } })
    expect(reply.body.data).toBeUndefined()
    expect(reply.body.errors?.map((each) => each.message).join('\n')).toMatch(/expectedHeadOid/)
  })
})

describe('access to GraphQL', () => {
  it('takes credentials that somebody knows', async () => {
    expect(await post('{ viewer { login } }', {}, '')).toMatchObject({
      status: 401,
      body: { message: 'This endpoint requires you to be authenticated.' }
    })
    expect(await post('{ viewer { login } }', {}, 'nope')).toMatchObject({
      status: 401,
      body: { message: 'Bad credentials' }
    })
  })

  it('has an allowance of its own, and says with status 200 that it is used up', async () => {
    const core = await ask('/repos/acme/shop', { headers: { authorization: `bearer ${AUTOFIX}` } })
    const reply = await post('{ viewer { login } }')
    expect(reply.headers.get('x-ratelimit-resource')).toBe('graphql')
    expect(core.headers.get('x-ratelimit-resource')).toBe('core')
    github.exhaustRateLimit(AUTOFIX_LOGIN, 'graphql')
    const late = await post('{ viewer { login } }')
    expect(late).toMatchObject({ status: 200, body: { errors: [{ type: 'RATE_LIMITED' }] } })
    expect(late.headers.get('x-ratelimit-remaining')).toBe('0')
    expect(await ask('/repos/acme/shop', { headers: { authorization: `bearer ${AUTOFIX}` } })).toMatchObject({
      status: 200
    })
    now += 3_600_000
    expect((await post('{ viewer { login } }')).body.errors).toBeUndefined()
  })
})
