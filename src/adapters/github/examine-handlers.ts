import * as z from 'zod'
import type { Answer } from '../../check-up/answer.js'
import type { HandlerFile, WorkflowFile } from '../../check-up/github/facts.js'
import { askGithub, type Examined } from './examine-place.js'
import { readWorkflow } from './examine-workflow-file.js'

/** A workflow that a known pattern starts. */
export interface HandlerPlace {
  /** File name under .github/workflows. */
  readonly workflow: string
  /** Branch or tag; `undefined`: the default branch. */
  readonly ref: string | undefined
}

/** Further ones are not looked at. */
const MAXIMUM_FILES = 10
const MAXIMUM_BYTES = 100_000

const FILE = `query ($owner: String!, $repo: String!, $file: String!) {
  repository(owner: $owner, name: $repo) {
    object(expression: $file) { __typename ... on Blob { byteSize text } }
  }
}`

const reply = z.object({
  repository: z.object({
    object: z.object({ byteSize: z.number().optional(), text: z.string().nullish() }).nullish()
  })
})

/** Those that run on a ref of their own: what the default branch has is read with its other workflows. */
export function examineHandlers(
  place: Examined,
  defaultBranch: string,
  handlers: readonly HandlerPlace[]
): Promise<readonly HandlerFile[]> {
  const places = new Map(
    handlers.flatMap(({ workflow, ref }) =>
      ref === undefined || ref === defaultBranch ? [] : [[`${ref}:${workflow}`, { workflow, ref }] as const]
    )
  )
  return Promise.all(
    [...places.values()]
      .slice(0, MAXIMUM_FILES)
      .map(async (each) => ({ ...each, file: await examineFile(place, each) }))
  )
}

async function examineFile(
  place: Examined,
  { workflow, ref }: { readonly workflow: string; readonly ref: string }
): Promise<Answer<WorkflowFile | undefined>> {
  const path = `.github/workflows/${workflow}`
  const question = { doing: `read ${path} of ${ref}`, permission: 'contents: read' }
  const { owner, repo } = place
  const read = await askGithub(place, question, async ({ graphql }) => {
    const data: unknown = await graphql(FILE, { owner, repo, file: `${ref}:${path}` })
    return reply.parse(data).repository.object
  })
  if (read.kind !== 'given') return read
  const { byteSize = 0, text } = read.value ?? {}
  if (byteSize > MAXIMUM_BYTES) {
    return { kind: 'refused', status: undefined, why: `${path} of ${ref} is too large to be looked at.` }
  }
  return { kind: 'given', value: typeof text === 'string' ? readWorkflow(path, text) : undefined }
}
