import { describe, expect, it } from '@jest/globals'
import { rulesOf } from './changed.js'
import { suites } from './suites.js'

describe.each(suites)('tests of $path', ({ path, open, first, second, close, assertion, other, setup }) => {
  const before = `${open}\n${first}\n${close}`
  const edited = (from: string, to: string): readonly string[] => {
    expect(first).toContain(from)
    return rulesOf(
      path,
      before,
      before.replace(from, () => to)
    )
  }

  it('pass unchanged, with comments, and with blank lines', () => {
    expect(rulesOf(path, before, `${before}\n\n`)).toEqual([])
  })

  it('pass with one more test behind and before the old', () => {
    expect(rulesOf(path, before, `${open}\n${first}\n${second}\n${close}`)).toEqual([])
    expect(rulesOf(path, before, `${open}\n${second}\n${first}\n${close}`)).toEqual([])
  })

  it('pass with one more assertion in an old test', () => {
    expect(edited(assertion, `${assertion}\n${indentBefore(first, assertion)}${other}`)).toEqual([])
  })

  it('are found when one is removed', () => {
    const both = `${open}\n${first}\n${second}\n${close}`
    expect(rulesOf(path, both, before)).toEqual(['deleted-test'])
  })

  it('are found when an assertion is removed', () => {
    expect(edited(assertion, '')).toEqual(['fewer-assertions'])
  })

  it('are found when an assertion is rewritten', () => {
    expect(edited(assertion, other)).toEqual(['loosened-expectation'])
  })

  it('are found when what a test hands in is rewritten', () => {
    expect(edited(setup, setup.replace('7', '8'))).toEqual(['loosened-expectation'])
  })

  it('are found when the file is gone', () => {
    expect(rulesOf(path, before, undefined)).toEqual(['deleted-test'])
  })

  it('pass as a new file', () => {
    expect(rulesOf(path, undefined, before)).toEqual([])
  })
})

function indentBefore(text: string, part: string): string {
  const at = text.indexOf(part)
  return text.slice(text.lastIndexOf('\n', at) + 1, at)
}

describe('tests of JavaScript', () => {
  const wrap = (body: string): string => `it('works', () => {\n${body}\n})\n`

  it.each([
    [
      'a new import',
      `import { a } from './a'\n${wrap('  expect(a).toBe(1)')}`,
      `import { a, b } from './a'\n${wrap('  expect(a).toBe(1)')}`
    ],
    [
      'one row more',
      "it.each([\n  ['a', 1]\n])('is %s', (a, b) => {\n  expect(a).toBe(b)\n})",
      "it.each([\n  ['b', 2],\n  ['a', 1]\n])('is %s', (a, b) => {\n  expect(a).toBe(b)\n})"
    ],
    [
      'one value more',
      "it.each([1, 2])('is %s', (a) => {\n  expect(a).toBe(a)\n})",
      "it.each([1, 2, 3])('is %s', (a) => {\n  expect(a).toBe(a)\n})"
    ],
    [
      'a test that is no longer skipped',
      wrap('  expect(1).toBe(1)').replace('it(', 'it.skip('),
      wrap('  expect(1).toBe(1)')
    ],
    [
      'tests that are grouped',
      wrap('  expect(1).toBe(1)'),
      `describe('all', () => {\n${wrap('    expect(1).toBe(1)')}})\n`
    ],
    [
      'another layout',
      wrap('  expect(a).toEqual([1, 2])'),
      wrap('  expect(a).toEqual([\n    1,\n    2\n  ])')
    ]
  ])('pass with %s', (_, before, after) => {
    expect(rulesOf('a.test.ts', before, after)).toEqual([])
  })

  it.each([
    [
      'renamed',
      wrap('  expect(1).toBe(1)'),
      wrap('  expect(1).toBe(1)').replace('works', 'runs'),
      'deleted-test'
    ],
    ['commented out', wrap('  expect(1).toBe(1)'), `/*\n${wrap('  expect(1).toBe(1)')}*/\n`, 'deleted-test'],
    [
      'asserted by a comment',
      wrap('  expect(1).toBe(1)'),
      wrap('  // expect(1).toBe(1)'),
      'fewer-assertions'
    ],
    [
      'swallowing',
      wrap('  expect(run()).toBe(1)'),
      wrap('  try {\n  expect(run()).toBe(1)\n  } catch {}'),
      'loosened-expectation'
    ],
    [
      'put behind a false condition',
      wrap('  expect(1).toBe(1)'),
      wrap('  if (false) {\n  expect(1).toBe(1)\n  }'),
      'skipped-test'
    ],
    [
      'without their hook',
      `beforeEach(() => {\n  reset()\n})\n${wrap('  expect(1).toBe(1)')}`,
      wrap('  expect(1).toBe(1)'),
      'loosened-expectation'
    ],
    [
      'recorded anew',
      wrap('  expect(a).toMatchInlineSnapshot(`\n    1\n  `)'),
      wrap('  expect(a).toMatchInlineSnapshot(`\n    2\n  `)'),
      'changed-snapshot'
    ],
    [
      'with a list that lost a comma',
      wrap('  expect(a).toEqual([1, 2])'),
      wrap('  expect(a).toEqual([12])'),
      'loosened-expectation'
    ],
    [
      'with a text that lost a space',
      wrap("  expect(a).toBe('f (x)')"),
      wrap("  expect(a).toBe('f(x)')"),
      'loosened-expectation'
    ],
    [
      'in another order',
      wrap('  add()\n  expect(n()).toBe(1)'),
      wrap('  expect(n()).toBe(1)\n  add()'),
      'loosened-expectation'
    ],
    [
      'with a row less',
      "it.each([\n  ['a', 1],\n  ['b', 2]\n])('is %s', (a, b) => {\n  expect(a).toBe(b)\n})",
      "it.each([\n  ['b', 2]\n])('is %s', (a, b) => {\n  expect(a).toBe(b)\n})",
      'loosened-expectation'
    ]
  ])('are found %s', (_, before, after, rule) => {
    expect(rulesOf('a.test.ts', before, after)).toEqual([rule])
  })
})

describe('tests inside Rust sources', () => {
  const code = (body: string, test: string): string =>
    `fn f() {\n    ${body}\n}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[test]\n    fn works() {\n        ${test}\n    }\n}\n`

  it('pass while the code around changes', () => {
    expect(rulesOf('src/a.rs', code('1', 'assert_eq!(f(), 1);'), code('2', 'assert_eq!(f(), 1);'))).toEqual(
      []
    )
  })

  it.each([
    ['rewritten', code('1', 'assert_eq!(f(), 2);'), 'loosened-expectation'],
    ['without its mark', code('1', 'assert_eq!(f(), 1);').replace('#[test]', ''), 'deleted-test'],
    ['ignored', code('1', 'assert_eq!(f(), 1);').replace('#[test]', '#[test]\n    #[ignore]'), 'skipped-test']
  ])('are found %s', (_, after, rule) => {
    expect(rulesOf('src/a.rs', code('1', 'assert_eq!(f(), 1);'), after)).toContain(rule)
  })
})
