import { describe, expect, it } from '@jest/globals'
import { readInputs, type TriageInputs } from '../../src/config/inputs.js'
import { reader } from './complete-inputs.js'

function inputsOf(change: Readonly<Record<string, string>> = {}): TriageInputs {
  const result = readInputs(reader(change))
  if (!result.ok) throw new Error(result.problems.join('\n'))
  if (result.inputs.mode !== 'triage') throw new Error(`It is ${result.inputs.mode}`)
  return result.inputs
}

function problemsOf(change: Readonly<Record<string, string>>): readonly string[] {
  const result = readInputs(reader(change))
  return result.ok ? [] : result.problems
}

describe('complete inputs', () => {
  it('are read once, in our words', () => {
    expect(inputsOf()).toEqual({
      mode: 'triage',
      config: '.github/datadog-autofix.yml',
      dryRun: false,
      githubToken: 'gh-secret',
      datadog: { apiKey: 'api-secret', appKey: 'app-secret', site: 'datadoghq.com', apiUrl: undefined },
      jira: {
        siteUrl: 'https://acme.atlassian.net',
        apiUrl: 'https://acme.atlassian.net',
        email: 'robot@acme.test',
        apiToken: 'jira-secret'
      },
      issueId: '',
      query: '',
      lookbackHours: 24,
      forceFix: false,
      autofixEnabled: false,
      stagingFixEnabled: false
    })
  })

  it('lose the blanks and the slashes at their ends', () => {
    const inputs = inputsOf({
      'jira-base-url': ' https://acme.atlassian.net// ',
      'datadog-api-url': 'https://proxy.acme.test/datadog/',
      'jira-api-token': ' jira-secret\n',
      'datadog-site': ' US5.datadoghq.com'
    })
    expect(inputs.jira).toMatchObject({
      siteUrl: 'https://acme.atlassian.net',
      apiUrl: 'https://acme.atlassian.net',
      apiToken: 'jira-secret'
    })
    expect(inputs.datadog).toMatchObject({
      apiUrl: 'https://proxy.acme.test/datadog',
      site: 'us5.datadoghq.com'
    })
  })

  it('may reach Jira through the gateway', () => {
    const gateway = 'https://api.atlassian.com/ex/jira/11111111-2222-3333-4444-555555555555'
    expect(inputsOf({ 'jira-api-url': gateway }).jira).toMatchObject({
      siteUrl: 'https://acme.atlassian.net',
      apiUrl: gateway
    })
  })
})

describe('an input that cannot be used is named, with what was seen and what to write', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    [
      'an unknown mode',
      { mode: 'tirage' },
      /^Input "mode" is "tirage"; this version has: triage, autofix, publish, doctor\.$/
    ],
    [
      'a wrong site',
      { 'datadog-site': 'app.datadoghq.com' },
      /^Input "datadog-site" is "app\.datadoghq\.com", .*Write one of: datadoghq\.com, /
    ],
    [
      'no site',
      { 'datadog-site': '' },
      /^Input "datadog-site" is "", which is not a Datadog site\. Write one of/
    ],
    ['a site that is a URL', { 'datadog-site': 'https://datadoghq.eu' }, /^Input "datadog-site" is "https:/],
    [
      'no Jira URL',
      { 'jira-base-url': '' },
      /^Input "jira-base-url" is empty\. Write it, for example: https:/
    ],
    ['no Jira user', { 'jira-user-email': '' }, /^Input "jira-user-email" is empty\. Write it, for example/],
    [
      'no URL',
      { 'jira-base-url': 'acme' },
      /^Input "jira-base-url" is "acme", which is not a URL\. Write it whole/
    ],
    [
      'plain http',
      { 'jira-base-url': 'http://acme.atlassian.net' },
      /is "http:.*only sent over https:\/\/\. Write/
    ],
    [
      'plain http to Datadog',
      { 'datadog-api-url': 'http://proxy.test' },
      /^Input "datadog-api-url" is "http:/
    ],
    ['plain http to the gateway', { 'jira-api-url': 'http://api.atlassian.com' }, /^Input "jira-api-url" is/],
    ['another protocol', { 'datadog-api-url': 'ftp://localhost' }, /only sent over https/],
    ['a host that begins like loopback', { 'jira-base-url': 'http://127.evil.test' }, /only sent over https/],
    [
      'a query',
      { 'jira-base-url': 'https://acme.test/?key=1' },
      /^Input "jira-base-url" has a query or a fragment\. Write/
    ],
    ['a bad boolean', { 'dry-run': 'yes' }, /^Input "dry-run" is "yes"; write true or false\.$/],
    ['another bad boolean', { 'force-fix': '1' }, /^Input "force-fix" is "1"; write true or false\.$/],
    [
      'a lookback without a unit',
      { lookback: '24' },
      /^Input "lookback" is "24"; write a duration up to 30d/
    ],
    ['a lookback of nothing', { lookback: '0h' }, /^Input "lookback" is "0h"; write a duration/],
    ['a lookback in weeks', { lookback: '2w' }, /^Input "lookback" is "2w"; write a duration/],
    [
      'a lookback that is too long',
      { lookback: '31d' },
      /^Input "lookback" is "31d"; write a duration up to 30d/
    ],
    ['no lookback', { lookback: '' }, /^Input "lookback" is ""; write a duration/]
  ])('%s', (_, change, expected) => {
    const problems = problemsOf(change)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(expected)
  })

  it.each(['github-token', 'datadog-api-key', 'datadog-app-key', 'jira-api-token'])(
    'an empty secret %s says why that happens',
    (name) => {
      for (const value of ['', '  ', '\n']) {
        expect(problemsOf({ [name]: value })).toEqual([
          `Input "${name}" is empty. A secret that does not exist in the workflow's context arrives as an empty string: ` +
            'check the name in ${{ secrets.… }}, and that secrets are passed to this event (they are not to forks).'
        ])
      }
    }
  )

  it('all problems come together', () => {
    const problems = problemsOf({
      mode: '',
      'datadog-site': 'datadog',
      'github-token': '',
      'jira-api-token': '',
      'jira-base-url': 'nowhere',
      'dry-run': 'maybe',
      lookback: 'soon'
    })
    expect(problems.map((problem) => /"([a-z-]+)"/.exec(problem)?.[1]).sort()).toEqual([
      'datadog-site',
      'dry-run',
      'github-token',
      'jira-api-token',
      'jira-base-url',
      'lookback',
      'mode'
    ])
  })
})

describe('what is fine', () => {
  it.each<[string, boolean]>([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['false', false],
    ['', false]
  ])('dry-run %j is %p', (value, expected) => {
    expect(inputsOf({ 'dry-run': value }).dryRun).toBe(expected)
  })

  it.each<[string, number]>([
    ['90m', 1.5],
    ['24h', 24],
    ['7d', 168],
    ['30d', 720]
  ])('lookback %s is %p hours', (value, expected) => {
    expect(inputsOf({ lookback: value }).lookbackHours).toBe(expected)
  })

  it.each(['http://localhost:8080', 'http://127.0.0.1:1234/jira', 'http://[::1]:99'])(
    '%s, because it never leaves the machine',
    (url) => {
      expect(inputsOf({ 'jira-base-url': url, 'datadog-api-url': url }).datadog.apiUrl).toBe(url)
    }
  )
})

describe('the kill switch fails closed', () => {
  it.each(['', 'false', 'yes', '1', 'on', 'truee', 'enabled', 'null', '${{ vars.AUTOFIX_ENABLED }}'])(
    '%j is off, and no problem',
    (value) => {
      const inputs = inputsOf({ 'autofix-enabled': value, 'staging-fix-enabled': value })
      expect(inputs).toMatchObject({ autofixEnabled: false, stagingFixEnabled: false })
    }
  )

  it('true is on, each for itself', () => {
    expect(inputsOf({ 'autofix-enabled': 'true' })).toMatchObject({
      autofixEnabled: true,
      stagingFixEnabled: false
    })
    expect(inputsOf({ 'staging-fix-enabled': ' true ' })).toMatchObject({
      autofixEnabled: false,
      stagingFixEnabled: true
    })
  })
})
