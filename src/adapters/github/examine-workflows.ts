import * as z from 'zod'
import type { Answer } from '../../check-up/answer.js'
import type { WorkflowFolder } from '../../check-up/github/facts.js'
import { askGithub, type Examined } from './examine-place.js'
import { readWorkflow } from './examine-workflow-file.js'
import { codeOwnersPaths, parseCodeOwners } from '../../flow/decision/codeowners.js'

/** More workflows than this, or larger ones, are not looked at. */
const MAXIMUM_FILES = 50
const MAXIMUM_BYTES = 100_000
/** Reading YAML keeps the process from everything else: the workflows of a repository are far smaller together. */
const MAXIMUM_BYTES_IN_ALL = 500_000
/** GitHub's own bound is 3 MB; teams of a longer file are not looked for. */
const MAXIMUM_OWNERS_BYTES = 500_000

const PER_PAGE = 100

/** Every text at once: a request for each file would be fifty. */
const FILES = `query ($owner: String!, $repo: String!, $workflows: String!, $first: String!, $second: String!, $third: String!) {
  repository(owner: $owner, name: $repo) {
    workflows: object(expression: $workflows) {
      __typename
      ... on Tree { entries { name type object { __typename ... on Blob { byteSize text } } } }
    }
    first: object(expression: $first) { __typename ... on Blob { byteSize text } }
    second: object(expression: $second) { __typename ... on Blob { byteSize text } }
    third: object(expression: $third) { __typename ... on Blob { byteSize text } }
  }
}`

const blob = z
  .object({ __typename: z.string(), byteSize: z.number().optional(), text: z.string().nullish() })
  .nullish()

const reply = z.object({
  repository: z.object({
    workflows: z
      .object({
        entries: z
          .array(z.object({ name: z.string(), type: z.string(), object: blob }))
          .nullish()
          .catch(undefined)
      })
      .nullish(),
    first: blob,
    second: blob,
    third: blob
  })
})

type Blob = z.infer<typeof blob>

/** What a branch holds of what GitHub reads itself. */
export interface BranchFiles {
  readonly workflows: WorkflowFolder
  readonly codeOwners: OwnersFile | undefined
}

export interface OwnersFile {
  readonly path: string
  /** `@org/team`. */
  readonly teams: readonly string[]
}

/** The workflows and the CODEOWNERS of a branch, in one request. */
export function examineFiles(place: Examined, branch: string): Promise<Answer<BranchFiles>> {
  const question = { doing: `read the workflows of ${branch}`, permission: 'contents: read' }
  return askGithub(place, question, async ({ graphql }) => {
    const [first, second, third] = codeOwnersPaths.map((path) => `refs/heads/${branch}:${path}`)
    const { owner, repo } = place
    const workflows = `refs/heads/${branch}:.github/workflows`
    const data: unknown = await graphql(FILES, { owner, repo, workflows, first, second, third })
    const { repository } = reply.parse(data)
    const blobs = [repository.first, repository.second, repository.third]
    return {
      workflows: toFolder(branch, repository.workflows?.entries ?? []),
      codeOwners: blobs.flatMap((each, index) => toOwners(codeOwnersPaths[index], each))[0]
    }
  })
}

interface Entry {
  readonly name: string
  readonly type: string
  readonly object?: Blob
}

function toFolder(branch: string, entries: readonly Entry[]): WorkflowFolder {
  const found = entries.filter(({ name, type }) => type === 'blob' && /\.ya?ml$/i.test(name))
  let left = MAXIMUM_BYTES_IN_ALL
  const texts = found.map(({ name, object }, index) => {
    const bytes = object?.byteSize ?? 0
    const fits = index < MAXIMUM_FILES && bytes <= Math.min(MAXIMUM_BYTES, left)
    if (fits) left -= bytes
    return { path: `.github/workflows/${name}`, text: fits ? object?.text : undefined }
  })
  return {
    branch,
    files: texts.flatMap(({ path, text }) => (typeof text === 'string' ? [readWorkflow(path, text)] : [])),
    unread: texts.flatMap(({ path, text }) => (typeof text === 'string' ? [] : [path]))
  }
}

function toOwners(path: string | undefined, object: Blob): readonly OwnersFile[] {
  if (path === undefined || object?.__typename !== 'Blob') return []
  const { text = '', byteSize = 0 } = object
  const rules = byteSize > MAXIMUM_OWNERS_BYTES ? [] : parseCodeOwners(path, text ?? '').rules
  const teams = rules.flatMap(({ owners }) => owners).filter((owner) => /^@[^/]+\//.test(owner))
  return [{ path, teams: [...new Set(teams)] }]
}

/** GitHub lists workflows only to those who may read Actions; a public repository's to everybody. */
export function examineDisabled(place: Examined): Promise<Answer<readonly string[]>> {
  const { owner, repo } = place
  const question = { doing: 'list the workflows', permission: 'actions: read' }
  return askGithub(place, question, async ({ rest }) => {
    const { data } = await rest.actions.listRepoWorkflows({ owner, repo, per_page: PER_PAGE })
    return data.workflows.filter(({ state }) => state.startsWith('disabled')).map(({ path }) => path)
  })
}
