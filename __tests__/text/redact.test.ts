import { describe, expect, it } from '@jest/globals'
import { ConfigurationError } from '../../src/errors.js'
import { createRedactor } from '../../src/text/redact.js'
import { plantedCredentials, plantedPersonalData, surroundings } from './planted.js'

const redactor = createRedactor({ mode: 'standard', patterns: [], secrets: [] })
const { redact } = redactor
const KEY_LINES = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7'

describe('credentials and personal data', () => {
  it.each([...plantedCredentials, ...plantedPersonalData])(
    'takes out %s %s wherever it stands',
    (kind, secret) => {
      for (const [before, after] of surroundings) {
        expect(redact(before + secret + after)).toBe(`${before}[redacted:${kind}]${after}`)
      }
    }
  )

  it.each([
    [
      'private-key',
      `-----BEGIN RSA PRIVATE KEY-----\n${KEY_LINES}\n${KEY_LINES}\n-----END RSA PRIVATE KEY-----`
    ],
    ['private-key', `-----BEGIN PRIVATE KEY-----\\n${KEY_LINES}\\n-----END PRIVATE KEY-----\\n`.slice(0, -2)],
    ['private-key', `-----BEGIN OPENSSH PRIVATE KEY-----\n${KEY_LINES}\n${KEY_LINES.slice(0, 20)}`]
  ])('takes out a %s, whole or cut', (kind, secret) => {
    expect(redact(`key: ${secret}`)).toBe(`key: [redacted:${kind}]`)
    expect(redact(secret)).toBe(`[redacted:${kind}]`)
  })
})

describe('credentials by the words around them', () => {
  it.each([
    ['password=hunter2', 'password=[redacted:password]'],
    ['DB_PASSWORD=hunter2 next', 'DB_PASSWORD=[redacted:password] next'],
    ['spring.datasource.password: hunter2', 'spring.datasource.password: [redacted:password]'],
    ['{"userPassword":"hun\\"ter2","a":1}', '{"userPassword":"[redacted:password]","a":1}'],
    [
      '"{\\"password\\":\\"hun\\\\\\"ter2\\",\\"a\\":1}"',
      '"{\\"password\\":\\"[redacted:password]\\",\\"a\\":1}"'
    ],
    ["{'pwd': 'correct horse'}", "{'pwd': '[redacted:password]'}"],
    ['{:password=>"hunter2", :id=>1}', '{:password=>"[redacted:password]", :id=>1}'],
    ['[password] => hunter2', '[password] => [redacted:password]'],
    ['password=pa,ss;w&rd, user_id=1', 'password=[redacted:password], user_id=1'],
    ['(password=hunter2)', '(password=[redacted:password])'],
    ['password%3Dhunter2', 'password%3D[redacted:password]'],
    ['Server=db;User Id=sa;Password=hunter2;', 'Server=db;User Id=sa;Password=[redacted:password];'],
    ['<Password>hunter2</Password>', '<Password>[redacted:password]</Password>'],
    ['mysqldump --password hunter2 db', 'mysqldump --password [redacted:password] db'],
    ['{"pin":1234,"a":1}', '{"pin":[redacted:password],"a":1}'],
    ['Key (reset_token)=(abc123de) already exists.', 'Key (reset_token)=([redacted:token]) already exists.'],
    ['client_secret: s3cr3t', 'client_secret: [redacted:secret]'],
    ['secret: plain', 'secret: [redacted:secret]'],
    [
      'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzz',
      'aws_secret_access_key = [redacted:api-key]'
    ],
    ['X-Api-Key: 0123456789abcdef', 'X-Api-Key: [redacted:api-key]'],
    ['DD_API_KEY=0123456789abcdef0123456789abcdef', 'DD_API_KEY=[redacted:api-key]'],
    [
      'Datadog application key 0123456789abcdef0123456789abcdef01234567',
      'Datadog application key [redacted:datadog-key]'
    ],
    ['GET /a?token=abc123&page=2', 'GET /a?token=[redacted:token]&page=2'],
    ['https://b.test/c?se=1&sig=a%2Bb%3D', 'https://b.test/c?se=1&sig=[redacted:url-secret]'],
    ['?X-Amz-Signature=0a1b2c3d4e5f', '?X-Amz-Signature=[redacted:token]'],
    ['Authorization: Bearer abc.def', 'Authorization: [redacted:authorization]'],
    ['"authorization":"Basic dXNlcjpwYXNz"', '"authorization":"[redacted:authorization]"'],
    [
      "curl -H 'Authorization: Token abc' https://x.test",
      "curl -H 'Authorization: [redacted:authorization]' https://x.test"
    ],
    [
      'Authorization: AWS4-HMAC-SHA256 Credential=AK/2026, Signature=ab\nHost: x',
      'Authorization: [redacted:authorization]\nHost: x'
    ],
    ['sent Bearer 0a1b2c3d4e5f on', 'sent Bearer [redacted:bearer-token] on'],
    ['sent Basic dXNlcjpwYXNz on', 'sent Basic [redacted:basic-credentials] on'],
    ['curl -u bob:hunter2 https://x.test', 'curl -u [redacted:basic-credentials] https://x.test'],
    ['Cookie: a=b; c="d e"; f=g\nHost: x', 'Cookie: [redacted:cookie]\nHost: x'],
    ['Set-Cookie: sid=abc; Path=/', 'Set-Cookie: [redacted:cookie]'],
    ['JSESSIONID=0A1B2C3D4E', 'JSESSIONID=[redacted:session]'],
    ['https://bob:hunter2@x.test/a', 'https://[redacted:url-credentials]@x.test/a'],
    ['https://0a1b2c@x.test/a', 'https://[redacted:url-credentials]@x.test/a'],
    ['https:\\/\\/bob:hunter2@x.test', 'https:\\/\\/[redacted:url-credentials]@x.test'],
    ['postgres://bob:hu/nt@er2@db:5432/app', 'postgres://[redacted:url-credentials]@db:5432/app'],
    [
      'mongodb+srv://bob:hunter2@c0.x.mongodb.net',
      'mongodb+srv://[redacted:url-credentials]@c0.x.mongodb.net'
    ],
    ['redis://:hunter2@cache:6379', 'redis://[redacted:url-credentials]@cache:6379']
  ])('%j', (text, expected) => {
    expect(redact(text)).toBe(expected)
  })
})

describe('people by the words around them', () => {
  it.each([
    [
      '{"firstName": "Ada", "lastName": "King Noel"}',
      '{"firstName": "[redacted:name]", "lastName": "[redacted:name]"}'
    ],
    ['name=John Smith age=3', 'name=[redacted:name] age=3'],
    ['user=alice status=500', 'user=[redacted:name] status=500'],
    ['user:alice', 'user:[redacted:name]'],
    ['{"phone":2025550143}', '{"phone":[redacted:phone]}'],
    ['ssn=078051120', 'ssn=[redacted:us-ssn]'],
    ['NHS number 9434765919', 'NHS number [redacted:nhs-number]'],
    ['date_of_birth: 1990-01-02', 'date_of_birth: [redacted:birth-date]'],
    ['q=bob%40example.com', 'q=[redacted:email]'],
    ['client_ip:2001:db8::1', 'client_ip:[redacted:ip-address]'],
    ['http://10.0.0.1:8080/a', 'http://[redacted:ip-address]:8080/a']
  ])('%j', (text, expected) => {
    expect(redact(text)).toBe(expected)
  })
})

describe('a report', () => {
  it('counts what was taken out, by kind, and not what was out before', () => {
    const text = 'a@b.test, c@d.test from 10.0.0.1 for [redacted:jwt]'
    expect(redactor.redactWithReport(text)).toEqual({
      text: '[redacted:email], [redacted:email] from [redacted:ip-address] for [redacted:jwt]',
      found: { email: 2, 'ip-address': 1 }
    })
  })

  it.each([
    'password=[redacted:email]',
    '{"token":"[redacted:jwt]"}',
    'Cookie: [redacted:cookie]',
    'by [redacted:email]'
  ])('leaves %j, where nothing is left to take', (text) => {
    expect(redactor.redactWithReport(text)).toEqual({ text, found: {} })
  })

  it('takes no replacement at its word whose kind it does not know', () => {
    expect(redact('password=[redacted:hunter2]')).toBe('password=[redacted:password]]')
  })

  it('says its mode', () => {
    expect(createRedactor({ mode: 'strict', patterns: [], secrets: [] }).mode).toBe('strict')
  })
})

describe("the user's own patterns", () => {
  const withPatterns = createRedactor({
    mode: 'standard',
    patterns: [
      { name: 'customer-id', expression: 'CUST-[0-9]{6}' },
      { name: 'anything', expression: 'x*' }
    ],
    secrets: []
  })

  it('take out what they match, and never nothing', () => {
    expect(withPatterns.redact('for CUST-123456, xx')).toBe('for [redacted:customer-id], [redacted:anything]')
  })

  it('are refused together when they do not compile', () => {
    const create = (): unknown =>
      createRedactor({
        mode: 'standard',
        patterns: [
          { name: 'one', expression: '(' },
          { name: 'two', expression: '(?=a)' },
          { name: 'fine', expression: 'a' }
        ],
        secrets: []
      })
    expect(create).toThrow(ConfigurationError)
    expect(create).toThrow(/"one"[\s\S]*"two"/)
  })
})
