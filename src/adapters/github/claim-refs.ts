import * as z from 'zod'
import { VendorError } from '../../errors.js'
import { claimPurposes, type ClaimKey } from '../../ports.js'
import { statusOf, toVendorError, type Octokit, type OctokitSource } from './client.js'

export interface ClaimRefsOptions {
  readonly octokit: OctokitSource
  readonly owner: string
  readonly repo: string
  /** A commit of the repository; the claims' commits borrow its tree. */
  readonly commit: string
}

const recordSchema = z.discriminatedUnion('state', [
  z.object({
    version: z.literal(1),
    state: z.literal('claimed'),
    by: z.string(),
    /** Milliseconds since the epoch. */
    until: z.number(),
    /** Tells two claims apart: commits with the same content are the same commit. */
    serial: z.number(),
    purpose: z.enum(claimPurposes).default('file'),
    /** Address of the workflow run, and which attempt of it: a later attempt knows that this one is over. */
    run: z.string().optional(),
    attempt: z.number().optional()
  }),
  z.object({
    version: z.literal(1),
    state: z.literal('filed'),
    ticket: z.string().regex(/^[A-Z][A-Z0-9_]+-\d+$/)
  })
])

/** What a claim's commit says, as JSON in its message. */
export type ClaimRecord = z.output<typeof recordSchema>

export interface Position {
  readonly sha: string
  readonly record: ClaimRecord
}

/** `refused`: GitHub's reason why the ref is not as the caller thought. */
export type RefChange = { readonly done: true } | { readonly done: false; readonly refused: string }

export interface ClaimRefs {
  /** Writes a record on top of the commits that it follows. Returns its commit. */
  write(record: ClaimRecord, parents: readonly string[]): Promise<string>
  read(key: ClaimKey): Promise<Position | undefined>
  /** Ids of all keys of a kind. */
  list(kind: ClaimKey['kind']): Promise<readonly string[]>
  /** Refused when the ref exists. */
  create(key: ClaimKey, sha: string): Promise<RefChange>
  /** Refused when somebody else moved or removed the ref first. */
  move(key: ClaimKey, sha: string): Promise<RefChange>
  /** Removes the ref while it is where the caller left it. GitHub has no conditional removal: we look right before. */
  remove(key: ClaimKey, sha: string): Promise<void>
}

const PERMISSION = 'contents: write'

/**
 * Claims as git refs under `refs/datadog-autofix/`, where no branch list, ruleset or workflow trigger sees them. Creating
 * a ref either succeeds or fails, also between parallel runs; every later state is a commit on top of the one before, so
 * that moving the ref without force is a compare-and-swap.
 */
export function createClaimRefs({ octokit, owner, repo, commit }: ClaimRefsOptions): ClaimRefs {
  const place = { owner, repo }
  let tree: Promise<string> | undefined

  async function ask<T>(doing: string, request: (octokit: Octokit) => Promise<T>): Promise<T> {
    try {
      return await request(await octokit())
    } catch (error) {
      throw toVendorError(error, doing, PERMISSION)
    }
  }

  /** Asked once for all claims of the run; a failure is forgotten, so that the next claim asks again. */
  function treeOfCommit(): Promise<string> {
    tree ??= ask('read a commit', async ({ rest }) => {
      const { data } = await rest.git.getCommit({ ...place, commit_sha: commit })
      return data.tree.sha
    }).catch((error: unknown) => {
      tree = undefined
      throw error
    })
    return tree
  }

  async function targetOf(
    key: ClaimKey,
    { rest }: Octokit
  ): Promise<{ sha: string; type: string } | undefined> {
    const ref = await rest.git.getRef({ ...place, ref: refOf(key) }).catch(unlessStatus(404))
    return ref instanceof Error ? undefined : ref.data.object
  }

  return {
    write: async (record, parents) => {
      const borrowed = {
        ...place,
        tree: await treeOfCommit(),
        message: JSON.stringify(record),
        parents: [...parents]
      }
      return ask('write a claim', async ({ rest }) => (await rest.git.createCommit(borrowed)).data.sha)
    },
    read: (key) =>
      ask('read a claim', async (client) => {
        const target = await targetOf(key, client)
        if (target === undefined) return undefined
        if (target.type !== 'commit') throw foreign(key)
        const { data } = await client.rest.git.getCommit({ ...place, commit_sha: target.sha })
        return { sha: target.sha, record: parseRecord(data.message, key) }
      }),
    list: (kind) =>
      ask('list claims', async ({ rest }) => {
        const prefix = refOf({ kind, id: '' })
        const { data } = await rest.git.listMatchingRefs({ ...place, ref: prefix })
        return data.map(({ ref }) => ref.slice(`refs/${prefix}`.length))
      }),
    create: (key, sha) =>
      ask('create a claim', async ({ rest }) =>
        changeOf(
          await rest.git.createRef({ ...place, ref: `refs/${refOf(key)}`, sha }).catch(unlessStatus(422))
        )
      ),
    move: (key, sha) =>
      ask('move a claim', async ({ rest }) =>
        changeOf(
          await rest.git.updateRef({ ...place, ref: refOf(key), sha, force: false }).catch(unlessStatus(422))
        )
      ),
    remove: (key, sha) =>
      ask('give a claim back', async (client) => {
        if ((await targetOf(key, client))?.sha !== sha) return
        await client.rest.git.deleteRef({ ...place, ref: refOf(key) }).catch(unlessStatus(422))
      })
  }
}

/** Without `refs/` at its start, as most of the API wants it. */
export function refOf(key: ClaimKey): string {
  return `datadog-autofix/${key.kind}/${key.id}`
}

/** An expected refusal becomes a value. */
function unlessStatus(expected: number): (error: unknown) => Error {
  return (error) => {
    if (statusOf(error) !== expected || !(error instanceof Error)) throw error
    return error
  }
}

function changeOf(reply: object): RefChange {
  return reply instanceof Error ? { done: false, refused: reply.message } : { done: true }
}

function parseRecord(message: string, key: ClaimKey): ClaimRecord {
  let json: unknown
  try {
    json = JSON.parse(message)
  } catch {
    json = undefined
  }
  const parsed = recordSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw foreign(key, parsed.error)
}

function foreign(key: ClaimKey, cause?: unknown): VendorError {
  const ref = `refs/${refOf(key)}`
  return new VendorError(
    `The git ref ${ref} holds something that is not a claim. Delete it (git push origin :${ref}) and run again.`,
    { vendor: 'GitHub', retryable: false, cause }
  )
}
