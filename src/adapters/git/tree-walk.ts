import { chmodSync, readdirSync, type Dirent } from 'node:fs'
import { types } from 'node:util'
import type { Stray } from '../../flow/fix/change.js'

export interface Walk {
  /** Regular files and symlinks, as latin1. */
  readonly files: ReadonlySet<string>
  /** Paths as latin1. What lies in a git folder is not listed. */
  readonly strays: readonly Stray[]
}

/**
 * Everything in a folder as the file system has it, whatever git would overlook: folders with a repository of their own, pipes,
 * sockets. Symlinks are not followed. A folder that we may not read is made readable first, as it may hide something.
 */
export function walkTree(root: string): Walk {
  const files = new Set<string>()
  const strays: Stray[] = []
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const prefix = folder === '' ? '' : `${folder}/`
    for (const entry of readFolder(root, folder)) {
      const name = entry.name.toString('latin1')
      const path = prefix + name
      if (isGitName(entry.name.toString('utf8'))) strays.push({ path, kind: 'git-folder' })
      else if (entry.isDirectory()) folders.push(path)
      else if (entry.isSymbolicLink() && isModulesName(name)) strays.push({ path, kind: 'special-file' })
      else if (entry.isFile() || entry.isSymbolicLink()) files.add(path)
      else strays.push({ path, kind: 'special-file' })
    }
  }
  return { files, strays }
}

/** Path on the file system of a path as latin1. */
export function onDisk(root: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(root, 'utf8'), Buffer.from(path === '' ? '' : `/${path}`, 'latin1')])
}

function readFolder(root: string, folder: string): Dirent<Buffer>[] {
  const path = onDisk(root, folder)
  try {
    return readdirSync(path, { withFileTypes: true, encoding: 'buffer' })
  } catch (error) {
    if (!types.isNativeError(error) || !('code' in error) || error.code !== 'EACCES') throw error
    chmodSync(path, 0o700)
    return readdirSync(path, { withFileTypes: true, encoding: 'buffer' })
  }
}

/**
 * Whether some file system takes the name for `.git`: in another case, with characters that HFS+ passes over, or with an end that
 * NTFS drops. https://github.com/git/git/blob/master/path.c (`is_ntfs_dotgit`), utf8.c (`is_hfs_dotgit`)
 */
export function isGitName(name: string): boolean {
  const plain = name.replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '').toLowerCase()
  const end = plain.search(/[:\\]/)
  const stem = withoutEnd(end === -1 ? plain : plain.slice(0, end))
  return stem === '.git' || stem === 'git~1'
}

/** Git refuses to follow a symlink of this name, so no tree has one. */
function isModulesName(name: string): boolean {
  const plain = name.toLowerCase()
  return plain.startsWith('.gitmodules') || plain.startsWith('gitmod~')
}

function withoutEnd(name: string): string {
  let length = name.length
  while (length > 0 && (name[length - 1] === ' ' || name[length - 1] === '.')) length--
  return name.slice(0, length)
}
