import { describe, expect, it } from '@jest/globals'
import { parseCodeOwners } from '../../../../src/flow/decision/codeowners.js'
import { known, unknown } from '../../../../src/flow/issue/known.js'
import { judge, rulesOf } from './changes.js'

const none = known(parseCodeOwners('CODEOWNERS', ''))

function owned(text: string, head = text) {
  const side = (lines: string) => known(parseCodeOwners('CODEOWNERS', lines))
  return judge({ codeOwners: { base: side(text), head: side(head) } }, { denyOwners: ['@acme/core-*'] })
}

describe('owners of all touched paths', () => {
  it.each([
    ['nobody owns anything', '/docs/ @acme/shop', []],
    ['one team owns all', '* @acme/shop', []],
    ['its name has no case', '* @acme/shop\n/src/ @Acme/Shop', []],
    [
      'one team is everywhere among others',
      '/src/ @acme/shop @acme/web\n/__tests__/ @acme/qa @acme/shop',
      []
    ],
    ['two teams', '/src/ @acme/shop\n/__tests__/ @acme/qa', ['several-owners']],
    ['only the code has an owner', '/src/ @acme/shop', ['several-owners']],
    ['only the test has an owner', '* @acme/shop\n/src/', ['several-owners']],
    ['an owner that the config keeps out', '* @acme/core-web', ['denied-owner']],
    ['an owner that is always kept out', '* @acme/payments', ['denied-owner']]
  ])('%s', (_, text, expected) => {
    expect(rulesOf(owned(text))).toEqual(expected)
  })

  it('holds on the base and on the changed tree', () => {
    const one = '* @acme/shop'
    const two = '* @acme/shop\n/src/ @acme/web'
    expect(rulesOf(owned(one, two))).toEqual(['several-owners'])
    expect(rulesOf(owned(two, one))).toEqual(['several-owners'])
    expect(owned(two).findings).toHaveLength(1)
  })

  it('never takes unreadable owners for none', () => {
    const lost = unknown<never>('the file is larger than 3 MB')
    for (const codeOwners of [
      { base: lost, head: none },
      { base: none, head: lost }
    ]) {
      expect(judge({ codeOwners }).findings).toEqual([
        { rule: 'unknown-owners', path: undefined, line: undefined, evidence: 'the file is larger than 3 MB' }
      ])
    }
  })

  it('tells the owners of every file in the scope', () => {
    expect(owned('* @acme/shop').scope).toEqual({
      files: [
        { path: '__tests__/cart.test.ts', kind: 'test', added: 3, removed: 0, owners: ['@acme/shop'] },
        { path: 'src/cart.ts', kind: 'code', added: 1, removed: 1, owners: ['@acme/shop'] }
      ],
      added: 4,
      removed: 1
    })
  })
})
