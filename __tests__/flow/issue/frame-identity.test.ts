import { describe, expect, it } from '@jest/globals'
import { frameIdentity } from '../../../src/flow/issue/frame-identity.js'
import type { StackLanguage } from '../../../src/flow/issue/stack-trace.js'

type Frame = readonly [name: string | undefined, file?: string]

function identity(language: StackLanguage, [name, file]: Frame): string | undefined {
  return frameIdentity(language, { function: name, file })
}

describe('what compilers and engines add to a name does not count', () => {
  it.each<[StackLanguage, Frame, Frame]>([
    ['javascript', ['Object.total', '/app/cart.js'], ['total', 'C:\\srv\\cart.js']],
    ['javascript', ['async total [as sum]', '/app/cart.js'], ['total', '/app/cart.js']],
    [
      'javascript',
      ['f', 'https://a.test/main.4a4119c3cdfd10266d84.js?v=1'],
      ['f', '/main.99e0f1c3cdfd10266daa.js']
    ],
    [
      'javascript',
      ['require', 'webpack/bootstrap 9cbf45373d305e00f150'],
      ['require', 'webpack/bootstrap 5fecdbee9d80f03c2a60']
    ],
    [
      'javascript',
      ['f', 'https://a.test/m.wasm:wasm-function[12]:0x5aeb'],
      ['f', '/m.wasm:wasm-function[14]:0x5b00']
    ],
    ['python', ['f', 'Cell In[3]'], ['f', 'Cell In[12]']],
    ['python', ['f', '<ipython-input-3-0123abcd>'], ['f', '<ipython-input-9-4567cdef>']],
    ['python', ['load.<locals>.<lambda>', '/app/a.py'], ['load.<locals>.<genexpr>', '/srv/a.py']],
    ['java', ['com.acme.Cart.lambda$total$3', 'Cart.java'], ['com.acme.Cart.lambda$total$11', 'Cart.java']],
    ['java', ['com.acme.Cart$$Lambda$14/0x0001.apply'], ['com.acme.Cart$$Lambda$97/0x0ff1.apply']],
    ['go', ['main.(*Cart).Total.func1', '/a/cart.go'], ['main.(*Cart).Total.func2.1', '/b/cart.go']],
    ['go', ['main.Sum[go.shape.int]', '/a/cart.go'], ['main.Sum[...]', '/a/cart.go']],
    ['go', ['created by main.run in goroutine 7', '/a/cart.go'], ['main.run', '/a/cart.go']],
    ['ruby', ['block (2 levels) in total', '/app/cart.rb'], ['total', '/srv/cart.rb']],
    ['ruby', ['Cart#total', 'cart.rb'], ['total', 'cart.rb']],
    [
      'ruby',
      ['_app_views_carts_show_html_erb__123_456', 'show.html.erb'],
      ['_app_views_carts_show_html_erb___98_7', 'show.html.erb']
    ],
    ['php', ['{closure:Acme\\Cart::total():12}', 'Cart.php'], ['{closure}', 'Cart.php']],
    ['dotnet', ['Acme.Cart.<Total>d__12.MoveNext', 'Cart.cs'], ['Acme.Cart.<Total>d__3.MoveNext', 'Cart.cs']],
    [
      'dotnet',
      ['Acme.Cart.<>c__DisplayClass3_0.<Total>b__0', 'Cart.cs'],
      ['Acme.Cart.<>c__DisplayClass9_1.<Total>b__2', 'Cart.cs']
    ],
    [
      'dotnet',
      ['Acme.Cart+<Total>c__AnonStorey0.<>m__0', 'Cart.cs'],
      ['Acme.Cart+<Total>c__AnonStorey3.<>m__3', 'Cart.cs']
    ],
    ['rust', ['shop::cart::total::h0123456789abcdef', 'cart.rs'], ['shop::cart::total', 'cart.rs']],
    ['rust', ['shop::total::{{closure}}', 'cart.rs'], ['shop::total::{closure#3}', 'cart.rs']],
    ['elixir', ['anonymous fn/1 in Shop.Cart.total/2', 'cart.ex'], ['Shop.Cart.total("a", 2)', 'cart.ex']],
    ['apple', ['__45-[Cart total:]_block_invoke_2'], ['__17-[Cart total:]_block_invoke']],
    ['apple', ['closure #2 in Cart.total()'], ['closure #1 in Cart.total()']],
    [
      'dart',
      ['Cart.total.<anonymous closure>', 'package:shop/cart.dart'],
      ['Cart.total', 'package:shop/cart.dart']
    ]
  ])('%s: %j is %j', (language, left, right) => {
    expect(identity(language, left)).toBe(identity(language, right))
    expect(identity(language, left)).toBeDefined()
  })
})

describe('what tells two functions apart counts', () => {
  it.each<[StackLanguage, Frame, Frame]>([
    ['javascript', ['total', 'cart.js'], ['total', 'order.js']],
    ['javascript', ['Cart.total', 'cart.js'], ['Order.total', 'cart.js']],
    ['python', ['total', 'cart.py'], ['sum', 'cart.py']],
    ['java', ['com.acme.Cart.total'], ['com.acme.Order.total']],
    ['go', ['main.(*Cart).Total', 'cart.go'], ['main.(*Order).Total', 'cart.go']],
    ['go', ['main.Total.func1', 'cart.go'], ['main.Total', 'cart.go']],
    ['ruby', ['total', 'cart.rb'], ['total', 'order.rb']],
    ['php', ['Acme\\Cart->total', 'Cart.php'], ['Acme\\Cart->sum', 'Cart.php']],
    ['dotnet', ['Acme.Cart.<Total>d__12.MoveNext', 'Cart.cs'], ['Acme.Cart.<Load>d__12.MoveNext', 'Cart.cs']],
    ['rust', ['shop::cart::total', 'cart.rs'], ['shop::order::total', 'cart.rs']],
    ['elixir', ['Shop.Cart.total/2', 'cart.ex'], ['Shop.Cart.sum/2', 'cart.ex']],
    ['apple', ['-[Cart total:]'], ['-[Order total:]']],
    ['dart', ['Cart.total', 'package:shop/cart.dart'], ['Cart.sum', 'package:shop/cart.dart']]
  ])('%s: %j is not %j', (language, left, right) => {
    expect(identity(language, left)).not.toBe(identity(language, right))
  })
})

it.each<[StackLanguage, Frame]>([
  ['javascript', ['<anonymous>']],
  ['python', [undefined]],
  ['unknown', ['', '']]
])('%s: a frame that names nothing has no identity: %j', (language, frame) => {
  expect(identity(language, frame)).toBeUndefined()
})
