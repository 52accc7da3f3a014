import { gzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { watched } from './credentials.js'
import { createSearch, formsOf } from './encodings.js'

/* The search has to see: a search that is blind finds no leak. */

const value = 'ghs_A+slash/and "quote"\\<tag>&0123456789'
const search = createSearch([{ name: 'token', value }])
const base64 = (text: string): string => Buffer.from(text).toString('base64')

const shapes: readonly (readonly [string, string])[] = [
  ['as it is', value],
  ['in a sentence', `Refused: ${value}.`],
  ['in capitals', value.toUpperCase()],
  ['its beginning', value.slice(0, 16)],
  ['its end', value.slice(-16)],
  ['in JSON', JSON.stringify({ a: value })],
  ['in JSON within JSON', JSON.stringify({ a: JSON.stringify({ b: value }) })],
  ['in JSON with escaped slashes', JSON.stringify(value).replaceAll('/', '\\/')],
  ['in a URL', `https://x.test/?a=${encodeURIComponent(value)}`],
  ['in a URL within a URL', encodeURIComponent(`https://x.test/?a=${encodeURIComponent(value)}`)],
  [
    'in HTML',
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  ],
  ['in hexadecimal', Buffer.from(value).toString('hex')],
  ['in hexadecimal capitals', Buffer.from(value).toString('hex').toUpperCase()],
  ['backwards', [...value].reverse().join('')],
  ['in base64', base64(value)],
  ['in base64 for URLs', Buffer.from(value).toString('base64url')],
  ['in base64 of Jira', base64(`bot@example.com:${value}`)],
  ['in base64 of git', base64(`x-access-token:${value}`)],
  ['in base64 with lines of 76 characters', base64(`x-access-token:${value}`).replace(/(.{40})/g, '$1\n')],
  ['in two halves on two lines', `${value.slice(0, 13)}\n  ${value.slice(13)}`],
  ['as two strings of code', `"${value.slice(0, 13)}" "${value.slice(13)}"`]
]

describe('the search', () => {
  it.each(shapes)('finds a credential %s', (_, text) => {
    expect(search(text).map(({ name }) => name)).toEqual(['token'])
  })

  it.each(Array.from({ length: 9 }, (_, index) => index))(
    'finds it in base64 behind %i characters',
    (length) => {
      for (const end of ['', '!', '!!', '!!!']) {
        expect(search(base64('x'.repeat(length) + value + end))).toHaveLength(1)
      }
    }
  )

  it('finds nothing in what is another one, nor in what is packed', () => {
    expect(search('ghs_A+slash/an_other "quote"\\<tag>&0123456788')).toEqual([])
    expect(search(gzipSync(value).toString('latin1'))).toEqual([])
  })

  it('takes no credential for another', () => {
    const all = createSearch(watched)
    for (const { name, value: secret } of watched)
      expect(all(secret).map((found) => found.name)).toEqual([name])
  })

  it('looks for nothing so short that it is found by chance', () => {
    const lengths = watched.flatMap(({ value: secret }) => formsOf(secret).map(({ length }) => length))
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(16)
  })
})
