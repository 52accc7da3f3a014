import type { StackFrame } from '../stack-trace.js'
import { partly, wholly, type GuessGroup } from './path-guess.js'
import { plainPath } from './plain-path.js'

const compiledFrom: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx', '.vue', '.svelte', '.mjs', '.mts', '.coffee'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts', '.ts', '.tsx', '.js'],
  '.cjs': ['.cts', '.ts', '.tsx', '.js']
}

/** Folders that compilers write to, and the kinds of modules that they tell apart in them. */
const outputFolders: ReadonlySet<string> = new Set([
  ...['dist', 'build', 'lib', 'out', 'output', 'compiled', 'es', 'esm', 'cjs', 'umd', 'target', 'release'],
  ...['.next', '.nuxt', '.output', '.svelte-kit', '.build', '.webpack', 'out-tsc', 'dist-server', 'dist-ssr']
])
const outputKinds: ReadonlySet<string> = new Set([
  ...['cjs', 'esm', 'es', 'es5', 'es6', 'umd', 'commonjs', 'module', 'server', 'node', 'out-tsc', 'output']
])

/** A compiler's output is in one folder, seldom in two. */
const mostOutputs = 3

/**
 * As printed, then as the source that it was compiled from: beside the file, in `src` in place of the output folder, or in the folder
 * that the output folder is in. A minified bundle has no source of its own name.
 */
export function javascriptPaths(frame: StackFrame): readonly GuessGroup[] {
  const file = (frame.file ?? '').replace(/[?#].*$/s, '')
  const path = plainPath(file)
  if (path === '') return []
  if (isBundle(frame)) return [wholly(path)]
  if (/^https?:/.test(file) && !path.includes('/')) return [wholly(path)]
  return [partly(path), partly(...sourcesOf(path)), ...movedSources(path)]
}

function movedSources(path: string): readonly GuessGroup[] {
  const parts = path.split('/')
  const found = parts.slice(0, -1).flatMap((part, at) => (outputFolders.has(part) ? [at] : []))
  const outputs = found.slice(-mostOutputs).reverse()
  return outputs.flatMap((at) => {
    const before = parts.slice(0, at)
    const after = parts.slice(at + 1)
    const rests = after.length > 1 && outputKinds.has(after[0] ?? '') ? [after.slice(1), after] : [after]
    return rests.flatMap((rest) => {
      const inSource = [...before, 'src', ...rest].join('/')
      const beside = [...before, ...rest].join('/')
      return [inSource, beside].flatMap((moved) => [wholly(moved), wholly(...sourcesOf(moved))])
    })
  })
}

/** Files that a file of JavaScript may be compiled from, in the same folder. */
function sourcesOf(path: string): readonly string[] {
  const ending = /\.[cm]?jsx?$/.exec(path)?.[0]
  if (ending === undefined) return []
  const stem = path.slice(0, path.length - ending.length)
  return (compiledFrom[ending] ?? []).map((source) => stem + source)
}

/**
 * The source of a file of the repository that is itself compiled and committed: `src/cart.ts` of `dist/cart.js`. The file itself
 * where the repository has no source of it.
 */
export function sourceOfCompiled(path: string, has: (path: string) => boolean): string {
  const guesses = [wholly(...sourcesOf(path)), ...movedSources(path)].flat()
  return guesses.find((guess) => has(guess.path))?.path ?? path
}

/** Whether a file was compiled from a source of another kind, so that its lines are not the source's. */
export function isCompiledFrom(source: string, file: string | undefined): boolean {
  const ending = /\.[cm]?jsx?$/.exec((file ?? '').replace(/[?#].*$/s, ''))?.[0]
  return ending !== undefined && !source.endsWith(ending)
}

/** Source lines are not so long. */
const longestLine = 500

/**
 * Whether a frame is of a bundle whose positions tell no file of the repository: by its name, or by a column that no source has.
 * Names are those of webpack, Vite, Next.js, Metro and dart2js.
 */
export function isBundle({ file = '', column }: Pick<StackFrame, 'file' | 'column'>): boolean {
  const path = file.replace(/[?#].*$/s, '').slice(0, 4096)
  if (/\.(?:[cm]?ts|[jt]sx|vue|svelte)$/.test(path)) return false
  return (column ?? 0) > longestLine || bundleNames.some((pattern) => pattern.test(path))
}

const bundleNames: readonly RegExp[] = [
  /\.(?:js)?bundle$/,
  /\.min\.[cm]?js$/,
  /[.\-_~](?=[0-9a-f]{0,31}\d)[0-9a-f]{6,32}(?:\.(?:chunk|bundle|min))?\.[cm]?js$/,
  /\.(?:chunk|bundle)\.[cm]?js$/,
  /(?:^|\/)_next\/static\/.{1,500}\.js$/,
  /(?:^|\/)assets\/[^/]{1,200}-[\w-]{8}\.js$/,
  /\.dart\.js$/
]
