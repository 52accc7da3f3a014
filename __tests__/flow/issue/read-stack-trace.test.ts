import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { causeChain } from '../../../src/flow/issue/stack-trace.js'
import { framesOf, headsOf } from './trace-words.js'

describe('the language of a trace that has frames of two', () => {
  const javascript = ['    at f (/app/a.js:1:2)', '    at g (/app/b.js:1:2)']
  const python = [
    '  File "/app/a.py", line 1, in f',
    '    g()',
    '  File "/app/b.py", line 2, in g',
    '    h()'
  ]
  const java = Array.from({ length: 6 }, (_, at) => `\tat com.acme.Cart.total(Cart.java:${at + 1})`)
  const ruby = ["  app/cart.rb:12:in 'total'", "  app/api.rb:3:in 'call'"]

  it.each([
    ['is that of most frames', 'ruby', ['RuntimeError: node failed', javascript[0], ...ruby]],
    [
      'is that of the program, not of the host that runs it',
      'javascript',
      ['Error: x', ...javascript, ...java]
    ],
    [
      'is that of the program, not of the library that it calls',
      'python',
      [
        'Traceback (most recent call last):',
        ...python,
        'Py4JJavaError: failed',
        ': a.b.CException: x',
        ...java
      ]
    ]
  ])('%s', (_, language, lines) => {
    expect(readStackTrace(lines.join('\n')).language).toBe(language)
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

  it('has causes, and apart from them what was suppressed', () => {
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
    expect(headsOf({ ...trace, errors: causeChain(trace) })).toEqual([
      'com.acme.OuterException: outer',
      'java.lang.NullPointerException: inner'
    ])
    expect(trace.errors.map(({ relation }) => relation).slice(0, 3)).toEqual([
      'reported',
      'cause',
      'suppressed'
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
