/**
 * `github.com/owner/name` from any spelling of a git remote: protocol, credentials, port, `.git` and query are left out.
 * `undefined` when it is none.
 */
export function repositoryName(remote: string): string | undefined {
  const text = remote
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[?#].*$/s, '')
  // Credentials end at the last `@` before the path; `git@host:owner/name` separates its path by a colon.
  const found = /^(?:[^/]*@)?([a-z0-9.-]+\.[a-z0-9-]+)(?::\d+(?=\/))?[:/]+([\w.~/-]+?)(?:\.git)?\/*$/i.exec(
    text
  )
  const [, host = '', path = ''] = found ?? []
  const parts = path.split('/').filter((part) => part !== '')
  if (host === '' || parts.length < 2 || parts.some((part) => part === '.' || part === '..')) return undefined
  return [host.toLowerCase(), ...parts].join('/')
}
