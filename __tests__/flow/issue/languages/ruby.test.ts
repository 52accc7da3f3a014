import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../../src/flow/issue/read-stack-trace.js'
import { growthOf, linearGrowth } from '../../../growth.js'
import { framesOf, headsOf } from '../trace-words.js'

const uncaught = [
  "app/cart.rb:12:in 'Integer#/': divided by 0 (ZeroDivisionError)",
  '',
  '    total / count',
  '          ^',
  "\tfrom app/cart.rb:9:in 'block in Shop::Cart#total'",
  "\tfrom bin/rails:4:in '<main>'"
]
const uncaughtFrames = [
  'Integer#/ @ app/cart.rb:12',
  'block in Shop::Cart#total @ app/cart.rb:9',
  '<main> @ bin/rails:4'
]

describe('a trace of Ruby', () => {
  it.each([
    ['as printed', uncaught.join('\n')],
    ['with carriage returns', uncaught.join('\r\n')],
    ['with lost indentation', uncaught.map((line) => line.trim()).join('\n')],
    ['behind the name of a container', uncaught.map((line) => `web.1  | ${line}`).join('\n')],
    ['with escaped newlines', uncaught.join('\n').replaceAll('\n', '\\n').replaceAll('\t', '\\t')]
  ])('is read %s', (_, text) => {
    const trace = readStackTrace(text)
    expect(trace.language).toBe('ruby')
    expect(framesOf(trace)).toEqual(uncaughtFrames)
    expect(headsOf(trace)).toEqual(['ZeroDivisionError: divided by 0'])
    expect(trace.errors[0]?.frames[1]?.module).toBe('Shop::Cart')
  })

  it.each([
    ['a backtick', "app/a.rb:1:in `total'", 'total @ app/a.rb:1'],
    [
      'a rescue in a block',
      "app/a.rb:1:in `rescue in block (2 levels) in total'",
      'rescue in block (2 levels) in total @ app/a.rb:1'
    ],
    ['the top of a file', "app/a.rb:1:in `<top (required)>'", '<top (required)> @ app/a.rb:1'],
    ['a route of Sinatra', "app.rb:12:in `/'", '/ @ app.rb:12'],
    ['no function', 'app/a.rb:1', '- @ app/a.rb:1'],
    ['an empty function', "bin/shop:3:in `'", '- @ bin/shop:3'],
    ['no line', "config.ru:in `new'", 'new @ config.ru'],
    ['evaluated code', "(eval):1:in `total'", 'total @ (eval):1'],
    [
      'evaluated code with its caller',
      "(eval at /app/a.rb:9):1:in 'total'",
      'total @ (eval at /app/a.rb:9):1'
    ],
    ['the console', "(irb):1:in `<main>'", '<main> @ (irb):1'],
    ['Ruby itself', "<internal:kernel>:187:in `loop'", 'loop @ <internal:kernel>:187'],
    [
      'TruffleRuby itself',
      "<internal:core> core/kernel.rb:2:in `loop'",
      'loop @ <internal:core> core/kernel.rb:2'
    ],
    [
      'a template',
      "app/views/a.html.erb:2:in `_app_views_a_html_erb__123_456'",
      '_app_views_a_html_erb__123_456 @ app/views/a.html.erb:2'
    ],
    ['a drive with a space', "C:/Program Files/shop/a.rb:1:in `f'", 'f @ C:/Program Files/shop/a.rb:1'],
    ['a gem in short', "actionpack (7.1.2) lib/a.rb:1:in `f'", 'f @ actionpack (7.1.2) lib/a.rb:1'],
    ['JRuby', 'RUBY.total(/app/a.rb:1)', 'RUBY.total @ /app/a.rb:1'],
    ['JRuby in its jar', 'a.b.f(uri:classloader:/lib/a.rb:1)', 'a.b.f @ uri:classloader:/lib/a.rb:1'],
    [
      'Java below JRuby',
      'org.jruby.RubyKernel.raise(org/jruby/RubyKernel.java:9)',
      'org.jruby.RubyKernel.raise @ org/jruby/RubyKernel.java:9'
    ],
    ['a script', 'compile ((execjs):6692:19)', 'compile @ (execjs):6692:19']
  ])('has %s', (_, line, frame) => {
    const trace = readStackTrace(`${line}\napp/main.rb:3:in \`run'`)
    expect(framesOf(trace)).toEqual([frame, 'run @ app/main.rb:3'])
  })

  it.each([
    ['of a tracker', 'KeyError: key not found: :a\n', 'KeyError: key not found: :a'],
    ['of Rails', 'Shop::Error (no cart):\n  \n', 'Shop::Error: no cart'],
    [
      'of a logger',
      'E, [2024-01-02T03:04:05.678901 #19875] ERROR -- : no cart (KeyError)\n',
      'KeyError: no cart'
    ],
    ['of JRuby', 'org.jruby.exceptions.KeyError: (KeyError) no cart\n', 'KeyError: no cart'],
    [
      'of a template with its source',
      'ActionView::Template::Error (no cart):\n    1: <div>\n    2: <%= @cart %>\n',
      'ActionView::Template::Error: no cart'
    ]
  ])('has the head %s', (_, head, words) => {
    const trace = readStackTrace(`${head}app/cart.rb:3:in \`total'\napp/main.rb:3:in \`run'`)
    expect(headsOf(trace)).toEqual([words])
    expect(framesOf(trace)).toEqual(['total @ app/cart.rb:3', 'run @ app/main.rb:3'])
  })

  it('of a file that does not compile has its line', () => {
    const trace = readStackTrace(
      "app/cart.rb:3: syntax error, unexpected `end' (SyntaxError)\n\tfrom app/main.rb:3:in `require'"
    )
    expect(framesOf(trace)).toEqual(['- @ app/cart.rb:3', 'require @ app/main.rb:3'])
    expect(trace.errors[0]?.type).toBe('SyntaxError')
  })

  it('printed outermost first is turned round, and so are its causes', () => {
    const trace = readStackTrace(
      "Traceback (most recent call last):\n\t2: from cart.rb:20:in `<main>'\n\t1: from cart.rb:9:in `wrapped'\n" +
        "cart.rb:4:in `price': bad price (ArgumentError)\n\t2: from cart.rb:20:in `<main>'\n\t1: from cart.rb:7:in `wrapped'\n" +
        "cart.rb:11:in `rescue in wrapped': outer (KeyError)\nsecond line"
    )
    expect(headsOf(trace)).toEqual(['KeyError: outer\nsecond line', 'ArgumentError: bad price'])
    expect(framesOf(trace)).toEqual([
      'rescue in wrapped @ cart.rb:11',
      'wrapped @ cart.rb:7',
      '<main> @ cart.rb:20'
    ])
    expect(framesOf(trace, 1)[0]).toBe('price @ cart.rb:4')
  })

  it.each([
    [
      'by Ruby',
      "a.rb:1:in 'f': outer (KeyError)\n\tfrom a.rb:9:in 'g'\na.rb:2:in 'h': inner (IndexError)\n\tfrom a.rb:9:in 'g'"
    ],
    [
      'by Rails',
      "KeyError (outer):\na.rb:1:in `f'\na.rb:9:in `g'\n\nCaused by:\nIndexError (inner)\na.rb:2:in `h'\na.rb:9:in `g'"
    ],
    [
      'by RSpec',
      "KeyError:\n  outer\n# a.rb:1:in `f'\n# a.rb:9:in `g'\n# --- Caused by: ---\n# IndexError:\n#   inner\n#   a.rb:2:in `h'\n#   a.rb:9:in `g'"
    ]
  ])('has its cause as printed %s', (_, text) => {
    const trace = readStackTrace(text)
    expect(headsOf(trace)).toEqual(['KeyError: outer', 'IndexError: inner'])
    expect(trace.errors.map(({ relation }) => relation)).toEqual(['reported', 'cause'])
    expect([framesOf(trace), framesOf(trace, 1)]).toEqual([
      ['f @ a.rb:1', 'g @ a.rb:9'],
      ['h @ a.rb:2', 'g @ a.rb:9']
    ])
  })

  it('that a thread and its waiter printed is one error', () => {
    const error = "a.rb:1:in 'f': boom (KeyError)\n\tfrom a.rb:9:in 'g'\n"
    expect(headsOf(readStackTrace(error + error))).toEqual(['KeyError: boom'])
  })

  it('of JRuby names functions in front of their place', () => {
    const trace = readStackTrace(
      'RuntimeError: boom\n   raise at org/jruby/RubyKernel.java:960\n   total at /app/a.rb:3\n  <main> at /app/a.rb:7'
    )
    expect(framesOf(trace)).toEqual([
      'raise @ org/jruby/RubyKernel.java:960',
      'total @ /app/a.rb:3',
      '<main> @ /app/a.rb:7'
    ])
  })
})

describe('is not a trace of Ruby', () => {
  it.each([
    ['prose', 'cart.rb:12:in progress\nsee cart.rb:12:in `total`\nfailed at cart.rb:3'],
    ['files of a list', 'app/cart.rb:12\napp/main.rb:3'],
    ['a warning', 'app/cart.rb:12: warning: unused variable'],
    ['a label that is cut off', 'app/cart.rb:12:in `tot'],
    ['Lua', "lua: cart.lua:12: boom\n\tcart.lua:12: in function 'total'"]
  ])('%s', (_, text) => {
    expect(readStackTrace(text).errors.flatMap(({ frames }) => frames)).toEqual([])
  })
})

describe('a frame of Ruby is in-app or not', () => {
  it.each([
    ['/app/app/models/cart.rb', true, 'not a known library or runtime'],
    ['bin/rails', true, 'not a known library or runtime'],
    ['/usr/local/bundle/gems/rack-3.0.8/lib/rack.rb', false, 'under gems'],
    ['/app/vendor/bundle/ruby/3.2.0/x.rb', false, 'under vendor/bundle'],
    ['activesupport (7.1.2) lib/a.rb', false, 'gem with a version'],
    ['/usr/lib/ruby/3.2.0/net/http.rb', false, 'standard library'],
    ['/opt/rubies/ruby-2.3.1/lib/ruby/2.3.0/benchmark.rb', false, 'standard library'],
    ['<internal:array>', false, 'standard library'],
    ['/usr/local/bundle/gems/ddtrace-1.2.0/lib/a.rb', false, 'tracer gem'],
    ['(eval)', false, 'code without a file'],
    ['/usr/local/bin/bundle', false, 'launcher script']
  ])('%s', (file, inApp, inAppReason) => {
    const trace = readStackTrace(`${file}:1:in \`f'\napp/a.rb:1:in \`g'`)
    expect(trace.errors[0]?.frames[0]).toMatchObject({ inApp, inAppReason })
  })
})

describe('takes linear time', () => {
  it.each([
    ['frames', "\tfrom app/cart.rb:12:in 'total'\n"],
    ['errors', "a.rb:1:in 'f': outer (KeyError)\n"],
    ['causes', "Caused by: x\na.rb:1:in 'f'\n"],
    ['lines of colons', `${':1'.repeat(900)}:in \n`],
    ['lines of labels', `${'a:1:in `'.repeat(200)}\n`],
    ['lines of brackets', `a.${'b('.repeat(900)}\n`],
    ['lines of types', `${'A::'.repeat(600)}\n`]
  ])('%s', (_, unit) => {
    const fill = (size: number): string => unit.repeat(Math.ceil(size / unit.length))
    expect(growthOf(fill, readStackTrace, 200_000)).toBeLessThan(linearGrowth)
  })
})
