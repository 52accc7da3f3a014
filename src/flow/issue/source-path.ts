import type { StackFrame, StackLanguage } from './stack-trace.js'

/** A path that a frame's file may have in the repository. */
export interface PathGuess {
  readonly path: string
  /** Whether part of the path may match, see `matchSuffix`; never where the path is known whole. */
  readonly loose: boolean
}

/** Guesses of equal standing; an earlier group that matches anything ends the search. */
export type GuessGroup = readonly PathGuess[]

/**
 * Where a frame's file may be in the repository, likeliest first: as printed, then as the source it was compiled from. Empty
 * where the frame names no file of its own.
 */
export function guessPaths(language: StackLanguage, frame: StackFrame): readonly GuessGroup[] {
  if (frame.file === undefined) return []
  if (language === 'java') return javaGuesses(frame.file, frame.module)
  const path = plainPath(frame.file)
  if (path === '') return []
  if (language === 'dart') return dartGuesses(frame.file, path)
  if (language === 'python') return [[{ path: path.replace(/\.pyc$/, '.py'), loose: true }]]
  return sourceGuesses(path)
}

/** Without scheme, host, query, drive and container; with a leading `/` where it was absolute. */
function plainPath(file: string): string {
  const slashed = file.replaceAll('\\', '/').split(/[?#]/)[0] ?? ''
  const bare = withoutScheme(slashed).replace(/^[A-Za-z]:\//, '/')
  const parts = bare.split('/').filter((part) => part !== '' && part !== '.' && part !== '..')
  if (!bare.startsWith('/')) return parts.join('/')
  const deployed = `/${parts.join('/')}`
  const root = deployRoots.find((pattern) => pattern.test(deployed))
  return root === undefined ? deployed : deployed.replace(root, '/')
}

/** Folders that images, platforms and runners deploy to. Longer ones first. */
const deployRoots: readonly RegExp[] = [
  /^\/usr\/src\/app\//,
  /^\/opt\/render\/project\/src\//,
  /^\/srv\/releases\/[^/]{1,80}\//,
  /^\/(?:var|home)\/(?:www|app|task|deploy|runner)\/(?:[^/]{1,80}\/)?(?:current|releases\/[^/]{1,80})\//,
  /^\/var\/(?:task|www\/html|www|app)\//,
  /^\/home\/runner\/work\/[^/]{1,100}\/[^/]{1,100}\//,
  /^\/(?:app|workspace|code|srv|layers|function)\//
]

function withoutScheme(file: string): string {
  // webpack://shop/./src/cart.ts: the first part is the name of the bundle; webpack:///./src/cart.ts has none.
  const bundled = /^(?:webpack|webpack-internal|turbopack|vite|rollup):\/\/(?:\/|[^/.][^/]{0,200}\/)?/.exec(
    file
  )
  if (bundled !== null) return file.slice(bundled[0].length).replace(/^\([\w-]{1,60}\)\//, '')
  if (file.startsWith('file://'))
    return decode(file.slice('file://'.length)).replace(/^\/(?=[A-Za-z]:\/)/, '')
  const address = /^[a-z][a-z0-9+.-]{1,40}:\/\/[^/]{0,300}\//i.exec(file)
  return address === null ? file : file.slice(address[0].length)
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // Not every percent sign is an escape.
    return path
  }
}

const outputFolder =
  /(^|\/)(?:dist|build|lib|out|output|compiled|\.next\/server|\.nuxt)\/(?:cjs\/|esm\/|server\/)?/

const compiledFrom: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx', '.vue', '.svelte', '.mjs'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts', '.ts'],
  '.cjs': ['.cts', '.ts']
}

function sourceGuesses(path: string): readonly GuessGroup[] {
  const placed = [path, ...(outputFolder.test(path) ? [path.replace(outputFolder, '$1src/')] : [])]
  const moved = outputFolder.test(path) ? [path.replace(outputFolder, '$1')] : []
  return [...placed, ...moved].flatMap((candidate, at) => {
    const guess = (text: string): PathGuess => ({ path: text, loose: at === 0 })
    return [[guess(candidate)], sourcesOf(candidate).map(guess)]
  })
}

function sourcesOf(path: string): readonly string[] {
  const ending = /\.[cm]?jsx?$/.exec(path)?.[0]
  if (ending === undefined) return []
  const stem = path.slice(0, path.length - ending.length)
  return (compiledFrom[ending] ?? []).map((source) => stem + source)
}

function javaGuesses(file: string, module: string | undefined): readonly GuessGroup[] {
  const path = file.includes('/') || module === undefined ? file : `${module.replaceAll('.', '/')}/${file}`
  // Kotlin leaves the packages that all files share out of the folders.
  return [[{ path, loose: /\.kts?$/.test(file) }]]
}

/** `package:shop/cart.dart` is `lib/cart.dart` of the package `shop`. */
function dartGuesses(file: string, path: string): readonly GuessGroup[] {
  const match = /^(?:package:|packages\/)([\w.-]{1,100})\/(.{1,1000})$/.exec(file)
  if (match === null) return [[{ path, loose: true }]]
  const [, name = '', rest = ''] = match
  return [[{ path: `${name}/lib/${rest}`, loose: false }], [{ path: `lib/${rest}`, loose: false }]]
}

/** The Dart package of a frame's file; `undefined` for files that are named by path. */
export function dartPackage(frame: StackFrame): string | undefined {
  return /^(?:package:|packages\/)([\w.-]{1,100})\//.exec(frame.file ?? '')?.[1]
}
