import { describe, expect, it } from '@jest/globals'
import { createRedactor } from '../../src/text/redact.js'

const { redact, redactDeep } = createRedactor({ mode: 'standard', patterns: [], secrets: ['abc', ''] })

describe('what says nothing private stays', () => {
  it.each([
    '550e8400-e29b-41d4-a716-446655440000',
    'request_id=550e8400-e29b-41d4-a716-446655440000 user_id=42 user=550e8400-e29b-41d4-a716-446655440000',
    'commit 9e107d9d372bb6826bd81d3542a419d6e1f0a2b3 (9e107d9)',
    'fingerprint 0a1b2c3d4e5f6071, md5 0123456789abcdef0123456789abcdef',
    'trace_id=1234567890123456789 span=4532015112830366789',
    'at 1712345678, 1712345678901 and 1712345678901234567',
    '2026-11-21T08:31:08.101Z 2026-11-21 08:31:08,101 +0000 21/Nov/2026:08:31:08 +0200',
    'v1.2.3, 1.2.3-beta.4+build.5, ^18.2.0, lodash@4.17.21, next@14.0.0-canary.next',
    'v1.2.3.4 version 1.2.3.4 Version=4.0.0.0, Chrome/120.0.0.0 Safari/537.36 OPR/106.0.0.0',
    '/libs/foo-1.2.3.4.jar',
    'GET /orders/202 200 512 1024 3ms',
    'PROJ-1234 ABC-1 OPS-078',
    'https://example.com/a/b?page=2&sort=asc#top',
    'https://github.com/org/repo/issues/12',
    'http://localhost:3000/@vite/client',
    'https://medium.com/@someone/post',
    'git@github.com:org/repo.git ssh://git@github.com/org/repo.git',
    'icon@2x.png UserController@show',
    'std::vector<int> Foo::Bar dead::beef a::b tests/test_a.py::test_b',
    '12:34:56 1:2:3 10:20',
    'SHA1 01:23:45:67:89:ab:cd:ef:01:23:45:67:89:ab:cd:ef:01:23:45:67',
    '/gems/sinatra-2.0.8.1/lib/sinatra/base.rb:1636 left-pad@1.2.3.4 >= 1.2.3.4',
    'Newtonsoft.Json 13.0.0.0 could not be loaded',
    '0.4532015112830366 1234.5678.9012',
    '4111111111111112 1234567890123456',
    'GB82 WEST 1234 5698 7654 33',
    '000-12-3456 123-45-67890 12-34-56',
    '943 476 5918',
    'bytes 00 01 02 03 04 05 06 07',
    '+12345 +0200 x+1234567890',
    'password: is required',
    'Unexpected token: end of input',
    'SyntaxError: Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON',
    'InvalidToken: The token was not found',
    'ExpiredToken: The security token included in the request is expired',
    'Bearer authentication failed, Basic authentication required',
    'password=null token=undefined secret="" password=**** token=${TOKEN} password=[FILTERED]',
    'const token = req.headers.token',
    'max_tokens=4096 tokens: 12 output_tokens=100',
    'email: must be a valid address',
    'user: not found',
    'name=index.js hostname=api-1 filename=John name=TypeError "name":"CheckoutError"',
    'key=value a=b cache_key=users:42',
    'spin=3 designer=x shipping: 4',
    'sk-loading-indicator-container-wide',
    'ip-10-0-0-1.ec2.internal web-1.prod.example.com'
  ])('%j', (text) => {
    expect(redact(text)).toBe(text)
  })

  it.each([
    '    at Object.<anonymous> (/srv/app/src/auth/token.ts:12:34)',
    '    at async Token.verify (webpack-internal:///(rsc)/./src/password.ts:3:7)',
    '    at Module._compile (node:internal/modules/cjs/loader:1376:14)',
    '    at n (https://cdn.example.com/assets/app-0a1b2c3d.js:1:20480)',
    'render@https://cdn.example.com/assets/app.js:12:34',
    'render@bundle.js:12:34',
    '  File "/srv/app/secret.py", line 3, in check_password',
    '\tat com.acme.auth.Password.check(Password.java:42)',
    '\tat com.acme.Token$Builder.build(Token.java:7) ~[app-1.2.3.jar:1.2.3]',
    "app/models/user.rb:12:in `authenticate_token': wrong number of arguments (ArgumentError)",
    "app/models/user.rb:12:in 'User#check_password': wrong number of arguments (ArgumentError)",
    'main.(*Server).token(0xc000010000, 0x1)\n\t/srv/app/token.go:31 +0x1d',
    '#0 /srv/app/src/Token.php(31): App\\Auth\\Token->verify()',
    '   at Acme.Auth.Password.Check(String user) in C:\\src\\Password.cs:line 12'
  ])('the frame %j', (text) => {
    expect(redact(text)).toBe(text)
  })

  it('under keys that say nothing', () => {
    const value = {
      id: '550e8400-e29b-41d4-a716-446655440000',
      fingerprint: '0a1b2c3d4e5f6071',
      usage: { output_tokens: 5, token: null, password: false },
      user: { id: 4 },
      name: 'CheckoutError',
      frames: [{ file: 'src/token.ts', line: 3, name: 'checkPassword' }]
    }
    expect(redactDeep(value)).toEqual(value)
  })
})
