import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { framesOf, headsOf } from './trace-words.js'

describe('a JavaScript trace', () => {
  it.each([
    ['a function', 'at total (/app/src/cart.ts:12:5)', 'total @ /app/src/cart.ts:12:5'],
    ['a bare location', 'at /app/src/cart.ts:12:5', '- @ /app/src/cart.ts:12:5'],
    ['a file with spaces', 'at /srv/my shop/cart.js:1:2', '- @ /srv/my shop/cart.js:1:2'],
    ['brackets in the path', 'at page (/app/(shop)/[id]/page.js:3:4)', 'page @ /app/(shop)/[id]/page.js:3:4'],
    ['a Windows path', 'at total (C:\\shop\\cart.js:3:4)', 'total @ C:\\shop\\cart.js:3:4'],
    [
      'an awaited call',
      'at async Cart.load (file:///app/cart.mjs:3:4)',
      'Cart.load @ file:///app/cart.mjs:3:4'
    ],
    ['a constructor', 'at new Cart (/app/cart.js:3:4)', 'new Cart @ /app/cart.js:3:4'],
    ['an alias', 'at Cart.sum [as total] (/app/cart.js:3:4)', 'Cart.sum [as total] @ /app/cart.js:3:4'],
    ['the engine', 'at Array.map (<anonymous>)', 'Array.map @ <anonymous>'],
    ['a module of Node.js', 'at run (node:internal/main:3:4)', 'run @ node:internal/main:3:4'],
    [
      'evaluated code, at its caller',
      'at eval (eval at f (/app/a.js:5:6), <anonymous>:1:2)',
      'eval @ /app/a.js:5:6'
    ],
    ['no column', 'at total (/app/cart.js:12)', 'total @ /app/cart.js:12'],
    ['an error object that goes on', 'at total (/app/cart.js:12:5) {', 'total @ /app/cart.js:12:5'],
    ['a cut line', 'at total (/app/cart.js:12:5', 'total @ /app/cart.js:12:5'],
    ['Hermes', 'at render (address at index.bundle:1:2345)', 'render @ index.bundle:1:2345'],
    ['an inline script', 'at f (data:text/javascript,throw 1;:1:3)', 'f @ <data:text/javascript>']
  ])('of V8 has %s', (_, line, frame) => {
    expect(framesOf(readStackTrace(`TypeError: boom\n    ${line}`))).toEqual([frame])
  })

  it.each([
    ['a function', 'total@https://shop.test/cart.js:12:5', 'total @ https://shop.test/cart.js:12:5'],
    ['no function', '@https://shop.test/cart.js:12:5', '- @ https://shop.test/cart.js:12:5'],
    ['a bare address', 'https://shop.test/cart.js:12:5', '- @ https://shop.test/cart.js:12:5'],
    ['a scoped package', 'f@/app/node_modules/@shop/a/b.js:1:2', 'f @ /app/node_modules/@shop/a/b.js:1:2'],
    ['the engine', 'map@[native code]', 'map @ [native code]'],
    ['global code', 'global code@https://shop.test/a.js:1:2', 'global code @ https://shop.test/a.js:1:2'],
    [
      'evaluated code, at its caller',
      'f@https://shop.test/a.js line 7 > eval:1:2',
      'f @ https://shop.test/a.js:7'
    ]
  ])('of Firefox or Safari has %s', (_, line, frame) => {
    expect(framesOf(readStackTrace(line))).toEqual([frame])
  })

  it('has its causes in order', () => {
    const trace = readStackTrace(
      [
        'OrderError: cannot price order',
        '    at price (/app/price.js:1:1) {',
        '  [cause]: TypeError: rates is undefined',
        '      at rate (/app/rate.js:2:2) {',
        '    [cause]: Error: no connection',
        '        at connect (/app/db.js:3:3)'
      ].join('\n')
    )
    expect(headsOf(trace)).toEqual([
      'OrderError: cannot price order',
      'TypeError: rates is undefined',
      'Error: no connection'
    ])
    expect([0, 1, 2].flatMap((error) => framesOf(trace, error))).toEqual([
      'price @ /app/price.js:1:1',
      'rate @ /app/rate.js:2:2',
      'connect @ /app/db.js:3:3'
    ])
  })

  it('keeps a message of several lines together', () => {
    const trace = readStackTrace(
      'ValidationError: two problems:\n  - name\n  - price\n    at check (/app/a.js:1:1)'
    )
    expect(headsOf(trace)).toEqual(['ValidationError: two problems:\n- name\n- price'])
  })

  it('takes a file that does not compile for the innermost frame', () => {
    const trace = readStackTrace(
      '/app/cart.cjs:15\nconst x = @;\n          ^\n\nSyntaxError: Invalid token\n    at load (node:internal/a:1:2)'
    )
    expect(framesOf(trace)).toEqual(['- @ /app/cart.cjs:15', 'load @ node:internal/a:1:2'])
    expect(headsOf(trace)).toEqual(['SyntaxError: Invalid token'])
  })
})

describe('a Python trace', () => {
  const first = [
    'Traceback (most recent call last):',
    '  File "/app/shop/api.py", line 10, in handle',
    '    return total(cart)',
    '           ^^^^^^^^^^^',
    '  File "/app/shop/cart.py", line 3, in total',
    "    return cart['total']",
    "KeyError: 'total'"
  ]

  it('is turned around, so that the innermost frame is first', () => {
    const trace = readStackTrace(first.join('\n'))
    expect(trace.language).toBe('python')
    expect(headsOf(trace)).toEqual(["KeyError: 'total'"])
    expect(framesOf(trace)).toEqual(['total @ /app/shop/cart.py:3', 'handle @ /app/shop/api.py:10'])
  })

  it.each([
    'During handling of the above exception, another exception occurred:',
    'The above exception was the direct cause of the following exception:'
  ])('names the reported error before its cause: %s', (link) => {
    const second = [
      'Traceback (most recent call last):',
      '  File "/app/shop/api.py", line 12, in handle',
      '    raise PriceError("no price") from error',
      'shop.errors.PriceError: no price'
    ]
    const trace = readStackTrace([...first, '', link, '', ...second].join('\n'))
    expect(headsOf(trace)).toEqual(['shop.errors.PriceError: no price', "KeyError: 'total'"])
    expect(framesOf(trace, 0)).toEqual(['handle @ /app/shop/api.py:12'])
  })

  it('takes the members of an exception group for causes', () => {
    const trace = readStackTrace(
      [
        '  + Exception Group Traceback (most recent call last):',
        '  |   File "/app/main.py", line 5, in run',
        '  |     async with TaskGroup():',
        '  | ExceptionGroup: unhandled errors (1 sub-exception)',
        '  +-+---------------- 1 ----------------',
        '    | Traceback (most recent call last):',
        '    |   File "/app/job.py", line 9, in work',
        '    |     int(text)',
        '    | ValueError: bad number',
        '    +------------------------------------'
      ].join('\n')
    )
    expect(headsOf(trace)[0]).toBe('ExceptionGroup: unhandled errors (1 sub-exception)')
    expect(trace.errors[1]?.type).toBe('ValueError')
    expect(framesOf(trace, 1)).toEqual(['work @ /app/job.py:9'])
  })

  it('is read without its indentation', () => {
    const trace = readStackTrace(first.map((line) => line.trim()).join('\n'))
    expect(headsOf(trace)).toEqual(["KeyError: 'total'"])
    expect(framesOf(trace)).toHaveLength(2)
  })
})

describe('a Java or Kotlin trace', () => {
  it('has packages, modules, lambdas and files without lines', () => {
    const trace = readStackTrace(
      [
        'java.lang.IllegalStateException: no cart',
        '\tat com.acme.shop.Cart.lambda$total$0(Cart.java:12)',
        '\tat java.base/java.util.ArrayList.forEach(ArrayList.java:1596)',
        '\tat app//com.acme.shop.Api.handle(Api.kt:7) ~[shop.jar:1.2]',
        '\tat jdk.internal.reflect.DirectMethodHandle.invoke(Native Method)',
        '\t... 12 more'
      ].join('\n')
    )
    expect(trace.language).toBe('java')
    expect(framesOf(trace)).toEqual([
      'com.acme.shop.Cart.lambda$total$0 @ Cart.java:12',
      'java.util.ArrayList.forEach @ ArrayList.java:1596',
      'com.acme.shop.Api.handle @ Api.kt:7',
      'jdk.internal.reflect.DirectMethodHandle.invoke @ -'
    ])
    expect(trace.errors[0]?.frames[0]?.module).toBe('com.acme.shop')
  })

  it('has causes, but not what was suppressed', () => {
    const trace = readStackTrace(
      [
        'Exception in thread "main" com.acme.OuterException: outer',
        '\tat com.acme.A.a(A.java:1)',
        '\tSuppressed: java.io.IOException: closing',
        '\t\tat com.acme.S.close(S.java:9)',
        '\tCaused by: java.io.EOFException',
        '\t\tat com.acme.S.flush(S.java:10)',
        'Caused by: java.lang.NullPointerException: inner',
        '\tat com.acme.B.b(B.java:2)',
        '\t... 1 more'
      ].join('\n')
    )
    expect(headsOf(trace)).toEqual([
      'com.acme.OuterException: outer',
      'java.lang.NullPointerException: inner'
    ])
    expect(framesOf(trace, 1)).toEqual(['com.acme.B.b @ B.java:2'])
  })

  it('is turned around where the logger prints the root cause first', () => {
    const trace = readStackTrace(
      'java.io.EOFException: eof\n\tat com.acme.B.b(B.java:2)\nWrapped by: com.acme.OuterException: outer\n\tat com.acme.A.a(A.java:1)'
    )
    expect(headsOf(trace)).toEqual(['com.acme.OuterException: outer', 'java.io.EOFException: eof'])
  })
})

describe('a Dart trace', () => {
  it('of the virtual machine has its frames across asynchronous gaps', () => {
    const trace = readStackTrace(
      [
        'Unhandled exception:',
        'FormatException: Unexpected end of input',
        '#0      Cart.total.<anonymous closure> (package:shop/cart.dart:12:5)',
        '<asynchronous suspension>',
        '#1      main (file:///app/bin/main.dart:3)'
      ].join('\n')
    )
    expect(trace.language).toBe('dart')
    expect(headsOf(trace)).toEqual(['FormatException: Unexpected end of input'])
    expect(framesOf(trace)).toEqual([
      'Cart.total.<anonymous closure> @ package:shop/cart.dart:12:5',
      'main @ file:///app/bin/main.dart:3'
    ])
  })

  it('of package:stack_trace is terse', () => {
    const trace = readStackTrace(
      'package:shop/cart.dart 12:5  Cart.total\n===== asynchronous gap ===========================\ndart:async                  _run'
    )
    expect(framesOf(trace)).toEqual(['Cart.total @ package:shop/cart.dart:12:5', '_run @ dart:async'])
  })

  it('of a widget says what was thrown in the banner', () => {
    const trace = readStackTrace(
      '══╡ EXCEPTION CAUGHT BY WIDGETS LIBRARY ╞══\nThe following _TypeError was thrown building Cart:\nNull check operator used on a null value\n\nWhen the exception was thrown, this was the stack:\n#0      Cart.build (package:shop/cart.dart:1:2)'
    )
    expect(headsOf(trace)).toEqual(['_TypeError: Null check operator used on a null value'])
  })
})
