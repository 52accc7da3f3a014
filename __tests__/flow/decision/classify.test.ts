import { describe, expect, it } from '@jest/globals'
import { refutations } from '../../../src/flow/decision/fix-class.js'
import { excerptAt } from '../../../src/flow/decision/source-excerpt.js'
import { known } from '../../../src/flow/issue/known.js'
import { growthOf, linearGrowth } from '../../growth.js'
import { classify, files, java, javascript, nothing, python, type Told } from './classifying.js'

const npe = 'java.lang.NullPointerException'
const sourceAt12 = (line: string): Told => ({
  source: known(excerptAt([...Array.from({ length: 11 }, () => '  '), line].join('\n'), 12))
})

describe('the class of an error', () => {
  it('says what the evidence is', () => {
    expect(classify(python("KeyError: 'price'"))).toEqual({
      kind: 'class',
      fixClass: 'missing-field-default',
      evidence: "reads a key that is not there: KeyError: 'price'"
    })
  })

  it('is that of the cause whose frame is the culprit, where a framework wrapped it', () => {
    const stack = `jakarta.servlet.ServletException: failed\n\tat org.apache.catalina.core.A.b(A.java:1)\nCaused by: ${java(npe)}`
    expect(classify(stack)).toMatchObject({ kind: 'class', fixClass: 'null-safety-guard' })
  })

  it.each(['Error: no stock', 'TypeError: cart.total is not a function'])('is none of them: %s', (head) => {
    expect(classify(javascript(head))).toEqual({ kind: 'none', evidence: 'the error fits no class' })
  })

  it('is that of Go’s panic, and not of the function that recovered from it', () => {
    const frame = (name: string, file: string): string => `${name}(0xc0)\n\t${file}:12 +0x1d\n`
    const recovered = `panic: runtime error: index out of range [3] with length 0\n\ngoroutine 1 [running]:\n${frame('acme.com/shop/web.recoverer.func1', '/app/web/recover.go')}${frame('panic', '/usr/local/go/src/runtime/panic.go')}${frame('acme.com/shop/cart.Total', '/app/cart/cart.go')}`
    expect(classify(recovered, { files: ['cart/cart.go'] })).toMatchObject({ fixClass: 'bounds-guard' })
    expect(classify(recovered, { files: ['web/recover.go', 'cart/cart.go'] })).not.toMatchObject({
      kind: 'denied'
    })
  })
})

describe('a class is refuted', () => {
  const inside = '    at f (/app/node_modules/a/b.js:1:2)'
  const cases: readonly (readonly [string, string, Told?])[] = [
    [
      'one-of-several-errors',
      `Error: all failed\n    at run (node:internal/x:1:2)\n[errors]: [\n  ${javascript(nothing)}\n]`
    ],
    [
      'rethrown-on-purpose',
      `com.acme.CartException: failed\n\tat com.acme.Other.load(Other.java:1)\nCaused by: ${java(npe)}`
    ],
    [
      'one-of-several-bugs',
      javascript(nothing),
      {
        variants: {
          events: 5,
          variants: [
            { events: 3, place: 'total' },
            { events: 2, place: 'load' }
          ]
        }
      }
    ],
    ['thrown-by-guard', java(npe, 'java.util.Objects.requireNonNull(Objects.java:1)')],
    ['thrown-by-library', `${nothing}\n${inside}\n    at total (/app/src/cart.ts:1:2)`],
    [
      'culprit-not-the-caller',
      `${nothing}\n    at g (/app/src/lost.ts:1:2)\n    at total (/app/src/cart.ts:1:2)`
    ],
    [
      'too-deep-in-runtime',
      java(npe, ...Array.from({ length: 20 }, (_, at) => `java.util.stream.Pipe.run(Pipe.java:${at})`))
    ],
    [
      'concurrency',
      java(
        'java.lang.ArrayIndexOutOfBoundsException: Index 10 out of bounds for length 10',
        'java.util.ArrayList.add(ArrayList.java:1)'
      )
    ],
    ['outside-value', javascript('SyntaxError: Unexpected token < in JSON at position 0')],
    ['missing-configuration', python("KeyError: 'QUEUE_NAME'")],
    ['wording-of-another-engine', javascript('TypeError: cart is undefined')],
    ['not-a-source-file', javascript(nothing, 'src/cart.test.ts'), { files: ['src/cart.test.ts'] }],
    [
      'thrown-on-purpose',
      python("KeyError: 'price'").replace('line 3', 'line 12'),
      sourceAt12("raise KeyError('price')")
    ]
  ]

  it.each(cases)('as %s', (by, stack, told = {}) => {
    expect(classify(stack, told)).toMatchObject({ kind: 'none', refuted: { by } })
  })

  it('in each of the ways that there are', () => {
    expect(cases.map(([by]) => by).sort()).toEqual([...refutations].sort())
  })

  it('by the code that reads a reply', () => {
    const parse =
      'SyntaxError: Unexpected end of JSON input\n    at JSON.parse (<anonymous>)\n    at total (/app/src/cart.ts:12:5)'
    expect(classify(parse)).toMatchObject({ kind: 'class' })
    const told = sourceAt12('const cart = JSON.parse(await response.text())')
    expect(classify(parse, told)).toMatchObject({ kind: 'none', refuted: { by: 'outside-value' } })
  })

  it('and the evidence names the class and what speaks against it', () => {
    expect(classify(java(npe, 'java.util.Objects.requireNonNull(Objects.java:1)'))).toMatchObject({
      evidence:
        'looks like null-safety-guard (uses null: java.lang.NullPointerException), but java.util.Objects.requireNonNull throws on purpose'
    })
  })
})

describe('without one file of the repository there is no class', () => {
  const stack = javascript(nothing)

  it.each([
    ['no file fits', stack, ['src/basket.ts'], /no file of the repository fits/],
    ['several files fit', stack, ['a/src/cart.ts', 'b/src/cart.ts'], /2 files fit equally well/],
    ['no frame is in-app', `${nothing}\n    at f (node:events:1:2)`, files, /no frame .* is in-app/],
    ['nothing can be read', nothing, files, /no frames/]
  ])('%s', (_, text, paths, evidence) => {
    expect(classify(text, { files: paths })).toEqual({
      kind: 'none',
      evidence: expect.stringMatching(evidence)
    })
  })

  it('nor on a platform whose traces nobody reads', () => {
    expect(classify(stack, { platform: 'ROKU' })).toMatchObject({ kind: 'none' })
  })
})

it('is told in linear time', () => {
  const growth = growthOf(
    (size) => 'x.'.repeat(size),
    (long) => {
      classify(javascript(`TypeError: ${long} is undefined`), {
        source: known(excerptAt(`${long}\n`.repeat(5), 1))
      })
    }
  )
  expect(growth).toBeLessThan(linearGrowth)
})
