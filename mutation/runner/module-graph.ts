import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Script } from 'node:vm'
import { transform } from 'esbuild'

type Factory = (module: { exports: unknown }, exports: unknown, require: (name: string) => unknown) => void

function isFactory(value: unknown): value is Factory {
  return typeof value === 'function'
}

interface Source {
  readonly script: Script
  /** Absolute paths of the files that this one imports, by the name it imports them under. */
  readonly imports: ReadonlyMap<string, string>
}

/** Modules that are loaded, by absolute path. A fresh one holds modules that nothing has run in yet. */
export type Registry = Map<string, unknown>

const requirePattern = /\brequire\("([^"\n]{1,200})"\)/g

/**
 * TypeScript files and all they import, compiled once and loaded as often as asked. A static mutant (one in a table, a
 * pattern, a default) shows only in a module that is loaded while it is active, and loading is what makes it slow
 * elsewhere: here only the modules that the mutant can reach are loaded anew.
 */
export class ModuleGraph {
  private readonly sources = new Map<string, Source>()
  private readonly importers = new Map<string, Set<string>>()
  private readonly packages = new Map<string, unknown>()

  /** `provided` stands for packages: what is imported under these names. */
  constructor(provided: ReadonlyMap<string, unknown>) {
    for (const [name, exports] of provided) this.packages.set(name, exports)
  }

  /** Reads and compiles `files` and what they import, the names of packages included. */
  async read(files: readonly string[]): Promise<void> {
    let open = [...files]
    while (open.length > 0) {
      const found = await Promise.all(open.map((file) => this.compile(file)))
      open = [...new Set(found.flat())].filter((file) => !this.sources.has(file))
    }
  }

  /** The files that import `file`, straight or through others, and `file` itself. */
  dependents(file: string): ReadonlySet<string> {
    const seen = new Set<string>()
    const open = [file]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      open.push(...(this.importers.get(next) ?? []))
    }
    return seen
  }

  /** What `file` exports; loads it and what it imports unless they are in `registry` already. */
  load(file: string, registry: Registry): unknown {
    const loaded = registry.get(file)
    if (loaded !== undefined) return loaded
    const source = this.sources.get(file)
    if (source === undefined) throw new Error(`${file} was not read before it was loaded.`)
    const module: { exports: unknown } = { exports: {} }
    registry.set(file, module.exports)
    const factory: unknown = source.script.runInThisContext()
    if (!isFactory(factory)) throw new TypeError(`${file} was compiled to something that cannot run.`)
    try {
      factory(module, module.exports, (name) => {
        const path = source.imports.get(name)
        return path === undefined ? this.packages.get(name) : this.load(path, registry)
      })
    } catch (error) {
      registry.delete(file)
      throw error
    }
    registry.set(file, module.exports)
    return module.exports
  }

  private async compile(file: string): Promise<readonly string[]> {
    const { code } = await transform(await readFile(file, 'utf8'), {
      loader: file.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'es2022',
      define: { 'import.meta.url': JSON.stringify(pathToFileURL(file).href) }
    })
    const imports = new Map<string, string>()
    for (const [, name = ''] of code.matchAll(requirePattern)) {
      if (name.startsWith('.')) imports.set(name, sourceOf(join(dirname(file), name)))
      else if (!this.packages.has(name)) {
        const namespace: unknown = await import(name)
        this.packages.set(name, asCommonJs(namespace))
      }
    }
    for (const path of imports.values()) {
      this.importers.set(path, (this.importers.get(path) ?? new Set()).add(file))
    }
    const script = new Script(`(function (module, exports, require) {${code}\n})`, { filename: file })
    this.sources.set(file, { script, imports })
    return [...imports.values()]
  }
}

/** TypeScript imports `a.ts` as `a.js`. */
function sourceOf(path: string): string {
  const typed = path.replace(/\.js$/, '.ts')
  return existsSync(typed) ? typed : path
}

/** What `esbuild` expects of `require` for a package of ES modules: `default` stays one name among others. */
function asCommonJs(namespace: unknown): unknown {
  return Object.assign({ __esModule: true }, namespace)
}
