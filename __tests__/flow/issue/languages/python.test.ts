import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../../src/flow/issue/read-stack-trace.js'
import { framesOf, headsOf } from '../trace-words.js'

const first = [
  'Traceback (most recent call last):',
  '  File "/app/shop/api.py", line 10, in handle',
  '    return total(cart)',
  '           ^^^^^^^^^^^',
  '  File "/app/shop/cart.py", line 3, in total',
  "    return cart['total']",
  '           ~~~~^^^^^^^^^',
  "KeyError: 'total'"
]
const frames = ['total @ /app/shop/cart.py:3', 'handle @ /app/shop/api.py:10']

function relationsOf(text: string): readonly string[] {
  return readStackTrace(text).errors.map(({ relation, type }) => `${relation} ${type ?? '-'}`)
}

describe('a Python trace', () => {
  it('is turned around, so that the innermost frame is first', () => {
    const trace = readStackTrace(first.join('\n'))
    expect(trace.language).toBe('python')
    expect(headsOf(trace)).toEqual(["KeyError: 'total'"])
    expect(framesOf(trace)).toEqual(frames)
  })

  it.each([
    ['without its indentation', first.map((line) => line.trim())],
    ['as text of a worker process', ['concurrent.futures.process._RemoteTraceback:', '"""', ...first, '"""']],
    ['behind other words', ['Exception in thread Thread-1:', ...first, '', 'see the manual']],
    ['as Loguru prints it', first.map((line) => line.replace(/^ {2}File/, '> File'))],
    ['with repeated frames', first.toSpliced(3, 0, '  [Previous line repeated 3 more times]')],
    ['with the error above', ["[ERROR] KeyError: 'total'", ...first.slice(0, -1)]]
  ])('is read %s', (_, lines) => {
    const trace = readStackTrace(lines.join('\n'))
    expect(headsOf(trace)).toEqual(["KeyError: 'total'"])
    expect(framesOf(trace)).toEqual(frames)
  })

  it.each([
    'During handling of the above exception, another exception occurred:',
    'The above exception was the direct cause of the following exception:'
  ])('names the reported error before its cause: %s', (link) => {
    const second = [
      'Traceback (most recent call last):',
      '  File "/app/shop/api.py", line 12, in handle',
      '    raise PriceError("no price") from error',
      'shop.errors.PriceError: no price'
    ]
    const trace = readStackTrace([...first, '', link, '', ...second].join('\n'))
    expect(headsOf(trace)).toEqual(['shop.errors.PriceError: no price', "KeyError: 'total'"])
    expect(trace.errors.map(({ relation }) => relation)).toEqual(['reported', 'cause'])
    expect(framesOf(trace, 0)).toEqual(['handle @ /app/shop/api.py:12'])
  })

  it('that is not chained to the first one is of another thread', () => {
    const other = first.map((line) => line.replace('KeyError', 'OSError'))
    expect(relationsOf([...first, '', ...other].join('\n'))).toEqual(['reported KeyError', 'thread OSError'])
  })

  it('keeps notes and further lines of the message', () => {
    const trace = readStackTrace([...first, 'second line', 'a note', '', 'not of it'].join('\n'))
    expect(headsOf(trace)).toEqual(["KeyError: 'total'\nsecond line\na note"])
  })

  it('of an error class within a function has its type', () => {
    const trace = readStackTrace([...first.slice(0, -1), 'shop.total.<locals>.Boom: x'].join('\n'))
    expect(headsOf(trace)).toEqual(['shop.total.<locals>.Boom: x'])
  })

  it('has the members of an exception group', () => {
    const text = [
      '  + Exception Group Traceback (most recent call last):',
      '  |   File "/app/main.py", line 5, in run',
      '  |     async with TaskGroup():',
      '  | ExceptionGroup: unhandled errors (2 sub-exceptions)',
      '  +-+---------------- 1 ----------------',
      '    | Traceback (most recent call last):',
      '    |   File "/app/job.py", line 9, in work',
      '    |     int(text)',
      '    | ValueError: bad number',
      '    +---------------- 2 ----------------',
      '    | Traceback (most recent call last):',
      '    |   File "/app/job.py", line 12, in rest',
      '    |     f()',
      '    | TypeError: bad type',
      '    +------------------------------------'
    ].join('\n')
    expect(relationsOf(text)).toEqual(['reported ExceptionGroup', 'member ValueError', 'member TypeError'])
    expect(framesOf(readStackTrace(text), 2)).toEqual(['rest @ /app/job.py:12'])
  })

  it('of a file that does not compile has the module', () => {
    const text = '  File "/app/x.py", line 3\n    def f(\n         ^\nSyntaxError: \'(\' was never closed'
    expect(framesOf(readStackTrace(text))).toEqual(['<module> @ /app/x.py:3'])
  })

  it('of faulthandler has the failing thread first, wherever it is printed', () => {
    const text = [
      'Fatal Python error: Segmentation fault',
      '',
      'Thread 0x00007f01 (most recent call first):',
      '  File "/app/worker.py", line 3 in wait',
      '',
      'Current thread 0x00007f02 (most recent call first):',
      '  File "/app/crash.py", line 12 in crash',
      '  File "/app/main.py", line 3 in <module>'
    ].join('\n')
    expect(relationsOf(text)).toEqual(['reported Fatal Python error', 'thread -'])
    expect(framesOf(readStackTrace(text))).toEqual(['crash @ /app/crash.py:12', '<module> @ /app/main.py:3'])
  })

  it.each([
    ['the line', '  File "/app/shop/price.py", line 1'],
    ['the path', '  File "/app/shop/pri'],
    ['the function', '  File "/app/shop/price.py", line 12, in pri']
  ])('that was cut within %s has no wrong frame', (_, line) => {
    expect(framesOf(readStackTrace([...first.slice(0, -1), line].join('\n')))).toEqual(frames)
  })
})

describe('a Python trace of another printer', () => {
  it.each([
    [
      'IPython 7',
      [
        'ValueError                                Traceback (most recent call last)',
        '<ipython-input-5-3661> in <module>',
        '----> 1 total("x")',
        '',
        '~/shop/cart.py in total(text)',
        '     11 def total(text):',
        '---> 12     return int(text)',
        '',
        'ValueError: bad'
      ],
      ['total @ ~/shop/cart.py:12', '<module> @ <ipython-input-5-3661>:1']
    ],
    [
      'IPython 8',
      [
        'ValueError                                Traceback (most recent call last)',
        'Cell In[3], line 1',
        '----> 1 total("x")',
        '',
        'Cell In[1], line 2, in total(text)',
        '      1 def total(text):',
        '----> 2     return read(text)',
        '',
        'File ~/shop/cart.py:12, in read(text)',
        '---> 12     return int(text)',
        '',
        'ValueError: bad'
      ],
      ['read @ ~/shop/cart.py:12', 'total @ Cell In[1]:2', '<module> @ Cell In[3]:1']
    ],
    [
      'Rich',
      [
        '╭──────── Traceback (most recent call last) ─────────╮',
        '│ /app/api.py:12 in handle                           │',
        '│                                                    │',
        '│   11 def handle(text):                             │',
        '│ ❱ 12     return total(text)                        │',
        '│                                                    │',
        '│ /app/cart.py:2 in total                            │',
        '╰────────────────────────────────────────────────────╯',
        'ValueError: bad'
      ],
      ['total @ /app/cart.py:2', 'handle @ /app/api.py:12']
    ],
    [
      'pytest',
      [
        '    def test_total():',
        '>       total("x")',
        '',
        'tests/test_cart.py:5: ',
        '_ _ _ _ _ _ _ _ _',
        '    def total(text):',
        '>       return int(text)',
        'E       ValueError: bad',
        '',
        'src/cart.py:2: ValueError'
      ],
      ['total @ src/cart.py:2', 'test_total @ tests/test_cart.py:5']
    ],
    [
      'pytest, short',
      [
        'tests/test_cart.py:5: in test_total',
        '    total("x")',
        'src/cart.py:2: in total',
        'E   ValueError: bad'
      ],
      ['total @ src/cart.py:2', 'test_total @ tests/test_cart.py:5']
    ]
  ])('%s', (_, lines, expected) => {
    const trace = readStackTrace(lines.join('\n'))
    expect(framesOf(trace)).toEqual(expected)
    expect(headsOf(trace)).toEqual(['ValueError: bad'])
  })

  it('is not one of a linter', () => {
    const text =
      'src/a.py:3: error: Name "x" is not defined\nsrc/a.py:12:5: E501 line too long\nsrc/a.py:3: Note'
    expect(readStackTrace(text).language).toBe('unknown')
  })
})
