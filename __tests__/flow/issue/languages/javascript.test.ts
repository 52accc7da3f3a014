import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../../src/flow/issue/read-stack-trace.js'
import { framesOf, headsOf } from '../trace-words.js'

/** `relation type: message` of every error. */
function errorsOf(text: string): readonly string[] {
  const trace = readStackTrace(text)
  return headsOf(trace).map((head, at) => `${trace.errors[at]?.relation ?? ''} ${head}`)
}

describe('the errors of a JavaScript trace', () => {
  const uncaught = [
    '/app/price.js:10',
    '    throw new OrderError(text, { cause })',
    '    ^',
    '',
    'OrderError: cannot price order',
    '    at price (/app/price.js:10:1) {',
    "  code: 'E_PRICE',",
    '  [cause]: AggregateError: no rates',
    '      at rate (/app/rate.js:2:2) {',
    '    [errors]: [',
    '      Error: no connection',
    '          at connect (/app/db.js:3:3),',
    '      TypeError: rates is undefined {',
    '          at read (/app/file.js:4:4) {',
    '        code: 1',
    '      }',
    '    ]',
    '  }',
    '}',
    '',
    'Node.js v20.11.0'
  ].join('\n')

  it('are what Node prints of causes and members', () => {
    expect(errorsOf(uncaught)).toEqual([
      'reported OrderError: cannot price order',
      'cause AggregateError: no rates',
      'member Error: no connection',
      'member TypeError: rates is undefined {'
    ])
    const trace = readStackTrace(uncaught)
    expect([0, 1, 2, 3].flatMap((error) => framesOf(trace, error))).toEqual([
      'price @ /app/price.js:10:1',
      'rate @ /app/rate.js:2:2',
      'connect @ /app/db.js:3:3',
      'read @ /app/file.js:4:4'
    ])
  })

  it.each([
    ['Caused by: Error: inner', 'cause Error: inner'],
    ['caused by: Error: inner', 'cause Error: inner'],
    ['Caused by Error: inner', 'cause Error: inner'],
    ['  originalError: Error: inner', 'cause Error: inner'],
    ['  parent:\n   { Error: inner', 'cause Error: inner'],
    ['  [suppressed]: Error: inner', 'suppressed Error: inner'],
    ['Error: of something else', 'thread Error: of something else'],
    ['The above error occurred in the <Cart> component:', 'thread -: the <Cart> component:']
  ])('relate: %s', (line, error) => {
    const text = `TypeError: outer\n    at f (/app/a.js:1:2)\n${line}\n    at g (/app/b.js:3:4)`
    expect(errorsOf(text)).toEqual(['reported TypeError: outer', error])
    expect(framesOf(readStackTrace(text))).toEqual(['f @ /app/a.js:1:2'])
  })

  it('are in order: what belongs to the reported one, then what was suppressed, then the others', () => {
    const frame = '\n    at f (/app/a.js:1:2)\n'
    const text =
      ['Error: a', 'Error: other', '[suppressed]: Error: b', '[cause]: Error: c'].join(frame) + frame
    expect(errorsOf(text)).toEqual([
      'reported Error: a',
      'cause Error: c',
      'suppressed Error: b',
      'thread Error: other'
    ])
  })

  it('without frames count only where they are named as causes', () => {
    const text =
      'Error: a\n    at f (/app/a.js:1:2) {\n  [cause]: TypeError: b\n  lastError: null\n}\nError: not thrown'
    expect(errorsOf(text)).toEqual(['reported Error: a', 'cause TypeError: b'])
  })
})

describe('the head of a JavaScript trace', () => {
  it.each([
    ['Uncaught TypeError: boom', 'TypeError: boom'],
    ['Uncaught (in promise) TypeError: boom', 'TypeError: boom'],
    ['Unhandled promise rejection: TypeError: boom', 'TypeError: boom'],
    ['Unhandled rejection TypeError: boom', 'TypeError: boom'],
    ['Possible Unhandled Promise Rejection (id: 0):\nTypeError: boom', 'TypeError: boom'],
    ['(node:12) UnhandledPromiseRejectionWarning: TypeError: boom', 'TypeError: boom'],
    ['error: Uncaught (in promise) TypeError: boom', 'TypeError: boom'],
    ['ERROR TypeError: boom', 'TypeError: boom'],
    ['TypeError [ERR_INVALID_URL]: boom', 'TypeError: boom'],
    ['{ Error: boom', 'Error: boom'],
    ['Invariant Violation: boom', 'Invariant Violation: boom'],
    ['error: boom', 'error: boom'],
    [
      'ValidationError: two problems:\n  - name\n  - price',
      'ValidationError: two problems:\n- name\n- price'
    ],
    ['Error: bad\nfailed at foo (bar)\n  at x (y) again', 'Error: bad\nfailed at foo (bar)\nat x (y) again'],
    ['error: Uncaught Error: boom\n    throw new Error("boom");\n          ^', 'Error: boom'],
    ['[0] TypeError: boom', '-: [0] TypeError: boom']
  ])('%s', (head, expected) => {
    const trace = readStackTrace(`${head}\n    at f (/app/a.js:1:2)\n    at g (/app/b.js:1:2)`)
    expect(headsOf(trace)).toEqual([expected])
    expect(framesOf(trace)).toHaveLength(2)
  })

  it('is taken out of the brackets that Node puts around it', () => {
    expect(errorsOf('Error: a\n    at f (/a.js:1:2) {\n  [cause]: [TypeError: b]\n}')).toContain(
      'cause TypeError: b'
    )
  })
})

describe('a JavaScript trace', () => {
  it.each(['/app/cart.cjs', 'file:///app/cart.mjs'])(
    'takes %s, that does not compile, for the innermost frame',
    (file) => {
      const trace = readStackTrace(
        `${file}:15\nconst x = @;\n          ^\n\nSyntaxError: Invalid token\n    at load (node:internal/a:1:2)`
      )
      expect(framesOf(trace)).toEqual([`- @ ${file}:15`, 'load @ node:internal/a:1:2'])
      expect(headsOf(trace)).toEqual(['SyntaxError: Invalid token'])
    }
  )

  it('of Safari names the functions of evaluated code', () => {
    expect(
      framesOf(
        readStackTrace('TypeError: x\nsum\ntotal\neval code\neval@[native code]\nf@https://a.test/b.js:1:2')
      )
    ).toEqual(['sum @ -', 'total @ -', 'eval @ [native code]', 'f @ https://a.test/b.js:1:2'])
  })

  it('of React Native on Android has the frames of the script, not those of the host', () => {
    const text = [
      'com.facebook.react.common.JavascriptException: TypeError: boom, js engine: hermes, stack:',
      'render@1:1234',
      '@1:99',
      '',
      ...Array.from({ length: 5 }, () => '\tat com.facebook.react.bridge.A.b(A.java:99)')
    ].join('\n')
    const trace = readStackTrace(text)
    expect(trace.language).toBe('javascript')
    expect(headsOf(trace)).toEqual(['TypeError: boom'])
    expect(framesOf(trace)).toEqual(['render @ -:1:1234', '- @ -:1:99'])
  })

  it.each([
    ['within the line number', '    at g (/app/b.js:1', []],
    ['within a bare line number', '    at /app/b.js:1', []],
    ['within an address', 'g@https://a.test/b.js:1', []],
    ['behind the numbers, of which the last may be cut', '    at g (/app/b.js:12:5', ['g @ /app/b.js:12']],
    ['within evaluated code', '    at eval (eval at g (/app/b.js:1', []]
  ])('that was cut %s has no wrong frame', (_, line, frames) => {
    expect(framesOf(readStackTrace(`Error: x\n    at f (/app/a.js:1:2)\n${line}`))).toEqual([
      'f @ /app/a.js:1:2',
      ...frames
    ])
  })
})
