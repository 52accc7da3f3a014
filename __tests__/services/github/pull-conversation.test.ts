import { describe, expect, it } from '@jest/globals'
import { AUTOFIX, AUTOFIX_LOGIN, ONLOOKER, TRUSTED } from './publishing.js'
import { pullStage } from './pull-stage.js'
import { PLACE, refusal } from './stage.js'

const { github, octokit, open } = pullStage()

describe('reviewers', () => {
  const request = async (number: number, more: object, token = TRUSTED): Promise<unknown> =>
    (await octokit(token).rest.pulls.requestReviewers({ ...PLACE, pull_number: number, ...more })).data

  it('are teams and people that the repository knows', async () => {
    const { number } = await open()
    expect(await request(number, { team_reviewers: ['checkout'], reviewers: ['jo'] })).toMatchObject({
      requested_teams: [{ slug: 'checkout' }],
      requested_reviewers: [{ login: 'jo' }]
    })
  })

  it.each<[string, object, string | undefined, string]>([
    [
      'a team that is not there',
      { team_reviewers: ['nope'] },
      TRUSTED,
      'is not a collaborator of the acme/shop'
    ],
    [
      'a person from outside',
      { reviewers: ['eve'] },
      TRUSTED,
      'Reviews may only be requested from collaborators'
    ],
    [
      'the author',
      { reviewers: [AUTOFIX_LOGIN] },
      TRUSTED,
      'Review cannot be requested from pull request author'
    ],
    [
      'a team that the token cannot see',
      { team_reviewers: ['web'] },
      AUTOFIX,
      'Could not resolve to a node with the global id'
    ]
  ])('are refused for %s', async (_, more, token, message) => {
    const { number } = await open()
    await expect(request(number, more, token)).rejects.toMatchObject(refusal(422, message))
    expect(await github.pullRequests.get(number)).toMatchObject({ teams: [], reviewers: [] })
  })
})

describe('labels', () => {
  const add = async (number: number, labels: string[], token = AUTOFIX): Promise<string[]> =>
    (await octokit(token).rest.issues.addLabels({ ...PLACE, issue_number: number, labels })).data.map(
      (each) => each.name
    )

  it('are made where the repository lacks them, and found in any case', async () => {
    const { number } = await open()
    expect(await add(number, ['datadog-autofix', 'needs review'])).toEqual([
      'datadog-autofix',
      'needs review'
    ])
    expect(await add(number, ['Datadog-Autofix'])).toEqual(['datadog-autofix', 'needs review'])
    expect(github.pullRequests.labels).toEqual(['datadog-autofix', 'needs review'])
    const { data } = await octokit(AUTOFIX).rest.pulls.get({ ...PLACE, pull_number: number })
    expect(data.labels.map((each) => each.name)).toEqual(['datadog-autofix', 'needs review'])
  })

  it('are refused past fifty characters, on nothing, and without a permission', async () => {
    const { number } = await open()
    await expect(add(number, ['x'.repeat(51)])).rejects.toMatchObject(refusal(422, 'name is too long'))
    expect(await add(number, ['x'.repeat(50)])).toHaveLength(1)
    await expect(add(9999, ['x'])).rejects.toMatchObject(refusal(404, 'Not Found'))
    await expect(add(number, ['x'], ONLOOKER)).rejects.toMatchObject({
      ...refusal(403, 'Resource not accessible by integration'),
      response: { headers: { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' } }
    })
  })

  it('find pull requests among the issues, for tokens that read issues', async () => {
    const one = await open()
    const two = await open({ base: 'main' })
    await add(one.number, ['a', 'b'])
    await add(two.number, ['b'])
    const list = async (more: object, token = TRUSTED): Promise<number[]> =>
      (await octokit(token).rest.issues.listForRepo({ ...PLACE, ...more })).data.map((each) => each.number)
    expect(await list({ labels: 'B' })).toEqual([two.number, one.number])
    expect(await list({ labels: 'a,b' })).toEqual([one.number])
    await github.pullRequests.close(one.number)
    expect(await list({ labels: 'b' })).toEqual([two.number])
    expect(await list({ labels: 'b', state: 'all' })).toEqual([two.number, one.number])
    // The permission for pull requests is none for issues.
    await expect(list({ labels: 'b' }, AUTOFIX)).rejects.toMatchObject({
      ...refusal(403, 'Resource not accessible by integration'),
      response: { headers: { 'x-accepted-github-permissions': 'issues=read' } }
    })
  })
})

describe('comments', () => {
  it('are written, listed and written anew', async () => {
    const { number } = await open()
    const { issues } = octokit(AUTOFIX).rest
    const at = { ...PLACE, issue_number: number }
    const made = await issues.createComment({ ...at, body: 'one' })
    await issues.createComment({ ...at, body: 'two' })
    await issues.updateComment({ ...PLACE, comment_id: made.data.id, body: 'uno' })
    const first = await issues.listComments({ ...at, per_page: 1 })
    expect(first.headers.link).toContain('rel="next"')
    const all = await octokit(AUTOFIX).paginate(issues.listComments, { ...at, per_page: 1 })
    expect(all.map((each) => [each.body, each.user?.login])).toEqual([
      ['uno', AUTOFIX_LOGIN],
      ['two', AUTOFIX_LOGIN]
    ])
    const long = issues.createComment({ ...at, body: 'x'.repeat(65_537) })
    await expect(long).rejects.toMatchObject(refusal(422, 'body is too long'))
    await expect(issues.updateComment({ ...PLACE, comment_id: 1, body: 'x' })).rejects.toMatchObject(
      refusal(404, 'Not Found')
    )
  })
})
