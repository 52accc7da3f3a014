import { describe, expect, it } from '@jest/globals'
import { given } from '../../../src/check-up/answer.js'
import type { Check } from '../../../src/check-up/check.js'
import type { BranchRule, FixFacts } from '../../../src/check-up/github/facts.js'
import { letsThrough, satisfies } from '../../../src/check-up/github/patterns.js'
import { event, FIX, lines, LOST, POLICY, REFUSED, rule } from './judge-facts.js'

type RuleId = 'github-fix-branch' | 'github-fix-commit' | 'github-base-rules' | 'github-base'

function judged(id: RuleId, rules: readonly BranchRule[], more: Partial<FixFacts> = {}): readonly Check[] {
  return lines(id, { fix: { ...FIX, branchRules: given(rules), bypass: new Map([[7, false]]), ...more } })
}

const named = (operator: string, pattern: string, negate = false): BranchRule =>
  rule('branch_name_pattern', { pattern: { operator, pattern, negate } })

describe('the base', () => {
  it('that does not exist fails with the key to mend', () => {
    expect(judged('github-base', [], { baseExists: given(false) })).toEqual([
      {
        id: 'github-base',
        status: 'failed',
        found: 'There is no branch develop.',
        mend: expect.stringContaining('autofix.base')
      }
    ])
    expect(judged('github-base', [], { baseExists: LOST })[0]?.status).toBe('warning')
  })

  it('tells what a pull request to it has to pass', () => {
    const rules = [rule('required_status_checks', { names: ['test', 'lint'] }), rule('pull_request')]
    expect(judged('github-base-rules', [], { baseRules: given(rules) })).toEqual([
      {
        ...{ id: 'github-base-rules', status: 'ok' },
        found: 'What goes to develop has to pass the checks test, lint and the rules pull_request.'
      }
    ])
    expect(judged('github-base-rules', [], { baseRules: REFUSED })[0]).toMatchObject({
      status: 'warning',
      mend: expect.stringContaining('Settings, Rules, Rulesets')
    })
  })
})

describe('the branch of a fix', () => {
  it.each([
    'creation',
    'update',
    'pull_request',
    'merge_queue',
    'required_status_checks',
    'required_deployments',
    'workflows',
    'code_scanning'
  ])('is refused by the rule %s', (type) => {
    expect(judged('github-fix-branch', [rule(type)])).toMatchObject([
      {
        status: 'failed',
        found: expect.stringContaining('A ruleset of acme/shop refuses it'),
        mend: expect.stringContaining('bypass list')
      }
    ])
  })

  it.each(['deletion', 'non_fast_forward', 'required_linear_history', 'required_signatures', 'new_one'])(
    'is taken by the rule %s',
    (type) => {
      expect(judged('github-fix-branch', [rule(type)])).toMatchObject([{ status: 'ok' }])
    }
  )

  it('is refused for its name, with the key to mend', () => {
    expect(judged('github-fix-branch', [named('starts_with', 'feature/')])).toMatchObject([
      {
        status: 'failed',
        found: expect.stringContaining(
          'it wants "starts_with feature/", and sees the name PPL-1/datadog-autofix-01234567'
        ),
        mend: expect.stringContaining('autofix.branch')
      }
    ])
    expect(judged('github-fix-branch', [named('regex', '^[A-Z]+-\\d+/')])).toMatchObject([{ status: 'ok' }])
  })

  it('is only doubtful where nobody knows who may bypass, or what an expression means', () => {
    expect(judged('github-fix-branch', [rule('creation')], { bypass: new Map() })[0]).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('Whether the App may bypass it was not told')
    })
    expect(judged('github-fix-branch', [named('regex', '(?=x)')])[0]).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('"(?=x)"')
    })
  })

  it('passes a ruleset that the App may bypass', () => {
    expect(judged('github-fix-branch', [rule('creation')], { bypass: new Map([[7, true]]) })).toMatchObject([
      { status: 'ok', found: expect.stringContaining('may bypass') }
    ])
  })
})

describe('the commit of a fix', () => {
  const patterned = (type: string, operator: string, pattern: string): readonly Check[] =>
    judged('github-fix-commit', [rule(type, { pattern: { operator, pattern, negate: false } })])

  it('is signed by GitHub, so that required signatures are no hindrance', () => {
    expect(judged('github-fix-commit', [rule('required_signatures')])).toMatchObject([
      { status: 'ok', found: expect.stringContaining('GitHub signs') }
    ])
  })

  it.each([
    ['commit_message_pattern', 'starts_with', 'PPL-', 'ok'],
    ['commit_message_pattern', 'starts_with', 'fix:', 'failed'],
    ['commit_author_email_pattern', 'ends_with', '+acme-autofix[bot]@users.noreply.github.com', 'ok'],
    ['commit_author_email_pattern', 'ends_with', '@acme.test', 'failed'],
    ['committer_email_pattern', 'contains', 'noreply@github.com', 'ok'],
    ['committer_email_pattern', 'contains', '@acme.test', 'failed']
  ])('is judged by %s %s %s: %s', (type, operator, pattern, status) => {
    expect(patterned(type, operator, pattern)).toMatchObject([{ status }])
  })

  it('that may touch a restricted path is a surprise, unless the policy denies the path', () => {
    const rules = [rule('file_path_restriction', { names: ['infra/**'] })]
    expect(judged('github-fix-commit', rules)).toMatchObject([
      { status: 'ok' },
      {
        status: 'warning',
        found: expect.stringContaining('infra/**'),
        mend: expect.stringContaining('deny-paths')
      }
    ])
    const policy = { ...POLICY, autofix: { ...POLICY.autofix, denyPaths: ['infra/**'] } }
    expect(
      lines('github-fix-commit', { fix: { ...FIX, branchRules: given(rules) } }, { policy })
    ).toHaveLength(1)
  })
})

describe('patterns', () => {
  it.each([
    ['starts_with', 'ab', true],
    ['ends_with', 'cd', true],
    ['contains', 'bc', true],
    ['regex', 'b.$', false],
    ['regex', '^ab', true],
    ['regex', '(', undefined],
    ['sounds_like', 'abcd', undefined]
  ])('%s %s: %s', (operator, pattern, expected) => {
    expect(satisfies({ operator, pattern, negate: false }, 'abcd')).toBe(expected)
    const opposite = expected === undefined ? undefined : !expected
    expect(satisfies({ operator, pattern, negate: true }, 'abcd')).toBe(opposite)
  })

  it('take time in the length of the text, whatever they are', () => {
    expect(
      satisfies({ operator: 'regex', pattern: '^(a+)+$', negate: false }, `${'a'.repeat(50_000)}!`)
    ).toBe(false)
  })

  it.each([
    [['develop'], 'develop', true],
    [['main'], 'develop', false],
    [['release/*'], 'release/1', true],
    [['release/*'], 'release/1/x', false],
    [['release/**'], 'release/1/x', true],
    [['**'], 'a/b', true],
    [['v[12].x'], 'v2.x', true],
    [['v[12].x'], 'v2yx', false],
    [['**', '!develop'], 'develop', false],
    [['!develop', '**'], 'develop', true],
    [['!main'], 'develop', false]
  ])('branches %j and %s: %s', (branches, branch, expected) => {
    expect(letsThrough(event('pull_request', { branches }), branch)).toBe(expected)
  })

  it('of branches-ignore keep out', () => {
    const ignoring = event('pull_request', { branchesIgnore: ['dev*'] })
    expect([letsThrough(ignoring, 'develop'), letsThrough(ignoring, 'main')]).toEqual([false, true])
  })
})
