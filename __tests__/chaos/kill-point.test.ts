import { describe, expect, it } from '@jest/globals'
import { nameOfRequest, pointsOf, readPoint, sayPoint, watchFor } from '../../chaos/world/kill-point.js'

const sha = '0123456789abcdef0123456789abcdef01234567'
const id = '6c1f2a40-91d3-11f0-8b0a-da7ad0900002'
const search = { service: 'jira', method: 'POST', path: '/rest/api/3/search/jql' }
const create = { service: 'jira', method: 'POST', path: '/rest/api/3/issue' }

describe('the name of a request', () => {
  it.each([
    [`/repos/acme/shop/git/commits/${sha}`, '/repos/acme/shop/git/commits/<sha>'],
    [
      `/repos/acme/shop/git/refs/datadog-autofix%2Fissue%2F${id}`,
      '/repos/acme/shop/git/refs/datadog-autofix/issue/<id>'
    ],
    [
      '/git/ref/datadog-autofix%2Ffingerprint%2F93c4b5016608b141',
      '/git/ref/datadog-autofix/fingerprint/<hash>'
    ],
    ['/rest/api/3/issue/PPL-1/comment/10002?notifyUsers=false', '/rest/api/3/issue/PPL-1/comment/<id>']
  ])('leaves out what changes from run to run: %s', (path, name) => {
    expect(nameOfRequest({ service: 'github', method: 'GET', path })).toBe(`github GET ${name}`)
  })
})

describe('the points of a run', () => {
  it('are before and after each request, counted among those that look alike', () => {
    expect(pointsOf([search, create, search]).map(sayPoint)).toEqual([
      'before jira POST /rest/api/3/search/jql #1',
      'after jira POST /rest/api/3/search/jql #1',
      'before jira POST /rest/api/3/issue #1',
      'after jira POST /rest/api/3/issue #1',
      'before jira POST /rest/api/3/search/jql #2',
      'after jira POST /rest/api/3/search/jql #2'
    ])
  })

  it('are read as they are said', () => {
    for (const point of pointsOf([search, create, search])) expect(readPoint(sayPoint(point))).toEqual(point)
    expect(() => readPoint('jira POST /rest/api/3/issue')).toThrow('is no point to kill at')
  })
})

describe('watching for a point', () => {
  it('calls once, at the very request and phase', async () => {
    const reached: string[] = []
    const observe = watchFor(readPoint('after jira POST /rest/api/3/search/jql #2'), () =>
      reached.push('here')
    )
    await observe('arrived', search)
    await observe('answered', search)
    await observe('arrived', create)
    await observe('answered', create)
    await observe('arrived', search)
    expect(reached).toEqual([])
    void observe('answered', search)
    expect(reached).toEqual(['here'])
    await observe('answered', search)
    expect(reached).toEqual(['here'])
  })
})
