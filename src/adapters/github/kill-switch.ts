import type { KillSwitch } from '../../fix-ports.js'
import { known, unknown, type Known } from '../../flow/issue/known.js'
import { statusOf, toVendorError, type OctokitSource } from './client.js'

export interface KillSwitchOptions {
  readonly octokit: OctokitSource
  readonly owner: string
  readonly repo: string
  /** Name of the repository variable; `AUTOFIX_ENABLED` when absent. */
  readonly name?: string
}

/**
 * The switch as a variable of the repository. The token of a workflow can never read variables: that takes an App or a personal
 * token with the permission "Variables".
 * https://docs.github.com/rest/actions/variables
 */
export function createKillSwitch(options: KillSwitchOptions): KillSwitch {
  const { octokit, owner, repo, name = 'AUTOFIX_ENABLED' } = options
  const variable = { owner, repo, name }

  return {
    /** An outage rejects: what cannot be read for a moment is not taken for what may not be read. */
    async read(): Promise<Known<string>> {
      try {
        const { rest } = await octokit()
        return known((await rest.actions.getRepoVariable(variable)).data.value)
      } catch (error) {
        const status = statusOf(error)
        const refusal = toVendorError(error, `read the variable ${name}`, 'Variables: read')
        if (isLimit(refusal) || (status !== 403 && status !== 404)) throw refusal
        return unknown(
          status === 404
            ? `the repository has no variable ${name} of its own, or the token may not see it (permission "Variables: read")`
            : `the token may not read the variable ${name}: its App needs the repository permission "Variables: read"`
        )
      }
    },
    /** A variable of the organisation is overruled by one of the repository, which is made where there is none. */
    async turnOff(): Promise<Known<'off'>> {
      try {
        const { rest } = await octokit()
        const off = { ...variable, value: 'false' }
        await rest.actions.updateRepoVariable(off).catch(async (error: unknown) => {
          if (statusOf(error) !== 404) throw error
          await rest.actions.createRepoVariable(off)
        })
        return known('off')
      } catch (error) {
        const { message } = toVendorError(error, `set the variable ${name}`, 'Variables: write')
        const status = statusOf(error)
        const mend =
          status === 403 || status === 404
            ? `Give the App the repository permission "Variables: write", or set ${name} to false by hand`
            : `Set ${name} to false by hand`
        return unknown(
          `${message.replace(/\.$/, '')}. ${mend} (Settings, Secrets and variables, Actions, Variables)`
        )
      }
    }
  }
}

function isLimit(error: Error): boolean {
  return 'retryable' in error && error.retryable === true
}
