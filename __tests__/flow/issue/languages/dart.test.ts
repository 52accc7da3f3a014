import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../../src/flow/issue/read-stack-trace.js'
import { growthOf, linearGrowth } from '../../../growth.js'
import { framesOf, headsOf } from '../trace-words.js'

describe('a frame of Dart', () => {
  it.each([
    [
      'of a library',
      '#0      List.[] (dart:core-patch/growable_array.dart:264:36)',
      'List.[] @ dart:core-patch/growable_array.dart:264:36'
    ],
    [
      'of a constructor',
      '#0      new Cart.<anonymous closure> (package:shop/cart.dart:1:2)',
      'new Cart.<anonymous closure> @ package:shop/cart.dart:1:2'
    ],
    ['that is terse', 'package:shop/cart.dart 12:5  Cart.total', 'Cart.total @ package:shop/cart.dart:12:5'],
    ['that is terse and names no function', 'package:shop/cart.dart 12:5', '- @ package:shop/cart.dart:12:5'],
    [
      'of the web',
      'dart-sdk/lib/_internal/errors.dart 251:49  throw_',
      'throw_ @ dart-sdk/lib/_internal/errors.dart:251:49'
    ],
    ['of the web, compiled', 'main.dart.js 1234:5   minified:aB', 'minified:aB @ main.dart.js:1234:5']
  ])('%s', (_, line, frame) => {
    const trace = readStackTrace(`Error: bad\n${line}`)
    expect(trace.language).toBe('dart')
    expect(framesOf(trace)).toEqual([frame])
  })

  it('is not found in the addresses of an obfuscated build', () => {
    const trace = readStackTrace(
      'build_id: 1\n    #00 abs 0000007f virt 00 _kDartIsolateSnapshotInstructions+0x1234'
    )
    expect(trace.language).toBe('unknown')
  })
})

describe('a trace of Dart', () => {
  it.each([
    ['Unhandled exception:\nFormatException: bad', 'FormatException: bad'],
    [
      '[ERROR:flutter/runtime/dart_vm_initializer.cc(41)] Unhandled Exception: FormatException: bad',
      'FormatException: bad'
    ],
    [
      'The following _TypeError was thrown building CartPage(dirty):\nnot a String\n\nThe relevant widget was:\n  CartPage',
      '_TypeError: not a String'
    ]
  ])('has a head: %j', (head, expected) => {
    expect(headsOf(readStackTrace(`${head}\n#0      f (package:shop/a.dart:1:1)`))).toEqual([expected])
  })

  it('goes on after a gap, but not with another trace', () => {
    const frame = (name: string): string => `#0      ${name} (package:shop/a.dart:1:1)`
    const gap = '===== asynchronous gap ==========================='
    expect(framesOf(readStackTrace([frame('a'), gap, frame('b')].join('\n')))).toHaveLength(2)
    expect(framesOf(readStackTrace([frame('a'), '', frame('b')].join('\n')))).toHaveLength(1)
  })

  it('knows the runtime, libraries and tracers', () => {
    const files = [
      'dart:async/zone.dart',
      'package:flutter/a.dart',
      'package:dio/a.dart',
      'package:datadog_flutter_plugin/a.dart',
      'package:diorama/a.dart'
    ]
    const trace = readStackTrace(files.map((file, at) => `#${at}      f (${file}:1:1)`).join('\n'))
    expect(trace.errors[0]?.frames.map(({ inApp }) => inApp)).toEqual([false, false, false, false, true])
  })

  it.each(['a  ', '(', ' (dart:x', '#0 '])('is read in linear time: %j', (unit) => {
    const prepare = (size: number): string => `#0      ${unit.repeat(200)}\n`.repeat(size / 200)
    expect(growthOf(prepare, readStackTrace, 10_000)).toBeLessThan(linearGrowth)
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
