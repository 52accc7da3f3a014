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

/** Reads inputs as the runner gives them: what is changed, else what is complete, else nothing. */
export function reader(change: Readonly<Record<string, string>> = {}): (name: string) => string {
  return (name) => change[name] ?? complete[name] ?? ''
}
