import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'
import { renderLicenses } from './licenses.js'
import { markPure } from './mark-pure.js'
import { trimDatadogClient } from './trim-datadog-client.js'

/*
 * src -> build/lib (TypeScript) -> dist (ncc: one folder, licences included). The bytes depend on the lockfile and the sources alone.
 */

interface NccResult {
  readonly code: string
  readonly assets: Readonly<Record<string, { readonly source: string | Buffer }>>
}

type Ncc = (input: string, options: Readonly<Record<string, unknown>>) => Promise<NccResult>

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const build = join(root, 'build')
const dist = join(root, 'dist')
const load = createRequire(import.meta.url)

rmSync(build, { recursive: true, force: true })
execFileSync(
  process.execPath,
  [load.resolve('typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')],
  {
    stdio: 'inherit'
  }
)
markPure(root, build, '@actions/core')
trimDatadogClient(root, build, ['ErrorTrackingApi', 'LogsApi', 'RUMApi', 'SpansApi'])

const ncc = load('@vercel/ncc') as Ncc
const { code, assets } = await ncc(join(build, 'lib/main.js'), {
  cache: false,
  quiet: true,
  target: 'es2022'
})
const files = new Map<string, string | Buffer>([
  ['index.js', code],
  ['licenses.txt', renderLicenses(root)],
  ...Object.entries(assets).map(([name, { source }]) => [name, source] as const)
])

rmSync(dist, { recursive: true, force: true })
for (const [name, source] of files) {
  const file = join(dist, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, name.endsWith('.js') ? await minify(source.toString()) : source)
}

/** ncc minifies the first file alone, and not those that are loaded later. */
async function minify(source: string): Promise<string> {
  const result = await transform(source, {
    minify: true,
    format: 'esm',
    target: 'node20',
    legalComments: 'none'
  })
  return result.code
}
