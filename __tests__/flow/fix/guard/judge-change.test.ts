import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Stray, TreeChange } from '../../../../src/flow/fix/change.js'
import { sayFinding } from '../../../../src/flow/fix/guard/finding.js'
import { growthOf, linearGrowth } from '../../../growth.js'
import { added, edited, fix, judge, removed, rulesOf, rulesWith, test } from './changes.js'

describe('a change as a whole', () => {
  it('passes when it is a fix and its test', () => {
    expect(judge({})).toMatchObject({ passed: true, findings: [] })
  })

  it('is refused when there is none', () => {
    expect(judge({ changes: [] })).toEqual({
      passed: false,
      findings: [{ rule: 'nothing-changed', path: undefined, line: undefined, evidence: '' }],
      scope: { files: [], added: 0, removed: 0 }
    })
  })

  it.each([
    ['a test alone', [test], ['no-code-changed']],
    ['a test and a page of documentation', [test, added('docs/cart.md', 'a\n')], ['no-code-changed']],
    ['a test and a data file', [test, edited('src/plans.json', '{}\n', '{"a":1}\n')], []],
    ['code alone', [fix], []]
  ])('%s', (_, changes, expected) => {
    expect(rulesOf(judge({ changes }))).toEqual(expected)
  })

  it('has a limit of files, tests among them', () => {
    expect(rulesOf(judge({}, { maximumFiles: 2 }))).toEqual([])
    expect(judge({}, { maximumFiles: 1 }).findings).toEqual([
      { rule: 'too-many-files', path: undefined, line: undefined, evidence: '2 files, 1 are allowed' }
    ])
  })

  it('has a limit of lines, added and removed, tests among them', () => {
    expect(rulesOf(judge({}, { maximumLines: 5 }))).toEqual([])
    expect(judge({}, { maximumLines: 4 }).findings).toEqual([
      { rule: 'too-many-lines', path: undefined, line: undefined, evidence: '5 lines, 4 are allowed' }
    ])
    // One line can hold a program.
    const long = added('src/a.ts', 'x'.repeat(2001))
    expect(rulesWith(long, { maximumLines: 8 })).toEqual([])
    expect(rulesWith(long, { maximumLines: 7 })).toEqual(['too-many-lines'])
  })

  it.each([
    ['code that encrypts', edited('src/a.ts', 'a\n', 'encrypt(a)\n')],
    ['code that encrypted', edited('src/a.ts', 'encrypt(a)\n', 'a\n')],
    ['a table', edited('src/a.ts', 'a\n', "run('DROP TABLE carts')\n")],
    ['a library of payments', added('src/a.ts', "import stripe from 'stripe'\n")]
  ])('keeps away from %s, but not in a test', (_, change) => {
    expect(rulesWith(change)).toEqual(['denied-code'])
    expect(rulesWith(added('tests/a.test.ts', change.after?.text))).toEqual([])
  })

  it('does not mind such code around the change', () => {
    expect(rulesWith(edited('src/a.ts', 'encrypt(a)\nb\n', 'encrypt(a)\nc\n'))).toEqual([])
    expect(rulesWith(edited('src/a.ts', 'a\n', 'basket\n'), { denyWords: ['basket'] })).toEqual([
      'denied-code'
    ])
  })

  it('tells what the rules about code find', () => {
    expect(rulesWith(edited('src/a.ts', 'a()\n', 'try {\n  a()\n} catch {}\n'))).toContain('broad-catch')
    expect(rulesWith(edited('a.test.ts', "it('a', b)\n", "it.skip('a', b)\n"))).toContain('skipped-test')
    const own = { testFiles: ['checks/'] }
    const check = edited('checks/a.ts', "it('a', b)\n", "it.only('a', b)\n")
    expect(rulesWith(check, own)).toContain('focused-test')
  })

  it('tells everything, in a stable order', () => {
    const changes = [removed('src/b.ts'), added('.github/a.yml', 'x\u202e\n', '100755'), fix]
    expect(judge({ changes }, { maximumFiles: 2 }).findings.map(({ rule, path }) => [rule, path])).toEqual([
      ['too-many-files', undefined],
      ['denied-path', '.github/a.yml'],
      ['denied-path', '.github/a.yml'],
      ['mode-changed', '.github/a.yml'],
      ['hidden-characters', '.github/a.yml'],
      ['deleted-file', 'src/b.ts']
    ])
  })

  it('says a finding in one line', () => {
    const place = { path: 'src/a\u202e.ts', line: 3 }
    expect(sayFinding({ rule: 'secret', evidence: 'github-token', ...place })).toBe(
      'src/a.ts:3: a credential in the added lines (github-token)'
    )
    expect(sayFinding({ rule: 'deleted-file', path: 'a', line: undefined, evidence: '' })).toBe(
      'a: a file was deleted'
    )
    expect(sayFinding({ rule: 'nothing-changed', path: undefined, line: undefined, evidence: '' })).toBe(
      'the agent changed no file'
    )
  })
})

const denied: readonly TreeChange[] = [
  added('.github/workflows/x.yml', 'a\n'),
  edited('.git/config', 'a\n', 'b\n'),
  edited('.claude/settings.json', 'a\n', 'b\n'),
  added('.husky/pre-commit', 'a\n'),
  edited('package-lock.json', '{}', '{"a":1}'),
  added('src/link', '../../etc/hosts', '120000'),
  added('src/run.ts', 'a\n', '100755'),
  removed('src/gone.ts', 'gone\n'),
  edited('src/payments/a.ts', 'a\n', 'b\n'),
  added('src/a.min.js', 'a\n')
]

describe('properties', () => {
  const harmless = fc
    .tuple(
      fc.constantFrom('src/x.ts', 'lib/y.py', 'tests/z.test.ts', 'app/w.go'),
      fc.stringMatching(/^[a-z ]{0,20}$/)
    )
    .map(([path, text]) => edited(path, 'before\n', `before\n${text}\n`))
  const some = fc.uniqueArray(fc.oneof(harmless, fc.constantFrom(...denied)), {
    selector: ({ path }) => path,
    maxLength: 8
  })
  const strays = fc
    .uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 })
    .map((paths) => paths.map((path): Stray => ({ path, kind: 'ignored' })))

  it('says the same in whatever order the changes come', () => {
    const shuffled = some.chain((changes) =>
      fc.tuple(fc.constant(changes), fc.shuffledSubarray(changes, { minLength: changes.length }))
    )
    fc.assert(
      fc.property(shuffled, strays, ([changes, other], left) => {
        const verdict = judge({ changes, strays: left })
        expect(judge({ changes: other, strays: [...left].reverse() })).toEqual(verdict)
      }),
      { numRuns: 30 }
    )
  })

  it('never lets a denied change pass, whatever else is changed', () => {
    fc.assert(
      fc.property(some, fc.constantFrom(...denied), (changes, bad) => {
        const others = changes.filter(({ path }) => path !== bad.path)
        const { passed, findings } = judge({ changes: [fix, test, ...others, bad] })
        expect(passed).toBe(false)
        expect(findings.some(({ path }) => path === bad.path)).toBe(true)
      }),
      { numRuns: 30 }
    )
  })

  it('cannot be widened by a config', () => {
    const patterns = fc.array(fc.constantFrom('!.github/', '!*', '*', '**', '!.*', 'src/', '.github/**'), {
      maxLength: 4
    })
    fc.assert(
      fc.property(patterns, fc.constantFrom(...denied), (each, bad) => {
        const limits = { allowPaths: each, denyPaths: each, denyWords: each, denyOwners: [], testFiles: each }
        expect(judge({ changes: [fix, test, bad] }, limits).passed).toBe(false)
      }),
      { numRuns: 30 }
    )
  })
})

describe('growth', () => {
  const long = (text: string) => (size: number) =>
    added('src/a.ts', text.repeat(Math.ceil((5 * size) / text.length)))
  it.each([
    ['one long line of words', long('word ')],
    ['one long line of one letter', long('a')],
    ['one long line of quotes', long('"\'`')],
    ['one long line of dots', long('a.')],
    ['one long line of figures', long('1.2-')],
    ['one long line of an address', long('a@example.')],
    ['one long line of invisible characters', long('\u200b')],
    ['one long line of canaries', long('canary-')],
    ['many lines', (size: number) => edited('src/a.ts', 'a\n'.repeat(size), 'b\n'.repeat(size))],
    ['a manifest', (size: number) => edited('package.json', '{}', '['.repeat(size))],
    ['a lockfile', (size: number) => edited('go.sum', 'a://', 'a+'.repeat(size))],
    ['a long path', (size: number) => added(`${'a/. '.repeat(size)}b.ts`)]
  ])('is linear for %s', (_, prepare) => {
    const run = (change: TreeChange) => judge({ changes: [change] })
    expect(growthOf(prepare, run, 3_000)).toBeLessThan(linearGrowth)
  })

  it('is linear in the number of files', () => {
    const prepare = (size: number) =>
      Array.from({ length: size }, (_, index) => [
        removed(`a/${index}.ts`, `${index}`),
        added(`b/${index}.ts`)
      ]).flat()
    expect(growthOf(prepare, (changes) => judge({ changes }), 20)).toBeLessThan(linearGrowth)
  })
})
