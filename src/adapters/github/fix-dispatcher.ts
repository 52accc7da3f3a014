import { fitFixRequest } from '../../flow/fix/compose-fix-request.js'
import type { FixRequest } from '../../flow/fix/fix-request.js'
import type { FixDispatcher } from '../../ports.js'
import { toVendorError, type OctokitSource } from './client.js'

export interface FixDispatcherOptions {
  readonly octokit: OctokitSource
  readonly owner: string
  readonly repo: string
  readonly redactor: { redactDeep<T>(value: T): T }
}

const EVENT_TYPE = 'error-autofix'

/** Hands an issue to the fix workflow. A dispatch that arrives twice is harmless: the fix job claims the bug first. */
export function createFixDispatcher({ octokit, owner, repo, redactor }: FixDispatcherOptions): FixDispatcher {
  return {
    async requestFix(request: FixRequest): Promise<void> {
      // The identifiers are ours and go as they are; environment and evidence are text of strangers.
      const { env, evidence } = redactor.redactDeep({ env: request.env, evidence: request.evidence })
      const payload = fitFixRequest({ ...request, env, evidence })
      try {
        const { rest } = await octokit()
        await rest.repos.createDispatchEvent({
          owner,
          repo,
          event_type: EVENT_TYPE,
          client_payload: { ...payload }
        })
      } catch (error) {
        throw toVendorError(error, `send the repository_dispatch ${EVENT_TYPE}`, 'contents: write')
      }
    }
  }
}
