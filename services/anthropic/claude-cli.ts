import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const PACKAGE = '@anthropic-ai/claude-code'

/** Packages that may hold this machine's program; the C library decides between the two of Linux. */
function platformPackages(): readonly string[] {
  const name = `${PACKAGE}-${process.platform}-${process.arch}`
  return process.platform === 'linux' ? [name, `${name}-musl`] : [name]
}

/**
 * Path of the real Claude Code program of `node_modules`: the binary of this platform's package, else what the main
 * package names as its command. Throws when neither is installed.
 */
export function claudeCli(): string {
  const require = createRequire(import.meta.url)
  const folderOf = (name: string): string | undefined => {
    try {
      return dirname(require.resolve(`${name}/package.json`))
    } catch {
      // Not installed: optional packages of other platforms never are.
      return undefined
    }
  }
  const file = process.platform === 'win32' ? 'claude.exe' : 'claude'
  const candidates = platformPackages().flatMap((name) => {
    const folder = folderOf(name)
    return folder === undefined ? [] : [join(folder, file)]
  })
  const main = folderOf(PACKAGE)
  if (main !== undefined) candidates.push(join(main, '..', '..', '.bin', file))
  const found = candidates.find((each) => existsSync(each))
  if (found === undefined) {
    throw new Error(`${PACKAGE} is not installed for ${process.platform}-${process.arch}: run npm ci.`)
  }
  return found
}
