import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOCK_TIMEOUT } from './lock-file.js'

const CONFIG = `[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = true
\tfsync = none
\t# Parallel requests meet on lock files: wait for them, as a server does, where git gives up after 0.1 s.
\tfilesRefLockTimeout = ${LOCK_TIMEOUT}
\tpackedRefsTimeout = ${LOCK_TIMEOUT}
[gc]
\tauto = 0
[uploadpack]
\t# Any commit by its sha, as GitHub serves them.
\tallowAnySHA1InWant = true
\tallowFilter = true
`

/**
 * An empty bare repository in a temporary folder, as `git init --bare` makes it.
 * https://git-scm.com/docs/gitrepository-layout
 */
export async function makeRepositoryFolder(defaultBranch: string): Promise<string> {
  const gitDir = await mkdtemp(join(tmpdir(), 'embedded-github-'))
  for (const folder of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags']) {
    await mkdir(join(gitDir, folder), { recursive: true })
  }
  await writeFile(join(gitDir, 'HEAD'), `ref: refs/heads/${defaultBranch}\n`)
  await writeFile(join(gitDir, 'config'), CONFIG)
  return gitDir
}
