import { describe, expect, it } from '@jest/globals'
import { readEvent } from '../../../src/adapters/datadog/sample.js'
import { repositoryName } from '../../../src/adapters/datadog/repository-name.js'
import { longestStack } from '../../../src/adapters/datadog/text-bounds.js'
import type { SampleEvent, Track } from '../../../src/flow/issue/issue.js'
import { known, unknown } from '../../../src/flow/issue/known.js'

const TIME = '2026-03-10T11:00:00.000Z'

function sampleOf(track: Track, attributes: Readonly<Record<string, unknown>>): SampleEvent {
  const event = { id: 'e1', attributes: { timestamp: TIME, start_timestamp: TIME, ...attributes } }
  const found = readEvent(track, event, true)
  if (!found) throw new Error('the event was not read')
  return found.sample
}

describe('the sample of a span', () => {
  const custom = {
    error: { stack: 'Error: x\n    at f (a.ts:1:1)', type: 'Error', message: 'x', fingerprint: 'mine' },
    git: { commit: { sha: '9F2C41D07BE5' }, repository_url: 'https://bot:s3cret@github.com/acme/orders.git' },
    http: { method: 'POST', route: '/orders/:id', url: 'https://shop.example.com/orders/1?token=abc' },
    version: '2.14.0'
  }

  it('comes from its custom fields', () => {
    expect(sampleOf('spans', { service: 'orders', env: 'production', custom })).toEqual({
      track: 'spans',
      eventId: 'e1',
      at: Date.parse(TIME),
      confirmed: true,
      service: known('orders'),
      env: known('production'),
      version: known('2.14.0'),
      errorType: known('Error'),
      errorMessage: known('x'),
      stack: known('Error: x\n    at f (a.ts:1:1)'),
      commit: known('9f2c41d07be5'),
      repository: known('github.com/acme/orders'),
      vendorFingerprint: known('mine'),
      operation: known('POST /orders/:id'),
      spanName: unknown('the span does not say what kind of operation it is')
    })
  })

  it('reads names that are spelled with dots', () => {
    const sample = sampleOf('spans', {
      custom: {
        'error.stack': 's',
        error: { type: 'T' },
        'git.commit.sha': 'abcdef0',
        'http.url_details': { path: '/a' }
      }
    })
    expect(sample).toMatchObject({
      stack: known('s'),
      errorType: known('T'),
      commit: known('abcdef0'),
      operation: known('/a')
    })
  })

  it('takes what it lacks from the tags', () => {
    const tags = [
      'env:staging',
      'version:3',
      'git.commit.sha:abcdef1',
      'git.repository_url:git@github.com:acme/x.git',
      7
    ]
    expect(sampleOf('spans', { tags })).toMatchObject({
      env: known('staging'),
      version: known('3'),
      commit: known('abcdef1'),
      repository: known('github.com/acme/x')
    })
  })

  it('says why each fact is missing', () => {
    const sample = sampleOf('spans', {
      custom: { error: { stack: '  ', type: '' }, git: { commit: { sha: 'HEAD' } } }
    })
    expect(sample).toMatchObject({
      service: unknown('the event names no service'),
      env: unknown('the event has no env tag'),
      stack: unknown('the event carries no stack trace'),
      errorType: unknown('the event names no error type'),
      commit: unknown('the git.commit.sha tag is not a commit id'),
      repository: unknown('the event has no git.repository_url tag'),
      operation: unknown('the event names no request, view or resource')
    })
  })

  it.each([
    [
      { http: { method: 'GET', url: 'https://u:p@shop.example.com/a/b?email=x@example.com#top' } },
      'GET /a/b'
    ],
    [{ http: { url: 'https://shop.example.com?token=1' } }, '/'],
    [{ resource_name: 'UsersController#show' }, 'UsersController#show'],
    [{ resource_name: 'GET /cb?code=secret' }, 'GET /cb'],
    [{ resource_name: '/#access_token=secret' }, '/']
  ])('names the operation of %j without its query', (fields, operation) => {
    expect(sampleOf('spans', { custom: fields }).operation).toEqual(known(operation))
  })
})

describe('the sample of a log', () => {
  it('prefers the kind, and the message of the error', () => {
    const attributes = { error: { kind: 'KeyError', type: 'other', message: "'id'", stack: 'Traceback' } }
    expect(
      sampleOf('logs', { message: 'failed', tags: ['env:prod', 'version:1'], attributes })
    ).toMatchObject({
      errorType: known('KeyError'),
      errorMessage: known("'id'"),
      stack: known('Traceback'),
      env: known('prod'),
      version: known('1')
    })
  })

  it.each(['stack', 'stacktrace', 'stack_trace', 'exception.stacktrace'])(
    'finds the stack under %s',
    (name) => {
      expect(sampleOf('logs', { message: 'failed', attributes: { [name]: 'at f' } })).toMatchObject({
        stack: known('at f'),
        errorMessage: known('failed')
      })
    }
  )
})

describe('the sample of a RUM event', () => {
  it('appends the causes of the error, and leaves the handling stack out', () => {
    const error = {
      type: 'Error',
      message: 'outer',
      stack: 'Error: outer\n  at a @ x.js:1:1',
      handling_stack: 'HandlingStack\n  at h @ x.js:9:9',
      causes: [
        { type: 'TypeError', message: 'inner', stack: 'TypeError: inner\n  at b @ x.js:2:2' },
        { message: 'no stack' },
        7,
        { type: 'RangeError', message: 'deep', stack: '  at c @ x.js:3:3' }
      ]
    }
    expect(sampleOf('rum', { attributes: { error } }).stack).toEqual(
      known(
        [
          'Error: outer',
          '  at a @ x.js:1:1',
          'Caused by: TypeError: inner',
          '  at b @ x.js:2:2',
          'Caused by: RangeError: deep',
          '  at c @ x.js:3:3'
        ].join('\n')
      )
    )
  })

  it.each([
    [{ name: 'ProfileScreen', url: 'https://x.example/?a=1' }, 'ProfileScreen'],
    [{ url_path: '/cart', url: 'https://shop.example.com/cart?email=a' }, '/cart'],
    [{ url: 'https://shop.example.com/#/cart?email=a' }, '/#/cart']
  ])('is named after its view %j', (view, operation) => {
    expect(sampleOf('rum', { attributes: { view } }).operation).toEqual(known(operation))
  })

  it('is named after the request that failed, where one did', () => {
    const resource = { method: 'GET', url: 'https://api.example.com/carts?email=a', status_code: 502 }
    const { operation } = sampleOf('rum', { attributes: { view: { name: '/cart' }, error: { resource } } })
    expect(operation).toEqual(known('GET /carts, answered with 502'))
  })

  it('keeps nothing of the people, the session, the place and the context', () => {
    const attributes = {
      error: { type: 'E', message: 'm', stack: 's' },
      usr: { id: 'SECRET', name: 'SECRET', email: 'SECRET' },
      session: { id: 'SECRET', ip: 'SECRET', useragent: 'SECRET' },
      ...{ geo: { city: 'SECRET' }, context: { usr: { email: 'SECRET' }, cart: 'SECRET' } },
      view: { name: '/cart', url: 'https://shop.example.com/cart?t=SECRET', referrer: 'SECRET' }
    }
    const event = { service: 'web', host: 'SECRET', tags: ['user:SECRET'], attributes }
    expect(JSON.stringify(sampleOf('rum', event))).not.toContain('SECRET')
  })
})

describe('any event', () => {
  it('is not read without a time', () => {
    expect(readEvent('logs', { id: 'e', attributes: { timestamp: 'soon' } }, true)).toBeUndefined()
    expect(readEvent('spans', { id: 'e', attributes: {} }, true)).toBeUndefined()
  })

  it('names its issue where the product lets it', () => {
    const at = { timestamp: TIME, start_timestamp: TIME }
    expect(
      readEvent('rum', { id: 'e', attributes: { ...at, attributes: { issue: { id: 'AB' } } } }, true)?.issueId
    ).toBe('ab')
    expect(
      readEvent('spans', { id: 'e', attributes: { ...at, custom: { 'issue.id': 'cd' } } }, true)?.issueId
    ).toBe('cd')
    expect(readEvent('logs', { id: 'e', attributes: at }, true)?.issueId).toBeUndefined()
  })

  it('keeps both ends of a stack that is too long, and well-formed text', () => {
    const stack = `First line\n${'  at frame \ud83d\n'.repeat(30_000)}KeyError: last line`
    const found = readEvent('logs', { id: 'e', attributes: { timestamp: TIME, attributes: { stack } } }, true)
    const kept = found?.sample.stack.known === true ? found.sample.stack.value : ''
    expect(found?.stackCut).toBe(true)
    expect(kept.length).toBeLessThanOrEqual(longestStack)
    expect(kept.length).toBeGreaterThan(longestStack - 100)
    expect(kept.startsWith('First line\n')).toBe(true)
    expect(kept.endsWith('\nKeyError: last line')).toBe(true)
    expect(kept).not.toMatch(/\p{Surrogate}/u)
    expect(
      kept
        .split('\n')
        .every((line) => /^(First line| {2}at frame \ufffd|\.\.\. cut.*|KeyError.*)$/.test(line))
    ).toBe(true)
  })

  it('leaves a stack at the limit alone', () => {
    const at = (length: number): boolean | undefined =>
      readEvent(
        'logs',
        { id: 'e', attributes: { timestamp: TIME, attributes: { stack: 'x'.repeat(length) } } },
        true
      )?.stackCut
    expect([at(longestStack), at(longestStack + 1)]).toEqual([false, true])
  })
})

describe('the name of a repository', () => {
  it.each([
    ['https://github.com/acme/orders', 'github.com/acme/orders'],
    ['https://x-access-token:ghs_1@GitHub.com/acme/orders.git', 'github.com/acme/orders'],
    ['git@github.com:acme/orders.git', 'github.com/acme/orders'],
    ['ssh://git@git.example.com:2222/group/sub/orders.git', 'git.example.com/group/sub/orders'],
    ['github.com/acme/orders/?x=1#y', 'github.com/acme/orders'],
    ['https://u:p@ss@github.com/acme/orders', 'github.com/acme/orders']
  ])('of %s is %s', (remote, name) => expect(repositoryName(remote)).toBe(name))

  it.each([
    '',
    'orders',
    'https://github.com/acme',
    'github.com/../orders',
    '/srv/git/orders.git',
    'a b.com/c/d'
  ])('is none in %j', (remote) => expect(repositoryName(remote)).toBeUndefined())
})
