import { credentials, SITE_URL } from '../../services/stage.js'
import type { Credential } from './encodings.js'

export const MODEL_KEY = 'sk-ant-api03-c0nsensus+Model/Key-that-nobody-may-see-5501'
const JIRA_INPUTS = {
  'jira-base-url': SITE_URL,
  'jira-user-email': credentials.jiraEmail,
  'jira-api-token': credentials.jiraToken
}

/** Every secret input of the action, also those that the mode has no use for: a workflow may pass too much. */
export const allSecretInputs: Readonly<Record<string, string>> = {
  'github-token': credentials.githubToken,
  'app-token': credentials.appToken,
  'datadog-api-key': credentials.datadogApiKey,
  'datadog-app-key': credentials.datadogAppKey,
  ...JIRA_INPUTS,
  'anthropic-api-key': MODEL_KEY
}

/** Variable of another provider of the model, named in the policy: it is the agent's. */
export const GATEWAY_VARIABLE = 'ACME_GATEWAY_TOKEN'
const GATEWAY_TOKEN = 'gw_7Jd0aKq2/Zx+81Lm-acme-gateway-4Tn5RyCpE6'

/** What a runner and other steps put into a job's environment. None of it is ours, and nothing that we start may see it. */
const runnerVariables = {
  ACTIONS_RUNTIME_TOKEN: 'eyJhbGciOi-runtime-cHJpdmF0ZSBvZiB0aGUgcnVubmVy',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'eyJ0eXAiOi-identity-bm90IGZvciBhbnkgY2hpbGQ',
  GITHUB_TOKEN: 'ghs_Job7EnvironmentTokenOfTheWorkflow0123',
  GH_TOKEN: 'ghs_OtherStepsTokenForTheCommandLine45678',
  NPM_TOKEN: 'npm_registryTokenOfTheStepThatInstalls901',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzUNNAMED'
} as const

/** The environment of the job beside what the embedded runner sets. */
export const jobEnvironment: Readonly<Record<string, string>> = {
  [GATEWAY_VARIABLE]: GATEWAY_TOKEN,
  ...runnerVariables
}

/** What actions/checkout leaves in the configuration of a checkout, when nobody tells it not to. */
export const CHECKOUT_TOKEN = 'ghs_PersistedByTheCheckoutAction012345678'

/** All that is looked for. */
export const watched: readonly Credential[] = [
  { name: 'workflow token', value: credentials.githubToken },
  { name: 'app token', value: credentials.appToken },
  { name: 'Datadog API key', value: credentials.datadogApiKey },
  { name: 'Datadog application key', value: credentials.datadogAppKey },
  { name: 'Jira token', value: credentials.jiraToken },
  { name: 'model key', value: MODEL_KEY },
  { name: 'gateway token', value: GATEWAY_TOKEN },
  { name: 'token of the checkout', value: CHECKOUT_TOKEN },
  ...Object.entries(runnerVariables).map(([name, value]) => ({ name, value }))
]
