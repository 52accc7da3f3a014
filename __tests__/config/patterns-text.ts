import { readPatterns } from '../../src/config/read-patterns.js'

export const NAME = 'known-patterns.yml'
export const TEAMS = ['checkout', 'payments']
export const MATCH = 'match: { services: [shop] }'

export function problemsOf(text: string): readonly string[] {
  const result = readPatterns(NAME, text, TEAMS)
  return result.ok ? [] : result.problems
}

/** A file with one pattern: lines of it below those that every pattern needs, which are four. */
export function file(...lines: readonly string[]): string {
  const needed = ['patterns:', '  - name: known', '    tier: digest', '    reason: an old one']
  return [...needed, ...lines.map((line) => `    ${line}`)].join('\n')
}
