import type { EmbeddedGitHub, EmbeddedGitHubOptions } from '../../../services/github/embedded-github.js'
import { examineGithub, type GithubExamination } from '../../../src/adapters/github/examine-github.js'
import { vendorRetry } from '../../../src/adapters/retry.js'
import type { GithubFacts } from '../../../src/check-up/github/facts.js'
import { NOW, PLACE } from '../../services/github/stage.js'
import { sourceFor } from './fixtures.js'

/** The token of the run, as the examples have it. */
export const RUN = 'ghs_doctor_run'
/** One whose job has no permissions. */
export const BARE = 'ghs_doctor_bare'
export const APP = 'ghs_doctor_app'
/** Minted with `permission-contents: read`. */
export const NARROWED = 'ghs_doctor_narrowed'
export const APP_LOGIN = 'acme-autofix[bot]'

export const REGISTERED = {
  contents: 'write',
  pull_requests: 'write',
  checks: 'read',
  actions_variables: 'write',
  metadata: 'read'
} as const

export const DOCTOR_TOKENS: EmbeddedGitHubOptions['tokens'] = [
  {
    token: RUN,
    login: 'github-actions[bot]',
    permissions: { metadata: 'read', contents: 'write', actions: 'read', deployments: 'read' }
  },
  { token: BARE, login: 'github-actions[bot]', permissions: { metadata: 'read' } },
  {
    token: APP,
    login: APP_LOGIN,
    permissions: {
      ...{ metadata: 'read', contents: 'write', pull_requests: 'write', checks: 'read', variables: 'write' }
    },
    registered: REGISTERED,
    isPrivateApp: true
  },
  {
    token: NARROWED,
    login: APP_LOGIN,
    permissions: { metadata: 'read', contents: 'read' },
    registered: REGISTERED
  }
]

export const FIXES = {
  base: 'develop',
  branch: '{ticket}/datadog-autofix-{fingerprint}',
  project: 'PPL'
} as const

export interface Tokens {
  readonly token?: string
  readonly appToken?: string
}

export function examine(
  github: EmbeddedGitHub,
  { token = RUN, appToken, ...others }: Tokens & Partial<GithubExamination> = {}
): Promise<GithubFacts> {
  const clock = { now: () => NOW, sleep: () => Promise.resolve() }
  return examineGithub({
    octokit: sourceFor(github.url, { token }),
    appOctokit: appToken === undefined ? undefined : sourceFor(github.url, { token: appToken }),
    ...PLACE,
    serverUrl: github.serverUrl,
    fixes: FIXES,
    autofixEnabled: false,
    retry: vendorRetry(clock, () => 0),
    ...others
  })
}
