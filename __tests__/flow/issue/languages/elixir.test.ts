import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../../src/flow/issue/read-stack-trace.js'
import { growthOf, linearGrowth } from '../../../growth.js'
import { framesOf, headsOf } from '../trace-words.js'

const error = [
  '** (ArithmeticError) bad argument in arithmetic expression',
  '    (shop 0.1.0) lib/shop/cart.ex:4: Shop.Cart.price/1',
  '    (elixir 1.14.0) lib/enum.ex:1658: Enum."-map/2-lists^map/1-0-"/2',
  '    (stdlib 4.2) proc_lib.erl:240: :proc_lib.init_p_do_apply/3'
]
const errorFrames = [
  'Shop.Cart.price/1 @ lib/shop/cart.ex:4',
  'Enum."-map/2-lists^map/1-0-"/2 @ lib/enum.ex:1658',
  ':proc_lib.init_p_do_apply/3 @ proc_lib.erl:240'
]

describe('a trace of Elixir', () => {
  it.each([
    ['as printed', error.join('\n')],
    ['with carriage returns', error.join('\r\n')],
    ['with lost indentation', error.map((line) => line.trim()).join('\n')],
    ['behind the name of a container', error.map((line) => `shop-1  | ${line}`).join('\n')],
    [
      'of a task',
      [
        '12:11:21.064 [error] Task #PID<0.106.0> started from #PID<0.96.0> terminating',
        ...error,
        'Function: #Function<0.109 in file:cart.exs>',
        '    Args: []'
      ].join('\n')
    ],
    [
      'of a server',
      [
        'GenServer Shop.Server terminating',
        ...error,
        'Last message: {:total, 1}',
        'State: %{cart: "lib/x.ex:1"}'
      ].join('\n')
    ],
    [
      'of a plug',
      ['Request: GET /', '** (exit) an exception was raised:', ...error.map((line) => `    ${line}`)].join(
        '\n'
      )
    ]
  ])('is read %s', (_, text) => {
    const trace = readStackTrace(text)
    expect(trace.language).toBe('elixir')
    expect(framesOf(trace)).toEqual(errorFrames)
    expect(headsOf(trace)).toEqual(['ArithmeticError: bad argument in arithmetic expression'])
    expect(trace.errors[0]?.frames.map(({ module }) => module)).toEqual(['shop', 'elixir', 'stdlib'])
  })

  it.each([
    ['no version', '(shop) lib/a.ex:1: Shop.f/1', 'Shop.f/1 @ lib/a.ex:1'],
    ['no application', 'lib/a.ex:1: Shop.f!/1', 'Shop.f!/1 @ lib/a.ex:1'],
    [
      'an anonymous function',
      'lib/a.ex:1: anonymous fn/2 in Shop.f/1',
      'anonymous fn/2 in Shop.f/1 @ lib/a.ex:1'
    ],
    ['the body of a file', 'a.exs:1: (file)', '(file) @ a.exs:1'],
    ['arguments', 'lib/a.ex:1: Shop.f("a, b)", [1, 2], %{c: {1, 2}})', 'Shop.f/3 @ lib/a.ex:1'],
    ['no arguments', 'lib/a.ex:1: Shop.f()', 'Shop.f/0 @ lib/a.ex:1'],
    ['no place', ':erlang.binary_to_integer("x")', ':erlang.binary_to_integer/1 @ -'],
    ['an operator', ':erlang.+(1, :a)', ':erlang.+/2 @ -'],
    ['a function value', '#Function<0.12/1 in Shop.f/1>(:a)', '#Function<0.12/1 in Shop.f/1> @ -'],
    ['a template', 'lib/a.html.heex:1: ShopWeb.Page.show/1', 'ShopWeb.Page.show/1 @ lib/a.html.heex:1']
  ])('has a frame with %s', (_, line, frame) => {
    const trace = readStackTrace(
      `** (KeyError) boom\n    ${line}\n    (shop 0.1.0) lib/main.ex:3: Shop.main/0`
    )
    expect(framesOf(trace)).toEqual([frame, 'Shop.main/0 @ lib/main.ex:3'])
  })

  it('has a message of several lines, without what explains it', () => {
    const trace = readStackTrace(
      '** (FunctionClauseError) no function clause matching in Shop.f/1\n    \n' +
        '    The following arguments were given to Shop.f/1:\n    \n        # 1\n        :a\n    \n    lib/a.ex:1: Shop.f/1'
    )
    expect(headsOf(trace)).toEqual(['FunctionClauseError: no function clause matching in Shop.f/1'])
    expect(framesOf(trace)).toEqual(['Shop.f/1 @ lib/a.ex:1'])
  })

  it('of an exit has the error of the other process as its cause', () => {
    const trace = readStackTrace(
      '** (exit) exited in: GenServer.call(Shop.Server, :boom, 5000)\n    ** (EXIT) an exception was raised:\n' +
        '        ** (KeyError) no cart\n            lib/server.ex:9: Shop.Server.handle_call/3\n' +
        '    (elixir 1.14.0) lib/gen_server.ex:1038: GenServer.call/3\n    lib/a.ex:1: Shop.f/1'
    )
    expect(headsOf(trace)).toEqual([
      'exit: exited in: GenServer.call(Shop.Server, :boom, 5000)',
      'KeyError: no cart'
    ])
    expect(trace.errors.map(({ relation }) => relation)).toEqual(['reported', 'cause'])
    expect(framesOf(trace)).toEqual(['GenServer.call/3 @ lib/gen_server.ex:1038', 'Shop.f/1 @ lib/a.ex:1'])
    expect(framesOf(trace, 1)).toEqual(['Shop.Server.handle_call/3 @ lib/server.ex:9'])
  })

  it('of a server has the stack of its client as a thread', () => {
    const trace = readStackTrace(
      [...error, 'Client #PID<0.96.0> is alive', '', '    (stdlib 4.2) gen.erl:256: :gen.do_call/4'].join(
        '\n'
      )
    )
    expect(trace.errors.map(({ relation }) => relation)).toEqual(['reported', 'thread'])
    expect(framesOf(trace, 1)).toEqual([':gen.do_call/4 @ gen.erl:256'])
  })
})

describe('a trace of Erlang', () => {
  it('is read from a crash report', () => {
    const trace = readStackTrace(
      '    exception error: bad argument\n      in function  binary_to_integer/1\n         called as binary_to_integer(<<"a">>)\n' +
        "      in call from shop:'-total/1-fun-0-'/1 (shop.erl, line 3)\n    ancestors: [<0.9.0>]"
    )
    expect(headsOf(trace)).toEqual(['error: bad argument'])
    expect(framesOf(trace)).toEqual(['binary_to_integer/1 @ -', 'shop:-total/1-fun-0-/1 @ shop.erl:3'])
  })

  it.each([
    [
      'Erlang',
      '{badarith,[{shop,total,1,[{file,"shop.erl"},{line,3}]},\n {lists,map,2,[{file,"lists.erl"},\n  {line,1315}]},{init,start_it,1,[]}]}',
      ['shop:total/1 @ shop.erl:3', 'lists:map/2 @ lists.erl:1315']
    ],
    [
      'Erlang, of Elixir',
      '{badarith,[{\'Elixir.Shop.Cart\',total,[1,a],[{file,"lib/cart.ex"},{line,3}]}]}',
      ['Shop.Cart.total/2 @ lib/cart.ex:3']
    ],
    [
      'Elixir',
      '[{Shop.Cart, :total, 1, [file: \'lib/cart.ex\', line: 4]}, {:lists, :map, 2, [file: ~c"lists.erl", line: 9]}]',
      ['Shop.Cart.total/1 @ lib/cart.ex:4', ':lists.map/2 @ lists.erl:9']
    ]
  ])('is read from a term of %s', (_, text, frames) => {
    expect(framesOf(readStackTrace(text))).toEqual(frames)
  })
})

describe('is not a trace of Elixir', () => {
  it.each([
    ['a warning of the compiler', 'warning: unused variable\n  lib/cart.ex:22\n  lib/cart.ex:23: Shop.Cart'],
    ['a message of the compiler', 'lib/cart.ex:12: warning: unused'],
    ['names of functions alone', 'call Shop.Cart.total/1\nShop.Cart.total/1'],
    ['a function that is cut off', '** (KeyError) boom\n    (shop 0.1.0) lib/cart.ex:4: Shop.Cart.pri'],
    ['a term without places', '{badarith,[{shop,total,1,[]},{lists,map,2,[]}]}']
  ])('%s', (_, text) => {
    expect(readStackTrace(text).errors.flatMap(({ frames }) => frames)).toEqual([])
  })
})

describe('a frame of Elixir is in-app or not', () => {
  it.each([
    ['(shop 0.1.0) lib/a.ex:1: Shop.f/1', true, 'not a known library or runtime'],
    ['(shop 0.1.0) lib/a.ex:1: anonymous fn/1 in Shop.f/1', true, 'not a known library or runtime'],
    ['(elixir 1.15.0) lib/enum.ex:1: Enum.map/2', false, 'application of Elixir or Erlang'],
    ['(erts 14.0) erlang.erl:1: :erlang.apply/2', false, 'application of Elixir or Erlang'],
    ['(phoenix 1.7.2) lib/a.ex:1: Phoenix.Router.call/2', false, 'library application'],
    ['(plug_cowboy 2.6.1) lib/a.ex:1: Plug.Cowboy.Handler.init/2', false, 'library application'],
    ['(spandex_phoenix 1.0.0) lib/a.ex:1: SpandexPhoenix.f/1', false, 'tracer application'],
    ['/app/deps/shopify/lib/a.ex:1: Shopify.f/1', false, 'under deps'],
    [':erlang.binary_to_integer/1', false, 'module of Erlang'],
    ['Enum.map/2', false, 'module of Elixir'],
    ['Shop.Nope.go/2', true, 'not a known library or runtime'],
    ['iex:1: (file)', false, 'code without a file']
  ])('%s', (line, inApp, inAppReason) => {
    const trace = readStackTrace(
      `** (KeyError) boom\n    ${line}\n    (shop 0.1.0) lib/main.ex:3: Shop.main/0`
    )
    expect(trace.errors[0]?.frames[0]).toMatchObject({ inApp, inAppReason })
  })
})

describe('takes linear time', () => {
  it.each([
    ['frames', '    (shop 0.1.0) lib/cart.ex:4: Shop.Cart.price/1\n'],
    ['errors', '** (KeyError) boom\n    lib/a.ex:1: Shop.f/1\n'],
    ['terms', '{shop,total,1,[{file,"shop.erl"},{line,3}]},'],
    ['lines of brackets', `lib/a.ex:1: Shop.f(${'('.repeat(900)}${')'.repeat(900)})\n`],
    ['lines of quotes', `lib/a.ex:1: Shop.f(${'"'.repeat(901)})\n`],
    ['lines of open terms', `${'{a,'.repeat(600)}\n`],
    ['deeper and deeper errors', `${' '.repeat(50)}** (KeyError) boom\n`]
  ])('%s', (_, unit) => {
    const fill = (size: number): string => unit.repeat(Math.ceil(size / unit.length))
    expect(growthOf(fill, readStackTrace, 200_000)).toBeLessThan(linearGrowth)
  })
})
