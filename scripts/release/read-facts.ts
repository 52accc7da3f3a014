import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReleaseFacts } from './plan-release.js'
import type { Releases } from './releases.js'
import { Repository } from './repository.js'

/** What is there, in the checkout and on GitHub. Writes nothing. */
export function readFacts(folder: string, version: string, releases: Pick<Releases, 'state'>): ReleaseFacts {
  const repository = new Repository(folder)
  const commit = repository.head()
  const { version: manifestVersion } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly version: string
  }
  return {
    version,
    commit,
    clean: repository.isClean(),
    onMain: repository.isOnMain(commit),
    manifestVersion,
    changelog: readFileSync(join(folder, 'CHANGELOG.md'), 'utf8'),
    tags: repository.remoteTags(),
    release: releases.state(`v${version}`)
  }
}
