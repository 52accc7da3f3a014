/** Deployed versions are short; longer texts are not looked up. */
const version = /^(?!.*(?:\.\.|\/\/|@\{))[A-Za-z0-9][\w.+@/-]{0,98}[A-Za-z0-9]$/

/** A commit at the end of what a build calls itself: `1.4.0-3-g5c1e9d2` of `git describe`, `1.4.0+5c1e9d2`, `5c1e9d2`. */
const commitAtEnd = /(?:^|[-+._]g?)((?=[0-9]{0,39}[a-f])(?=[a-f]{0,39}[0-9])[0-9a-f]{7,40})$/

/**
 * The revisions of a repository that a version may have been built from, likeliest first, as git and GitHub's API both take them:
 * a commit that the version names, and `tags/…`. Empty where the version is no name that one would tag. At most five, because
 * each may cost a request.
 */
export function versionRevisions(text: string, service: string): readonly string[] {
  const commit = commitAtEnd.exec(text)?.[1]
  if (!version.test(text) || !/\d/.test(text)) return []
  if (commit === text) return [text]
  const plain = text.replace(/^(?:[\w./-]{1,60}[@/])?(?:release[-_/])?v?(?=\d)/i, '')
  const names = [
    text.includes('@') ? text : undefined,
    `v${plain}`,
    plain,
    `${service}@${plain}`,
    `release-${plain}`
  ]
  const tags = names.filter((name) => name !== undefined && version.test(name)).map((name) => `tags/${name}`)
  return [...(commit === undefined ? [] : [commit]), ...new Set(tags)].slice(0, mostRevisions)
}

const mostRevisions = 5
