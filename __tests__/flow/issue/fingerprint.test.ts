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
  readonly issueId?: string
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
      stack: known(text),
      ...(told.issueId === undefined ? {} : { issueId: told.issueId })
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
      former: [{ version: 1, hash: expect.stringMatching(/^[0-9a-f]{16}$/) }],
      parts: [
        'type TypeError',
        "message template Cannot read properties of undefined (reading 'total')",
        '2 in-app frames: cart.ts#total, api.ts#checkout'
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
    expect(first.parts[2]).toBe('2 library frames: parse.js#parse, b#run')
    expect(fingerprint({ stack: library.replace('at parse', 'at print') }).hash).not.toBe(first.hash)
  })

  it('without a trace is made of type and template', () => {
    expect(fingerprint({ stack: '' }).parts[2]).toBe('no stack frames')
  })

  it('of an unread language tells two bugs apart by the outline of the trace, not by its lines and folders', () => {
    const lua =
      "lua: cart.lua:12: attempt to index a nil value\nstack traceback:\n\t/app/cart.lua:12: in function 'total'"
    const first = fingerprint({ stack: lua })
    expect(first.parts[2]).toBe('outline of the unread trace')
    const moved = lua
      .replace('/app/cart.lua:12', '/srv/x/cart.lua:99')
      .replace('lua: cart.lua:12', 'lua: cart.lua:99')
    expect(fingerprint({ stack: moved }).hash).toBe(first.hash)
    expect(fingerprint({ stack: lua.replace("'total'", "'sum'") }).hash).not.toBe(first.hash)
  })
})

describe('what threw, where it was not the application', () => {
  const inLibrary = stack.replace(
    '    at total',
    '    at parseTotal (/app/node_modules/money/parse.js:1:2)\n    at total'
  )

  it('tells two bugs of one function apart', () => {
    const first = fingerprint({ stack: inLibrary })
    expect(first.parts[2]).toBe(
      '2 in-app frames: cart.ts#total, api.ts#checkout; thrown by parse.js#parseTotal'
    )
    expect(fingerprint({ stack: inLibrary.replace('parseTotal', 'parseRate') }).hash).not.toBe(first.hash)
  })

  it('counts where it is the runtime too', () => {
    const inRuntime = stack.replace('    at total', '    at JSON.parse (<anonymous>)\n    at total')
    const first = fingerprint({ stack: inRuntime })
    expect(fingerprint({ stack: inRuntime.replace('JSON.parse', 'BigInt.asIntN') }).hash).not.toBe(first.hash)
  })

  it('does not count further out', () => {
    const further = stack.replace(
      '    at checkout',
      '    at next (/app/node_modules/money/next.js:1:2)\n    at checkout'
    )
    expect(fingerprint({ stack: further }).hash).toBe(original.hash)
  })
})

describe('a wrapper that a library put around the error', () => {
  const cause = 'java.lang.IllegalStateException: no cart'
  const frames = '\n\tat com.acme.Cart.total(Cart.java:12)\n\tat com.acme.Api.checkout(Api.java:40)'
  const plain = fingerprint({
    type: 'java.lang.IllegalStateException',
    message: 'no cart',
    stack: `${cause}${frames}`
  })
  const pool = '\n\tat java.base/java.util.concurrent.FutureTask.report(FutureTask.java:122)'
  const wrap = (type: string, own = pool): Fingerprint =>
    fingerprint({ type, message: cause, stack: `${type}: ${cause}${own}\nCaused by: ${cause}${frames}` })

  it.each(['java.util.concurrent.ExecutionException', 'java.lang.RuntimeException'])(
    'is looked through: %s',
    (type) => {
      expect(wrap(type).hash).toBe(plain.hash)
      expect(wrap(type).parts[1]).toBe(`not of the wrapper ${type}`)
    }
  )

  it('counts where it says something of its own', () => {
    const told = fingerprint({
      type: 'java.lang.RuntimeException',
      message: 'checkout failed',
      stack: `java.lang.RuntimeException: checkout failed${pool}\nCaused by: ${cause}${frames}`
    })
    expect(told.hash).not.toBe(plain.hash)
  })

  it('counts where the application threw it', () => {
    const own = '\n\tat com.acme.Job.run(Job.java:7)'
    expect(wrap('java.util.concurrent.ExecutionException', own).hash).not.toBe(plain.hash)
  })
})

it('who scheduled a call does not count: Firefox tells it only where its tools are open', () => {
  const frames = 'total@https://shop.test/cart.js:12:5\ncheckout@https://shop.test/api.js:40:3'
  const scheduled = `${frames}\nEventListener.handleEvent*start@https://shop.test/boot.js:1:9`
  expect(fingerprint({ stack: scheduled }).hash).toBe(fingerprint({ stack: frames }).hash)
})

describe('frames that a minifier named', () => {
  const bundle = 'https://cdn.test/static/main.4a4119c3cdfd10266d84.js'
  const minified = `TypeError: x\n    at e (${bundle}:1:20413)\n    at Object.t (${bundle}:1:9041)`

  it('do not count by name: the next build names them differently', () => {
    const first = fingerprint({ stack: minified })
    expect(first.parts[2]).toBe('minified frames, by bundle: main.js')
    expect(fingerprint({ stack: minified.replace('at e ', 'at r ').replace('20413', '20519') }).hash).toBe(
      first.hash
    )
  })

  it('count where type and message say nothing', () => {
    const first = fingerprint({ type: 'Error', message: 'Failed to fetch', stack: minified })
    expect(first.parts[2]).toBe('2 minified frames: main.js#e, main.js#t')
    const other = fingerprint({
      type: 'Error',
      message: 'Failed to fetch',
      stack: minified.replace('at e ', 'at r ')
    })
    expect(other.hash).not.toBe(first.hash)
  })

  it('give way to names that survived', () => {
    const named = minified.replace('Object.t', 'submitOrder')
    expect(fingerprint({ stack: named }).parts[2]).toBe('1 in-app frame: main.js#submitOrder')
  })
})

describe('an error that says nothing of itself', () => {
  const nothing = { type: 'Error', message: 'Script error.', stack: '' }

  it('is its own issue’s bug alone', () => {
    const first = fingerprint({ ...nothing, issueId: 'one' })
    expect(fingerprint({ ...nothing, issueId: 'two' }).hash).not.toBe(first.hash)
    expect(first.parts).toContain('the issue itself, because nothing else tells it from others')
  })

  it.each([
    ['a type', { type: 'PaymentDeclined' }],
    ['a message', { message: 'cart is locked by another checkout' }],
    ['a stack', { stack }]
  ])('is known again in other issues by %s', (_, told) => {
    const first = fingerprint({ ...nothing, ...told, issueId: 'one' })
    expect(fingerprint({ ...nothing, ...told, issueId: 'two' }).hash).toBe(first.hash)
  })
})
