import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../../src/flow/issue/read-stack-trace.js'
import { causeChain } from '../../../../src/flow/issue/stack-trace.js'
import { growthOf, linearGrowth } from '../../../growth.js'
import { framesOf, headsOf } from '../trace-words.js'

describe('a frame of the JVM', () => {
  it.each([
    ['of a module', 'java.base@21/java.util.List.of(List.java:12)', 'java.util.List.of @ List.java:12'],
    ['of a loader', 'app//com.acme.Cart.total(Cart.java:12)', 'com.acme.Cart.total @ Cart.java:12'],
    [
      'with packaging data',
      'com.acme.Cart.total(Cart.java:12) ~[shop.jar!/:1.2]',
      'com.acme.Cart.total @ Cart.java:12'
    ],
    ['of a lambda', 'com.acme.Cart$$Lambda/0x00007f8a.run(Unknown Source)', 'com.acme.Cart$$Lambda.run @ -'],
    [
      'of a thread dump',
      'java.lang.Thread.sleep(java.base@17.0.1/Native Method)',
      'java.lang.Thread.sleep @ -'
    ],
    ['that R8 renamed', 'a.b.c.d(SourceFile:12)', 'a.b.c.d @ -:12'],
    ['that R8 renamed to a name of the build', 'ab.c(PG:7)', 'ab.c @ -:7'],
    [
      'that R8 made',
      'com.acme.Cart$$ExternalSyntheticLambda0.run(D8$$SyntheticClass:0)',
      'com.acme.Cart$$ExternalSyntheticLambda0.run @ -'
    ],
    [
      'of Scala',
      'com.acme.Cart$.$anonfun$total$1(Cart.scala:12)',
      'com.acme.Cart$.$anonfun$total$1 @ Cart.scala:12'
    ],
    [
      'of Clojure',
      'shop.core$total_BANG_.doInvoke(core.clj:12)',
      'shop.core$total_BANG_.doInvoke @ core.clj:12'
    ],
    ['of a Clojure prompt', 'user$eval1.invoke(NO_SOURCE_FILE:1)', 'user$eval1.invoke @ -:1'],
    [
      'of Groovy',
      'Cart$_total_closure1.doCall(Cart.groovy:3)',
      'Cart$_total_closure1.doCall @ Cart.groovy:3'
    ],
    [
      'of a test in a sentence',
      'com.acme.CartSpec.adds up, at last(CartSpec.groovy:12)',
      'com.acme.CartSpec.adds up, at last @ CartSpec.groovy:12'
    ],
    ['of Kotlin', 'com.acme.Foo.bar-impl(Foo.kt:3)', 'com.acme.Foo.bar-impl @ Foo.kt:3'],
    ['with other letters', 'com.acme.Größe.berechne(Größe.java:3)', 'com.acme.Größe.berechne @ Größe.java:3'],
    [
      'with folders',
      'com.acme.Cart.total(com/acme/Cart.java:3)',
      'com.acme.Cart.total @ com/acme/Cart.java:3'
    ]
  ])('%s', (_, line, frame) => {
    const trace = readStackTrace(`java.lang.Error: bad\n\tat ${line}`)
    expect(trace.language).toBe('java')
    expect(framesOf(trace)).toEqual([frame])
  })

  it.each([
    ['Node.js', 'at total (/app/cart.js:1:2)'],
    ['.NET', 'at Shop.Cart.Total(Object)'],
    ['a cut line', 'at com.acme.Cart.total(Cart.java:1'],
    ['a line cut in the middle', 'at com.acme.Cart.readAll…va.util.Executors.call(Executors.java:515)'],
    ['JRuby', 'at RUBY.total(/app/cart.rb:12)']
  ])('is not found in %s', (_, line) => {
    expect(readStackTrace(`Error: bad\n    ${line}`).language).not.toBe('java')
  })
})

describe('a trace of the JVM', () => {
  it('has what was suppressed after the causes, with causes of its own', () => {
    const trace = readStackTrace(
      [
        'Exception in thread "main" com.acme.Outer: outer',
        '\tat com.acme.A.a(A.java:1)',
        '\tSuppressed: java.io.IOException: closing',
        '\t\tat com.acme.S.close(S.java:9)',
        '\tCaused by: java.io.EOFException',
        '\t\tat com.acme.S.flush(S.java:10)',
        'Caused by: java.lang.NullPointerException: inner',
        '\tat com.acme.B.b(B.java:2)',
        'Caused by: [CIRCULAR REFERENCE: com.acme.Outer: outer]'
      ].join('\n')
    )
    expect(trace.errors.map(({ relation, type, frames }) => [relation, type, frames.length])).toEqual([
      ['reported', 'com.acme.Outer', 1],
      ['cause', 'java.lang.NullPointerException', 1],
      ['suppressed', 'java.io.IOException', 1],
      ['suppressed', 'java.io.EOFException', 1]
    ])
  })

  it('of Dropwizard has a mark on every line, and the root cause first', () => {
    const trace = readStackTrace(
      '! java.io.EOFException: eof\n! at com.acme.S.flush(S.java:10)\n! Causing: java.lang.RuntimeException: wrapped\n! at com.acme.A.a(A.java:1)'
    )
    expect(headsOf(trace)).toEqual(['java.lang.RuntimeException: wrapped', 'java.io.EOFException: eof'])
  })

  it('of Android stands below a banner', () => {
    const trace = readStackTrace(
      'FATAL EXCEPTION: main\nProcess: com.acme.shop, PID: 12\njava.lang.RuntimeException: bad\n\tat a.b.c(Unknown Source:8)\nFATAL EXCEPTION: other\n\tat a.b.d(Unknown Source:8)'
    )
    expect(headsOf(trace)).toEqual(['java.lang.RuntimeException: bad'])
    expect(framesOf(trace)).toEqual(['a.b.c @ -:8'])
  })

  it('is told from the logger above it', () => {
    const trace = readStackTrace(
      'com.acme.Api: failed\njava.io.IOException: closed\n\tat com.acme.A.a(A.java:1)'
    )
    expect(headsOf(trace)).toEqual(['java.io.IOException: closed'])
  })

  it('of all threads has the first one as reported', () => {
    const trace = readStackTrace(
      [
        'Full thread dump OpenJDK 64-Bit Server VM (17.0.1+12 mixed mode):',
        '',
        '"main" #1 prio=5 os_prio=0 tid=0x7f nid=0x1 waiting on condition  [0x7f]',
        '   java.lang.Thread.State: TIMED_WAITING (sleeping)',
        '\tat com.acme.Main.main(Main.java:5)',
        '\t- locked <0x000000076b> (a java.lang.Object)',
        '',
        '"Worker" #12 daemon prio=5 tid=0x7f nid=0x2 runnable',
        '\tat com.acme.W.run(W.java:7)'
      ].join('\n')
    )
    expect(trace.errors.map(({ relation }) => relation)).toEqual(['reported', 'thread'])
    expect(framesOf(trace)).toEqual(['com.acme.Main.main @ Main.java:5'])
    expect(framesOf(trace, 1)).toEqual(['com.acme.W.run @ W.java:7'])
  })

  it('knows the runtime, libraries and generated classes', () => {
    const names = [
      'java.util.List.of',
      'org.springframework.web.A.b',
      'datadog.trace.A.b',
      'jdk.proxy2.$Proxy12.run',
      '_COROUTINE._BOUNDARY._',
      'javascript.Cart.total'
    ]
    const trace = readStackTrace(
      `java.lang.Error: bad\n${names.map((name) => `\tat ${name}(A.java:1)`).join('\n')}`
    )
    expect(trace.errors[0]?.frames.map(({ inApp }) => inApp)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true
    ])
  })

  it.each(['a.b.', 'a$b', '((', 'Caused by: ', 'Suppressed: x\n', '"a" #1 '])(
    'is read in linear time: %j',
    (unit) => {
      const prepare = (size: number): string => `\tat ${unit.repeat(200)}\n`.repeat(size / 200)
      expect(growthOf(prepare, readStackTrace, 4_000)).toBeLessThan(linearGrowth)
    }
  )
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
