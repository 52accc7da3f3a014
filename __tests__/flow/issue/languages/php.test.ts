import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../../src/flow/issue/read-stack-trace.js'
import { growthOf, linearGrowth } from '../../../growth.js'
import { framesOf, headsOf } from '../trace-words.js'

const chained = [
  'PHP Fatal error:  Uncaught DomainException: bad rate in /app/src/Rates.php:7',
  'Stack trace:',
  '#0 /app/src/Cart.php(12): Shop\\Rates->parse()',
  '#1 {main}',
  '',
  'Next RuntimeException: cannot price in /app/src/Cart.php:14',
  'Stack trace:',
  '#0 /app/public/index.php(3): Shop\\Cart->total()',
  '#1 {main}',
  '  thrown in /app/src/Cart.php on line 14'
]

describe('a frame of PHP', () => {
  it.each([
    ['a method', '#0 /app/a.php(12): Shop\\Cart->total(1, NULL)', 'Shop\\Cart->total @ /app/a.php:12'],
    ['a static method', '#0 C:\\app\\a.php(12): Shop\\Cart::make()', 'Shop\\Cart::make @ C:\\app\\a.php:12'],
    ['brackets in the path', '#0 /app (x86)/a.php(12): total()', 'total @ /app (x86)/a.php:12'],
    [
      'brackets and quotes in the arguments',
      "#0 /app/a.php(12): total('a (b) \\'c\\' #1 d(2): ->e()')",
      'total @ /app/a.php:12'
    ],
    ['a closure', '#0 /app/a.php(12): Shop\\{closure}(Array)', 'Shop\\{closure} @ /app/a.php:12'],
    [
      'a closure with its place',
      '#0 /app/a.php(12): Shop\\C->{closure:Shop\\C::run():33}(Array)',
      'Shop\\C->{closure:Shop\\C::run():33} @ /app/a.php:12'
    ],
    ['an anonymous class', '#0 /app/a.php(12): class@anonymous->go()', 'class@anonymous->go @ /app/a.php:12'],
    ['a call by PHP', '#0 [internal function]: Shop\\Cart->sum(1)', 'Shop\\Cart->sum @ -'],
    [
      'an included file',
      "#0 phar:///a.phar/b.php(3): include('/app/x.php')",
      'include @ phar:///a.phar/b.php:3'
    ],
    ['evaluated code', "#0 /app/a.php(12) : eval()'d code(1) : eval()'d code(3): f()", 'f @ /app/a.php:12'],
    ['an old backtrace', "#0  Foo->b(1, 'x') called at [/app/a.php:12]", 'Foo->b @ /app/a.php:12'],
    ['New Relic', 'in Shop\\Cart::total called at /app/a.php (12)', 'Shop\\Cart::total @ /app/a.php:12'],
    ['the console', 'Shop\\Cart->total() at /app/a.php:12', 'Shop\\Cart->total @ /app/a.php:12'],
    [
      'Symfony',
      'at Shop\\Cart->total(object(Request), 1)\n     (vendor/symfony/a.php:12)',
      'Shop\\Cart->total @ vendor/symfony/a.php:12'
    ],
    [
      'doubled backslashes',
      '#0 C:\\\\app\\\\a.php(12): Shop\\\\Cart->total()',
      'Shop\\Cart->total @ C:\\app\\a.php:12'
    ]
  ])('%s', (_, line, frame) => {
    const trace = readStackTrace(`RuntimeException: bad\n${line}`)
    expect(trace.language).toBe('php')
    expect(framesOf(trace)).toEqual([frame])
  })

  it.each([
    ['the script', '#0 {main}'],
    ['a cut line', '#0 /app/a.php(12): Shop\\Ca'],
    ['Dart', '#0      total (package:shop/cart.dart:1:2)'],
    ['a debugger', '#0  0x0000 in total (n=1) at cart.c:12'],
    ['Node.js', 'at total (/app/cart.js:1:2)']
  ])('is not found in %s', (_, line) => {
    expect(readStackTrace(`Error: bad\n${line}`).language).not.toBe('php')
  })
})

describe('a trace of PHP', () => {
  it('is the reported error first, although its cause is printed first', () => {
    for (const text of [chained.join('\n'), chained.join('\r\n')]) {
      const trace = readStackTrace(text)
      expect(headsOf(trace)).toEqual(['RuntimeException: cannot price', 'DomainException: bad rate'])
      expect(framesOf(trace)).toEqual(['Shop\\Cart->total @ /app/public/index.php:3'])
      expect(framesOf(trace, 1)).toEqual(['Shop\\Rates->parse @ /app/src/Cart.php:12'])
    }
  })

  it('ends where PHP prints it again', () => {
    const trace = readStackTrace(`${chained.join('\n')}\n${chained.join('\n')}`)
    expect(trace.errors).toHaveLength(2)
    expect(framesOf(trace)).toHaveLength(1)
  })

  it.each([
    [
      'PHP 5',
      "exception 'PDOException' with message 'it's \"bad\"' in /app/Db.php:33",
      'PDOException: it\'s "bad"'
    ],
    [
      'a place in the message',
      'TypeError: f(), called in /a.php on line 3 in /b.php:4',
      'TypeError: f(), called in /a.php on line 3'
    ],
    ['a message of several lines', 'Shop\\Bad: one\ntwo in /b.php:4', 'Shop\\Bad: one\ntwo'],
    ['a warning', 'PHP Warning:  Undefined variable $x in /app/a.php on line 3', '-: Undefined variable $x']
  ])('has a head: %s', (_, head, expected) => {
    expect(headsOf(readStackTrace(`${head}\nStack trace:\n#0 /app/a.php(1): f()`))).toEqual([expected])
  })

  it.each([
    ['another trace', '#0 /app/b.php(2): g()'],
    [
      "Xdebug's table of the same calls",
      '  thrown in /app/a.php on line 1\nCall Stack:\n  0.1 1 1. g() /app/b.php:2'
    ]
  ])('ends at %s', (_, rest) => {
    const trace = readStackTrace(`Error: bad in /app/a.php:1\n#0 /app/a.php(1): f()\n${rest}`)
    expect(framesOf(trace)).toEqual(['f @ /app/a.php:1'])
  })

  it('of Laravel has its causes below', () => {
    const trace = readStackTrace(
      [
        '[2024-05-01 10:00:00] production.ERROR: bad {"userId":1,"exception":"[object] (Illuminate\\\\View\\\\ViewException(code: 0): bad at /app/a.blade.php:3)',
        '[stacktrace]',
        '#0 /app/storage/framework/views/0a1b2c3d.php(53): include(...)',
        '#1 {main}',
        '',
        '[previous exception] [object] (ErrorException(code: 0): worse at /app/x.php:53)',
        '[stacktrace]',
        '#0 /app/app/Cart.php(3): App\\\\Cart->total()',
        '#1 {main}',
        '"}'
      ].join('\n')
    )
    expect(headsOf(trace)).toEqual(['Illuminate\\View\\ViewException: bad', 'ErrorException: worse'])
    expect(framesOf(trace, 1)).toEqual(['App\\Cart->total @ /app/app/Cart.php:3'])
  })

  it('of Xdebug is turned around', () => {
    const trace = readStackTrace(
      [
        'Error: undefined function in /app/x.php on line 4',
        'Call Stack:',
        '    0.0002     400000   1. {main}() /app/x.php:0',
        "    0.0003     400100   2. foo($a = 'x (y)') /app/x.php:14",
        '    0.0004     400200   3. Shop\\Cart->total() /app/y.php:4'
      ].join('\n')
    )
    expect(headsOf(trace)).toEqual(['Error: undefined function'])
    expect(framesOf(trace)).toEqual(['Shop\\Cart->total @ /app/y.php:4', 'foo @ /app/x.php:14'])
  })

  it('is read where everything is on one line', () => {
    const trace = readStackTrace(
      'PHP message: PHP Fatal error:  Uncaught Exception: bad in /a.php:3 Stack trace: #0 /a.php(5): f() #1 /b.php(6): g(Object(X)) #2 {main}   thrown in /a.php on line 3" while reading'
    )
    expect(headsOf(trace)).toEqual(['Exception: bad'])
    expect(framesOf(trace)).toEqual(['f @ /a.php:5', 'g @ /b.php:6'])
  })

  it('knows libraries and compiled templates, and the namespace', () => {
    const trace = readStackTrace(
      [
        'Error: bad',
        '#0 /app/vendor/acme/a/src/A.php(1): Shop\\Cart->total()',
        '#1 [internal function]: Shop\\Cart->sum()',
        '#2 /app/storage/framework/views/0a1b2c3d.php(1): f()',
        '#3 /app/src/vendors/Cart.php(1): Acme\\A::f()'
      ].join('\n')
    )
    const frames = trace.errors[0]?.frames ?? []
    expect(frames.map(({ inApp }) => inApp)).toEqual([false, false, false, true])
    expect(frames.map(({ module }) => module)).toEqual(['Shop', 'Shop', undefined, 'Acme'])
  })

  it.each(['(((', '#0 a(1', "x(1) : eval()'d code(1)", '{closure:', ') at ', ' called at ', ' in /a'])(
    'is read in linear time: %j',
    (unit) => {
      const prepare = (size: number): string => `#0 a(1): ${unit.repeat(200)}\n`.repeat(size / 200)
      expect(growthOf(prepare, readStackTrace, 10_000)).toBeLessThan(linearGrowth)
    }
  )
})
