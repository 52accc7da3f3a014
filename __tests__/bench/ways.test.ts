import { describe, expect, it } from '@jest/globals'
import { createDrain } from '../../bench/sameness/ways/drain.js'
import { messageWays } from '../../bench/sameness/ways/mask-messages.js'
import { readByPatterns, readerWays } from '../../bench/sameness/ways/read-frames.js'
import { culpritWays, eventWays } from '../../bench/sameness/ways/tell-bugs.js'

const message =
  "order 17 of 8c5f3b1e-2a4d-4c6b-9e8f-0a1b2c3d4e5f at 2026-03-14T09:26:53Z from 10.0.0.7 for 'Ada L.'"

describe('well-known ways to make a template', () => {
  it.each([
    ['raw text', message],
    [
      'UUID, date and number masks, cut at 200',
      "order <number> of <uuid> at <date> from <number>.<number>.<number>.<number> for 'Ada L.'"
    ],
    ["a tracker's list of masks", 'order <number> of <uuid> at <date> from <ip> for <quoted>']
  ])('%s', (name, template) => {
    expect(messageWays.find((way) => way.name === name)?.learn([])(message)).toBe(template)
  })

  it('Drain puts messages that share most tokens into one group, whatever the order', () => {
    const messages = ['disk sda is full', 'disk sdb is full', 'lamp is off', 'disk sda was removed again']
    const group = createDrain(messages)
    expect(group('disk sda is full')).toBe(group('disk sdb is full').replace('sdb', 'sda'))
    expect(group('lamp is off')).not.toBe(group('disk sda is full'))
    expect(group('disk sda was removed again')).not.toBe(group('disk sda is full'))
  })

  it('Drain keeps messages apart that share too few tokens', () => {
    const group = createDrain(['user 1 came home late tonight', 'user 2 lost every key ever'])
    expect(group('user 1 came home late tonight')).not.toBe(group('user 2 lost every key ever'))
  })
})

const python =
  'Traceback (most recent call last):\n  File "/srv/main.py", line 3, in <module>\n  File "/srv/cart.py", line 9, in total\nKeyError: 1'

describe('well-known ways to read a trace', () => {
  it.each([
    [
      'Python',
      '  File "/srv/cart.py", line 9, in total',
      { function: 'total', file: '/srv/cart.py', line: 9 }
    ],
    [
      'Java',
      '\tat com.acme.Cart.total(Cart.java:9)',
      { function: 'com.acme.Cart.total', file: 'Cart.java', line: 9 }
    ],
    ['V8', '    at Cart.total (/srv/cart.js:9:3)', { function: 'Cart.total', file: '/srv/cart.js', line: 9 }],
    [
      'Firefox',
      'total@https://a.example/cart.js:9:3',
      { function: 'total', file: 'https://a.example/cart.js', line: 9 }
    ],
    [
      'PHP',
      '#0 /srv/Cart.php(9): Cart->total()',
      { function: 'Cart->total', file: '/srv/Cart.php', line: 9 }
    ],
    [
      '.NET',
      '   at Shop.Cart.Total(Int32 id) in /srv/Cart.cs:line 9',
      { function: 'Shop.Cart.Total', file: '/srv/Cart.cs', line: 9 }
    ],
    [
      'Go',
      'main.(*Cart).Total(0x1)\n\t/srv/cart.go:9 +0x1',
      { function: 'main.(*Cart).Total', file: '/srv/cart.go', line: 9 }
    ],
    [
      'Rust',
      '   4: shop::total\n             at ./src/cart.rs:9:3',
      { function: 'shop::total', file: './src/cart.rs', line: 9 }
    ]
  ])('a frame of %s', (_, stack, frame) => {
    expect(readByPatterns(stack)).toEqual([frame])
  })

  it('the parser from npm is among them', () => {
    const way = readerWays.find(({ name }) => name.startsWith('npm'))
    expect(way?.learn([])('    at Cart.total (/srv/cart.js:9:3)')).toEqual([
      [{ function: 'Cart.total', file: '/srv/cart.js', line: 9 }]
    ])
  })
})

describe('well-known ways to tell a bug and its culprit', () => {
  const event = { type: 'KeyError', message: '1', stack: python }
  const moved = { ...event, stack: python.replace('line 9', 'line 12') }
  it.each([
    ['type and in-app functions', true],
    ['type and top 3 frames with lines', false],
    ['text of the trace', false],
    ['type', true]
  ])('%s: moved lines are the same bug: %s', (name, same) => {
    const tell = eventWays.find((way) => way.name === name)?.learn([])
    expect(tell?.(event) === tell?.(moved)).toBe(same)
  })

  it('Python prints the innermost frame last', () => {
    const lines = culpritWays.map((way) => way.learn([])(event)?.line)
    expect(lines).toEqual([3, 9, 9])
  })
})
