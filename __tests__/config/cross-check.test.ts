import { describe, expect, it } from '@jest/globals'
import { readPolicy } from '../../src/config/read-policy.js'
import type { Policy } from '../../src/config/policy.js'

const NAME = '.github/datadog-autofix.yml'

function policyOf(text: string): Policy {
  const result = readPolicy(NAME, text)
  if (!result.ok) throw new Error(result.problems.join('\n'))
  return result.policy
}

function problemsOf(text: string): readonly string[] {
  const result = readPolicy(NAME, text)
  return result.ok ? [] : result.problems
}

/** The lines of a file, below the one setting that every file needs. */
function file(...lines: readonly string[]): string {
  return ['jira: { project: PPL }', ...lines].join('\n')
}

describe('names that point at each other', () => {
  const teams = ['ownership:', '  teams:', '    checkout: {}', '    web: {}']

  it('a service of a team that does not exist', () => {
    expect(problemsOf(file(...teams, '  services:', '    cart-*: chekout', '    shop: sales'))).toEqual([
      `${NAME} line 7: ownership.services.cart-* names the team "chekout", which ownership.teams lacks. Did you mean "checkout"?`,
      `${NAME} line 8: ownership.services.shop names the team "sales", which ownership.teams lacks. Teams there: checkout, web.`
    ])
  })

  it('a default team that does not exist', () => {
    expect(problemsOf(file(...teams, '  default: wed'))).toEqual([
      `${NAME} line 6: ownership.default names the team "wed", which ownership.teams lacks. Did you mean "web"?`
    ])
    expect(problemsOf(file('ownership: { default: web }'))).toEqual([
      `${NAME} line 2: ownership.default names the team "web", which ownership.teams lacks. Write the team under ownership.teams.`
    ])
  })

  it.each(['constructor', '__proto__', 'toString'])('a team called %s has to be written too', (name) => {
    expect(problemsOf(file('ownership:', `  default: ${name}`))[0]).toContain('which ownership.teams lacks')
  })

  it('a Jira team without the field for it', () => {
    const lines = ['ownership:', '  teams:', '    web:', '      jira-team: abc']
    expect(problemsOf(file(...lines))).toEqual([
      `${NAME} line 5: ownership.teams.web.jira-team needs jira.team-field; write there the id of the Team field.`
    ])
    const complete = ['jira: { project: PPL, team-field: customfield_10001 }', ...lines].join('\n')
    expect(policyOf(complete).ownership.teams[0]?.jiraTeam).toBe('abc')
  })

  it('a pattern that does not compile', () => {
    const redact = ['privacy:', '  redact:', '    - { name: ok, pattern: "a+" }']
    expect(problemsOf(file(...redact, '    - { name: bad, pattern: "(a" }'))).toEqual([
      expect.stringMatching(
        / line 5: privacy\.redact\[1\]\.pattern is "\(a", which does not compile \(.+\)\. Write RE2 syntax\.$/
      )
    ])
    expect(problemsOf(file(...redact, '    - { name: behind, pattern: "(?<=x)y" }'))).toHaveLength(1)
  })

  it('auto-fix below the ticket', () => {
    expect(problemsOf(file('rubric:', '  autofix-at: 4'))).toEqual([
      `${NAME} line 3: rubric.autofix-at is 4, below rubric.ticket-at (5); auto-fix needs a ticket, so write at least as much.`
    ])
    expect(problemsOf(file('rubric:', '  ticket-at: 9'))).toEqual([
      `${NAME} line 2: rubric.autofix-at is 8, below rubric.ticket-at (9); auto-fix needs a ticket, so write at least as much.`
    ])
    expect(policyOf(file('rubric: { ticket-at: 8 }')).rubric.ticketAt).toBe(8)
  })
})

it('all problems come together, those of one field and those between fields', () => {
  const problems = problemsOf(
    [
      'rubrik: {}',
      'rubric:',
      '  ticket-at: five',
      '  recent: soon',
      'ownership:',
      '  teams: { web: { githb: [] } }',
      '  services: { cart: wbe }',
      'privacy:',
      '  redact:',
      '    - { name: bad, pattern: "[" }'
    ].join('\n')
  )
  const found = problems.map((problem) => Number(/ line (\d+):/.exec(problem)?.[1])).sort((a, b) => a - b)
  expect(found).toEqual([1, 1, 3, 4, 6, 7, 10])
})
