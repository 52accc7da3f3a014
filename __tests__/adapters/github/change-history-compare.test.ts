import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { createChangeHistory } from '../../../src/adapters/github/change-history.js'
import { changedLines } from '../../../src/adapters/github/patch-lines.js'
import { tagSeries, tagVersion } from '../../../src/adapters/github/tag-version.js'
import { git } from '../git/checkout.js'
import { addCommit, HISTORIAN, HISTORY_TOKENS, STRANGER } from '../../services/github/history-stage.js'
import { PLACE, stage } from '../../services/github/stage.js'
import { sourceFor } from './fixtures.js'

const { github, octokit } = stage({ tokens: HISTORY_TOKENS })

const TEXT = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`)
const HOSTILE = `Fix\u202e it \u001b[31m<img> ${'word '.repeat(100)}`
const GITHUB_MAIL = '42+ann@users.noreply.github.com'

let base = ''
let head = ''
let beside = ''

const add = (facts: Parameters<typeof addCommit>[2]) => addCommit(github, octokit(HISTORIAN), facts)

beforeAll(async () => {
  base = await github.seedFiles({ 'src/pay.ts': `${TEXT.join('\n')}\n`, 'src/old.ts': 'a\nb\nc\nd\n' })
  await git(github.gitDir, 'tag', 'v1.0.0', base)
  await add({
    message: 'Move it\n\nAt length',
    date: '2026-03-01T08:00:00Z',
    author: { name: 'Ann', email: GITHUB_MAIL },
    files: { 'src/old.ts': null, 'src/moved.ts': 'a\nb\nc\nd\n' }
  })
  const changed = [...TEXT.slice(0, 2), 'new 3', 'new 4', ...TEXT.slice(3, 20), ...TEXT.slice(21)]
  head = await add({
    message: `\n${HOSTILE}\nmore`,
    date: '2026-03-01T09:00:00Z',
    author: { name: 'Eve\u200b "the\tbold"', email: 'eve@example.com' },
    files: { 'src/pay.ts': `${changed.join('\n')}\n`, 'logo.png': '\u0000png' }
  })
  beside = await add({
    message: 'Beside',
    date: '2026-03-01T09:30:00Z',
    files: { 'beside.ts': 'x\n' },
    parent: base,
    branch: 'beside'
  })
})

afterEach(() => {
  github.service.clearFaults()
  github.service.clearLog()
})

const historyOf = (token = HISTORIAN) =>
  createChangeHistory({ octokit: sourceFor(github.url, { token }), ...PLACE })

describe('what changed', () => {
  it('is told by files with the changed lines of their new side, and by commits, oldest first', async () => {
    const found = await historyOf().compare('tags/v1.0.0', head)
    expect(found).toEqual({
      known: true,
      value: {
        base: 'tags/v1.0.0',
        head,
        url: `https://github.com/acme/shop/compare/tags/v1.0.0...${head}`,
        files: [
          { path: 'logo.png', previousPath: undefined, lines: [] },
          { path: 'src/moved.ts', previousPath: 'src/old.ts', lines: [] },
          { path: 'src/pay.ts', previousPath: undefined, lines: [3, 4] }
        ],
        commits: [
          {
            sha: expect.stringMatching(/^[0-9a-f]{40}$/),
            title: 'Move it',
            author: 'ann',
            at: Date.parse('2026-03-01T08:00:00Z'),
            url: expect.stringContaining('https://github.com/acme/shop/commit/')
          },
          expect.objectContaining({ sha: head, author: 'Eve "the bold"' })
        ],
        truncated: false
      }
    })
  })

  it('holds no title that is long, hidden or coloured', async () => {
    const found = await historyOf().compare(base, head)
    const title = found.known ? (found.value.commits.at(-1)?.title ?? '') : ''
    expect(title).toMatch(/^Fix it <img> word word/)
    expect(title.length).toBeLessThanOrEqual(200)
    expect(title).toMatch(/word$/)
  })

  it('is nothing between a commit and itself, and asked for once', async () => {
    const history = historyOf()
    const [one, other] = await Promise.all([history.compare(head, head), history.compare(head, head)])
    expect(one).toMatchObject({ known: true, value: { files: [], commits: [], truncated: false } })
    expect(other).toBe(one)
    expect(github.service.requests).toHaveLength(1)
  })

  it('is unknown, and not nothing, where the change went back', async () => {
    expect(await historyOf().compare(head, base)).toEqual({
      known: false,
      reason:
        `${head} is older than ${base}: the change went back, and GitHub compares forwards alone`.replace(
          `${head} is older than ${base}`,
          `${base} is older than ${head}`
        )
    })
  })

  it('is not all that changed where the base has what the head has not', async () => {
    expect(await historyOf().compare(head, beside)).toMatchObject({
      known: true,
      value: { files: [{ path: 'beside.ts' }], truncated: true }
    })
  })

  it.each([
    ['too many commits', (data: Comparison) => ({ ...data, total_commits: 251 })],
    [
      'too many files',
      (data: Comparison) => ({ ...data, files: Array.from({ length: 300 }, () => data.files[0]) })
    ]
  ])('is cut short with %s', async (_, change) => {
    const { data } = await octokit(HISTORIAN).rest.repos.compareCommitsWithBasehead({
      ...PLACE,
      basehead: `${base}...${head}`
    })
    const body = change(data as unknown as Comparison)
    github.service.inject({ kind: 'reply', path: /compare/, reply: { status: 200, body } })
    expect(await historyOf().compare(base, head)).toMatchObject({ known: true, value: { truncated: true } })
  })

  it.each([
    [
      'a revision does not exist',
      HISTORIAN,
      'v9',
      /v9.*\(404\): one of them does not exist.*"contents: read"/
    ],
    ['the token may not', STRANGER, 'beside', /\(403\).*"contents: read"/],
    ['it is none', HISTORIAN, 'other:main', /no revision/],
    ['it is two', HISTORIAN, 'v1.0.0...beside', /no revision/]
  ])('is unknown where %s', async (_, token, revision, reason) => {
    expect(await historyOf(token).compare(base, revision)).toEqual({
      known: false,
      reason: expect.stringMatching(reason)
    })
  })

  it('is unknown while GitHub is out', async () => {
    github.service.inject({ kind: 'drop', path: /compare/, times: 4 })
    expect(await historyOf().compare(base, head)).toEqual({
      known: false,
      reason: expect.stringContaining('did not answer')
    })
  })
})

interface Comparison {
  readonly files: readonly object[]
}

describe('the commits that touched a file', () => {
  const touching = (path: string, since: string, token = HISTORIAN) =>
    historyOf(token).commitsTouching(path, head, Date.parse(since))

  it('are the newest first, within the time', async () => {
    const all = await touching('src/pay.ts', '2026-03-01T00:00:00Z')
    expect(all.known && all.value.map(({ sha }) => sha)).toEqual([head, base])
    expect(await touching('src/moved.ts', '2026-03-01T08:30:00Z')).toEqual({ known: true, value: [] })
    const older = await historyOf().commitsTouching('src/pay.ts', beside, 0)
    expect(older.known && older.value.map(({ sha }) => sha)).toEqual([base])
    expect(await touching('src/none.ts', '1900-01-01T00:00:00Z')).toEqual({ known: true, value: [] })
  })

  it('are unknown to a token that may not read', async () => {
    expect(await touching('src/pay.ts', '2026-03-01T00:00:00Z', STRANGER)).toEqual({
      known: false,
      reason: expect.stringContaining('"contents: read"')
    })
  })
})

describe('changed lines', () => {
  it.each([
    ['no patch', undefined, []],
    ['lines that look like headers', '@@ -1 +1,3 @@\n-@@ -9 +9 @@\n+@@ -9 +9 @@\n+++ x\n --- y', [1, 2]],
    [
      'a file without a last line end',
      '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file',
      [1]
    ],
    [
      'several hunks',
      '@@ -1,2 +1,3 @@ f()\n a\n+b\n c\n@@ -10,2 +11 @@\n-x\n y\n@@ -20,0 +21,2 @@\n+p\n+q',
      [2, 21, 22]
    ],
    ['what is no patch', 'Binary files differ', []]
  ])('of %s', (_, patch, lines) => {
    expect(changedLines(patch)).toEqual(lines)
  })

  it('are bounded', () => {
    expect(changedLines(`@@ -0,0 +1,9999 @@${'\n+x'.repeat(9999)}`)).toHaveLength(5000)
  })
})

it.each([
  ['v1.4.0', '1.4.0', ''],
  ['1.4.0-rc.1', '1.4.0-rc.1', ''],
  ['release-2026.3', '2026.3', 'release-'],
  ['checkout/v2', '2', 'checkout/'],
  ['@acme/ui@3.0.0', '3.0.0', '@acme/ui@'],
  ['@@@@1', '@@@@1', ''],
  ['nightly', 'nightly', '']
])('the tag %s is the version %s of the series %j', (tag, version, series) => {
  expect([tagVersion(tag), tagSeries(tag)]).toEqual([version, series])
})
