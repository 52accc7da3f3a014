import { execFileSync } from 'node:child_process'
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { AUTOFIX, AUTOFIX_LOGIN, ONLOOKER, PUBLISHERS, TRUSTED } from './publishing.js'
import { PLACE, stage } from './stage.js'

const { github, octokit, ask } = stage({ tokens: PUBLISHERS })

const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) {
    clientMutationId
    commit { oid url message author { name email } signature { isValid state wasSignedByGitHub } }
    ref { name prefix target { oid } }
  }
}`

const WORKFLOW = '.github/workflows/ci.yml'

interface Committed {
  readonly createCommitOnBranch: {
    readonly clientMutationId: string | null
    readonly commit: { readonly oid: string; readonly url: string; readonly message: string }
    readonly ref: { readonly name: string }
  }
}

interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: { data?: unknown; errors?: readonly { type?: string; message: string; path?: unknown }[] }
}

async function post(query: string, variables: object = {}, token = AUTOFIX): Promise<Reply> {
  const reply = await ask('/graphql', {
    method: 'POST',
    body: JSON.stringify({ query, variables }),
    headers: { authorization: token === '' ? '' : `bearer ${token}` }
  })
  return reply as Reply
}

let branches = 0
let branch = ''
let head = ''

beforeAll(async () => {
  head = await github.seedFiles({
    'src/cart.ts': 'export const total = 1\n',
    'src/old.ts': 'old\n',
    'run.sh': { content: '#!/bin/sh\n', mode: '100755' },
    [WORKFLOW]: 'on: push\n'
  })
})

beforeEach(async () => {
  branches += 1
  branch = `PPL-${branches}/datadog-autofix`
  await github.addBranch(branch)
})

const encode = (text: string): string => Buffer.from(text).toString('base64')

function input(changes: object = {}): { input: object } {
  return {
    input: {
      branch: { repositoryNameWithOwner: 'acme/shop', branchName: branch },
      expectedHeadOid: head,
      message: { headline: 'fix: total' },
      fileChanges: { additions: [{ path: 'src/cart.ts', contents: encode('fixed\n') }] },
      ...changes
    }
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: github.gitDir, encoding: 'utf8' }).trim()
}

describe('a commit on a branch', () => {
  it('is the real commit of the App, signed by GitHub', async () => {
    const changes = {
      clientMutationId: 'one',
      message: { headline: 'fix: total', body: 'Ticket: PPL-1' },
      fileChanges: {
        additions: [
          { path: 'src/cart.ts', contents: encode('fixed\n') },
          { path: 'src/deep/new.ts', contents: Buffer.from([0, 255]).toString('base64') },
          { path: 'run.sh', contents: encode('#!/bin/bash\n') }
        ],
        deletions: [{ path: 'src/old.ts' }]
      }
    }
    const { createCommitOnBranch: made } = await octokit(AUTOFIX).graphql<Committed>(COMMIT, input(changes))
    const { oid } = made.commit
    expect(made).toEqual({
      clientMutationId: 'one',
      commit: {
        oid,
        url: `https://github.com/acme/shop/commit/${oid}`,
        message: 'fix: total\n\nTicket: PPL-1',
        author: { name: AUTOFIX_LOGIN, email: expect.stringMatching(/^\d+\+acme-autofix\[bot\]@users/) },
        signature: { isValid: true, state: 'VALID', wasSignedByGitHub: true }
      },
      ref: { name: branch, prefix: 'refs/heads/', target: { oid } }
    })
    expect(await github.head(branch)).toBe(oid)
    expect(git('rev-parse', `${oid}^`)).toBe(head)
    expect(git('ls-tree', '-r', '--format=%(objectmode) %(path)', oid).split('\n')).toEqual([
      ...[`100644 ${WORKFLOW}`, '100755 run.sh', '100644 src/cart.ts', '100644 src/deep/new.ts']
    ])
    expect(git('show', `${oid}:src/cart.ts`)).toBe('fixed')
    const rest = await octokit(AUTOFIX).rest.repos.getCommit({ ...PLACE, ref: oid })
    expect(rest.data).toMatchObject({
      author: { login: AUTOFIX_LOGIN },
      commit: { verification: { verified: true, reason: 'valid' } }
    })
  })

  it('takes the id of the ref as well as its name', async () => {
    const found = await octokit(AUTOFIX).graphql<{ repository: { ref: { id: string } } }>(
      'query ($ref: String!) { repository(owner: "acme", name: "shop") { ref(qualifiedName: $ref) { id } } }',
      { ref: `refs/heads/${branch}` }
    )
    const reply = await post(COMMIT, input({ branch: { id: found.repository.ref.id } }))
    expect(reply.body.errors).toBeUndefined()
    expect(await github.head(branch)).not.toBe(head)
  })

  it('is made once where two expect the same head', async () => {
    const replies = await Promise.all([1, 2, 3].map(async () => await post(COMMIT, input())))
    const errors = replies.flatMap((each) => each.body.errors ?? [])
    expect(errors.map((each) => each.type)).toEqual(['STALE_DATA', 'STALE_DATA'])
    expect(git('rev-list', '--count', `${head}..${branch}`)).toBe('1')
  })

  it.each<[string, object, string, RegExp]>([
    [
      'a head that moved on',
      { expectedHeadOid: 'a'.repeat(40) },
      'STALE_DATA',
      /^Expected branch to point to "a{40}" but it did not\. {2}Pull and try again\.$/
    ],
    [
      'a branch that is not there',
      { branch: { repositoryNameWithOwner: 'acme/shop', branchName: 'nope' } },
      'NOT_FOUND',
      /refs\/heads\/nope/
    ],
    [
      'a repository that is not there',
      { branch: { repositoryNameWithOwner: 'acme/nope', branchName: 'main' } },
      'NOT_FOUND',
      /Could not resolve to a Repository with the name 'acme\/nope'/
    ],
    [
      'the deletion of what is not there',
      { fileChanges: { deletions: [{ path: 'src/nope.ts' }] } },
      'UNPROCESSABLE',
      /^A path was requested for deletion which does not exist as of commit oid/
    ],
    [
      'a path that is there twice',
      {
        fileChanges: {
          additions: [{ path: 'src/old.ts', contents: '' }],
          deletions: [{ path: 'src/old.ts' }]
        }
      },
      'UNPROCESSABLE',
      /unique/
    ],
    [
      'base64 with line breaks',
      { fileChanges: { additions: [{ path: 'x', contents: 'YQ\n==' }] } },
      'UNPROCESSABLE',
      /not valid Base64/
    ],
    [
      'a path upwards',
      { fileChanges: { additions: [{ path: '../x', contents: '' }] } },
      'UNPROCESSABLE',
      /malformed/
    ],
    [
      'a changed workflow',
      { fileChanges: { additions: [{ path: WORKFLOW, contents: '' }] } },
      'FORBIDDEN',
      /^Resource not accessible by integration$/
    ],
    [
      'a removed workflow',
      { fileChanges: { deletions: [{ path: WORKFLOW }] } },
      'FORBIDDEN',
      /^Resource not accessible by integration$/
    ]
  ])('is refused with status 200 for %s, and changes nothing', async (_, changes, type, message) => {
    const reply = await post(COMMIT, input(changes))
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({
      data: { createCommitOnBranch: null },
      errors: [expect.objectContaining({ type, path: ['createCommitOnBranch'] })]
    })
    expect(reply.body.errors?.[0]?.message).toMatch(message)
    expect(await github.head(branch)).toBe(head)
  })

  it('changes workflows with the permission for them', async () => {
    const changes = {
      fileChanges: { additions: [{ path: WORKFLOW, contents: encode('on: pull_request\n') }] }
    }
    expect((await post(COMMIT, input(changes), TRUSTED)).body.errors).toBeUndefined()
    expect(git('show', `${branch}:${WORKFLOW}`)).toBe('on: pull_request')
  })

  it('takes a token that may write', async () => {
    const { body } = await post(COMMIT, input(), ONLOOKER)
    expect(body.errors).toMatchObject([
      { type: 'FORBIDDEN', message: 'Resource not accessible by integration' }
    ])
    expect(await github.head(branch)).toBe(head)
  })

  it('has a limit of its size', async () => {
    const contents = 'A'.repeat(46 * 1024 * 1024)
    const reply = await post(COMMIT, input({ fileChanges: { additions: [{ path: 'x', contents }] } }))
    expect(reply.status).toBe(413)
    expect(await github.head(branch)).toBe(head)
  })

  it('can fail like any other path', async () => {
    github.service.inject({ kind: 'lose-reply', path: /^\/graphql/ })
    await expect(post(COMMIT, input())).rejects.toThrow()
    expect(await github.head(branch)).not.toBe(head)
  })
})
