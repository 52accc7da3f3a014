import { statusOf, toVendorError, type Octokit, type OctokitSource } from './client.js'

export interface StateRefOptions {
  readonly octokit: OctokitSource
  readonly owner: string
  readonly repo: string
  /** Without `refs/` at its start, as most of the API wants it. */
  readonly ref: string
  /** The one file in the tree of each state. */
  readonly path: string
}

/** A state: a commit whose tree holds the file. */
export interface State {
  readonly sha: string
  /** `undefined` when the ref holds something else. */
  readonly text: string | undefined
}

export interface StateRef {
  /** `undefined` when the ref does not exist yet. */
  read(): Promise<State | undefined>
  /**
   * Puts a state on top of the one that it was made from, or where there was none. False when somebody else was faster. A reply
   * that is lost does not make a written state look refused.
   */
  write(text: string, message: string, previous: string | undefined): Promise<boolean>
}

const PERMISSION = 'contents: write'
/** More changes than this between our look and our look after a refusal do not happen. */
const MAXIMUM_STEPS = 50

/**
 * A small file with a history and a compare-and-swap, as a git ref outside of the branches: every state is a commit on top of the
 * one before, so that moving the ref without force succeeds for one writer alone.
 */
export function createStateRef({ octokit, owner, repo, ref, path }: StateRefOptions): StateRef {
  const place = { owner, repo }

  async function ask<T>(doing: string, request: (octokit: Octokit) => Promise<T>): Promise<T> {
    try {
      return await request(await octokit())
    } catch (error) {
      throw toVendorError(error, `${doing} refs/${ref}`, PERMISSION)
    }
  }

  /** Of the kind `commit`, or the ref is not ours. */
  async function target({ rest }: Octokit): Promise<{ sha: string; type: string } | undefined> {
    const found = await unless(404, rest.git.getRef({ ...place, ref }))
    return found?.data.object
  }

  async function commit(text: string, message: string, parents: string[]): Promise<string> {
    return ask('write a state of', async ({ rest }) => {
      const file = { path, mode: '100644', type: 'blob', content: text } as const
      const tree = await rest.git.createTree({ ...place, tree: [file] })
      return (await rest.git.createCommit({ ...place, tree: tree.data.sha, message, parents })).data.sha
    })
  }

  /** Whether the state is in the history of the ref, above the state that it was made from. */
  async function isWritten(sha: string, previous: string | undefined): Promise<boolean> {
    return ask('look at', async (client) => {
      let at = (await target(client))?.sha
      for (let step = 0; step < MAXIMUM_STEPS && at !== undefined && at !== previous; step += 1) {
        if (at === sha) return true
        const { data } = await client.rest.git.getCommit({ ...place, commit_sha: at })
        at = data.parents[0]?.sha
      }
      return false
    })
  }

  return {
    read: () =>
      ask('read', async (client) => {
        const found = await target(client)
        if (found === undefined) return undefined
        if (found.type !== 'commit') return { sha: found.sha, text: undefined }
        const raw = { ...place, path, ref: found.sha, mediaType: { format: 'raw' } }
        const file = await unless(404, client.rest.repos.getContent(raw))
        // With the raw media type the body is the text itself, which the client's types do not know.
        const body: unknown = file?.data
        return { sha: found.sha, text: textOf(body) }
      }),
    write: async (text, message, previous) => {
      const sha = await commit(text, message, previous === undefined ? [] : [previous])
      const moved = await ask('move', async ({ rest }) =>
        previous === undefined
          ? unless(422, rest.git.createRef({ ...place, ref: `refs/${ref}`, sha }))
          : unless(422, rest.git.updateRef({ ...place, ref, sha, force: false }))
      ).catch((error: unknown) => lost(error))
      if (moved instanceof Error) {
        if (await isWritten(sha, previous)) return true
        throw moved
      }
      // The client tries again by itself when a reply is lost, and is then refused for what it wrote the first time.
      return moved !== undefined || (await isWritten(sha, previous))
    }
  }
}

/** `undefined` for the one expected refusal. */
async function unless<T>(status: number, reply: Promise<T>): Promise<T | undefined> {
  try {
    return await reply
  } catch (error) {
    if (statusOf(error) === status) return undefined
    throw error
  }
}

/** An error that does not say whether the ref was moved is looked into; every other one is thrown. */
function lost(error: unknown): Error {
  if (error instanceof Error && 'retryable' in error && error.retryable === true) return error
  throw error
}

function textOf(body: unknown): string | undefined {
  if (body instanceof ArrayBuffer) return Buffer.from(body).toString('utf8')
  return typeof body === 'string' ? body : undefined
}
