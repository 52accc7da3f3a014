import { failed, ok, warning, type Check, type CheckTable } from './check.js'

export const inputsChecks = {
  'inputs-readable': 'Can every input be read?',
  'inputs-datadog': 'Are the Datadog keys given?',
  'inputs-jira': 'Is the Jira account given?',
  'inputs-app': 'Is the token of the GitHub App given?',
  'inputs-policy': 'Can the policy file be read?'
} as const satisfies CheckTable

export interface InputsFacts {
  readonly datadog: boolean
  readonly jira: boolean
  readonly appToken: boolean
  /** Whether the policy says where fixes go; `undefined` when it cannot be read. */
  readonly fixes: boolean | undefined
  readonly problems: readonly string[]
  /** Where the policy file is, and what is wrong with it. */
  readonly policy: { readonly location: string; readonly problems: readonly string[] }
}

type Id = keyof typeof inputsChecks

/** Whatever is missing is said here once; what hangs on it is not checked then. */
export function judgeInputs(facts: InputsFacts): readonly Check<Id>[] {
  return [
    ...judgeProblems(facts.problems),
    facts.datadog
      ? ok('inputs-datadog', 'datadog-api-key and datadog-app-key are given.')
      : failed(
          'inputs-datadog',
          'datadog-api-key and datadog-app-key are not both given: nothing of Datadog was checked.',
          'Pass both from ${{ secrets.… }}. A secret whose name is misspelt arrives empty.'
        ),
    facts.jira
      ? ok('inputs-jira', 'jira-base-url, jira-user-email and jira-api-token are given.')
      : failed(
          'inputs-jira',
          'jira-base-url, jira-user-email and jira-api-token are not all given: nothing of Jira was checked.',
          'Pass the site and the e-mail from ${{ vars.… }} and the token from ${{ secrets.… }}.'
        ),
    ...judgeAppToken(facts),
    ...judgePolicy(facts.policy)
  ]
}

function judgeProblems(problems: readonly string[]): readonly Check<Id>[] {
  if (problems.length === 0) return [ok('inputs-readable', 'Every input that is set can be read.')]
  return problems.map((problem) =>
    failed('inputs-readable', problem, 'Mend the input of the step, as the sentence says.')
  )
}

function judgeAppToken({ appToken, fixes }: InputsFacts): readonly Check<Id>[] {
  if (appToken) return [ok('inputs-app', 'app-token is given.')]
  if (fixes !== true) return [ok('inputs-app', 'app-token is not given, and the policy has no autofix.base.')]
  return [
    warning(
      'inputs-app',
      'autofix.base is set and app-token is not given: the App, its permissions and its branch were not checked.',
      'Mint the token in a step before this one (actions/create-github-app-token) and pass it as app-token.'
    )
  ]
}

function judgePolicy({ location, problems }: InputsFacts['policy']): readonly Check<Id>[] {
  if (problems.length === 0) return [ok('inputs-policy', `${location} is read.`)]
  return problems.map((problem) =>
    failed('inputs-policy', problem, `Mend ${location}; the schema gives completion in editors.`)
  )
}
