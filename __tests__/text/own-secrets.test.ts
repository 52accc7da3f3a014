import { describe, expect, it } from '@jest/globals'
import { createRedactor } from '../../src/text/redact.js'

const TOKEN = 'tk/9+x q"uz=é'
const KEY = '-----BEGIN OTHER-----\nqwertyuiopasdfgh\nzxcvbnmlkjhgfdsa\n-----END OTHER-----\n'
const { redact } = createRedactor({
  mode: 'standard',
  patterns: [],
  secrets: [TOKEN, KEY, 'plainvalue', '  ', 'abc']
})

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

describe('credentials of this run', () => {
  it.each([
    ['as they are', TOKEN],
    ['JSON-escaped', JSON.stringify(TOKEN).slice(1, -1)],
    ['JSON-escaped twice', JSON.stringify(JSON.stringify(TOKEN)).slice(3, -3)],
    ['JSON-escaped with slashes', 'tk\\/9+x q\\"uz=é'],
    ['URL-encoded', encodeURIComponent(TOKEN)],
    ['URL-encoded in small letters', encodeURIComponent(TOKEN).replace(/%../g, (code) => code.toLowerCase())],
    ['in base64', base64(TOKEN)],
    ['in base64 for URLs', Buffer.from(TOKEN).toString('base64url')],
    ['one line of many', 'qwertyuiopasdfgh'],
    ['many lines in one', KEY.trim().replaceAll('\n', '\\n')]
  ])('go %s', (_, form) => {
    expect(redact(`before ${form} after`)).toBe('before [redacted:own-credential] after')
  })

  it.each(['', 'u', 'us', 'bob@example.com', 'x-access-token'])('go in base64 behind the user %j', (user) => {
    expect(redact(`send ${base64(`${user}:plainvalue`)} on`)).toBe('send [redacted:own-credential] on')
    expect(redact(`send ${base64(`${user}:plainvalue:more`)} on`)).toBe('send [redacted:own-credential] on')
  })

  it('stay when they are too short to be any', () => {
    expect(redact('abc def')).toBe('abc def')
  })
})
