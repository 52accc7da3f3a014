import type { CheckUpRequest } from '../../src/check-up/check.js'
import type { Policy } from '../../src/config/policy.js'
import { readPolicy } from '../../src/config/read-policy.js'

/** A policy file's text as the modes see it. */
export function policyOf(text: string): Policy {
  const result = readPolicy('policy.yml', `jira: { project: PPL }\n${text}`)
  if (!result.ok) throw new Error(result.problems.join('\n'))
  return result.policy
}

/** What a check-up of `acme/shop` is measured against; without a text, the policy cannot be read. */
export function requestOf(text?: string): CheckUpRequest {
  return {
    policy: text === undefined ? undefined : policyOf(text),
    owner: 'acme',
    repo: 'shop',
    serverUrl: 'https://github.com',
    apiUrl: 'https://api.github.com'
  }
}
