import { describe, expect, it } from '@jest/globals'
import { dotnetReader } from '../../../../src/flow/issue/languages/dotnet.js'
import { readStackTrace } from '../../../../src/flow/issue/read-stack-trace.js'
import { framesOf } from '../trace-words.js'

describe('a frame of .NET', () => {
  it.each([
    [
      'with a file',
      'at Shop.Cart.Total(List`1 items, Int32& n) in C:\\src\\Cart.cs:line 12',
      'Shop.Cart.Total @ C:\\src\\Cart.cs:12'
    ],
    ['without a file', 'at Shop.Cart.Total(Void* p, Int32[,] q)', 'Shop.Cart.Total @ -'],
    [
      'without arguments',
      'at Shop.Cart.Total in C:\\src\\Cart.cs:line 12',
      'Shop.Cart.Total @ C:\\src\\Cart.cs:12'
    ],
    [
      'in German',
      'bei Shop.Cart.Total(Int32 n) in C:\\src\\Cart.cs:Zeile 12.',
      'Shop.Cart.Total @ C:\\src\\Cart.cs:12'
    ],
    [
      'in French',
      'à Shop.Cart.Total(Int32 n) dans C:\\src\\Cart.cs:ligne 12',
      'Shop.Cart.Total @ C:\\src\\Cart.cs:12'
    ],
    [
      'in Japanese',
      '場所 Shop.Cart.Total(Int32 n) 場所 C:\\src\\Cart.cs:行 12',
      'Shop.Cart.Total @ C:\\src\\Cart.cs:12'
    ],
    [
      'of an asynchronous method',
      'at Shop.Cart.<TotalAsync>d__12.MoveNext() in /src/Cart.cs:line 12',
      'Shop.Cart.<TotalAsync>d__12.MoveNext @ /src/Cart.cs:12'
    ],
    [
      'of a local function',
      'at Shop.Cart.<Total>g__Rate|3_0[T](T x, (Int32, String) y)',
      'Shop.Cart.<Total>g__Rate|3_0[T] @ -'
    ],
    ['of a constructor', 'at Shop.Cart..ctor(String name)', 'Shop.Cart..ctor @ -'],
    ['of compiled expressions', 'at lambda_method3(Closure , Object , Object[] )', 'lambda_method3 @ -'],
    [
      'with the assemblies of type arguments',
      'at Shop.Cart.<Run>d__7`1[[Shop.Item, Shop, Version=1.0.0.0, Culture=neutral]].MoveNext()',
      'Shop.Cart.<Run>d__7`1.MoveNext @ -'
    ],
    [
      'of F#, in a sentence',
      'at Shop.Tests.adds up(Unit unitVar) in /src/Tests.fs:line 3',
      'Shop.Tests.adds up @ /src/Tests.fs:3'
    ],
    [
      'of Mono with a file',
      'at Shop.Cart.Total (System.Int32 n) [0x00012] in /src/Cart.cs:12 ',
      'Shop.Cart.Total @ /src/Cart.cs:12'
    ],
    [
      'of Mono without a file',
      'at Shop.Cart.Total (System.Int32 n) <0x40b745f0 + 0x00122> in <c79446e93efd45a0b7bc2f9631593aff>:0 ',
      'Shop.Cart.Total @ -'
    ],
    [
      'of Mono, made by the runtime',
      'at (wrapper managed-to-native) Shop.Native:Call (ulong&,Shop.Input&)',
      'Shop.Native:Call @ -'
    ],
    ['of native compilation', 'at Shop.Cart.Total(Int32) + 0x1a', 'Shop.Cart.Total @ -'],
    [
      'of Demystifier',
      'at async Task<int> Shop.Cart.TotalAsync(List<Item> items, ref int n) in C:/src/Cart.cs:line 12',
      'Shop.Cart.TotalAsync @ C:/src/Cart.cs:12'
    ],
    [
      'of Demystifier, a lambda',
      'at void Shop.Program.Main(string[] args)+(int x) => { }',
      'Shop.Program.Main @ -'
    ]
  ])('%s', (_, line, frame) => {
    const trace = readStackTrace(`System.Exception: bad\n   ${line}`)
    expect(trace.language).toBe('dotnet')
    expect(framesOf(trace)).toEqual([frame])
  })

  it.each([
    ['Node.js', 'at total (/app/cart.js:1:2)'],
    ['a browser', 'at Cart.total(cart.js:1:2)'],
    ['an engine', 'at Array.map (native)'],
    ['an awaited call', 'at async Promise.all (index 0)'],
    ['Java', 'at com.acme.Cart.total(Cart.java:1)'],
    ['Java without a file', 'at com.acme.Cart.total(Unknown Source)'],
    ['Java, native', 'at com.acme.Cart.total(Native Method)'],
    ['ActionScript', 'at flash.events::EventDispatcher/dispatchEvent()'],
    ['Perl', 'at cart.pl line 12'],
    ['prose', 'at shop.test (see below)'],
    ['prose with a name', 'at shop.test (main entrance)'],
    ['prose with a call', 'in shop.test(main)'],
    ['a page of Vue', 'at shop.total(Cart.vue)'],
    ['prose with brackets', 'in shop.test (the main one)'],
    ['a cut line', 'at Shop.Cart.Total(String a, Str'],
    ['a cut line with a mark', 'at Shop.Cart.Total(String a, Str…)'],
    ['an address', 'at Shop!<BaseAddress>+0x1234']
  ])('is not found in %s', (_, line) => {
    expect(dotnetReader.read(['Error: bad', `   ${line}`]).flatMap(({ frames }) => frames)).toEqual([])
  })
})
