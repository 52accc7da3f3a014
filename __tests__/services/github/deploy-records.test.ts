import { afterEach, describe, expect, it } from '@jest/globals'
import { git } from '../../adapters/git/checkout.js'
import { CODER, HISTORIAN, HISTORY_TOKENS, STRANGER } from './history-stage.js'
import { NOW, PLACE, stage } from './stage.js'

const { github, octokit } = stage({ tokens: HISTORY_TOKENS })

afterEach(() => {
  github.deploys.deployments.length = 0
  github.deploys.releases.length = 0
})

const QUERY = `query ($owner: String!, $repo: String!, $first: Int, $after: String) {
  repository(owner: $owner, name: $repo) {
    deployments(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { commitOid environment task payload createdAt ref { name prefix } statuses(first: 9) { nodes { state createdAt } } }
    }
  }
}`
const RELEASES = `query ($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) {
    releases(first: 9, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { tagName isDraft publishedAt tagCommit { oid } } }
  }
}`

const ask = async (query: string, more: object = {}, token = HISTORIAN): Promise<unknown> =>
  await octokit(token).graphql(query, { ...PLACE, ...more })

describe('deployments', () => {
  it('come page by page, the newest first, with their statuses', async () => {
    const sha = await github.seedFiles({ a: '1' })
    await git(github.gitDir, 'tag', 'v2', sha)
    github.deploys.deployments.push(
      { commit: sha, createdAt: NOW - 2000, statuses: [], payload: '{"service":"shop"}', task: 'ship' },
      {
        commit: sha,
        ref: 'refs/tags/v2',
        environment: 'staging',
        createdAt: NOW,
        statuses: [
          { state: 'QUEUED', at: NOW },
          { state: 'SUCCESS', at: NOW + 1000 }
        ]
      }
    )
    const first = await ask(QUERY, { first: 1 })
    expect(first).toEqual({
      repository: {
        deployments: {
          totalCount: 2,
          pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
          nodes: [
            {
              ...{ commitOid: sha, environment: 'staging', task: 'deploy', payload: '{}' },
              createdAt: '2026-03-02T10:00:00Z',
              ref: { name: 'v2', prefix: 'refs/tags/' },
              statuses: {
                nodes: [
                  { state: 'SUCCESS', createdAt: '2026-03-02T10:00:01Z' },
                  { state: 'QUEUED', createdAt: '2026-03-02T10:00:00Z' }
                ]
              }
            }
          ]
        }
      }
    })
    const after = /"endCursor":"([^"]+)"/.exec(JSON.stringify(first))?.[1]
    expect(await ask(QUERY, { first: 1, after })).toMatchObject({
      repository: {
        deployments: {
          pageInfo: { hasNextPage: false },
          nodes: [{ environment: 'production', task: 'ship', payload: '{"service":"shop"}', ref: null }]
        }
      }
    })
  })

  it.each([
    ['Deployments: read', { first: 1 }, CODER, { type: 'FORBIDDEN', path: ['repository', 'deployments'] }],
    ['a size', {}, HISTORIAN, { type: 'MISSING_PAGINATION_BOUNDARIES' }],
    ['a size up to a hundred', { first: 101 }, HISTORIAN, { type: 'EXCESSIVE_PAGINATION' }],
    ['a cursor of its own', { first: 1, after: 'x' }, HISTORIAN, { type: 'BAD_USER_INPUT' }]
  ])('take %s', async (_, more, token, error) => {
    await expect(ask(QUERY, more, token)).rejects.toMatchObject({ errors: [error] })
  })
})

describe('releases', () => {
  const both = { repository: { releases: { nodes: [{ tagName: 'v3' }, { tagName: 'v2' }] } } }

  it('are shown with the commit of their tag; drafts to those alone who may write', async () => {
    github.deploys.releases.push(
      { tag: 'v2', createdAt: NOW - 1000, publishedAt: NOW },
      { tag: 'v3', createdAt: NOW }
    )
    expect(await ask(RELEASES)).toMatchObject(both)
    const { repository } = (await ask(RELEASES, {}, CODER)) as typeof both
    expect(repository.releases.nodes).toEqual([
      {
        tagName: 'v2',
        isDraft: false,
        publishedAt: '2026-03-02T10:00:00Z',
        tagCommit: { oid: await github.head() }
      }
    ])
  })

  it('take Contents: read', async () => {
    await expect(ask(RELEASES, {}, STRANGER)).rejects.toMatchObject({ errors: [{ type: 'FORBIDDEN' }] })
  })
})
