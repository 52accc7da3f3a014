import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../../src/flow/issue/read-stack-trace.js'
import { growthOf, linearGrowth } from '../../../growth.js'
import { framesOf, headsOf } from '../trace-words.js'

const panic = [
  "thread 'main' (16463) panicked at src/cart.rs:3:55:",
  'called `Option::unwrap()` on a `None` value',
  'stack backtrace:',
  '   0: core::option::unwrap_failed',
  '             at /rustc/59807616e1fa/library/core/src/option.rs:2236:5',
  '   1: <shop::cart::Item as shop::cart::Price>::price',
  '             at ./src/cart.rs:3:55',
  '   2: shop::cart::total::{{closure}}',
  '             at ./src/cart.rs:4:63',
  '   3: main',
  'note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.'
]
const panicFrames = [
  'core::option::unwrap_failed @ /rustc/59807616e1fa/library/core/src/option.rs:2236:5',
  '<shop::cart::Item as shop::cart::Price>::price @ ./src/cart.rs:3:55',
  'shop::cart::total::{{closure}} @ ./src/cart.rs:4:63',
  'main @ -'
]

describe('a panic of Rust', () => {
  it.each([
    ['as printed', panic.join('\n')],
    ['with carriage returns', panic.join('\r\n')],
    ['with lost indentation', panic.map((line) => line.trim()).join('\n')],
    ['behind the name of a container', panic.map((line) => `shop-1  | ${line}`).join('\n')]
  ])('is read %s', (_, text) => {
    const trace = readStackTrace(text)
    expect(trace.language).toBe('rust')
    expect(framesOf(trace)).toEqual(panicFrames)
    expect(headsOf(trace)).toEqual(['panic: called `Option::unwrap()` on a `None` value'])
    expect(trace.errors[0]?.frames.map(({ module }) => module)).toEqual([
      'core::option',
      'shop::cart',
      'shop::cart::total',
      undefined
    ])
  })

  it.each([
    ['an address and a hash', '4:     0x55f5 - shop::total::h2540a5b1052e3b73', 'shop::total'],
    [
      'hashes of crates',
      '4:     0x55f5 - shop[e28293b1aa0f68bd]::total::{closure#0}',
      'shop::total::{closure#0}'
    ],
    ['an optimised copy', '4: shop::total::h2540a5b1052e3b73.llvm.1234567', 'shop::total'],
    [
      'an escaped name',
      '4: _$LT$shop..Cart$u20$as$u20$shop..Price$GT$::price',
      '<shop::Cart as shop::Price>::price'
    ],
    ['an asynchronous function', '4: shop::pay::{{closure}}', 'shop::pay::{{closure}}'],
    [
      'type arguments',
      '4: shop::run::<dyn core::ops::Fn<(), Output = i32>>',
      'shop::run::<dyn core::ops::Fn<(), Output = i32>>'
    ],
    ['no name', '4: <unknown>', '<unknown>']
  ])('has a function with %s', (_, line, name) => {
    const trace = readStackTrace(`stack backtrace:\n   0: shop::f\n             at src/f.rs:1:2\n   ${line}`)
    expect(trace.errors[0]?.frames[1]?.function).toBe(name)
  })

  it('has functions that were inlined, without a number of their own', () => {
    const trace = readStackTrace(
      'stack backtrace:\n   0: shop::f\n             at src/f.rs:1:2\n      shop::g\n             at src/g.rs:3:4'
    )
    expect(framesOf(trace)).toEqual(['shop::f @ src/f.rs:1:2', 'shop::g @ src/g.rs:3:4'])
  })

  it.each([
    [
      'today',
      "thread 'worker' panicked at src/cart.rs:9:14:\nfirst\nsecond",
      'src/cart.rs:9:14',
      'first\nsecond'
    ],
    [
      'before Rust 1.73',
      "thread 'main' panicked at 'it's \"x, y\"', src/cart.rs:9:14",
      'src/cart.rs:9:14',
      'it\'s "x, y"'
    ],
    [
      'long ago',
      "thread '<unnamed>' panicked at 'first\nsecond', src/cart.rs:9",
      'src/cart.rs:9',
      'first\nsecond'
    ],
    [
      'by color-eyre',
      'The application panicked (crashed).\nMessage:  boom\nLocation: src/cart.rs:9',
      'src/cart.rs:9',
      'boom'
    ]
  ])('has its place as a frame without a function, as printed %s', (_, text, place, message) => {
    const trace = readStackTrace(text)
    expect(framesOf(trace)).toEqual([`- @ ${place}`])
    expect(headsOf(trace)).toEqual([`panic: ${message}`])
  })

  it('has its place above a backtrace without places', () => {
    const trace = readStackTrace(
      "thread 'main' panicked at src/cart.rs:9:14:\nboom\nstack backtrace:\n   0: rust_begin_unwind\n   1: shop::total"
    )
    expect(framesOf(trace)).toEqual(['- @ src/cart.rs:9:14', 'rust_begin_unwind @ -', 'shop::total @ -'])
  })

  it('tells a panic of another thread from one while it unwinds', () => {
    const panicOf = (thread: string): string =>
      `thread '${thread}' panicked at src/${thread}.rs:1:2:\nboom\n\n`
    const trace = readStackTrace(panicOf('worker') + panicOf('main') + panicOf('worker'))
    expect(trace.errors.map(({ relation }) => relation)).toEqual(['reported', 'thread', 'suppressed'])
  })
})

describe('an error of Rust', () => {
  it('of anyhow has its causes and one backtrace', () => {
    const trace = readStackTrace(
      'Error: cannot price order\n\nCaused by:\n    0: cannot load rates\n    1: No such file (os error 2)\n\n' +
        'Stack backtrace:\n   0: shop::rates::load\n             at ./src/rates.rs:8:16\n   1: shop::main'
    )
    expect(headsOf(trace)).toEqual([
      '-: cannot price order',
      '-: cannot load rates',
      '-: No such file (os error 2)'
    ])
    expect(trace.errors.map(({ relation }) => relation)).toEqual(['reported', 'cause', 'cause'])
    expect(framesOf(trace)).toEqual(['shop::rates::load @ ./src/rates.rs:8:16', 'shop::main @ -'])
  })

  it('of color-eyre has the calls, not the spans', () => {
    const trace = readStackTrace(
      'Error: \n   0: cannot read config\n   1: No such file\n\nLocation:\n   src/config.rs:32\n\n' +
        '  ━━━━━━━━━ SPANTRACE ━━━━━━━━━\n\n   0: shop::read with path="a"\n      at src/config.rs:30\n\n' +
        '  ━━━━━━━━━ BACKTRACE ━━━━━━━━━\n         ⋮ 5 frames hidden ⋮\n' +
        '   6: shop::read::h1234567890abcdef\n      at src/config.rs:32\n        30 │ fn read() {\n   7: shop::main\n      at src/main.rs:12'
    )
    expect(headsOf(trace)).toEqual(['-: cannot read config', '-: No such file'])
    expect(framesOf(trace)).toEqual(['shop::read @ src/config.rs:32', 'shop::main @ src/main.rs:12'])
  })

  it('may have a backtrace that was printed for debugging', () => {
    const trace = readStackTrace(
      'Backtrace [{ fn: "shop::f", file: "./src/f.rs", line: 23 }, { fn: "shop::main" }, { fn: "main" }]'
    )
    expect(framesOf(trace)).toEqual(['shop::f @ ./src/f.rs:23', 'shop::main @ -', 'main @ -'])
  })
})

describe('is not a trace of Rust', () => {
  it.each([
    ['numbered causes', 'Error: x\n\nCaused by:\n    0: cart::total failed\n    1: no such file'],
    [
      'native frames of Node.js',
      ' 1: 0xb09980 node::Abort() [node]\n 2: 0xa1c193 node::FatalError(char const*) [node]'
    ],
    ['a place that is cut off', "thread 'main' panicked at src/cart.r"],
    ['a list', '1: apples\n2: pears at home\n3: a::b']
  ])('%s', (_, text) => {
    expect(readStackTrace(text).errors.flatMap(({ frames }) => frames)).toEqual([])
  })
})

describe('a frame of Rust is in-app or not', () => {
  it.each([
    ['shop::cart::total', './src/cart.rs', true, 'not a known library or runtime'],
    ['<shop::cart::Item as core::fmt::Display>::fmt', 'src/cart.rs', true, 'not a known library or runtime'],
    [
      'core::ops::FnOnce::call_once',
      '/rustc/59807616e1fa/library/core/src/ops.rs',
      false,
      'standard library'
    ],
    ['<T as core::convert::Into<U>>::into', undefined, false, 'standard library'],
    ['<tokio::task::Core as core::future::Future>::poll', undefined, false, 'crate tokio'],
    ['tracing::span::Span::in_scope', undefined, false, 'crate tracing'],
    [
      'shop_lib::f',
      '/home/u/.cargo/registry/src/github.com-1ecc/shop_lib-1.0.0/src/lib.rs',
      false,
      'under .cargo/registry'
    ],
    [
      'opentelemetry::f',
      '/root/.cargo/registry/src/x/opentelemetry-0.21.0/src/lib.rs',
      false,
      'tracer crate'
    ],
    ['__libc_start_main_impl', './csu/../csu/libc-start.c', false, 'library outside of Rust'],
    ['main', undefined, false, 'runtime of Rust or C'],
    ['<unknown>', undefined, false, 'no function is named']
  ])('%s in %s', (name, file, inApp, inAppReason) => {
    const place = file === undefined ? '' : `\n             at ${file}:1:2`
    const trace = readStackTrace(
      `stack backtrace:\n   0: shop::f\n             at src/f.rs:1:2\n   1: ${name}${place}`
    )
    expect(trace.errors[0]?.frames[1]).toMatchObject({ inApp, inAppReason })
  })
})

describe('takes linear time', () => {
  it.each([
    ['frames', '   1: shop::f\n             at src/f.rs:1:2\n'],
    ['panics', "thread 'main' panicked at src/f.rs:1:2:\n"],
    ['messages that do not end', "thread 'main' panicked at 'x\n"],
    ['lines of paths', `1: ${'a::'.repeat(600)}\n`],
    ['lines of places', `1: ${'a::b at x '.repeat(180)}\n`],
    ['lines of symbols', `{ fn: "${'{ fn: "a'.repeat(200)}\n`]
  ])('%s', (_, unit) => {
    const fill = (size: number): string => unit.repeat(Math.ceil(size / unit.length))
    expect(growthOf(fill, readStackTrace, 200_000)).toBeLessThan(linearGrowth)
  })
})
