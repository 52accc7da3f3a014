import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { framesOf, headsOf } from './trace-words.js'

describe('what shippers do to a trace', () => {
  const plain = 'TypeError: boom\n    at total (/app/cart.js:1:2)\n    at main (/app/main.js:3:4)'
  const frames = ['total @ /app/cart.js:1:2', 'main @ /app/main.js:3:4']

  it.each([
    ['CRLF', plain.replaceAll('\n', '\r\n')],
    ['newlines escaped by JSON', plain.replaceAll('\n', '\\n')],
    ['newlines escaped twice', plain.replaceAll('\n', '\\\\n')],
    ['timestamps', plain.replaceAll(/^/gm, '2026-03-01T10:00:00.123Z ')],
    ['timestamps and levels', plain.replaceAll(/^/gm, '2026-03-01 10:00:00,123 ERROR [worker-1] ')],
    ['container names', plain.replaceAll(/^/gm, 'web_1  | ')],
    ['Kubernetes streams', plain.replaceAll(/^/gm, '2026-03-01T10:00:00.123456789Z stderr F ')],
    ['no indentation', plain.replaceAll(/^ +/gm, '')],
    ['a cut tail', `${plain}\n    at handl`]
  ])('%s', (_, text) => {
    const trace = readStackTrace(text)
    expect(framesOf(trace)).toEqual(frames)
    expect(headsOf(trace)).toEqual(['TypeError: boom'])
  })

  it('Python keeps its order behind log prefixes', () => {
    const text = 'Traceback (most recent call last):\n  File "a.py", line 1, in f\n    g()\nValueError: bad'
    const trace = readStackTrace(text.replaceAll(/^/gm, '2026-03-01 10:00:00,123 ERROR '))
    expect(headsOf(trace)).toEqual(['ValueError: bad'])
    expect(framesOf(trace)).toEqual(['f @ a.py:1'])
  })

  it('a Windows path is not an escaped newline', () => {
    expect(framesOf(readStackTrace('at total (C:\\new\\cart.js:1:2)'))).toEqual([
      'total @ C:\\new\\cart.js:1:2'
    ])
  })
})
