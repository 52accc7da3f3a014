import { beforeAll, describe, expect, it } from '@jest/globals'
import { PLACE, refusal, stage, type Octokit } from './stage.js'

type Commit = Awaited<ReturnType<Octokit['rest']['git']['getCommit']>>

const { github, octokit } = stage()

let first = ''
let second = ''
/** A commit beside `second`: neither comes before the other. */
let sibling = ''

beforeAll(async () => {
  first = await github.seedFiles({ a: '1' })
  second = await github.seedFiles({ a: '2' })
  const { data } = await octokit().rest.git.getCommit({ ...PLACE, commit_sha: second })
  const made = await octokit().rest.git.createCommit({
    ...PLACE,
    message: 'beside',
    tree: data.tree.sha,
    parents: [first]
  })
  sibling = made.data.sha
})

async function create(ref: string, sha = first): Promise<number> {
  return (await octokit().rest.git.createRef({ ...PLACE, ref, sha })).status
}

async function update(ref: string, sha: string, force = false): Promise<number> {
  return (await octokit().rest.git.updateRef({ ...PLACE, ref, sha, force })).status
}

async function target(ref: string): Promise<string> {
  return (await octokit().rest.git.getRef({ ...PLACE, ref })).data.object.sha
}

describe('creating a ref', () => {
  it('works in a namespace that no branch list shows', async () => {
    await create('refs/datadog-autofix/claims/x')
    expect(await target('datadog-autofix/claims/x')).toBe(first)
    expect(await github.refs()).toContainEqual({
      ref: 'refs/datadog-autofix/claims/x',
      sha: first,
      type: 'commit'
    })
  })

  it('lets exactly one of many parallel callers win', async () => {
    const tries = await Promise.allSettled(
      Array.from(
        { length: 12 },
        async (_, index) => await create('refs/datadog-autofix/race', index % 2 ? first : second)
      )
    )
    const lost = tries.filter((each) => each.status === 'rejected')
    expect(tries.length - lost.length).toBe(1)
    for (const each of lost) expect(each.reason).toMatchObject(refusal(422, 'Reference already exists'))
  })

  it.each([
    ['refs/heads/a..b', 'refs/heads/a..b is not a valid ref name.'],
    ['refs/heads/a b', 'refs/heads/a b is not a valid ref name.'],
    ['refs/heads/x.lock', 'is not a valid ref name.'],
    ['refs/heads/-o:x', 'is not a valid ref name.'],
    ['refs/heads', 'Reference name must contain at least three slash-separated components.'],
    ['heads/main/x', "Reference name must start with 'refs/'"],
    ['refs/heads/main/below', 'Reference update failed'],
    ['refs/pull/1/head', 'Reference cannot be created']
  ])('refuses %s', async (ref, message) => {
    await expect(create(ref)).rejects.toMatchObject(refusal(422, message))
  })

  it('refuses a sha that is none, and one that names nothing', async () => {
    await expect(create('refs/heads/x', 'main')).rejects.toMatchObject(
      refusal(422, 'must be exactly 40 characters')
    )
    await expect(create('refs/heads/x', 'a'.repeat(40))).rejects.toMatchObject(
      refusal(422, 'Object does not exist')
    )
  })

  it('refuses to point a branch at a blob, which another namespace takes', async () => {
    const { data } = await octokit().rest.git.createBlob({ ...PLACE, content: 'x' })
    await expect(create('refs/heads/blob', data.sha)).rejects.toMatchObject(
      refusal(422, 'Reference update failed')
    )
    expect(await create('refs/datadog-autofix/blob', data.sha)).toBe(201)
  })
})

describe('moving a ref', () => {
  it('goes forward, and sideways only by force', async () => {
    await create('refs/heads/move')
    await update('heads/move', second)
    await expect(update('heads/move', sibling)).rejects.toMatchObject(
      refusal(422, 'Update is not a fast forward')
    )
    await expect(update('heads/move', first)).rejects.toMatchObject(
      refusal(422, 'Update is not a fast forward')
    )
    expect(await target('heads/move')).toBe(second)
    await update('heads/move', sibling, true)
    expect(await target('heads/move')).toBe(sibling)
  })

  it('lets one of many competing appends win each round, so that none is lost', async () => {
    const { data } = await octokit().rest.git.getCommit({ ...PLACE, commit_sha: first })
    await create('refs/datadog-autofix/ledger')
    const append = async (name: string): Promise<number> => {
      for (let tries = 1; ; tries += 1) {
        const parent = await target('datadog-autofix/ledger')
        const made = await octokit().rest.git.createCommit({
          ...PLACE,
          message: name,
          tree: data.tree.sha,
          parents: [parent]
        })
        try {
          await update('datadog-autofix/ledger', made.data.sha)
          return tries
        } catch (error) {
          expect(error).toMatchObject(refusal(422, 'Update is not a fast forward'))
        }
      }
    }
    const tries = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(append))
    expect(Math.max(...tries)).toBeGreaterThan(1)
    const messages: string[] = []
    for (
      let sha: string | undefined = await target('datadog-autofix/ledger');
      sha !== undefined && sha !== first;
    ) {
      const commit: Commit = await octokit().rest.git.getCommit({ ...PLACE, commit_sha: sha })
      messages.push(commit.data.message)
      sha = commit.data.parents[0]?.sha
    }
    expect(messages.sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('refuses a ref that is not there', async () => {
    await expect(update('heads/nope', first)).rejects.toMatchObject(refusal(422, 'Reference does not exist'))
  })
})

describe('reading and deleting refs', () => {
  it('finds one ref by its whole name only', async () => {
    await create('refs/heads/feature-a')
    await expect(target('heads/feature')).rejects.toMatchObject(refusal(404, 'Not Found'))
  })

  it('lists refs by the beginning of their name', async () => {
    await create('refs/heads/feature-b')
    const list = async (ref: string): Promise<string[]> =>
      (await octokit().rest.git.listMatchingRefs({ ...PLACE, ref })).data.map((each) => each.ref)
    expect(await list('heads/feature')).toEqual(['refs/heads/feature-a', 'refs/heads/feature-b'])
    expect(await list('heads/zzz')).toEqual([])
    expect(await list('')).toContain('refs/heads/main')
  })

  it('deletes once', async () => {
    await create('refs/datadog-autofix/gone')
    const gone = { ...PLACE, ref: 'datadog-autofix/gone' }
    const tries = await Promise.allSettled(
      [1, 2, 3, 4].map(async () => await octokit().rest.git.deleteRef(gone))
    )
    const lost = tries.filter((each) => each.status === 'rejected')
    expect(lost).toHaveLength(3)
    for (const each of lost) expect(each.reason).toMatchObject(refusal(422, 'Reference does not exist'))
    await expect(octokit().rest.git.deleteRef({ ...PLACE, ref: 'heads/main' })).rejects.toMatchObject(
      refusal(422, 'Cannot delete the default branch')
    )
  })
})

describe('tags', () => {
  it('are objects of their own', async () => {
    const object = (await github.head()) ?? ''
    const made = await octokit().rest.git.createTag({
      ...PLACE,
      tag: 'v1',
      message: 'one',
      object,
      type: 'commit'
    })
    const { data } = await octokit().rest.git.getTag({ ...PLACE, tag_sha: made.data.sha })
    expect(data).toMatchObject({ tag: 'v1', message: 'one', object: { sha: object, type: 'commit' } })
    await octokit().rest.git.createRef({ ...PLACE, ref: 'refs/tags/v1', sha: data.sha })
    const commit = await octokit().rest.repos.getCommit({ ...PLACE, ref: 'v1' })
    expect(commit.data.sha).toBe(object)
    const wrong = { ...PLACE, tag: 'v2', message: 'two', object, type: 'tree' as const }
    await expect(octokit().rest.git.createTag(wrong)).rejects.toMatchObject(
      refusal(422, 'Object does not exist')
    )
  })
})
