import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { installedNodes } from '../../bench/installed-nodes.js'
import { credentials } from '../../services/stage.js'
import { performScenes } from './perform.js'
import { issueIds, scenes } from './scenes.js'
import { renderTranscript, type Performance } from './transcript.js'

/*
 * The committed bundle as a child process. Each transcript in `transcripts/` is a whole run for people to read; after a wanted change
 * `UPDATE_TRANSCRIPTS=1 npm test -- __tests__/bundle` writes them anew, and the difference belongs into the review.
 */

const folder = new URL('./transcripts/', import.meta.url)
const updating = process.env['UPDATE_TRANSCRIPTS'] === '1'
const nodes = installedNodes().filter(({ major }) => major === 20 || major === 24)
/** Five runs with time for every reply, on a machine that may be busy. */
const TIME_LIMIT_MS = 90_000

function fileOf(name: string): string {
  return fileURLToPath(new URL(`${name}.txt`, folder))
}

it('the bundle is played on the oldest Node that runners have, and on the newest where there is one for the machine', () => {
  const wanted = process.platform === 'linux' && process.arch === 'x64' ? [20, 24] : [20]
  expect(nodes.map(({ major }) => major)).toEqual(expect.arrayContaining(wanted))
})

describe.each(nodes)('on Node $version', ({ path, major }) => {
  let performed: ReadonlyMap<string, Performance>
  beforeAll(async () => {
    performed = await performScenes(path)
  }, TIME_LIMIT_MS)

  function performance(name: string): Performance {
    const found = performed.get(name)
    if (!found) throw new Error(`The scene ${name} was not played`)
    return found
  }

  it.each(scenes)('$name: $title', ({ name }) => {
    const transcript = renderTranscript(performance(name), issueIds)
    // One Node writes, the others have to agree.
    if (updating && major === nodes[0]?.major) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(fileOf(name), transcript)
    }
    expect(transcript).toBe(readFileSync(fileOf(name), 'utf8'))
  })

  it.each(scenes)('$name writes nothing to standard error', ({ name }) => {
    expect(performance(name).result.stderr).toBe('')
  })

  it.each(scenes)('$name masks every secret before anything else, and shows none', ({ name }) => {
    const { stdout, log, summary, outputs } = performance(name).result
    const lines = stdout.trimEnd().split('\n')
    const masks = lines.filter((line) => line.startsWith('::add-mask::'))
    // Without the Jira token there is neither the token nor the header that is made of it.
    expect(masks).toHaveLength(name === 'configuration-failure' ? 3 : 5)
    expect(lines.slice(0, masks.length)).toEqual(masks)
    const { datadogApiKey, datadogAppKey, jiraToken, githubToken } = credentials
    for (const secret of [datadogApiKey, datadogAppKey, jiraToken, githubToken]) {
      expect([...log, summary, JSON.stringify(outputs)].join('\n')).not.toContain(secret)
    }
  })

  it('holds the claim on the bug before it files, and points the claim at the ticket after that', () => {
    const { jira = [], github = [] } = performance('new-ticket').requests
    const filed =
      jira.find(({ method, path: at }) => method === 'POST' && at === '/rest/api/3/issue')?.at ?? NaN
    const of = (wanted: string): number[] =>
      github.flatMap(({ method, at, path: to, body }) =>
        method === wanted && to.includes('/git/refs') && /(fingerprint|issue)(\/|%2F)/.test(to + body)
          ? [at]
          : []
      )
    expect(of('POST')).toHaveLength(2)
    expect(of('PATCH')).toHaveLength(2)
    expect(Math.max(...of('POST'))).toBeLessThan(filed)
    expect(Math.min(...of('PATCH'))).toBeGreaterThan(filed)
  })

  it('hands the bug to auto-fix once', () => {
    const dispatched = scenes.map(({ name }) => [name, performance(name).dispatches.length])
    expect(dispatched.filter(([, count]) => count !== 0)).toEqual([['new-ticket', 1]])
  })

  it('remembers the hand-off after it was made, and makes it after the ticket was filed', () => {
    const { jira = [], github = [] } = performance('new-ticket').requests
    const at = (asked: typeof jira, method: string, end: RegExp): number =>
      asked.find((each) => each.method === method && end.test(each.path))?.at ?? NaN
    const dispatched = at(github, 'POST', /\/dispatches$/)
    expect(at(jira, 'POST', /\/issue$/)).toBeLessThan(dispatched)
    expect(dispatched).toBeLessThan(at(jira, 'PUT', /\/properties\/datadog-autofix$/))
  })
})
