import { existsSync } from 'node:fs'
import { request } from 'node:http'
import { describe, expect, it } from '@jest/globals'
import { EmbeddedGitHub } from '../../../services/github/embedded-github.js'
import { secondaryRateLimited } from '../../../services/github/replies.js'
import { NOW, PLACE, READER, refusal, stage, TOKENS } from './stage.js'

let now = NOW
const { github, octokit, ask } = stage({ now: () => now })

const REPO = '/repos/acme/shop'

async function post(
  path: string,
  body: string,
  headers: Record<string, string> = {}
): ReturnType<typeof ask> {
  return await ask(path, { method: 'POST', body, headers })
}

describe('credentials', () => {
  it('that nobody knows are refused, on every path', async () => {
    const bad = { headers: { authorization: 'Bearer nope' } }
    expect(await ask(REPO, bad)).toMatchObject({
      status: 401,
      body: { message: 'Bad credentials', status: '401' }
    })
    expect(await ask('/nowhere', bad)).toMatchObject({ status: 401 })
    expect(await post(`${REPO}/git/refs`, '{', bad.headers)).toMatchObject({ status: 401 })
  })

  it('may be called token as well as bearer', async () => {
    expect(await ask(REPO, { headers: { authorization: `token ${READER}` } })).toMatchObject({ status: 200 })
  })

  it('that are missing hide a private repository', async () => {
    const none = { authorization: '' }
    expect(await ask(REPO, { headers: none })).toMatchObject({ status: 404, body: { message: 'Not Found' } })
    expect(await post(`${REPO}/dispatches`, '{"event_type":"x"}', none)).toMatchObject({ status: 404 })
  })

  it('are not needed to read a public repository, but to write to it', async () => {
    const open = await github.addRepository('acme/public', { visibility: 'public' })
    await open.seedFiles({ a: 'b' })
    const none = { authorization: '' }
    expect(await ask('/repos/acme/public/contents/a', { headers: none })).toMatchObject({ status: 200 })
    expect(await post('/repos/acme/public/dispatches', '{"event_type":"x"}', none)).toMatchObject({
      status: 401,
      body: { message: 'Requires authentication' }
    })
  })

  it('that may only read cannot write', async () => {
    await expect(octokit(READER).rest.git.createBlob({ ...PLACE, content: 'x' })).rejects.toMatchObject(
      refusal(403, 'Resource not accessible by integration')
    )
  })
})

describe('requests', () => {
  it('to unknown paths and methods are not found', async () => {
    expect(await ask('/nowhere')).toMatchObject({ status: 404, body: { message: 'Not Found' } })
    expect(await ask(`${REPO}/git/refs`, { method: 'PUT' })).toMatchObject({ status: 404 })
    expect(await ask('/repos/acme/other')).toMatchObject({ status: 404 })
  })

  it('need JSON, and an object of it', async () => {
    expect(await post(`${REPO}/git/refs`, '{')).toMatchObject({
      status: 400,
      body: { message: 'Problems parsing JSON' }
    })
    expect(await post(`${REPO}/git/refs`, '[]')).toMatchObject({
      status: 400,
      body: { message: 'Body should be a JSON object' }
    })
  })

  it('are refused with every problem of their body', async () => {
    const reply = await post(`${REPO}/git/refs`, '{"ref":1,"force":true}')
    const errors = [
      '"sha" wasn\'t supplied.',
      '"force" is not a permitted key.',
      "For 'properties/ref', 1 is not a string."
    ]
    expect(reply.status).toBe(422)
    expect(reply.body).toMatchObject({ message: `Invalid request.\n\n${errors.join('\n')}`, errors })
  })

  it('are refused when a nested property or a value is unknown', async () => {
    const body = { tree: [{ path: 'a', mode: '100600', content: '', colour: 'red' }] }
    expect(await post(`${REPO}/git/trees`, JSON.stringify(body))).toMatchObject({
      status: 422,
      body: {
        errors: [
          '"colour" is not a permitted key.',
          `For 'properties/tree/items/properties/mode', "100600" is not a member of ["100644","100755","040000","160000","120000"].`
        ]
      }
    })
  })

  it('without a body are checked as empty ones', async () => {
    expect(await ask(`${REPO}/dispatches`, { method: 'POST' })).toMatchObject({
      status: 422,
      body: { errors: ['"event_type" wasn\'t supplied.'] }
    })
  })

  it('have their query checked', async () => {
    expect(await ask(`${REPO}/actions/variables?per_page=many`)).toMatchObject({ status: 422 })
    expect(await ask(`${REPO}/actions/variables?per_page=5&unknown=1`)).toMatchObject({ status: 200 })
  })

  it('may name a version of the API that exists', async () => {
    expect(await ask(REPO, { headers: { 'x-github-api-version': '2022-11-28' } })).toMatchObject({
      status: 200
    })
    expect(await ask(REPO, { headers: { 'x-github-api-version': '2021-01-01' } })).toMatchObject({
      status: 400
    })
  })

  it('need a user agent', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(github.url + REPO, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .on('error', reject)
        .end()
    })
    expect(status).toBe(403)
  })
})

describe('rate limits', () => {
  it('are told with every reply', async () => {
    const before = await ask('/rate_limit')
    const { used } = (before.body as { rate: { used: number } }).rate
    const replies = [await ask(REPO), await ask('/nowhere'), await post(`${REPO}/git/refs`, '{')]
    expect(replies.map((each) => Number(each.headers.get('x-ratelimit-used')))).toEqual([
      used + 1,
      used + 2,
      used + 3
    ])
    const { headers } = replies[1] ?? before
    expect(headers.get('x-ratelimit-limit')).toBe('5000')
    expect(headers.get('x-ratelimit-remaining')).toBe(String(5000 - used - 2))
    expect(headers.get('x-ratelimit-resource')).toBe('core')
    expect(Number(headers.get('x-ratelimit-reset'))).toBe(NOW / 1000 + 3600)
    expect(new Set(replies.map((each) => each.headers.get('x-github-request-id'))).size).toBe(3)
  })

  it('can be used up until the hour is over, for one login', async () => {
    github.exhaustRateLimit('reader')
    const headers = { authorization: `Bearer ${READER}` }
    const reply = await ask(REPO, { headers })
    expect(reply).toMatchObject({ status: 403, body: { message: 'API rate limit exceeded for reader.' } })
    expect(reply.headers.get('x-ratelimit-remaining')).toBe('0')
    expect(await ask('/rate_limit', { headers })).toMatchObject({
      status: 200,
      body: { rate: { remaining: 0 } }
    })
    expect(await ask(REPO)).toMatchObject({ status: 200 })
    now += 3_600_000
    expect(await ask(REPO, { headers })).toMatchObject({ status: 200 })
  })

  it('of the second kind come as faults', async () => {
    github.service.inject({
      kind: 'reply',
      method: 'GET',
      reply: secondaryRateLimited({ status: 429, retryAfterSeconds: 7 })
    })
    await expect(octokit().rest.repos.get(PLACE)).rejects.toMatchObject({
      ...refusal(429, 'secondary rate limit'),
      response: { headers: { 'retry-after': '7' } }
    })
    expect((await octokit().rest.repos.get(PLACE)).status).toBe(200)
  })
})

describe('stopping', () => {
  it('removes the temporary repositories', async () => {
    const other = new EmbeddedGitHub({ now: () => NOW, tokens: TOKENS, ...PLACE })
    await other.start()
    const shared = await other.addRepository('acme/config')
    const folders = [other.gitDir, shared.gitDir]
    expect(folders.map((each) => existsSync(each))).toEqual([true, true])
    await other.stop()
    expect(folders.map((each) => existsSync(each))).toEqual([false, false])
  })
})
