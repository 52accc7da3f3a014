import * as z from 'zod'
import { VendorError } from '../../errors.js'
import { truncateWords } from '../../text/truncate.js'
import { statusOf, toVendorError, type OctokitSource } from './client.js'

export interface WorkflowDispatcherOptions {
  readonly octokit: OctokitSource
  readonly owner: string
  readonly repo: string
  readonly redactor: { redactDeep<T>(value: T): T }
}

export interface WorkflowDispatch {
  /** File name under .github/workflows. */
  readonly workflow: string
  /** Branch or tag; `undefined`: the default branch. */
  readonly ref: string | undefined
  readonly inputs: Readonly<Record<string, string>>
}

export type DispatchRefusal =
  'permission' | 'no-workflow' | 'no-trigger' | 'disabled' | 'no-ref' | 'inputs' | 'other'

export type DispatchResult =
  /** `runUrl`: page of the run, where GitHub tells. */
  | { readonly started: true; readonly runUrl: string | undefined }
  /** Certainly not started. `why` is a sentence without a full stop that says how to mend it. */
  | { readonly started: false; readonly refusal: DispatchRefusal; readonly why: string }

/** Starts a workflow of the repository that listens for `workflow_dispatch`. */
export interface WorkflowDispatcher {
  /** Rejects with a VendorError when GitHub fails. Whether the workflow was started is then open where `isAmbiguous` says so. */
  dispatch(request: WorkflowDispatch): Promise<DispatchResult>
}

/** Sent once, where the client would send again. */
const once = { retries: 0 } as const
const ROUTE = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches'
const MAXIMUM_MESSAGE_CHARS = 500

const runDetails = z.object({ html_url: z.url() })

/** Each dispatch is sent once: a second one would be a second run. */
export function createWorkflowDispatcher(options: WorkflowDispatcherOptions): WorkflowDispatcher {
  const { octokit, owner, repo, redactor } = options
  let defaultBranch: Promise<string> | undefined

  async function readDefaultBranch(): Promise<string> {
    const { rest } = await octokit()
    return (await rest.repos.get({ owner, repo })).data.default_branch
  }

  async function send({ workflow, inputs }: WorkflowDispatch, ref: string): Promise<unknown> {
    const { request } = await octokit()
    const body = { owner, repo, workflow_id: workflow, ref, inputs: redactor.redactDeep(inputs) }
    try {
      return (await request(ROUTE, { ...body, return_run_details: true, request: once })).data
    } catch (error) {
      // An older GitHub Enterprise Server does not know the key, and refuses for it.
      if (statusOf(error) !== 422 || !saidBy(error).includes('return_run_details')) throw error
      return (await request(ROUTE, { ...body, request: once })).data
    }
  }

  return {
    dispatch: async (request) => {
      let ref: string
      try {
        ref = request.ref ?? (await (defaultBranch ??= readDefaultBranch()))
      } catch (error) {
        defaultBranch = undefined
        const { message } = toVendorError(error, 'tell the default branch', 'metadata: read')
        return { started: false, refusal: 'no-ref', why: message.replace(/\.$/, '') }
      }
      try {
        return { started: true, runUrl: runDetails.safeParse(await send(request, ref)).data?.html_url }
      } catch (error) {
        const failure = toVendorError(error, `start the workflow ${request.workflow}`, 'actions: write')
        const refusal = refusalOf(error)
        const isCertain = failure instanceof VendorError && !failure.retryable && refusal !== undefined
        if (!isCertain) throw failure
        return { started: false, refusal, why: mend(refusal, { ...request, ref }, saidBy(error)) }
      }
    }
  }
}

/** What GitHub says in each case; its words are the only thing that tells refusals of the same status apart. */
const WORDS = [
  ['no-trigger', /does not have .?workflow_dispatch.? trigger/i],
  ['disabled', /disabled workflow/i],
  ['no-ref', /no ref found/i],
  ['inputs', /\binputs?\b/i]
] as const

/** `undefined` where it is no refusal of this one request. */
function refusalOf(error: unknown): DispatchRefusal | undefined {
  const status = statusOf(error)
  if (status === 403) return 'permission'
  if (status === 404) return 'no-workflow'
  if (status !== 422) return undefined
  const said = saidBy(error)
  return WORDS.find(([, words]) => words.test(said))?.[0] ?? 'other'
}

function mend(
  refusal: DispatchRefusal,
  { workflow, ref }: { readonly workflow: string; readonly ref: string },
  said: string
): string {
  const file = `.github/workflows/${workflow}`
  const mends: Readonly<Record<DispatchRefusal, string>> = {
    permission: `the input "github-token" needs the permission "actions: write" on the repository to start ${file}. GitHub says: ${said}`,
    'no-workflow':
      `the default branch has no workflow ${file}, or the input "github-token" may not see the repository: write the name of a file ` +
      'that is there, and give the token the permission "actions: write"',
    'no-trigger': `${file} cannot be started on ${ref}: write "workflow_dispatch:" under its "on:" there and on the default branch`,
    disabled: `${file} is switched off: enable it (Actions, the workflow, Enable workflow)`,
    'no-ref': `the repository has no branch or tag ${ref} to start ${file} on: write one that it has, or none for the default branch`,
    inputs: `${file} does not take these inputs: make them those that its "workflow_dispatch:" declares on ${ref}. GitHub says: ${said}`,
    other: `GitHub does not start ${file}: ${said}`
  }
  return mends[refusal]
}

function saidBy(error: unknown): string {
  const said = truncateWords(error instanceof Error ? error.message : '', MAXIMUM_MESSAGE_CHARS)
  return said.replace(/ - https:\/\/docs\.github\.com\S*$/, '').replace(/[.\s]+$/, '')
}
