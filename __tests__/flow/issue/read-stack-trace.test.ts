import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'

describe('the language of a trace that has frames of two', () => {
  const javascript = ['    at f (/app/a.js:1:2)', '    at g (/app/b.js:1:2)']
  const python = [
    '  File "/app/a.py", line 1, in f',
    '    g()',
    '  File "/app/b.py", line 2, in g',
    '    h()'
  ]
  const java = Array.from({ length: 6 }, (_, at) => `\tat com.acme.Cart.total(Cart.java:${at + 1})`)
  const ruby = ["  app/cart.rb:12:in 'total'", "  app/api.rb:3:in 'call'"]

  it.each([
    ['is that of most frames', 'ruby', ['RuntimeError: node failed', javascript[0], ...ruby]],
    [
      'is that of the program, not of the host that runs it',
      'javascript',
      ['Error: x', ...javascript, ...java]
    ],
    [
      'is that of the program, not of the library that it calls',
      'python',
      [
        'Traceback (most recent call last):',
        ...python,
        'Py4JJavaError: failed',
        ': a.b.CException: x',
        ...java
      ]
    ]
  ])('%s', (_, language, lines) => {
    expect(readStackTrace(lines.join('\n')).language).toBe(language)
  })
})
