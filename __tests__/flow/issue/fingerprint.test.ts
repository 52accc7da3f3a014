import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { fingerprintIssue, fingerprintVersion } from '../../../src/flow/issue/fingerprint.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import type { Fingerprint } from '../../../src/flow/issue/stack-trace.js'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

interface Told {
  readonly type?: string
  readonly message?: string
  readonly stack?: string
  readonly vendor?: string
}

const stack = [
  "TypeError: Cannot read properties of undefined (reading 'total')",
  '    at total (/app/src/cart.ts:12:5)',
  '    at Layer.handle (/app/node_modules/express/lib/router/layer.js:95:5)',
  '    at checkout (/app/src/api.ts:40:3)'
].join('\n')

function fingerprint(told: Told): Fingerprint {
  const text = told.stack ?? stack
  return fingerprintIssue(
    {
      errorType: told.type ?? 'TypeError',
      errorMessage: told.message ?? "Cannot read properties of undefined (reading 'total')",
      trace: readStackTrace(text),
      vendorFingerprint: told.vendor === undefined ? unknown('not set') : known(told.vendor),
      stack: known(text)
    },
    sha256
  )
}

const original = fingerprint({})

describe('a fingerprint', () => {
  it('is 16 hexadecimal digits, and says what it was made of', () => {
    expect(original).toEqual({
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
      version: fingerprintVersion,
      parts: [
        'type TypeError',
        "message template Cannot read properties of undefined (reading 'total')",
        '2 in-app frames'
      ]
    })
  })

  it.each([
    ['moved lines', stack.replaceAll(/:\d+:\d+/g, ':99:9')],
    ['another deploy folder', stack.replaceAll('/app/', '/srv/releases/20260301/')],
    ['a Windows machine', stack.replaceAll('/app/', 'C:\\app\\').replaceAll('/', '\\')],
    ['another library version', stack.replace('router/layer.js:95', 'route/handle.js:12')],
    ['another receiver', stack.replace('at total', 'at Object.total')],
    ['CRLF', stack.replaceAll('\n', '\r\n')],
    ['frames of the runtime', `${stack}\n    at process.processTicksAndRejections (node:internal/a:1:2)`]
  ])('stays with %s', (_, changed) => {
    expect(fingerprint({ stack: changed }).hash).toBe(original.hash)
  })

  it('stays with other values in the message', () => {
    const first = fingerprint({ message: 'no cart 4711 for jo@acme.test' })
    expect(fingerprint({ message: 'no cart 12 for al@acme.test' }).hash).toBe(first.hash)
  })

  it('stays with another build of the same bundle', () => {
    const first = fingerprint({ stack: 'f@https://a.test/static/main.4a4119c3cdfd10266d84.js:1:2' })
    const second = fingerprint({ stack: 'f@https://b.test/v2/main.9f0e11c3cdfd10266d99.js:3:4' })
    expect(second.hash).toBe(first.hash)
  })

  it('stays with deeper recursion', () => {
    const deeper = stack.replace('(/app/src/cart.ts:12:5)', '$&\n    at total (/app/src/cart.ts:12:5)')
    expect(fingerprint({ stack: deeper }).hash).toBe(original.hash)
  })

  it.each([
    ['another type', { type: 'RangeError' }],
    ['another message', { message: "Cannot read properties of undefined (reading 'price')" }],
    ['another function', { stack: stack.replace('at total', 'at sum') }],
    ['another file', { stack: stack.replace('cart.ts', 'basket.ts') }],
    ['another caller', { stack: stack.replace('at checkout', 'at preview') }]
  ])('differs with %s', (_, told) => {
    expect(fingerprint(told).hash).not.toBe(original.hash)
  })

  it('is the application’s own where it sets one, whatever else changes', () => {
    const own = fingerprint({ vendor: 'cart-total' })
    expect(own.parts).toEqual(['set by the application (error.fingerprint)'])
    expect(fingerprint({ vendor: 'cart-total', type: 'RangeError', message: 'other', stack: '' }).hash).toBe(
      own.hash
    )
    expect(fingerprint({ vendor: 'cart-sum' }).hash).not.toBe(own.hash)
    expect(fingerprint({ vendor: ' ' }).hash).toBe(original.hash)
  })

  it('of a trace without in-app frames is made of where the library failed', () => {
    const library =
      'Error: x\n    at parse (/app/node_modules/a/parse.js:1:2)\n    at run (node:internal/b:1:2)'
    const first = fingerprint({ stack: library })
    expect(first.parts[2]).toBe('2 library frames')
    expect(fingerprint({ stack: library.replace('at parse', 'at print') }).hash).not.toBe(first.hash)
  })

  it('without a trace is made of type and template', () => {
    expect(fingerprint({ stack: '' }).parts[2]).toBe('no stack frames')
  })

  it('of an unread language tells two bugs apart by the outline of the trace, not by its lines and folders', () => {
    const go = 'panic: nil\n\ngoroutine 7 [running]:\nmain.total(0x1)\n\t/app/cart.go:12 +0x1d'
    const first = fingerprint({ stack: go })
    expect(first.parts[2]).toBe('outline of the unread trace')
    const moved = go
      .replace('goroutine 7', 'goroutine 91')
      .replace('/app/cart.go:12 +0x1d', '/srv/x/cart.go:99 +0x2f')
    expect(fingerprint({ stack: moved }).hash).toBe(first.hash)
    expect(fingerprint({ stack: go.replace('main.total', 'main.sum') }).hash).not.toBe(first.hash)
  })
})
