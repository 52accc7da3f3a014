import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { growthOf, linearGrowth } from '../../growth.js'

describe('a format without a reader gives no frames', () => {
  it.each([
    ['Ruby', "NoMethodError: undefined\n  app/cart.rb:12:in `total'\n  app/api.rb:3:in `call'"],
    [
      'Ruby, with a frame of another language in its output',
      "RuntimeError: node failed\n  at f (/app/a.js:1:2)\n  app/cart.rb:12:in `total'\n  app/api.rb:3:in `call'"
    ],
    ['Go', 'panic: nil\n\ngoroutine 1 [running]:\nmain.total(0x1)\n\t/app/cart.go:12 +0x1d'],
    ['C#', 'System.Exception: x\n   at Shop.Cart.Total(Int32 a) in C:\\shop\\Cart.cs:line 12'],
    ['PHP', 'Error: x\n#0 /app/cart.php(12): total()\n#1 {main}'],
    ['Rust', 'thread panicked\n   4: shop::total\n             at ./src/cart.rs:12:5'],
    ['prose', 'At 12:30 bob@mail.test:25 said: meet at the shop (room 5:10)'],
    ['a port in an address', 'connect failed at https://shop.test:8443']
  ])('%s', (_, text) => {
    const trace = readStackTrace(text)
    expect(trace.language).toBe('unknown')
    expect(trace.errors.flatMap((error) => error.frames)).toEqual([])
    expect(trace.errors).toHaveLength(1)
  })

  it('an empty text', () => {
    expect(readStackTrace('')).toEqual({
      language: 'unknown',
      errors: [{ relation: 'reported', type: undefined, message: undefined, frames: [] }]
    })
  })
})

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...[
      'at ',
      'f ',
      '(',
      ')',
      '@',
      ':12',
      ':5',
      '/app/a.ts',
      'a.b.C.d',
      'A.java',
      '#0      ',
      'package:a/b.dart',
      '  '
    ],
    ...[
      'File "',
      '", line ',
      ', in f',
      'Caused by: ',
      'Error: x',
      '[cause]: ',
      '\n',
      '\\n',
      '(eval at ',
      'Traceback',
      '-',
      '|'
    ]
  )

  it('gives at least one error, and frames only with a language', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const trace = readStackTrace(parts.join(''))
        const frames = trace.errors.flatMap((error) => error.frames)
        expect(trace.errors.length).toBeGreaterThan(0)
        expect(frames.length === 0).toBe(trace.language === 'unknown')
        expect(frames.every((frame) => (frame.line ?? 1) > 0 && (frame.column ?? 1) > 0)).toBe(true)
      }),
      { numRuns: 2_000, seed: 7 }
    )
  })
})

describe('takes linear time', () => {
  it.each([
    ['frames', '    at total (/app/src/cart.ts:12:5)\n'],
    ['Python frames', '  File "/app/cart.py", line 1, in f\n    f()\n'],
    ['one line of brackets', '('],
    ['one line of at signs', '@'],
    ['one line of spaces', ' '],
    ['lines of dots', `${'a.'.repeat(900)}\n`],
    ['lines of brackets', `at ${'()'.repeat(900)}:1:2)\n`],
    ['lines of slashes', `f@${'/'.repeat(1_800)}:1\n`],
    ['lines of colons', `at ${':1'.repeat(900)}x\n`],
    ['lines of evals', `at ${'(eval at '.repeat(200)}\n`],
    ['lines of spaces', `package:a/b.dart${' '.repeat(1_800)}\n`],
    ['escaped newlines', '\\n    at f (/a.js:1:2)'],
    ['words', 'lorem ']
  ])('%s', (_, unit) => {
    const fill = (size: number): string => `at ${unit.repeat(Math.ceil(size / unit.length))}x`
    expect(growthOf(fill, readStackTrace, 200_000)).toBeLessThan(linearGrowth)
  })
})
