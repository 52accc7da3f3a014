/** Inputs of a step that has everything. */
export const complete: Readonly<Record<string, string>> = {
  mode: 'triage',
  config: '.github/datadog-autofix.yml',
  'dry-run': 'false',
  'github-token': 'gh-secret',
  'datadog-api-key': 'api-secret',
  'datadog-app-key': 'app-secret',
  'datadog-site': 'datadoghq.com',
  'jira-base-url': 'https://acme.atlassian.net',
  'jira-user-email': 'robot@acme.test',
  'jira-api-token': 'jira-secret',
  lookback: '24h',
  'force-fix': 'false',
  'autofix-enabled': 'false'
}

/** A step of the fix job, where another job publishes. */
export const fixStep: Readonly<Record<string, string>> = {
  mode: 'autofix',
  config: '.github/datadog-autofix.yml',
  'github-token': 'gh-secret',
  'anthropic-api-key': 'model-secret',
  'autofix-enabled': 'true',
  publish: 'false',
  'fix-bundle': '/tmp/datadog-autofix'
}

/** A step of the publish job. */
export const publishStep: Readonly<Record<string, string>> = {
  mode: 'publish',
  config: '.github/datadog-autofix.yml',
  'github-token': 'gh-secret',
  'app-token': 'app-token-secret',
  'jira-base-url': 'https://acme.atlassian.net',
  'jira-user-email': 'robot@acme.test',
  'jira-api-token': 'jira-secret',
  'autofix-enabled': 'true',
  'fix-bundle': '/tmp/datadog-autofix'
}

/** Reads inputs as the runner gives them: what is changed, else what is complete, else nothing. */
export function reader(change: Readonly<Record<string, string>> = {}): (name: string) => string {
  return (name) => change[name] ?? complete[name] ?? ''
}
