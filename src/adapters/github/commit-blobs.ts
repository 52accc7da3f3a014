import { VendorError } from '../../errors.js'
import { statusOf, toVendorError, type OctokitSource } from './client.js'
import type { RepositoryPlace } from './fix-branch.js'

export interface Blob {
  readonly oid: string
  readonly mode: string
}

interface Entry extends Blob {
  readonly type: string
}

const READ = { permission: 'contents: read', input: 'app-token' } as const

/**
 * Git's names of the paths at a commit, by the trees on their way: a request for each folder, however large the repository is. A path
 * that is not there, or is a folder, is left out.
 */
export async function readBlobs(
  octokit: OctokitSource,
  place: RepositoryPlace,
  { commit, paths }: { readonly commit: string; readonly paths: readonly string[] }
): Promise<ReadonlyMap<string, Blob>> {
  const folders = new Map<string, Promise<ReadonlyMap<string, Entry> | undefined>>()

  async function readTree(sha: string): Promise<ReadonlyMap<string, Entry> | undefined> {
    try {
      const { rest } = await octokit()
      const { data } = await rest.git.getTree({ ...place, tree_sha: sha })
      if (data.truncated) {
        throw new VendorError(
          `GitHub lists a folder of the commit ${commit} only in part: it has too many files.`,
          {
            vendor: 'GitHub',
            retryable: false
          }
        )
      }
      return new Map(data.tree.map(({ path, sha: oid, mode, type }) => [path, { oid, mode, type }]))
    } catch (error) {
      if (statusOf(error) === 404 && sha !== commit) return undefined
      throw toVendorError(error, `read the files of the commit ${commit}`, READ)
    }
  }

  async function openFolder(folder: string): Promise<ReadonlyMap<string, Entry> | undefined> {
    if (folder === '') return readTree(commit)
    const entry = await entryAt(folder)
    return entry?.type === 'tree' ? readTree(entry.oid) : undefined
  }

  async function entryAt(path: string): Promise<Entry | undefined> {
    const slash = path.lastIndexOf('/')
    const folder = path.slice(0, Math.max(0, slash))
    const opened = folders.get(folder) ?? openFolder(folder)
    folders.set(folder, opened)
    return (await opened)?.get(path.slice(slash + 1))
  }

  const found = await Promise.all(
    paths.map(async (path) => {
      const entry = await entryAt(path)
      return entry === undefined || entry.type === 'tree'
        ? []
        : [[path, { oid: entry.oid, mode: entry.mode }] as const]
    })
  )
  return new Map(found.flat())
}
