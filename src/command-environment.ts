import { join } from 'node:path'
import type { Environment } from './runner-context.js'

/**
 * Where set-up actions put their toolchains: addresses of folders, never credentials. What a team's commands need beyond that, its
 * config writes into the commands.
 */
const TOOLCHAINS = [
  'JAVA_HOME',
  'GOROOT',
  'DOTNET_ROOT',
  'ANDROID_HOME',
  'ANDROID_SDK_ROOT',
  'FLUTTER_ROOT',
  'RUSTUP_TOOLCHAIN',
  'PYENV_VERSION',
  'LD_LIBRARY_PATH',
  'TZ'
] as const

/** Toolchain managers keep their versions in the home folder, which commands do not get. */
const MANAGERS: readonly (readonly [string, string])[] = [
  ['RUSTUP_HOME', '.rustup'],
  ['PYENV_ROOT', '.pyenv']
]

/** All that commands of the repository get: tools, and folders of their own. */
export function commandEnvironment(env: Environment, folder: string): Readonly<Record<string, string>> {
  const given = (name: string): string => env[name] ?? ''
  const home = given('HOME')
  const toolchains = TOOLCHAINS.map((name) => [name, given(name)] as const)
  const managers = MANAGERS.map(
    ([name, place]) => [name, given(name) || (home === '' ? '' : join(home, place))] as const
  )
  return {
    ...Object.fromEntries([...toolchains, ...managers].filter(([, value]) => value !== '')),
    PATH: given('PATH'),
    HOME: join(folder, 'home'),
    TMPDIR: join(folder, 'tmp'),
    LANG: 'C.UTF-8',
    CI: 'true'
  }
}
