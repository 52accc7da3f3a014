import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../../src/flow/issue/read-stack-trace.js'
import { growthOf, linearGrowth } from '../../../growth.js'
import { framesOf, headsOf } from '../trace-words.js'

describe('a frame of Swift or Objective-C', () => {
  it.each([
    [
      'without debug information',
      '3   Shop    0x0000000104a1b2c3 -[Cart totalFor:items:] + 123',
      '-[Cart totalFor:items:] @ Shop'
    ],
    [
      'with a file',
      '3   Shop    0x104a1b2c3 closure #1 in Cart.total(of:) + 8 (Cart.swift:34)',
      'closure #1 in Cart.total(of:) @ Cart.swift:34'
    ],
    ['of atos', '3   Shop    0x104a1b2c3 -[Cart total:] (in Shop) (Cart.m:12)', '-[Cart total:] @ Cart.m:12'],
    [
      'of the compiler',
      '3   Shop    0x104a1b2c3 @objc Cart.tap() (<compiler-generated>:0)',
      '@objc Cart.tap() @ Shop'
    ],
    ['with an address alone', '3   Shop    0x104a1b2c3 0x104a00000 + 111299', '- @ Shop'],
    ['with a file alone', '3   Shop    0x104a1b2c3 CartView.swift:42', '- @ CartView.swift:42'],
    [
      'of Dart without symbols',
      '3   App    0x104a1b2c3 _kDartIsolateSnapshotInstructions + 2156091',
      '- @ App'
    ],
    ['with the binary alone', '3   Shop    0x104a1b2c3 Shop + 111299', '- @ Shop'],
    ['that is partly symbolicated', '3   Shop    0x104a1b2c3 0x104a00000 + 99 (total + 12)', 'total @ Shop'],
    ['of a binary with spaces', '3   Shop Helper (GPU)   0x104a1b2c3 main + 12', 'main @ Shop Helper (GPU)'],
    [
      'that is mangled',
      '3   Shop\t0x104a1b2c3 $s4Shop4CartC5totalSiyF + 44',
      '$s4Shop4CartC5totalSiyF @ Shop'
    ],
    [
      'of the Swift runtime',
      '3 [ra] [system] 0x0000000103a0b1c4 Cart.sum(_:) + 36 in shop at /app/cart.swift:15:31',
      'Cart.sum(_:) @ /app/cart.swift:15:31'
    ],
    [
      'of the Swift runtime, without an address',
      '3 total() in shop at /app/cart.swift:15:31',
      'total() @ /app/cart.swift:15:31'
    ],
    [
      'of the debugger',
      '* frame #3: 0x0000000104a1b2c3 Shop`Cart.total(self=0x0000600) at Cart.swift:34:13',
      'Cart.total @ Cart.swift:34:13'
    ],
    [
      'of the debugger, in a library',
      'frame #3: 0x0000000104a1b2c3 UIKitCore`-[UIView x] + 12',
      '-[UIView x] @ UIKitCore'
    ]
  ])('%s', (_, line, frame) => {
    const trace = readStackTrace(line)
    expect(trace.language).toBe('apple')
    expect(framesOf(trace)).toEqual([frame])
  })

  it.each([
    ['Android', '#00 pc 0000000000012345  /data/app/lib/arm64/libshop.so (foo+12)'],
    ['Rust', '  12: 0x55d5e8 - core::panicking::panic'],
    ['prose', '3 items in the cart at 0x1234'],
    ['registers', 'x0: 0x0000000000000000   x1: 0x0000000000000000'],
    ['loaded binaries', '0x104a00000 - 0x104a1ffff Shop arm64 <abc> /var/Shop.app/Shop'],
    ['addresses alone', '(0x18b1c6fe0 0x189c28538 0x18b0a1234)'],
    ['a list', '1 total() in shop']
  ])('is not found in %s', (_, line) => {
    expect(readStackTrace(`bad\n${line}`).language).not.toBe('apple')
  })
})

describe('a crash report', () => {
  const report = [
    'Process:             Shop [1234]',
    'Exception Type:  EXC_BREAKPOINT (SIGTRAP)',
    'Exception Codes: 0x0000000000000001, 0x0000000104a1b2c3',
    'Application Specific Information:',
    'Shop/Cart.swift:34: Fatal error: Unexpectedly found nil',
    '',
    'Thread 0:: Dispatch queue: com.apple.main-thread',
    '0   libsystem_kernel.dylib        \t0x1be8a5964 mach_msg_trap + 8',
    '',
    'Thread 1 name:   Dispatch queue: com.acme.prices',
    'Thread 1 Crashed:',
    '0   libswiftCore.dylib            \t0x1a1b2c3d4 _assertionFailure(_:_:file:line:flags:) + 244',
    '1   Shop                          \t0x104a1b2c3 Cart.total() + 88 (Cart.swift:34)',
    '',
    'Thread 1 crashed with ARM Thread State (64-bit):',
    '    x0: 0x0000000000000000   x1: 0x0000000000000000',
    'Binary Images:',
    '0   Shop                          \t0x104a1b2c3 not a frame + 1'
  ]

  it('is of the thread that crashed', () => {
    const trace = readStackTrace(report.join('\n'))
    expect(headsOf(trace)).toEqual(['EXC_BREAKPOINT: Unexpectedly found nil', '-: -'])
    expect(trace.errors.map(({ relation }) => relation)).toEqual(['reported', 'thread'])
    expect(framesOf(trace)).toEqual([
      '_assertionFailure(_:_:file:line:flags:) @ libswiftCore.dylib',
      'Cart.total() @ Cart.swift:34'
    ])
    expect(framesOf(trace, 1)).toEqual(['mach_msg_trap @ libsystem_kernel.dylib'])
    expect(trace.errors[0]?.frames.map(({ module }) => module)).toEqual(['libswiftCore.dylib', 'Shop'])
  })

  it('is of the exception, not of the abort it led to', () => {
    const trace = readStackTrace(
      [
        'Last Exception Backtrace:',
        '0   CoreFoundation                \t0x1843e1d78 __exceptionPreprocess + 220',
        '1   Shop                          \t0x104a1b2c3 -[Cart total] + 88 (Cart.m:42)',
        'Thread 0 Crashed:',
        '0   libsystem_kernel.dylib        \t0x1be8a5964 __pthread_kill + 8'
      ].join('\n')
    )
    expect(framesOf(trace)[1]).toBe('-[Cart total] @ Cart.m:42')
    expect(trace.errors[1]?.relation).toBe('thread')
  })

  it('of an exception has its reason', () => {
    const trace = readStackTrace(
      [
        "*** Terminating app due to uncaught exception 'NSRangeException', reason: '*** -[__NSArrayM objectAtIndex:]: index 3 beyond bounds'",
        '*** First throw call stack:',
        '(',
        '\t0   CoreFoundation                      0x00007fff2 __exceptionPreprocess + 250',
        '\t1   Shop                                0x000000010 -[Cart total] + 123',
        ')'
      ].join('\n')
    )
    expect(headsOf(trace)).toEqual([
      'NSRangeException: *** -[__NSArrayM objectAtIndex:]: index 3 beyond bounds'
    ])
    expect(framesOf(trace)).toEqual(['__exceptionPreprocess @ CoreFoundation', '-[Cart total] @ Shop'])
  })

  it('has another stack where the count starts again', () => {
    const trace = readStackTrace(
      'Crashed: com.apple.main-thread\n0  Shop    0x1 f + 1\n1  Shop    0x1 g + 1\n\ncom.acme.prices\n0  Shop    0x1 h + 1'
    )
    expect(trace.errors.map(({ relation, frames }) => [relation, frames.length])).toEqual([
      ['reported', 2],
      ['thread', 1]
    ])
  })

  it('knows the runtime, the frameworks and thunks', () => {
    const trace = readStackTrace(
      [
        '0   CoreFoundation    0x1 __exceptionPreprocess + 1',
        '1   UIKitCore    0x1 -[UIView x] + 1',
        '2   com.apple.AppKit    0x1 -[NSView x] + 1',
        '3   Alamofire    0x1 Session.request() + 1 (Session.swift:1)',
        '4   Shop    0x1 partial apply for closure #1 in Cart.total() + 1',
        '5   DatadogCore    0x1 f + 1',
        '6   Foundations    0x1 f + 1',
        '7   ???    0x1 0x0 + 1'
      ].join('\n')
    )
    expect(trace.errors[0]?.frames.map(({ inApp }) => inApp)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      true,
      false
    ])
  })

  it.each(['a  b ', ' (', ' in ', '`', ' + 1', 'a   0x12 '])('is read in linear time: %j', (unit) => {
    const prepare = (size: number): string => `0 ${unit.repeat(200)}\n`.repeat(size / 200)
    expect(growthOf(prepare, readStackTrace, 10_000)).toBeLessThan(linearGrowth)
  })
})
