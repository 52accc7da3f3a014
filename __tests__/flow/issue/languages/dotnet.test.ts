import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../../src/flow/issue/read-stack-trace.js'
import { growthOf, linearGrowth } from '../../../growth.js'
import { framesOf, headsOf } from '../trace-words.js'

const nested = [
  'Unhandled exception. System.InvalidOperationException: cannot price',
  ' ---> System.FormatException: bad rate',
  'second line',
  '   at Shop.Rates.Parse(String text) in /src/Rates.cs:line 7',
  '   --- End of inner exception stack trace ---',
  '   at Shop.Cart.Total(Int32 count) in /src/Cart.cs:line 12',
  '--- End of stack trace from previous location ---',
  '   at Shop.Program.Main(String[] args)'
]

describe('a trace of .NET', () => {
  it('is the reported error first, although the inner frames are printed first', () => {
    for (const text of [
      nested.join('\n'),
      nested.join('\r\n'),
      nested.map((line) => line.trim()).join('\n')
    ]) {
      const trace = readStackTrace(text)
      expect(headsOf(trace)).toEqual([
        'System.InvalidOperationException: cannot price',
        'System.FormatException: bad rate\nsecond line'
      ])
      expect(framesOf(trace)).toEqual(['Shop.Cart.Total @ /src/Cart.cs:12', 'Shop.Program.Main @ -'])
      expect(framesOf(trace, 1)).toEqual(['Shop.Rates.Parse @ /src/Rates.cs:7'])
      expect(trace.errors.map(({ relation }) => relation)).toEqual(['reported', 'cause'])
    }
  })

  it('is read where the heads are cut off', () => {
    const trace = readStackTrace(nested.slice(3).join('\n'))
    expect(framesOf(trace, 1)).toEqual(['Shop.Rates.Parse @ /src/Rates.cs:7'])
  })

  it('is read where everything is on one line', () => {
    const trace = readStackTrace(
      'System.Exception: outer ---> System.Exception: inner   at Shop.A.B() in c:\\x\\A.cs:line 2    at Shop.A.C() in c:\\x\\A.cs:line 3     --- End of inner exception stack trace ---     at Shop.A.D(Action action)'
    )
    expect(framesOf(trace)).toEqual(['Shop.A.D @ -'])
    expect(framesOf(trace, 1)).toEqual(['Shop.A.B @ c:\\x\\A.cs:2', 'Shop.A.C @ c:\\x\\A.cs:3'])
  })

  it('has the members of an aggregate', () => {
    const trace = readStackTrace(
      [
        'System.AggregateException: One or more errors occurred. (a) (b)',
        ' ---> System.Exception: a',
        '   at Shop.A.Run()',
        '   --- End of inner exception stack trace ---',
        '   at System.Threading.Tasks.Task.Wait()',
        ' ---> (Inner Exception #1) System.IO.IOException: b',
        '   at Shop.B.Run()<---'
      ].join('\n')
    )
    expect(trace.errors.map(({ relation, type }) => `${relation} ${type ?? ''}`)).toEqual([
      'reported System.AggregateException',
      'cause System.Exception',
      'member System.IO.IOException'
    ])
    expect(framesOf(trace, 2)).toEqual(['Shop.B.Run @ -'])
  })

  it('goes on with what an aggregate led to', () => {
    const trace = readStackTrace(
      [
        'Shop.TopException: top',
        ' ---> System.AggregateException: many (a) (b)',
        ' ---> System.Exception: a',
        '   at Shop.A.Run()',
        '   --- End of inner exception stack trace ---',
        '   at System.Threading.Tasks.Task.Wait()',
        ' ---> (Inner Exception #1) System.Exception: b',
        '   at Shop.B.Run()<---',
        '',
        '   --- End of inner exception stack trace ---',
        '   at Shop.Top.Run()'
      ].join('\n')
    )
    expect(framesOf(trace)).toEqual(['Shop.Top.Run @ -'])
    expect(trace.errors.map(({ frames }) => frames.length)).toEqual([1, 1, 1, 1])
  })

  it('ends where the log goes on with another', () => {
    const trace = readStackTrace(
      'System.Exception: one\n   at Shop.A.Run()\nSystem.IO.IOException: two\n   at Shop.B.Run()'
    )
    expect(framesOf(trace)).toEqual(['Shop.A.Run @ -'])
  })

  it('of Unity has no word before its frames', () => {
    const trace = readStackTrace(
      [
        'NullReferenceException: Object reference not set',
        'Shop.Player.Hit (System.Int32 damage) (at Assets/Scripts/Player.cs:42)',
        'Shop.Player/<Die>d__3:MoveNext () (at Assets/Scripts/Player.cs:50)',
        'UnityEngine.Debug:LogError(Object)',
        'Game:Update()',
        'Rethrow as GameException: lost',
        'Shop.Game.Run () (at Assets/Game.cs:1)'
      ].join('\n')
    )
    expect(headsOf(trace)).toEqual([
      'GameException: lost',
      'NullReferenceException: Object reference not set'
    ])
    expect(framesOf(trace, 1)).toEqual([
      'Shop.Player.Hit @ Assets/Scripts/Player.cs:42',
      'Shop.Player/<Die>d__3:MoveNext @ Assets/Scripts/Player.cs:50',
      'UnityEngine.Debug:LogError @ -',
      'Game:Update @ -'
    ])
  })

  it("of ASP.NET's error page has the outer error below", () => {
    const trace = readStackTrace(
      [
        '[FormatException: bad input]',
        '   System.Number.Parse(String str) +107',
        '   Shop.Cart.Page_Load(Object sender, EventArgs e) in C:\\shop\\Cart.aspx.cs:12',
        '',
        '[HttpUnhandledException (0x80004005): it was thrown.]',
        '   System.Web.UI.Page.HandleError(Exception e) +9'
      ].join('\n')
    )
    expect(headsOf(trace)).toEqual(['HttpUnhandledException: it was thrown.', 'FormatException: bad input'])
    expect(framesOf(trace, 1)).toEqual([
      'System.Number.Parse @ -',
      'Shop.Cart.Page_Load @ C:\\shop\\Cart.aspx.cs:12'
    ])
  })

  it('ends where Mono prints it again', () => {
    const frame = '  at Shop.Cart.Total () [0x00001] in /src/Cart.cs:1 '
    const trace = readStackTrace(
      `Unhandled Exception:\nSystem.Exception: bad\n${frame}\n[ERROR] FATAL UNHANDLED EXCEPTION: System.Exception: bad\n${frame}`
    )
    expect(headsOf(trace)).toEqual(['System.Exception: bad'])
    expect(framesOf(trace)).toEqual(['Shop.Cart.Total @ /src/Cart.cs:1'])
  })

  it('knows the runtime, libraries and tracers, and the namespace', () => {
    const trace = readStackTrace(
      [
        'System.Exception: bad',
        '   at System.Collections.Generic.List`1.get_Item(Int32 index)',
        '   at Newtonsoft.Json.JsonConvert.DeserializeObject(String value)',
        '   at Datadog.Trace.Tracer.Start()',
        '   at Systematic.Shop.Cart.Total[T](T x)',
        '   at CallSite.Target(Closure , CallSite , Object )'
      ].join('\n')
    )
    const frames = trace.errors[0]?.frames ?? []
    expect(frames.map(({ inApp }) => inApp)).toEqual([false, false, false, true, false])
    expect(frames.map(({ module }) => module)).toEqual([
      'System.Collections.Generic',
      'Newtonsoft.Json',
      'Datadog.Trace',
      'Systematic.Shop',
      undefined
    ])
  })

  it.each(['at A.B(', 'at (at ', ') in ', '---> A.B: ', 'at a[[', ' at A.B.C(D e) at '])(
    'is read in linear time: %j',
    (unit) => {
      const prepare = (size: number): string => `at A.B(${unit.repeat(200)}\n`.repeat(size / 200)
      expect(growthOf(prepare, readStackTrace, 10_000)).toBeLessThan(linearGrowth)
    }
  )
})
