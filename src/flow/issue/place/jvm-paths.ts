import type { StackFrame } from '../stack-trace.js'
import { wholly, type GuessGroup } from './path-guess.js'

/** Where packages begin: `src/main/kotlin`, `app/src/main/java`, `src`. */
const sourceRoots = ['kotlin', 'java', 'scala', 'groovy', 'clojure', 'src', 'app']

/** Deeper packages are not shortened further. */
const mostPackages = 12

/** Java's folders are its packages. Other languages may leave out the packages that all of their files share. */
export function jvmPaths(frame: StackFrame): readonly GuessGroup[] {
  const named = nameOf(frame)
  if (named === undefined) return []
  const { folders, files } = named
  const whole = wholly(...files.map((file) => [...folders, file].join('/')))
  const shortening = files.filter((file) => !file.endsWith('.java'))
  if (shortening.length === 0 || folders.length === 0) return [whole]
  const shorter = folders.slice(0, mostPackages).map((_, dropped) => {
    const rest = folders.slice(dropped + 1)
    return wholly(...shortening.flatMap((file) => sourceRoots.map((root) => [root, ...rest, file].join('/'))))
  })
  return [whole, ...shorter]
}

interface NamedFile {
  readonly folders: readonly string[]
  readonly files: readonly string[]
}

function nameOf({ file, module, function: name }: StackFrame): NamedFile | undefined {
  if (file !== undefined && file.includes('/')) {
    const parts = file.split('/').filter((part) => part !== '')
    return { folders: parts.slice(0, -1), files: parts.slice(-1) }
  }
  if (file !== undefined && /\.\w{1,10}$/.test(file)) return { folders: packagesOf(module), files: [file] }
  // Stripped of its file, `Unknown Source`: the outermost class names it.
  const path = (name ?? '').split('.').slice(0, -1)
  const at = path.findIndex((part) => /^[A-Z]/.test(part))
  const type = path[at]?.split('$')[0]
  if (type === undefined || type === '') return undefined
  const stem = type.replace(/(?<=\w)Kt$/, '')
  const files = [`${type}.java`, `${stem}.kt`, `${type}.scala`, `${type}.groovy`]
  return { folders: path.slice(0, at), files }
}

function packagesOf(module: string | undefined): readonly string[] {
  return (module ?? '').split('.').filter((part) => part !== '')
}
