import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What is used of a CycloneDX document (https://cyclonedx.org/docs/1.5/json/). */
export interface BillOfMaterials {
  readonly bomFormat: string
  readonly specVersion: string
  readonly metadata: { readonly component: { readonly name: string; readonly version: string } }
  readonly components: readonly {
    readonly name: string
    readonly version: string
    readonly purl: string
  }[]
}

type Manifest = Readonly<Record<string, unknown>>

const ONLY_HERE = ['devDependencies', 'optionalDependencies', 'overrides', 'scripts']

/**
 * The packages that the bundle is made of, from the lockfile, as npm writes them. Development and optional dependencies are taken out
 * of a copy first: `npm sbom --omit dev` leaves out every package that a development dependency shares with the product
 * (https://github.com/npm/cli/issues/7909). Throws when npm does.
 */
export function readBillOfMaterials(root: string): BillOfMaterials {
  const folder = mkdtempSync(join(tmpdir(), 'bill-of-materials-'))
  try {
    const manifest = readJson(join(root, 'package.json'))
    const lock = readJson(join(root, 'package-lock.json'))
    const packages = lock['packages'] as Readonly<Record<string, Manifest>>
    writeJson(join(folder, 'package.json'), withoutTools(manifest))
    writeJson(join(folder, 'package-lock.json'), {
      ...lock,
      packages: { ...packages, '': withoutTools(packages[''] ?? {}) }
    })
    const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application']
    const text = execFileSync('npm', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64_000_000
    })
    const bill = JSON.parse(text) as BillOfMaterials
    // npm calls the project what its folder is called.
    const component = { ...bill.metadata.component, name: String(manifest['name']) }
    return { ...bill, metadata: { ...bill.metadata, component } }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function withoutTools(manifest: Manifest): Manifest {
  return Object.fromEntries(Object.entries(manifest).filter(([key]) => !ONLY_HERE.includes(key)))
}

function readJson(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value))
}
