import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

/** What the runner reads of action.yml. */
export interface Manifest {
  readonly name: string
  readonly description: string
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly required?: boolean; readonly default?: string }>
  >
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
  readonly runs: { readonly using: string; readonly main: string }
}

const file = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'action.yml')

export function readManifest(): Manifest {
  return parse(readFileSync(file, 'utf8')) as Manifest
}
