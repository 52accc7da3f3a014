import { describe, expect, it } from '@jest/globals'
import { readPolicy } from '../../src/config/read-policy.js'

const NAME = '.github/datadog-autofix.yml'
const list = '[{ name: slow, match: { services: [shop] }, tier: digest, reason: x, owner: checkout }]'
const policy = 'jira: { project: PPL }\nownership: { teams: { checkout: {} } }\n'

function namesOf(text: string, file?: string): readonly string[] {
  const result = readPolicy(NAME, text, file === undefined ? undefined : { name: 'known.yml', text: file })
  return result.ok ? result.policy.patterns.map(({ name }) => name) : result.problems
}

describe('the patterns of a policy', () => {
  it('are none, those in it, or those of the file that it names', () => {
    expect(namesOf(policy)).toEqual([])
    expect(namesOf(`${policy}patterns: ${list}\n`)).toEqual(['slow'])
    expect(namesOf(`${policy}patterns-file: known.yml\n`, `patterns: ${list}\n`)).toEqual(['slow'])
  })

  it('are checked together with the rest, each problem with its own file and line', () => {
    const text = `${policy.replace('checkout', 'web')}limits: { concurrency: 0 }\npatterns-file: known.yml\n`
    expect(namesOf(text, `patterns:\n  ${list.replace('digest', 'daily')}\n`)).toEqual([
      `${NAME} line 3: limits.concurrency is 0; write at least 1.`,
      'known.yml line 2: patterns[0].tier is "daily"; write "ignore" or "digest" or "ticket" or "escalate".',
      'known.yml line 2: patterns[0].owner names the team "checkout", which ownership.teams lacks. Teams there: web.'
    ])
  })

  it('have owners, and one place', () => {
    expect(namesOf(`jira: { project: PPL }\npatterns: ${list}\npatterns-file: known.yml\n`)).toEqual([
      `${NAME} line 3: patterns-file is written beside patterns; write all patterns in one of the two.`,
      `${NAME} line 2: patterns[0].owner names the team "checkout", which ownership.teams lacks. Write the team under ownership.teams.`
    ])
  })
})
