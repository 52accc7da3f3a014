/** Page of a file, or of a line in it, at a commit. `repositoryUrl` has no slash at its end. */
export function permalink(
  repositoryUrl: string,
  commit: string,
  path: string,
  line: number | undefined
): string {
  // Half a character, which a stranger's path may have, has no encoding.
  const whole = path.replace(/\p{Surrogate}/gu, '\uFFFD')
  const file = whole.split('/').map(encodeURIComponent).join('/')
  return `${repositoryUrl}/blob/${encodeURIComponent(commit)}/${file}${line === undefined ? '' : `#L${line}`}`
}
