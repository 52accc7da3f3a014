import * as z from 'zod'
import type { BaseFiles } from './ecosystem.js'

/** What a package.json tells of its tests. */
export interface PackageFacts {
  /** The script `test`, with the scripts of the package that it runs put in. */
  readonly testScript: string | undefined
  /** Names of all dependencies. */
  readonly dependencies: ReadonlySet<string>
  readonly packageManager: string | undefined
}

const strings = z.record(z.string(), z.string()).optional().catch(undefined)
const packageSchema = z.object({
  scripts: strings,
  dependencies: strings,
  devDependencies: strings,
  optionalDependencies: strings,
  packageManager: z.string().optional().catch(undefined)
})

const MAXIMUM_SCRIPT_CHARS = 4_000

/** `undefined`: there is none, or nobody can read it. */
export async function readPackage(path: string, base: BaseFiles): Promise<PackageFacts | undefined> {
  const text = await base.read(path)
  if (text === undefined) return undefined
  const parsed = packageSchema.safeParse(parseJson(text))
  if (!parsed.success) return undefined
  const { scripts = {}, dependencies, devDependencies, optionalDependencies, packageManager } = parsed.data
  return {
    testScript: scriptOf('test', scripts),
    dependencies: new Set(
      [dependencies, devDependencies, optionalDependencies].flatMap((each) => Object.keys(each ?? {}))
    ),
    packageManager
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON says the same as no package.json: nothing is known of the tests.
    return undefined
  }
}

/** `npm init` writes a script that only fails; it says that there are no tests. */
function scriptOf(name: string, scripts: Readonly<Record<string, string>>): string | undefined {
  const script = Object.hasOwn(scripts, name) ? scripts[name]?.slice(0, MAXIMUM_SCRIPT_CHARS) : undefined
  if (script === undefined || script.trim() === '' || script.includes('no test specified')) return undefined
  const called = /\b(?:npm|pnpm|yarn)(?: run)? ([\w:.-]{1,80})/.exec(script)?.[1]
  const inner =
    called !== undefined && called !== name && Object.hasOwn(scripts, called) ? scripts[called] : ''
  return `${script} ${inner ?? ''}`.trim()
}
