import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cutSection } from './changelog.js'
import type { Releases } from './releases.js'
import { Repository } from './repository.js'
import type { Version } from './version.js'

export interface Preparation {
  readonly folder: string
  readonly version: Version
  /** Day of the release, as 2026-01-31. */
  readonly date: string
  readonly releases: Pick<Releases, 'openPullRequest'>
}

/**
 * Proposes the changelog of a version as a pull request, with its number in package.json and the lockfile: main takes it the way it
 * takes every change, so that the commit that is released was reviewed and tested as it is. A branch that is there already is left alone.
 *
 * @returns the branch
 */
export function prepareRelease({ folder, version, date, releases }: Preparation): string {
  const repository = new Repository(folder)
  const branch = `release/v${version.text}`
  const title = `Release ${version.text}`
  if (repository.remoteBranch(branch) === undefined) {
    rewrite(folder, 'CHANGELOG.md', (text) => cutSection(text, version.text, date))
    // The first version of package.json is its own; the first two of the lockfile are those of the project.
    rewrite(folder, 'package.json', (text) => withVersion(text, version, 1))
    rewrite(folder, 'package-lock.json', (text) => withVersion(text, version, 2))
    const paths = ['CHANGELOG.md', 'package.json', 'package-lock.json']
    repository.pushBranch(branch, repository.commit(paths, title))
  }
  releases.openPullRequest({
    branch,
    title,
    body: `Writes the section ${version.text} of CHANGELOG.md. Once it is merged, start the release workflow again with the same version.`
  })
  return branch
}

function rewrite(folder: string, name: string, change: (text: string) => string): void {
  const file = join(folder, name)
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}

function withVersion(json: string, { text }: Version, times: number): string {
  let left = times
  return json.replace(/"version": "[^"\n]*"/g, (found) => {
    left -= 1
    return left >= 0 ? `"version": "${text}"` : found
  })
}
