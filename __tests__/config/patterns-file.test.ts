import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse, stringify } from 'yaml'
import { namedPatternsFile, readPatterns } from '../../src/config/read-patterns.js'
import type { Pattern } from '../../src/flow/decision/patterns/pattern.js'
import { file, MATCH, NAME, problemsOf, TEAMS } from './patterns-text.js'

function patternsOf(text: string): readonly Pattern[] {
  const result = readPatterns(NAME, text, TEAMS)
  if (!result.ok) throw new Error(result.problems.join('\n'))
  return result.patterns
}

describe('a pattern', () => {
  it('with every key is read into the words of the flow', () => {
    const lines = [
      'match:',
      '  services: [checkout]',
      '  environments: [prod]',
      '  types: [TimeoutError]',
      "  message: '^Timed out after <num>'",
      '  files: [src/**]',
      '  platforms: [BACKEND]',
      '  fingerprints: [00112233445566AA]',
      'autofix: never',
      'dedup: 2d',
      'escalate-after: { events: 100, in: 1h }',
      'owner: payments',
      'note: look at their page',
      'expires: 2027-01-31',
      'handler:',
      '  workflow: restart.yml',
      '  ref: main',
      '  inputs: { service: { fact: service }, mode: { text: rolling } }',
      '  cooldown: 90m',
      '  per-day: 5'
    ]
    expect(patternsOf(file(...lines))).toEqual([
      {
        name: 'known',
        match: {
          services: ['checkout'],
          environments: ['prod'],
          types: ['TimeoutError'],
          message: '^Timed out after <num>',
          files: ['src/**'],
          platforms: ['BACKEND'],
          fingerprints: ['00112233445566aa']
        },
        tier: 'digest',
        autofix: 'never',
        dedupHours: 48,
        escalateAfter: { events: 100, hours: 1 },
        owner: 'payments',
        note: 'look at their page',
        reason: 'an old one',
        expires: '2027-01-31',
        handler: {
          workflow: 'restart.yml',
          ref: 'main',
          inputs: { service: { fact: 'service' }, mode: { text: 'rolling' } },
          cooldownHours: 1.5,
          perDay: 5
        }
      }
    ])
  })

  it('with what it needs alone leaves the rest to the policy', () => {
    expect(patternsOf(file(MATCH))).toEqual([
      expect.objectContaining({
        autofix: 'allow',
        dedupHours: undefined,
        escalateAfter: undefined,
        owner: undefined,
        expires: undefined,
        handler: undefined
      })
    ])
    expect(patternsOf(file(MATCH, 'handler: { workflow: restart.yaml }'))[0]?.handler).toEqual({
      workflow: 'restart.yaml',
      ref: undefined,
      inputs: {},
      cooldownHours: 1,
      perDay: 3
    })
  })
})

describe('a file of patterns', () => {
  it.each([
    ['patterns-file: known.yml', 'known.yml'],
    ['jira: { project: PPL }', undefined],
    ['patterns-file: ../known.yml', undefined],
    ['patterns-file: 5', undefined],
    ['patterns-file: [', undefined],
    ['- a', undefined],
    ['', undefined]
  ])('of the policy %j is %s', (policy, file) => {
    expect(namedPatternsFile(policy)).toBe(file)
  })

  it('has owners that nobody checks where the teams are not known', () => {
    expect(readPatterns(NAME, file(MATCH, 'owner: anybody'), undefined).ok).toBe(true)
  })

  it('is refused as a list, as something else, and where it is no YAML', () => {
    expect(problemsOf('- name: known')).toEqual([expect.stringContaining(`${NAME} line 1:`)])
    expect(problemsOf('patterns: all')).toEqual([`${NAME} line 1: patterns is "all"; write a list.`])
    expect(problemsOf('patterns: [')).toEqual([expect.stringContaining(`${NAME} line 1:`)])
    expect(problemsOf('patterns: *known')).toEqual([
      expect.stringContaining('no anchor &known stands before')
    ])
    expect(problemsOf('')).toEqual([expect.stringContaining('patterns is missing')])
  })

  it('may hold the list of the example', () => {
    const url = new URL('../../examples/config/patterns.yml', import.meta.url)
    const policy = parse(readFileSync(url, 'utf8')) as { readonly patterns: readonly unknown[] }
    expect(patternsOf(stringify({ version: 1, patterns: policy.patterns })).map(({ name }) => name)).toEqual([
      'card-network-timeouts',
      'partner-form',
      'connection-pool',
      'consent-storage'
    ])
  })
})
