import { execFileSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface InstalledNode {
  readonly major: number
  /** `20.19.0`. */
  readonly version: string
  readonly path: string
}

/** The optional dependency `node24`, which exists for linux x64 alone. */
const node24 = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules/node24/bin/node')

/**
 * One Node of each major version that is at hand, oldest first. Under npm the first `node` of the search path is the one of the
 * optional dependency, because npm puts node_modules/.bin before everything else; so the whole path is looked through.
 */
export function installedNodes(): readonly InstalledNode[] {
  const searched = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'))
  const candidates = [process.env['npm_node_execpath'] ?? '', ...searched, process.execPath, node24]
  const paths = new Set(candidates.filter((path) => existsSync(path)).map((path) => realpathSync(path)))
  const found = new Map<number, InstalledNode>()
  for (const path of paths) {
    const version = execFileSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim()
    const major = Number(version.split('.', 1)[0])
    if (!found.has(major)) found.set(major, { major, version, path })
  }
  return [...found.values()].sort((a, b) => a.major - b.major)
}
