import type { EmbeddedGitHubOptions } from '../../../services/github/embedded-github.js'

/** The App of the runbook: no workflows, no variables, no issues, no members. */
export const AUTOFIX = 'ghs_autofix'
/** The same App with everything that it may be given beyond that. */
export const TRUSTED = 'ghs_trusted'
/** The token of a workflow run. */
export const RUN = 'ghs_run'
export const ONLOOKER = 'ghs_onlooker'

export const AUTOFIX_LOGIN = 'acme-autofix[bot]'

export const PUBLISHERS: EmbeddedGitHubOptions['tokens'] = [
  {
    token: AUTOFIX,
    login: AUTOFIX_LOGIN,
    permissions: { metadata: 'read', contents: 'write', pull_requests: 'write', checks: 'read' }
  },
  {
    token: TRUSTED,
    login: 'acme-trusted[bot]',
    permissions: {
      ...{ metadata: 'read', contents: 'write', pull_requests: 'write', issues: 'write', checks: 'read' },
      ...{ workflows: 'write', variables: 'write', members: 'read' }
    }
  },
  {
    token: RUN,
    login: 'github-actions[bot]',
    permissions: { metadata: 'read', contents: 'write', pull_requests: 'write', checks: 'read' }
  },
  { token: ONLOOKER, login: 'jo', permissions: { metadata: 'read', contents: 'read' } }
]
