import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bundle } from '../services/runner/embedded-runner.js'

export interface BundledFile {
  readonly name: string
  readonly bytes: number
}

/** Every file of dist, largest first. */
export function bundledFiles(): readonly BundledFile[] {
  const folder = dirname(bundle)
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return { name: path.slice(folder.length + 1), bytes: statSync(path).size }
    })
    .sort((a, b) => b.bytes - a.bytes)
}
