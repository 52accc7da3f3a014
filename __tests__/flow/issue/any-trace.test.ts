import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { growthOf, linearGrowth } from '../../growth.js'

function frameKeys(text: string): readonly string[] {
  return readStackTrace(text).errors.flatMap((error) =>
    error.frames.map((frame) => `${frame.function ?? ''} ${frame.file ?? ''} ${frame.line ?? ''}`)
  )
}

describe('what is not a trace of a language we read gives no frames', () => {
  it.each([
    [
      'Lua',
      "lua: cart.lua:12: boom\nstack traceback:\n\t[C]: in function 'error'\n\tcart.lua:12: in function 'total'\n\t[C]: in ?"
    ],
    ['Perl', 'boom at /app/cart.pl line 12.\n\tmain::total(1) called at /app/cart.pl line 20'],
    ['COBOL', 'libcob: cart.cob: 12: error: index out of bounds\nabnormal termination'],
    ['R', 'Error in total(cart) : boom\nCalls: main -> total -> stop\nTraceback:\n1: total(cart)\n2: main()'],
    ['Tcl', 'boom\n    while executing\n"total $cart"\n    (procedure "main" line 12)'],
    ['shell', './cart.sh: line 12: total: command not found'],
    ['SQL', 'ERROR:  division by zero\nCONTEXT:  PL/pgSQL function total(integer) line 12 at RETURN'],
    ['prose', 'At 12:30 bob@mail.test:25 said: meet at the shop (room 5:10)'],
    ['mail', 'On Mon at 10:00:05 Bob <bob@mail.test> wrote:\n> see you at 12:30:45 (at the shop)'],
    ['YAML', 'image: nginx:1.25\nports:\n  - 8080:80\n  - "443:443"\ncommand: node src/cart.js:12'],
    [
      'an access log',
      '10.0.0.1 - - [01/Mar/2026:10:00:00 +0000] "GET /a.js HTTP/1.1" 500 12 "https://shop.test/b.js" "curl"'
    ],
    [
      'an error log of nginx',
      '2026/03/01 10:00:00 [error] 12#12: *1 connect() failed (111: Connection refused), upstream: "http://10.0.0.1:80/a.js"'
    ],
    ['a port in an address', 'connect failed at https://shop.test:8443'],
    ['a list', '1. at home\n2. at work (9:00)\n3. at 10.0.0.1:80:2'],
    ['a linter', 'src/cart.js\n  12:5  error  Unexpected var  no-var\nsrc/cart.py:12:5: E501 line too long'],
    ['times', '10:00:01 start\n10:00:02 at 5:10\n12:30:45']
  ])('%s', (_, text) => {
    const trace = readStackTrace(text)
    expect(trace.errors.flatMap((error) => error.frames)).toEqual([])
    expect(trace.language).toBe('unknown')
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
    ...['at ', 'f ', '(', ')', '@', ':12', ':5', '/app/a.ts', 'a.b.C.d', 'A.java', '#0      '],
    ...['package:a/b.dart', '  ', 'File "', '", line ', ', in f', 'Caused by: ', 'Error: x', '[cause]: '],
    ...[
      '\n',
      '\\n',
      '(eval at ',
      'Traceback (most recent call last):',
      '-',
      '|',
      '[errors]: [',
      '&lt;',
      '> '
    ],
    ...[
      'E   ',
      ' line 1 > eval',
      '[native code]',
      'eval code',
      'Cell In[1], line 2',
      '----> 1',
      ' | ',
      '#012'
    ]
  )

  it('gives at least one error, the first of them reported, and frames only with a language', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const trace = readStackTrace(parts.join(''))
        const frames = trace.errors.flatMap((error) => error.frames)
        expect(trace.errors.map(({ relation }) => relation).indexOf('reported')).toBe(0)
        expect(frames.length === 0).toBe(trace.language === 'unknown')
        expect(frames.every((frame) => (frame.line ?? 1) > 0 && (frame.column ?? 1) > 0)).toBe(true)
      }),
      { numRuns: 2_000, seed: 7 }
    )
  })
})

const javascript = [
  'Uncaught OrderError: cannot price order',
  '    at Cart.price (/app/src/price.js:110:21)',
  '    at new Cart (file:///app/src/cart.js:22:33) {',
  '  [cause]: TypeError: no rates',
  '      at async rate (https://shop.test/rate.js:44:55)',
  '      at Array.map (<anonymous>)',
  '}'
].join('\n')

const python = [
  'Traceback (most recent call last):',
  '  File "/app/api.py", line 110, in handle',
  '    return total(cart)',
  '  File "/app/cart.py", line 22, in total',
  "    return cart['total']",
  "KeyError: 'total'"
].join('\n')

describe('a trace and what is around it', () => {
  const noise = fc.constantFrom(
    ...['', 'server listening on 0.0.0.0:8080', 'GET https://shop.test/a.js 200 12ms', 'retry at 12:30:45'],
    ...[
      '10:00:01 INFO started',
      'see https://shop.test:8443/help',
      'user bob@mail.test:25 (id 5:10)',
      '----'
    ],
    ...[
      '  at the end of the day',
      '{"level":"info","port":80}',
      '    12 | const a = b(c)',
      'Error: not thrown'
    ]
  )
  const lines = fc.array(noise, { maxLength: 6 }).map((parts) => parts.join('\n'))

  it('has the same frames between other lines', () => {
    fc.assert(
      fc.property(fc.constantFrom(javascript, python), lines, lines, (trace, before, after) => {
        expect(frameKeys(`${before}\n${trace}\n\n${after}`)).toEqual(frameKeys(trace))
      }),
      { numRuns: 300, seed: 7 }
    )
  })

  it('has no frames where there are only other lines', () => {
    fc.assert(
      fc.property(lines, (text) => {
        expect(frameKeys(text)).toEqual([])
      }),
      { numRuns: 300, seed: 7 }
    )
  })

  it('has no frame that the whole does not have, wherever it is cut', () => {
    for (const trace of [javascript, python]) {
      const whole = new Set(frameKeys(trace))
      for (let length = 0; length < trace.length; length += 1) {
        // A single frame alone cannot tell that its line number goes on.
        const cut = frameKeys(trace.slice(0, length))
        expect(cut.length < 2 ? [] : cut.filter((key) => !whole.has(key))).toEqual([])
      }
    }
  })
})

describe('takes linear time', () => {
  it.each([
    ['frames', '    at total (/app/src/cart.ts:12:5)\n'],
    ['Python frames', '  File "/app/cart.py", line 1, in f\n    f()\n'],
    ['Python headers', 'Traceback (most recent call last):\n  File "/a.py", line 1, in f\nE: x\n'],
    ['errors', 'Error: x\n    at f (/a.js:1:2)\n  [cause]: Error: y\n'],
    ['evaluated code of Safari', 'f\neval code\neval@[native code]\n'],
    ['functions of evaluated code', 'total\n'],
    ['one line of brackets', '('],
    ['one line of at signs', '@'],
    ['one line of spaces', ' '],
    ['one line of frames', ' at total (/app/cart.js:12:5)'],
    ['one line of bars', ' | at total (/app/cart.js:12:5)'],
    ['one line of quotes', '"a":"\\\\n    at '],
    ['one line of backslashes', '\\'],
    ['escapes of a page', '&lt;br&gt;'],
    ['lines of dots', `${'a.'.repeat(900)}\n`],
    ['lines of brackets', `at ${'()'.repeat(900)}:1:2)\n`],
    ['lines of slashes', `f@${'/'.repeat(1_800)}:1\n`],
    ['lines of colons', `at ${':1'.repeat(900)}x\n`],
    ['lines of evals', `at ${'(eval at '.repeat(200)}\n`],
    ['lines of spaces', `package:a/b.dart${' '.repeat(1_800)}\n`],
    ['lines of prefixes', `${'[10:00:00] ERROR '.repeat(100)}\n`],
    ['lines of marks', `${'> '.repeat(900)}\n`],
    ['escaped newlines', '\\n    at f (/a.js:1:2)'],
    ['words', 'lorem ']
  ])('%s', (_, unit) => {
    const fill = (size: number): string => `at ${unit.repeat(Math.ceil(size / unit.length))}x`
    expect(growthOf(fill, readStackTrace, 60_000)).toBeLessThan(linearGrowth)
  })
})
