import { dotnet, go, gradle, maven, rust } from './compiled.js'
import { isNamed, type Ecosystem } from './ecosystem.js'
import { javascript } from './javascript.js'
import { python } from './python.js'
import { dart, php, ruby } from './scripted.js'

/** In the order in which they are asked for a file that is no source file of any. */
export const ecosystems: readonly Ecosystem[] = [
  javascript,
  python,
  go,
  rust,
  maven,
  gradle,
  ruby,
  php,
  dotnet,
  dart
]

/** Whose source file it is; empty for a file that is no source file. */
export function ecosystemsOf(path: string): readonly Ecosystem[] {
  return ecosystems.filter(({ sources }) => sources.some((ending) => path.endsWith(ending)))
}

/** Whether the file decides what a set-up installs. */
export function decidesInstallation(name: string): boolean {
  return ecosystems.some(({ manifests, locks }) => isNamed(name, manifests) || isNamed(name, locks))
}
