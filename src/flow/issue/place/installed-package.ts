import type { RepositoryIndex } from '../repository-index.js'
import type { StackFrame, StackLanguage } from '../stack-trace.js'
import { isAside } from './aside-folders.js'
import { javascriptPaths } from './javascript-paths.js'
import { jvmPaths } from './jvm-paths.js'
import { segmentsOf } from './path-segments.js'

/** Where package managers put packages, with what follows: the package's folder and the file in it. */
const installed: Readonly<Partial<Record<StackLanguage, RegExp>>> = {
  python: /.*\/(?:site|dist)-packages\/([^/]{1,200}\/.{1,1000})$/,
  // A package of the same repository that others of it depend on has a scope; its folder mostly has the name after it.
  javascript: /.*\/node_modules\/@[^/]{1,100}\/([^/]{1,200}\/.{1,1000})$/
}

/** Paths of fewer names are those of many a package. */
const fewestNames = 2

/**
 * The file of a frame that was installed from a package, if exactly one file of the repository has its whole path. Everything
 * else that is installed is a library.
 */
export function installedPath(
  language: StackLanguage,
  frame: StackFrame,
  index: RepositoryIndex
): string | undefined {
  const file = (frame.file ?? '').replaceAll('\\', '/').slice(0, longestFile)
  const rest = installed[language]?.exec(file)?.[1]
  const found = pathsIn(rest, language, frame).flatMap((path) => {
    const segments = segmentsOf(path)
    if (segments.length < fewestNames) return []
    return index.endingIn(segments).filter((each) => !isAside(segmentsOf(each).slice(0, -segments.length)))
  })
  return new Set(found).size === 1 ? found[0] : undefined
}

/** Below the folder of packages. Packages of the JVM are known whole from the class. */
function pathsIn(rest: string | undefined, language: StackLanguage, frame: StackFrame): readonly string[] {
  if (language === 'java') return jvmPaths(frame)[0]?.map(({ path }) => path) ?? []
  if (rest === undefined) return []
  if (language === 'python') return [rest.replace(/\.py[co]$/, '.py')]
  return javascriptPaths({ ...frame, file: rest }).flatMap((group) => group.map(({ path }) => path))
}

/** `PATH_MAX` of Linux. */
const longestFile = 4096
