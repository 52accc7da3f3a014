import { describe, expect, it } from '@jest/globals'
import { testedAgentVersion } from '../../src/config/agent-schema.js'
import type { Policy } from '../../src/config/policy.js'
import { readPolicy } from '../../src/config/read-policy.js'

function autofixOf(text: string): Policy['autofix'] {
  const result = readPolicy('policy.yml', `jira: { project: PPL }\n${text}`)
  if (!result.ok) throw new Error(result.problems.join('\n'))
  return result.policy.autofix
}

const everything = `
autofix:
  classes: [parse-guard]
  deny-paths: [billing/]
  deny-words: [ledger]
  deny-owners: ["@acme/security"]
  base: develop
  branch: "fix/{fingerprint}/{ticket}"
  allow-paths: [src/]
  instructions: AGENTS.md
  confidence: 0.9
  agent: { command: /opt/claude, version: 2.0.1, model: opus, turns: 9, minutes: 5, environment: [AWS_REGION], telemetry: true }
  change: { files: 2, lines: 40 }
  limits: { attempts-per-day: 0, open-pull-requests: 1, cooldown: 90m }
  budget: { run: 0.5, day: 1, month: 9 }
  verify:
    sandbox: required
    repeats: 5
    minutes: 3
    set-up-minutes: 4
    projects:
      - { paths: [apps/], folder: apps/web, set-up: npm ci, verify: npm test, test-files: "npx jest {files}", test-patterns: ["*.spec.ts"] }
      - { paths: ["*"] }
`

describe('the policy of auto-fix', () => {
  it('has a default for everything but the base, without which nothing is fixed', () => {
    expect(autofixOf('')).toEqual({
      classes: [
        'null-safety-guard',
        'missing-field-default',
        'bounds-guard',
        'parse-guard',
        'dependency-bump'
      ],
      denyPaths: [],
      denyWords: [],
      denyOwners: [],
      dependencyFixes: [],
      base: undefined,
      branch: '{ticket}/datadog-autofix-{fingerprint}',
      allowPaths: [],
      instructions: undefined,
      confidence: 0.7,
      agent: {
        command: 'claude',
        version: testedAgentVersion,
        model: 'sonnet',
        turns: 60,
        minutes: 20,
        environment: [],
        telemetry: false
      },
      change: { files: 6, lines: 200 },
      limits: { attemptsPerDay: 5, openPullRequests: 3, cooldownHours: 336 },
      budget: { run: 2, day: 10, month: 100 },
      verify: { sandbox: 'auto', repeats: 3, minutes: 15, setUpMinutes: 15, projects: [] }
    })
  })

  it('says in the words of the flow what the file sets, durations in hours', () => {
    expect(autofixOf(everything)).toEqual({
      classes: ['parse-guard'],
      denyPaths: ['billing/'],
      denyWords: ['ledger'],
      denyOwners: ['@acme/security'],
      dependencyFixes: [],
      base: 'develop',
      branch: 'fix/{fingerprint}/{ticket}',
      allowPaths: ['src/'],
      instructions: 'AGENTS.md',
      confidence: 0.9,
      agent: {
        command: '/opt/claude',
        version: '2.0.1',
        model: 'opus',
        turns: 9,
        minutes: 5,
        environment: ['AWS_REGION'],
        telemetry: true
      },
      change: { files: 2, lines: 40 },
      limits: { attemptsPerDay: 0, openPullRequests: 1, cooldownHours: 1.5 },
      budget: { run: 0.5, day: 1, month: 9 },
      verify: {
        sandbox: 'required',
        repeats: 5,
        minutes: 3,
        setUpMinutes: 4,
        projects: [
          {
            paths: ['apps/'],
            folder: 'apps/web',
            setUp: 'npm ci',
            verify: 'npm test',
            testFiles: 'npx jest {files}',
            testPatterns: ['*.spec.ts']
          },
          {
            paths: ['*'],
            folder: undefined,
            setUp: undefined,
            verify: undefined,
            testFiles: undefined,
            testPatterns: []
          }
        ]
      }
    })
  })

  it('keeps the rest at its defaults where a part is set', () => {
    const { agent, budget } = autofixOf('autofix: { agent: { turns: 9 }, budget: { day: 0 } }')
    expect(agent).toMatchObject({ turns: 9, minutes: 20, model: 'sonnet' })
    expect(budget).toEqual({ run: 2, day: 0, month: 100 })
  })
})
