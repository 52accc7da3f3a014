import { describe, expect, it } from '@jest/globals'
import { matches, type Searchable } from '../../../services/datadog/query-match.js'
import { parseQuery, QuerySyntaxError } from '../../../services/datadog/query-syntax.js'

const ID = '5f8ebd5c-6dd9-11f0-8a28-da7ad0900002'

const event: Searchable = {
  issueId: ID,
  reserved: { service: 'orders-api', host: 'web-1', status: 'error' },
  tags: ['env:production', 'version:1.2.3', 'team:Payments'],
  attributes: {
    error: { type: 'TypeError', message: "Cannot read 'a' of undefined" },
    http: { status_code: 503, url: 'https://shop.example.com/a' },
    usr: { id: '7' },
    ids: ['x', 'y'],
    retried: true
  },
  message: 'Checkout failed: price is missing'
}

describe('a search that can be read', () => {
  it.each<[string, boolean]>([
    ['*', true],
    ['', true],
    ['*:*', true],
    ['service:orders-api', true],
    ['service:Orders-API', true],
    ['service:orders', false],
    ['service:orders-*', true],
    ['service:order?-api', true],
    ['service:"orders-*"', false],
    ['version:1.2.3', true],
    ['version:1.2', false],
    ['version:1?2?3', true],
    ['team:payments', true],
    ['missing:*', false],
    ['env:*', true],
    ['@error.type:TypeError', true],
    ['@error.type:typeerror', false],
    ['@error.type:"TypeError"', true],
    ['error.type:TypeError', false],
    [`@error.message:"Cannot read 'a' of undefined"`, true],
    ['@http.url:https\\://shop.example.com/*', true],
    ['@http.status_code:503', true],
    ['@http.status_code:>=500', true],
    ['@http.status_code:>503', false],
    ['@http.status_code:<503', false],
    ['@http.status_code:[500 TO 599]', true],
    ['@http.status_code:[500 TO 503}', false],
    ['@http.status_code:[* TO 503]', true],
    ['@ids:y', true],
    ['@retried:true', true],
    ['price', true],
    ['PRICE', true],
    ['pric', false],
    ['pric*', true],
    ['"price is missing"', true],
    ['"missing price"', false],
    ['service:(cart OR orders-api)', true],
    ['service:(cart OR basket)', false],
    ['service:(orders* AND -*worker)', true],
    ['@error.type:("RangeError" OR "TypeError")', true],
    ['service:orders-api env:staging', false],
    ['service:orders-api env:production', true],
    ['service:orders-api AND env:staging', false],
    ['service:cart OR env:production', true],
    ['NOT service:cart', true],
    ['-service:orders-api', false],
    ['-(service:cart OR env:staging)', true],
    ['service:orders-api AND NOT (env:staging OR env:dev)', true],
    ['service:orders-api OR service:cart AND env:staging', true],
    ['(service:orders-api OR service:cart) AND env:staging', false],
    ['service:cart env:production OR version:1.2.3', true]
  ])('%s is %p', (text, expected) => {
    expect(matches(parseQuery(text), event, 'both')).toBe(expected)
  })
})

describe('the issue id', () => {
  it.each([
    ['issue.id', true, false],
    ['@issue.id', false, true],
    ['both', true, true]
  ] as const)('as %s', (field, reserved, attribute) => {
    expect(matches(parseQuery(`issue.id:${ID}`), event, field)).toBe(reserved)
    expect(matches(parseQuery(`@issue.id:${ID}`), event, field)).toBe(attribute)
    expect(matches(parseQuery(`issue.id:${ID} OR @issue.id:${ID}`), event, field)).toBe(true)
    expect(matches(parseQuery('issue.id:other OR @issue.id:other'), event, field)).toBe(false)
  })
})

describe('a search that cannot be read', () => {
  it.each([
    '(service:a',
    'service:a)',
    'service:',
    'service: a',
    ':a',
    'AND service:a',
    'service:a AND',
    'service:a OR OR service:b',
    'NOT',
    '-',
    '"open',
    'service:"open',
    'url:https://shop',
    'a=b',
    'service:(a OR key:b)',
    '@code:[1 TO]',
    '@code:[a TO b]',
    '@code:>x',
    '()'
  ])('%s', (text) => {
    expect(() => parseQuery(text)).toThrow(QuerySyntaxError)
  })
})
