import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/*
 * Importing one function of @actions/core loads its OIDC client and its platform detection too, and with them a whole HTTP stack
 * and child_process (0.1 s). None of its modules does anything on import, but its manifest does not say so: said here, the
 * bundler leaves out what nobody uses.
 */

/** Writes the package, marked, into `target/node_modules`, where a bundler that starts in `target` finds it first. */
export function markPure(root: string, target: string, name: string): void {
  const [from, to] = [join(root, 'node_modules', name), join(target, 'node_modules', name)]
  cpSync(from, to, { recursive: true })
  const manifest = join(to, 'package.json')
  const fields = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>
  writeFileSync(manifest, JSON.stringify({ ...fields, sideEffects: false }))
}
