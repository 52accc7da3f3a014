import { describe, expect, it } from '@jest/globals'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { findVariants, type Variants } from '../../../src/flow/issue/variants.js'

const total = 'TypeError: x\n    at total (/app/src/cart.ts:12:5)\n    at checkout (/app/src/api.ts:40:3)'
const parse = 'TypeError: x\n    at parse (/app/src/rates.ts:7:1)\n    at load (/app/src/api.ts:90:3)'
const library = 'TypeError: x\n    at run (/app/node_modules/a/run.js:1:2)'

function variantsOf(...stacks: readonly string[]): Variants | undefined {
  return findVariants(stacks.map((stack) => readStackTrace(stack)))
}

describe('the recent events of an issue', () => {
  it('are several bugs where they fail in different functions', () => {
    expect(variantsOf(parse, total, total, parse, total)).toEqual({
      events: 5,
      variants: [
        { events: 3, place: 'total (/app/src/cart.ts:12)' },
        { events: 2, place: 'parse (/app/src/rates.ts:7)' }
      ]
    })
  })

  it.each([
    ['the same function at other lines', [total, total, total.replace(':12:', ':14:'), total]],
    ['the same function for other callers', [total, total, total.replace('checkout', 'preview'), total]],
    ['the same function in another deploy folder', [total, total, total.replaceAll('/app/', '/srv/r2/')]],
    ['a single stray', [total, total, total, parse]],
    ['traces of libraries alone', [total, total, library, library]],
    ['text that is no trace', [total, total, 'it broke', 'it broke']],
    ['nothing', []]
  ])('are one bug where they show %s', (_, stacks) => {
    expect(variantsOf(...stacks)).toBeUndefined()
  })

  it('are told apart by the cause that fails, not by what wraps it', () => {
    const wrap = (stack: string): string =>
      `Error: outer\n    at run (/app/src/job.ts:1:1)\n[cause]: ${stack}`
    expect(variantsOf(wrap(total), wrap(total), wrap(parse), wrap(parse))?.variants).toHaveLength(2)
  })
})
