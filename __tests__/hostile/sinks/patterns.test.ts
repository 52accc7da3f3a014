import { describe, expect, it } from '@jest/globals'
import { readPolicy } from '../../../src/config/read-policy.js'
import { ConfigurationError } from '../../../src/errors.js'
import { createRedactor } from '../../../src/text/redact.js'
import { growthOf, linearGrowth } from '../../growth.js'
import { hostileTexts } from '../corpus/corpus.js'

/** Expressions on which an engine that goes back takes time without end, each with a text that makes it. */
const bombs: readonly (readonly [string, string])[] = [
  ['(a+)+$', 'a'],
  ['(a|aa)+$', 'a'],
  ['(a|a?)+b', 'a'],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'],
  ['(.*)*x', 'y'],
  ['(x+x+)+y', 'x'],
  ['([^x]*a){8}$', 'a'],
  ['(?:\\w+\\s?)+$', 'a ']
]

/** What no engine without a memory of its way can do. */
const refused = [
  '(a)\\1',
  '(?=a)b',
  '(?!a)b',
  '(?<=a)b',
  '(?<!a)b',
  '(?>a)',
  'a++',
  '(',
  '[',
  'a{1001}',
  '*',
  '\\',
  '(?<n>a)\\k<n>'
]

function redactorOf(expression: string): ReturnType<typeof createRedactor> {
  return createRedactor({ mode: 'standard', patterns: [{ name: 'own', expression }], secrets: [] })
}

function policyOf(pattern: string): ReturnType<typeof readPolicy> {
  const redact = [{ name: 'own', pattern }]
  return readPolicy('policy.yml', JSON.stringify({ jira: { project: 'PPL' }, privacy: { redact } }))
}

describe('a regular expression of the config', () => {
  it.each(bombs)('takes linear time: %s', (expression, piece) => {
    const { redact } = redactorOf(expression)
    expect(growthOf((size) => `${piece.repeat(size)}!`, redact, 1_000)).toBeLessThan(linearGrowth)
  })

  it.each(refused)('that cannot be run safely is a problem of the configuration: %s', (expression) => {
    expect(() => redactorOf(expression)).toThrow(ConfigurationError)
    const read = policyOf(expression)
    expect(read.ok).toBe(false)
    if (!read.ok) expect(read.problems.join('\n')).toContain('privacy.redact')
  })

  it('either is refused or matches; it never fails a run', () => {
    for (const { text, name } of hostileTexts) {
      const expression = text.slice(0, 300)
      const read = policyOf(expression === '' ? 'x' : expression)
      expect([name, read.ok || read.problems.length > 0]).toEqual([name, true])
      if (!read.ok) continue
      const { redact } = createRedactor({ ...read.policy.privacy, secrets: [] })
      expect(typeof redact(`${text.slice(0, 300)} a@b.example`)).toBe('string')
    }
  })
})
