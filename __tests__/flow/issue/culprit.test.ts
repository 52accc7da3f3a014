import { describe, expect, it } from '@jest/globals'
import { findCulprit, type CulpritRules } from '../../../src/flow/issue/culprit.js'
import { mapKnown, type Known } from '../../../src/flow/issue/known.js'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { indexRepository } from '../../../src/flow/issue/repository-index.js'
import type { Culprit } from '../../../src/flow/issue/stack-trace.js'
import { growthOf, linearGrowth } from '../../growth.js'

function culpritOf(
  stack: string,
  files: readonly string[] | undefined,
  rules?: CulpritRules
): Known<Culprit> {
  return findCulprit(readStackTrace(stack), files === undefined ? undefined : indexRepository(files), rules)
}

function pathOf(stack: string, files: readonly string[], rules?: CulpritRules): string {
  const culprit = culpritOf(stack, files, rules)
  if (!culprit.known) return `no culprit: ${culprit.reason}`
  const { path } = culprit.value
  return path.known ? path.value : `unknown: ${path.reason}`
}

describe('the file of a frame in the repository', () => {
  it.each([
    ['a container folder', 'at f (/app/src/cart.ts:1:2)', 'src/cart.ts'],
    ['an image folder', 'at f (/usr/src/app/src/cart.ts:1:2)', 'src/cart.ts'],
    ['a home folder', 'at f (/home/jo/work/shop/src/cart.ts:1:2)', 'src/cart.ts'],
    ['a Windows folder', 'at f (C:\\work\\shop\\src\\cart.ts:1:2)', 'src/cart.ts'],
    ['a file address', 'at f (file:///app/src/cart.ts:1:2)', 'src/cart.ts'],
    ['a webpack address', 'at f (webpack://shop/./src/cart.ts:1:2)', 'src/cart.ts'],
    ['a webpack address without a name', 'at f (webpack:///./src/cart.ts?a1b2:1:2)', 'src/cart.ts'],
    ['a compiled file', 'at f (/app/dist/cart.js:1:2)', 'src/cart.ts'],
    ['a compiled file beside its source', 'at f (/app/src/cart.js:1:2)', 'src/cart.ts'],
    ['a compiled component', 'at f (/app/build/view/page.js:1:2)', 'src/view/page.tsx'],
    ['a Python file', '  File "/app/shop/cart.py", line 1, in f', 'shop/cart.py'],
    ['a Java class', '\tat com.acme.shop.Cart.f(Cart.java:1)', 'core/src/main/java/com/acme/shop/Cart.java'],
    ['a Kotlin class', '\tat com.acme.shop.ApiKt.f(Api.kt:1)', 'core/src/main/kotlin/shop/Api.kt'],
    ['a Dart package at the root', '#0      f (package:mobile/cart.dart:1:2)', 'lib/cart.dart'],
    [
      'a Dart package in a folder',
      '#0      f (package:shop/basket.dart:1:2)',
      'packages/shop/lib/basket.dart'
    ]
  ])('%s', (_, line, path) => {
    const files = [
      'README.md',
      'src/cart.ts',
      'src/view/page.tsx',
      'test/other.ts',
      'shop/cart.py',
      'core/src/main/java/com/acme/shop/Cart.java',
      'core/src/main/kotlin/shop/Api.kt',
      'lib/cart.dart',
      'packages/shop/lib/basket.dart'
    ]
    expect(pathOf(line, files)).toBe(path)
  })

  it('is the one that shares the longest end', () => {
    const files = ['services/a/src/cart/index.ts', 'services/b/src/cart/index.ts', 'services/b/src/index.ts']
    expect(pathOf('at f (/build/services/b/src/cart/index.ts:1:2)', files)).toBe(
      'services/b/src/cart/index.ts'
    )
  })

  it('at the root wins over copies of its path in deeper folders', () => {
    const files = ['examples/shop/src/cart.ts', 'src/cart.ts']
    expect(pathOf('at f (/app/src/cart.ts:1:2)', files)).toBe('src/cart.ts')
  })

  it('is unknown where several fit equally well, and they are named', () => {
    const files = ['services/b/src/cart.ts', 'services/a/src/cart.ts']
    expect(pathOf('at f (/app/src/cart.ts:1:2)', files)).toBe(
      'unknown: 2 files fit equally well: services/a/src/cart.ts, services/b/src/cart.ts'
    )
  })

  it('is unknown with at most five named', () => {
    const files = [1, 2, 3, 4, 5, 6, 7].map((number) => `services/s${number}/src/cart.ts`)
    const path = pathOf('at f (/app/src/cart.ts:1:2)', files)
    expect(path).toContain('services/s5/src/cart.ts and 2 more')
    expect(path).not.toContain('s6')
  })

  it('is decided by the service’s own folder', () => {
    const files = ['services/b/src/cart.ts', 'services/a/src/cart.ts']
    expect(pathOf('at f (/app/src/cart.ts:1:2)', files, { roots: ['services/a/'] })).toBe(
      'services/a/src/cart.ts'
    )
  })

  it.each([
    [
      'only the name fits',
      'at f (/app/lib/handlers/total.ts:1:2)',
      ['src/checkout/total.ts', 'test/total.ts']
    ],
    [
      'another package has the class',
      '\tat org.other.util.Cart.f(Cart.java:1)',
      ['src/com/acme/util/Cart.java']
    ],
    [
      'another Dart package has the file',
      '#0      f (package:x/a.dart:1:2)\n#1      g (package:x/b.dart:1:2)',
      ['lib/a.dart']
    ],
    ['nothing has the name', 'at f (/app/src/cart.ts:1:2)', ['src/basket.ts']]
  ])('is unknown where %s', (_, stack, files) => {
    expect(pathOf(stack, files)).toMatch(/^unknown: no file of the repository fits /)
  })
})

describe('the frame', () => {
  it('is the innermost in-app one', () => {
    const stack = [
      'TypeError: x',
      '    at Array.map (<anonymous>)',
      '    at parse (/app/node_modules/a/index.js:1:2)',
      '    at total (/app/src/cart.ts:1:2)',
      '    at main (/app/src/main.ts:1:2)'
    ].join('\n')
    const culprit = culpritOf(stack, ['src/cart.ts', 'src/main.ts'])
    expect(mapKnown(culprit, ({ frame, reason }) => [frame.function, reason])).toEqual({
      known: true,
      value: ['total', 'innermost in-app frame']
    })
  })

  it('is of the deepest cause that is in the repository', () => {
    const stack = [
      'com.acme.OuterException: outer',
      '\tat com.acme.Api.handle(Api.java:1)',
      'Caused by: com.acme.MiddleException: middle',
      '\tat com.acme.Cart.total(Cart.java:2)',
      'Caused by: java.io.EOFException',
      '\tat java.io.DataInputStream.read(DataInputStream.java:3)'
    ].join('\n')
    const culprit = culpritOf(stack, ['src/main/java/com/acme/Api.java', 'src/main/java/com/acme/Cart.java'])
    expect(culprit).toMatchObject({
      value: {
        path: { value: 'src/main/java/com/acme/Cart.java' },
        reason: 'innermost in-app frame of the cause com.acme.MiddleException'
      }
    })
  })

  it('passes over what the repository does not have', () => {
    const stack = 'E: x\n    at f (/opt/shared/sdk/client.js:1:2)\n    at total (/app/src/cart.ts:1:2)'
    expect(culpritOf(stack, ['src/cart.ts'])).toMatchObject({
      value: { path: { value: 'src/cart.ts' }, reason: 'innermost in-app frame of the repository' }
    })
  })

  it('does not go past an ambiguous one', () => {
    const stack = 'E: x\n    at f (/app/src/cart.ts:1:2)\n    at main (/app/src/main.ts:1:2)'
    expect(pathOf(stack, ['a/src/cart.ts', 'b/src/cart.ts', 'src/main.ts'])).toMatch(/^unknown: 2 files fit/)
  })

  it('is known without the repository; its path is not', () => {
    expect(culpritOf('at total (/app/src/cart.ts:1:2)', undefined)).toMatchObject({
      known: true,
      value: { frame: { function: 'total' }, path: { known: false } }
    })
  })

  it.each([
    ['no frame of the trace is in-app', 'at f (node:events:1:2)'],
    ['the trace has no frames that can be read', 'it broke']
  ])('is unknown: %s', (reason, stack) => {
    expect(culpritOf(stack, ['src/cart.ts'])).toEqual({ known: false, reason })
  })
})

it('the time to look into a repository grows with its files, not with files times frames', () => {
  const stack = Array.from({ length: 100 }, (_, at) => `    at f (/gone/x${at}/index.ts:1:2)`).join('\n')
  const trace = `E: x\n${stack}\n    at g (/app/packages/p7/src/m7/index.ts:1:2)`
  const files = (size: number): string[] =>
    Array.from({ length: size }, (_, at) => `packages/p${at % 900}/src/m${at}/index.ts`)
  expect(pathOf(trace, files(10_000))).toBe('packages/p7/src/m7/index.ts')
  expect(growthOf(files, (paths) => pathOf(trace, paths), 10_000)).toBeLessThan(linearGrowth)
})
