import { describe, expect, it } from '@jest/globals'
import { isFixMode, isOfFix, readInputs, type FixInputs } from '../../src/config/inputs.js'
import { fixStep, publishStep } from './complete-inputs.js'

function inputsOf(change: Readonly<Record<string, string>>): FixInputs {
  const result = readInputs((name) => change[name] ?? '')
  if (!result.ok) throw new Error(result.problems.join('\n'))
  if (!isOfFix(result.inputs)) throw new Error('It is no fix mode')
  return result.inputs
}

function problemsOf(change: Readonly<Record<string, string>>): readonly string[] {
  const result = readInputs((name) => change[name] ?? '')
  return result.ok ? [] : result.problems
}

describe('the inputs of autofix', () => {
  it('hold no credential but the model key and the token of the workflow, when another job publishes', () => {
    expect(inputsOf(fixStep)).toEqual({
      mode: 'autofix',
      config: '.github/datadog-autofix.yml',
      dryRun: false,
      githubToken: 'gh-secret',
      forceFix: false,
      autofixEnabled: true,
      stagingFixEnabled: false,
      publish: false,
      bundle: '/tmp/datadog-autofix',
      appToken: '',
      jira: undefined,
      agentKey: 'model-secret',
      datadog: undefined,
      issueId: '',
      ticketKey: ''
    })
  })

  it('leave what belongs to publishing unread when another job publishes', () => {
    expect(problemsOf({ ...fixStep, 'jira-base-url': 'nowhere', 'datadog-site': 'nowhere' })).toEqual([])
    expect(inputsOf({ ...fixStep, 'app-token': 'app', 'jira-api-token': 'jira' })).toMatchObject({
      appToken: '',
      jira: undefined
    })
  })

  it('need what publish needs when they publish in the same step', () => {
    expect(problemsOf({ ...fixStep, publish: 'true' }).map(nameOf)).toEqual([
      'app-token',
      'jira-base-url',
      'jira-user-email',
      'jira-api-token'
    ])
    expect(inputsOf({ ...publishStep, ...fixStep, publish: 'true' })).toMatchObject({
      publish: true,
      appToken: 'app-token-secret',
      jira: { apiToken: 'jira-secret' }
    })
  })

  it('need no model key here: other providers pass by variables that the policy names', () => {
    expect(inputsOf({ ...fixStep, 'anthropic-api-key': '' }).agentKey).toBe('')
  })

  it('send figures to Datadog only where a key was given, and then to a site that exists', () => {
    const given = { ...fixStep, 'datadog-api-key': 'dd-secret', 'datadog-site': 'datadoghq.eu' }
    expect(inputsOf(given).datadog).toEqual({
      apiKey: 'dd-secret',
      site: 'datadoghq.eu',
      apiUrl: undefined
    })
    expect(problemsOf({ ...given, 'datadog-site': 'nowhere' }).map(nameOf)).toEqual(['datadog-site'])
  })

  it('compare identifiers as the event writes them', () => {
    expect(inputsOf({ ...fixStep, 'issue-id': ' 5F1B7A52 ', 'ticket-key': ' ppl-7 ' })).toMatchObject({
      issueId: '5f1b7a52',
      ticketKey: 'PPL-7'
    })
  })

  it('name what is wrong, all at once', () => {
    const problems = problemsOf({
      mode: 'autofix',
      publish: 'maybe',
      'dry-run': 'maybe',
      'force-fix': 'maybe'
    })
    expect(problems.map(nameOf).sort()).toEqual([
      'dry-run',
      'fix-bundle',
      'force-fix',
      'github-token',
      'publish'
    ])
  })
})

describe('the inputs of publish', () => {
  it('hold no model key, whatever is given', () => {
    const inputs = inputsOf({ ...publishStep, 'anthropic-api-key': 'model-secret', publish: 'false' })
    expect(inputs).toMatchObject({
      mode: 'publish',
      publish: true,
      agentKey: '',
      appToken: 'app-token-secret'
    })
    expect(inputs.jira?.siteUrl).toBe('https://acme.atlassian.net')
  })

  it.each(['github-token', 'app-token', 'jira-base-url', 'jira-user-email', 'jira-api-token', 'fix-bundle'])(
    'need %s',
    (name) => {
      expect(problemsOf({ ...publishStep, [name]: ' ' }).map(nameOf)).toEqual([name])
    }
  )
})

it.each([
  ['triage', false],
  ['autofix', true],
  [' publish\n', true],
  ['', false],
  ['Autofix', false]
])('mode %j is one of fixing: %p', (mode, expected) => {
  expect(isFixMode(mode)).toBe(expected)
})

function nameOf(problem: string): string | undefined {
  return /"([a-z-]+)"/.exec(problem)?.[1]
}
