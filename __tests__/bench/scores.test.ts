import { describe, expect, it } from '@jest/globals'
import { scoreCulprits } from '../../bench/sameness/scores/culprits.js'
import {
  cleanFunction,
  isSameFile,
  isSameFunction,
  matchFrames,
  scoreReader
} from '../../bench/sameness/scores/frames.js'
import { scoreOf, scorePairs } from '../../bench/sameness/scores/pairs.js'
import { plainWay } from '../../bench/sameness/ways/way.js'

describe('the score of pairs', () => {
  it('is precision, recall, F1, specificity and accuracy', () => {
    const score = scoreOf({ truePositives: 6, falsePositives: 2, falseNegatives: 4, trueNegatives: 8 })
    expect(score).toEqual({
      pairs: 20,
      precision: 0.75,
      recall: 0.6,
      f1: 12 / 18,
      specificity: 0.8,
      accuracy: 0.7
    })
  })

  it('is unknown where there is nothing to divide by', () => {
    const score = scoreOf({ truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 3 })
    expect(score).toMatchObject({ precision: undefined, recall: undefined, specificity: 1 })
  })

  it('counts equal answers as the same, rows of taste only in their group', () => {
    const rows = [
      { id: '1', a: 'a1', b: 'a2', same: true, kind: 'x' },
      { id: '2', a: 'a1', b: 'b1', same: true, kind: 'y' },
      { id: '3', a: 'a1', b: 'a3', same: false, kind: 'x' },
      { id: '4', a: 'a1', b: 'c', same: true, kind: 'z', tier: 'policy' as const }
    ]
    const report = scorePairs(
      rows,
      plainWay('first letter', (text: string) => text.charAt(0)),
      {
        kind: ({ kind }) => kind
      }
    )
    expect(report.overall).toMatchObject({ pairs: 3, precision: 0.5, recall: 0.5, specificity: 0 })
    expect(report.groups['kind']?.['x']).toMatchObject({ pairs: 2, accuracy: 0.5 })
    expect(report.groups['kind']?.['z']).toMatchObject({ pairs: 1, recall: 0 })
    expect(report.wrong).toEqual(['2', '3', '4'])
  })

  it('lets a way learn from all inputs first', () => {
    const seen: string[] = []
    const way = {
      name: 'learner',
      learn: (inputs: readonly string[]) => (seen.push(...inputs), (text: string) => text)
    }
    scorePairs([{ id: '1', a: 'x', b: 'y', same: false }], way, {})
    expect(seen).toEqual(['x', 'y'])
  })
})

describe('the name of a function', () => {
  it.each([
    ['async CartService.total', 'CartService.total'],
    ['new Cart', 'Cart'],
    ['Object.total [as sum]', 'Object.total'],
    ['ferry::main::h0123456789abcdef', 'ferry::main'],
    ['java.base/java.util.List.get', 'java.util.List.get'],
    ['main.handle(0x1, 0x2)', 'main.handle'],
    ['Shop.Cart.total/2', 'Shop.Cart.total'],
    ['<anonymous>', ''],
    ['?', '']
  ])('of %s is %s', (name, clean) => {
    expect(cleanFunction(name)).toBe(clean)
  })

  it.each([
    ['Cart.total', 'total', true],
    ['Cart.total', 'subtotal', false],
    ['Cart.subtotal', 'total', false],
    [null, undefined, true],
    ['total', undefined, false]
  ])('%s and %s: %s', (a, b, same) => {
    expect(isSameFunction(a, b)).toBe(same)
  })
})

describe('the file of a frame', () => {
  it.each([
    ['/srv/app/cart.py', 'app/cart.py', true],
    ['/srv/app/cart.py', '/srv/app/big-cart.py', false],
    ['file:///C:/app/cart.js', 'C:\\app\\cart.js', true],
    ['native', undefined, true],
    ['cart.js?v=3', 'cart.js', true],
    ['cart.js', undefined, false]
  ])('%s and %s: %s', (a, b, same) => {
    expect(isSameFile(a, b)).toBe(same)
  })
})

interface ReadFrame {
  readonly function: string
  readonly file: string
  readonly line: number
}

const frame = (name: string, line: number): ReadFrame => ({ function: name, file: 'cart.py', line })

describe('reading a trace', () => {
  const expected = [frame('a', 1), frame('b', 2), frame('c', 3)]
  const row = { id: 'r', language: 'python', stack: '', frames: expected, complete: true }

  it('counts frames in their order', () => {
    expect(matchFrames(expected, [frame('b', 2), frame('a', 1), frame('c', 3)])).toHaveLength(2)
    expect(matchFrames(expected, [frame('x', 9), ...expected])).toHaveLength(3)
    expect(matchFrames(expected, [])).toHaveLength(0)
  })

  it.each([
    ['all frames', [expected], {}, 1, 1],
    ['the better one of two orders', [[...expected].reverse(), expected], {}, 1, 1],
    ['one frame too many', [[...expected, frame('x', 9)]], {}, 0, 1],
    ['one more that some readers count', [[...expected, frame('x', 9)]], { optional: 1 }, 1, 1],
    ['one more where not all are listed', [[...expected, frame('x', 9)]], { complete: false }, 1, 1],
    ['one frame missing', [expected.slice(1)], {}, 0, 2 / 3],
    ['another line', [[frame('a', 7), ...expected.slice(1)]], {}, 0, 2 / 3],
    ['nothing', [[]], {}, 0, 0]
  ])('%s', (_, readings, change, exact, found) => {
    const { overall } = scoreReader(
      [{ ...row, ...change }],
      plainWay('reader', () => readings)
    )
    expect(overall.exact).toBe(exact)
    expect(overall.found).toBeCloseTo(found)
  })

  it('does not compare what the row does not tell', () => {
    const loose = { ...row, frames: [{ line: 1 }] }
    const { overall } = scoreReader(
      [loose],
      plainWay('reader', () => [[frame('whatever', 1)]])
    )
    expect(overall.exact).toBe(1)
  })
})

describe('the culprit', () => {
  const row = { language: 'python', event: { type: '', message: '', stack: '' }, files: [] }
  it('is told by file and line, and by the function where there is no file', () => {
    const rows = [
      { ...row, id: '1', culprit: { function: 'other', file: '/srv/cart.py', line: 3 } },
      { ...row, id: '2', culprit: { function: 'total', file: '/srv/cart.py', line: 4 } },
      { ...row, id: '3', culprit: { function: 'total', file: null, line: null } },
      { ...row, id: '4', culprit: { function: 'sum', file: null, line: null } }
    ]
    const report = scoreCulprits(
      rows,
      plainWay('way', () => frame('Cart.total', 3))
    )
    expect(report).toEqual({ right: 0.5, wrong: ['2', '4'] })
  })
})
