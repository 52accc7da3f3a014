import { describe, expect, it } from '@jest/globals'
import { findCodeTroubles } from '../../../../../src/flow/fix/guard/code/find-code-troubles.js'
import { changeOf, isTest, rulesOf, version } from './changed.js'

const jest = '// Jest Snapshot v1\n\nexports[`a 1`] = `\n1\n`;\n'

describe('recorded files', () => {
  it.each([
    ['a new one', '__tests__/__snapshots__/a.test.ts.snap', undefined, jest],
    [
      'one entry more behind',
      '__tests__/__snapshots__/a.test.ts.snap',
      jest,
      `${jest}\nexports[\`b 1\`] = \`2\`;\n`
    ],
    [
      'one entry more in syrupy',
      'tests/__snapshots__/a.ambr',
      '# name: a\n  1\n# ---\n',
      '# name: a\n  1\n# ---\n# name: b\n  2\n# ---\n'
    ],
    ['new test data', 'tests/fixtures/a.json', undefined, '{}'],
    ['source with the word', 'src/snapshots/take.ts', 'const a = 1\n', 'const a = 2\n'],
    ['data of production', 'config/a.json', '{}', '{"a":1}']
  ])('pass: %s', (_, path, before, after) => {
    expect(rulesOf(path, before, after)).toEqual([])
  })

  it.each([
    ['__tests__/__snapshots__/a.test.ts.snap', jest, jest.replace('\n1\n', '\n2\n')],
    ['__tests__/__snapshots__/a.test.ts.snap', jest, jest.replace('\n1\n', '\n1\n2\n')],
    ['__tests__/__snapshots__/a.test.ts.snap', jest, undefined],
    ['tests/__snapshots__/a.ambr', '# name: a\n  1\n', '# name: a\n  2\n'],
    ['src/snapshots/a__b.snap', 'a: 1\n', 'a: 2\n'],
    ['pkg/testdata/golden/a.txt', 'a\n', 'b\n'],
    ['pkg/testdata/a.golden', 'a\n', 'b\n'],
    ['tests/A.approved.txt', 'a\n', 'b\n'],
    ['tests/A.verified.txt', 'a\n', 'b\n']
  ])('are found changed: %s', (path, before, after) => {
    expect(rulesOf(path, before, after)).toEqual(['changed-snapshot'])
  })

  it('are found changed where they are no text', () => {
    const change = {
      path: '__tests__/__image_snapshots__/a.png',
      before: { ...version(undefined), oid: 'one' },
      after: { ...version(undefined), oid: 'two' }
    }
    expect(findCodeTroubles([change], { isTest }).map(({ rule }) => rule)).toEqual(['changed-snapshot'])
  })

  it.each([
    ['tests/fixtures/a.json', '{}', '{"a":1}'],
    ['pkg/testdata/a.json', '{}', undefined],
    ['src/test/resources/a.xml', '<a/>', '<b/>'],
    ['spec/cassettes/a.yml', 'a: 1\n', 'a: 2\n']
  ])('are found where tests have their data: %s', (path, before, after) => {
    expect(rulesOf(path, before, after)).toEqual(['loosened-expectation'])
  })

  it('are found where a test file cannot be read any more', () => {
    const change = { ...changeOf('a.test.ts', 'it("a", f)', 'x'), after: version(undefined) }
    expect(findCodeTroubles([change], { isTest }).map(({ rule }) => rule)).toEqual(['loosened-expectation'])
  })
})

describe('findings', () => {
  it('name file, line and what was seen', () => {
    const after = 'a\nb\ntry { run() } catch {}\n'
    expect(findCodeTroubles([changeOf('src/a.ts', 'a\nb\n', after)], { isTest })).toEqual([
      {
        rule: 'broad-catch',
        path: 'src/a.ts',
        line: 3,
        evidence: 'an error is taken and nothing is done: catch { }'
      }
    ])
  })

  it('are none without changes', () => {
    expect(findCodeTroubles([], { isTest })).toEqual([])
  })
})
