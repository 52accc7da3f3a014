/**
 * A word for a POSIX shell that means just this text. Inside of single quotes nothing has a meaning but the single quote.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02
 */
export function quoteWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** A path for a command line: quoted, and never taken for an option. */
export function quotePath(path: string): string {
  return quoteWord(path.startsWith('-') ? `./${path}` : path)
}

/** The path as seen from a folder; both relative to the repository, an empty folder is its root. */
export function pathFrom(folder: string, path: string): string {
  if (folder === '') return path
  if (path === folder) return '.'
  const from = folder.split('/')
  const to = path.split('/')
  let shared = 0
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/')
}

/** The folder of a path; empty for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The folder and those above it, the root last. */
export function foldersUp(folder: string): readonly string[] {
  const folders: string[] = []
  for (let each = folder; each !== ''; each = folderOf(each)) folders.push(each)
  return [...folders, '']
}

export function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
