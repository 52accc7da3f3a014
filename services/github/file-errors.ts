/** Code of a file system's error, as `ENOENT`; `undefined` for anything else. */
export function fileErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** Whether nothing is there that could be read as a file: no such path, a folder, or a file in the way. */
export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes(fileErrorCode(error) ?? '')
}
