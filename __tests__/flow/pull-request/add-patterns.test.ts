import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { addPatterns, patternsFileOf } from '../../../src/flow/pull-request/add-patterns.js'
import { pathBeside, pathInRepository } from '../../../src/flow/pull-request/config-place.js'
import type { ProposedPattern } from '../../../src/flow/pull-request/pattern-proposals.js'

function pattern(name: string, fingerprint = '1f2e3d4c5b6a7988'): ProposedPattern {
  return {
    name,
    match: { services: ['shop'], message: '^no "price" # here: \\[', fingerprints: [fingerprint] },
    tier: 'digest',
    autofix: 'never',
    note: 'Ask: the partner.',
    reason:
      'A long sentence of a model, which would be folded onto the next line if nobody took care of that here.',
    expires: '2026-12-31'
  }
}

const own = { name: 'own', match: { types: ['A'] }, tier: 'ticket', reason: 'ours' }

/** Every way in which people write the list. */
const files: Readonly<Record<string, string>> = {
  'no list': '# ours\njira: { project:   PPL }   # odd   spaces\n',
  'no line end at its end': 'jira: { project: PPL }',
  'a list in the middle':
    'jira: { project: PPL }\npatterns:\n  # the first\n  - name: own\n    match: { types: [A] }\n    tier: ticket\n    reason: ours # why\n\n# the end\non-error: warn\n',
  'a list without indent':
    'patterns:\n- name: own\n  match:\n    types:\n    - A\n  tier: ticket\n  reason: ours\njira: { project: PPL }\n',
  'a list at the end, without a line end':
    'jira: { project: PPL }\npatterns:\n    - name: own\n      match: { types: [A] }\n      tier: ticket\n      reason: ours',
  'an empty list': 'patterns: []\njira: { project: PPL }\n',
  'a list in brackets':
    'patterns: [{ name: own, match: { types: [A] }, tier: ticket, reason: ours }] # all\njira: { project: PPL }\n',
  'a key without a list': 'patterns:\njira: { project: PPL }\n',
  'an empty file': '',
  'Windows line ends':
    'jira: { project: PPL }\r\npatterns:\r\n  - name: own\r\n    match: { types: [A] }\r\n    tier: ticket\r\n    reason: ours\r\n'
}

describe('patterns in a config file', () => {
  it.each(Object.entries(files))('come to the end of the list: %s', (_, text) => {
    const added = addPatterns(text, [pattern('one'), pattern('two', 'aaaabbbbccccdddd')])
    expect(added?.added).toEqual(['one', 'two'])
    const read = parse(added?.text ?? '') as Record<string, unknown>
    const before = (parse(text) ?? {}) as Record<string, unknown>
    expect(read).toEqual({
      ...before,
      patterns: [...(text.includes('own') ? [own] : []), pattern('one'), pattern('two', 'aaaabbbbccccdddd')]
    })
  })

  it.each(Object.entries(files).filter(([name]) => !/empty list|brackets|without a list/.test(name)))(
    'leave every other character as it is: %s',
    (_, text) => {
      const after = addPatterns(text, [pattern('one')])?.text ?? ''
      const signs = [...text].findIndex((sign, index) => sign !== after[index])
      const same = signs < 0 ? text.length : signs
      // What is not the same at the start is the same at the end: something was put in, and nothing was changed.
      expect(after.endsWith(text.slice(same))).toBe(true)
    }
  )

  it('keep the remark beside a list in brackets', () => {
    expect(addPatterns(files['a list in brackets'] ?? '', [pattern('one')])?.text).toContain('# all')
  })

  it('are there already by their name, or by their fingerprint', () => {
    const { text } = addPatterns('', [pattern('one')]) ?? { text: '' }
    expect(addPatterns(text, [pattern('one', 'aaaabbbbccccdddd'), pattern('other')])).toEqual({
      text,
      added: []
    })
  })

  it.each([
    ['a list that is none', 'patterns: soon\n'],
    ['a file that is no map', '- a\n'],
    ['a file that is no YAML', 'a: [\n'],
    ['a file that would exhaust the parser', '['.repeat(100_000)]
  ])('are not added to %s', (_, text) => {
    expect(addPatterns(text, [pattern('one')])).toBeUndefined()
  })
})

describe('the file that has the patterns', () => {
  it('is the one that the config names, from its own folder', () => {
    expect(patternsFileOf('patterns-file: known/patterns.yml\n')).toBe('known/patterns.yml')
    expect(patternsFileOf('jira: {}\n')).toBeUndefined()
    expect(pathBeside('.github/datadog-autofix.yml', 'known/patterns.yml')).toBe('.github/known/patterns.yml')
    expect(pathBeside('datadog-autofix.yml', './patterns.yml')).toBe('patterns.yml')
    expect(pathBeside('.github/datadog-autofix.yml', '../../x.yml')).toBeUndefined()
  })

  it.each([
    ['.github/datadog-autofix.yml', '.github/datadog-autofix.yml'],
    ['./a//b.yml', 'a/b.yml'],
    ['acme/shared/policy.yml@v1', undefined],
    ['/etc/policy.yml', undefined],
    ['../policy.yml', undefined],
    ['', undefined]
  ])('of %j is %j', (location, path) => {
    expect(pathInRepository(location)).toBe(path)
  })
})
