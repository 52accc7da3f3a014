/** Page of a file, or of a line in it, at a commit. `repositoryUrl` has no slash at its end. */
export function permalink(
  repositoryUrl: string,
  commit: string,
  path: string,
  line: number | undefined
): string {
  const file = path.split('/').map(encodeURIComponent).join('/')
  return `${repositoryUrl}/blob/${encodeURIComponent(commit)}/${file}${line === undefined ? '' : `#L${line}`}`
}
