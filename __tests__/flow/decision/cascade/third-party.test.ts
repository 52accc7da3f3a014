import { describe, expect, it } from '@jest/globals'
import { findThirdParty } from '../../../../src/flow/decision/cascade/third-party.js'
import type { StackError, StackTrace } from '../../../../src/flow/issue/stack-trace.js'
import { growthOf, linearGrowth } from '../../../growth.js'
import { failuresOfOthers, failuresOfOurs, readCases } from './network-errors.js'

const policy = { ownHosts: ['*.acme.com', 'acme.com'] }

function find(
  errorType: string,
  errorMessage: string
): { host: string | undefined; failure: string } | undefined {
  return findThirdParty({ errorType, errorMessage }, policy)
}

function caused(...errors: readonly (readonly [StackError['relation'], string, string])[]): StackTrace {
  return {
    language: 'unknown',
    errors: errors.map(([relation, type, message]) => ({ relation, type, message, frames: [] }))
  }
}

describe('an error that names somebody else', () => {
  it.each(readCases(failuresOfOthers))('%s: %s', (type = '', message = '', failure = '', host = '') => {
    expect(find(type, message)).toEqual({ failure, host: host === '' ? undefined : host })
  })

  it('may have several lines', () => {
    const message =
      'could not connect to server: Connection refused\n\tIs the server running on host "db.vendor.net"?'
    expect(find('psycopg2.OperationalError', message)?.host).toBe('db.vendor.net')
  })
})

describe('an error of our own', () => {
  it.each(readCases(failuresOfOurs))('%s: %s', (type = '', message = '') => {
    expect(find(type, message)).toBeUndefined()
  })

  it.each([
    ['asyncio.exceptions.TimeoutError', ''],
    ['', '']
  ])('says nothing: %p %p', (type, message) => {
    expect(find(type, message)).toBeUndefined()
  })
})

describe('a host of our own', () => {
  it.each([
    'connect ECONNREFUSED 127.0.0.1:6379',
    'connect ECONNREFUSED ::1:5432',
    'connect ECONNREFUSED 10.1.2.3:5432',
    'connect ECONNREFUSED 172.20.0.4:8080',
    'connect ECONNREFUSED 192.168.1.9:8080',
    'connect ECONNREFUSED [::ffff:10.0.0.1]:8080',
    'getaddrinfo ENOTFOUND redis',
    'getaddrinfo ENOTFOUND cart.shop.svc.cluster.local',
    'getaddrinfo ENOTFOUND cart.shop.svc',
    'getaddrinfo ENOTFOUND ip-10-0-0-1.ec2.internal',
    'connect ETIMEDOUT api.acme.com:443',
    'Get "http://payments:8080/charge": dial tcp 10.0.0.5:8080: connect: connection refused',
    'Post "https://API.ACME.COM/v1": context deadline exceeded'
  ])('is not somebody else: %s', (message) => {
    expect(find('Error', message)).toBeUndefined()
  })

  it('is ours by the globs of the policy alone', () => {
    const error = { errorType: 'Error', errorMessage: 'connect ETIMEDOUT api.acme.com:443' }
    expect(findThirdParty(error, { ownHosts: [] })).toEqual({ failure: 'timeout', host: 'api.acme.com' })
  })

  it.each(['100.128.0.1', '11.0.0.1', '172.15.0.1', '172.32.0.1', '192.169.0.1', '169.253.1.1'])(
    'is not %s',
    (address) => {
      expect(find('Error', `connect ECONNREFUSED ${address}:443`)?.host).toBe(address)
    }
  )
})

describe('what caused the error', () => {
  const wrapper = { errorType: 'OrderFailed', errorMessage: 'could not place the order' }

  it('tells of the third party where the error itself does not', () => {
    const trace = caused(
      ['reported', 'OrderFailed', 'could not place the order'],
      ['cause', 'java.net.SocketTimeoutException', 'Read timed out']
    )
    expect(findThirdParty({ ...wrapper, trace }, policy)).toEqual({ failure: 'timeout', host: undefined })
  })

  it('tells more than a fetch does', () => {
    const trace = caused(
      ['reported', 'TypeError', 'fetch failed'],
      ['cause', 'Error', 'getaddrinfo ENOTFOUND api.vendor.com']
    )
    expect(findThirdParty({ errorType: 'TypeError', errorMessage: 'fetch failed', trace }, policy)).toEqual({
      failure: 'host not found',
      host: 'api.vendor.com'
    })
  })

  it('takes the host from the wrapper where the cause names none', () => {
    const trace = caused(['cause', 'java.net.SocketTimeoutException', 'timeout'])
    const errorMessage = 'GET https://api.vendor.com/v1 failed'
    expect(findThirdParty({ errorType: 'CallFailed', errorMessage, trace }, policy)?.host).toBe(
      'api.vendor.com'
    )
  })

  it('is ours as soon as one of the hosts is', () => {
    const trace = caused(['member', 'Error', 'connect ECONNREFUSED 127.0.0.1:5432'])
    const error = {
      errorType: 'AggregateError',
      errorMessage: 'connect ECONNREFUSED 203.0.113.4:5432',
      trace
    }
    expect(findThirdParty(error, policy)).toBeUndefined()
  })

  it('does not excuse a mistake of the handler, nor one below the failure', () => {
    const trace = caused(['cause', 'java.net.SocketTimeoutException', 'Read timed out'])
    const handler = { errorType: 'NullPointerException', errorMessage: 'r is null', trace }
    expect(findThirdParty(handler, policy)).toBeUndefined()
    const below = caused(['cause', 'TypeError', 'x is not a function'])
    const error = { errorType: 'Error', errorMessage: 'read ECONNRESET', trace: below }
    expect(findThirdParty(error, policy)).toBeUndefined()
  })

  it('leaves out what was suppressed, and other threads', () => {
    const trace = caused(
      ['suppressed', 'java.net.SocketTimeoutException', 'Read timed out'],
      ['thread', 'Error', 'read ECONNRESET']
    )
    expect(findThirdParty({ ...wrapper, trace }, policy)).toBeUndefined()
  })
})

describe('a hostile message', () => {
  it.each([
    'a.',
    'host=',
    'https://',
    '503 ',
    '[',
    'ECONNREFUSED :',
    'connect to ',
    'GET "http://x',
    '(see https://'
  ])('of many times %j takes time linear in its length', (part) => {
    const grown = growthOf(
      (size) => part.repeat(size / part.length),
      (errorMessage) => findThirdParty({ errorType: 'Error', errorMessage }, policy),
      50_000
    )
    expect(grown).toBeLessThan(linearGrowth)
  })
})
