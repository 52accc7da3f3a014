import type { ReadLanguage } from '../../issue/library-rules.js'
import type { StackFrame } from '../../issue/stack-trace.js'
import type { Dependency, Ecosystem } from './dependency.js'

/** A package as far as a frame tells it. */
export interface FramePackage extends Dependency {
  /** As the path says; `undefined` where it does not. */
  readonly version: string | undefined
  /** Folder of an npm package below the project, `node_modules/a/node_modules/b`: there may be several versions. */
  readonly folder: string | undefined
}

interface PackageRule {
  readonly ecosystem: Ecosystem
  /** Named groups `name` and, where the path tells it, `version`. The last match in the file counts. */
  readonly file?: RegExp
  /** Of the whole line of the trace. */
  readonly text?: RegExp
}

const packageRules: Readonly<Record<ReadLanguage, readonly PackageRule[]>> = {
  javascript: [
    {
      ecosystem: 'npm',
      file: /\.pnpm\/@?[^/@]{1,200}@(?<version>[^/_(@]{1,60})[^/]{0,200}\/node_modules\/(?<name>(?:@[^/]{1,100}\/)?[^/]{1,100})\//
    },
    {
      ecosystem: 'npm',
      file: /(?:.{0,2000}\/|^)node_modules\/(?<name>(?:@[^/]{1,100}\/)?[^/@.][^/]{0,99})\//
    }
  ],
  python: [{ ecosystem: 'pip', file: /\/(?:site|dist)-packages\/(?<name>[A-Za-z]\w{0,100})(?:\/|\.py$)/ }],
  java: [
    {
      ecosystem: 'maven',
      text: /\[(?<name>[A-Za-z][\w.-]{0,100}?)-(?<version>\d[\w.-]{0,60})\.jar(?:!\/)?:[^\]]{0,60}\]$/
    }
  ],
  dart: [
    {
      ecosystem: 'pub',
      file: /\/hosted\/[^/]{1,100}\/(?<name>[a-z_]\w{0,100})-(?<version>\d[\w.+-]{0,60})\//
    },
    { ecosystem: 'pub', file: /^package:(?<name>[a-z_]\w{0,100})\// }
  ],
  go: [{ ecosystem: 'go', file: /\/pkg\/mod\/(?<name>[^@]{1,300})@(?<version>v\d[\w.+-]{0,80})\// }],
  ruby: [
    {
      ecosystem: 'rubygems',
      file: /\/gems\/(?<name>[A-Za-z][\w.-]{0,100}?)-(?<version>\d{1,9}(?:\.\w{1,20}){0,6})(?:-[a-z][\w-]{0,60})?\//
    }
  ],
  php: [
    { ecosystem: 'composer', file: /(?:^|\/)vendor\/(?<name>[a-z\d][\w.-]{0,100}\/[a-z\d][\w.-]{0,100})\// }
  ],
  dotnet: [],
  rust: [
    {
      ecosystem: 'rust',
      file: /\/registry\/src\/[^/]{1,200}\/(?<name>[A-Za-z][\w-]{0,100}?)-(?<version>\d{1,9}\.\d{1,9}\.\d{1,9}[\w.+-]{0,60})\//
    }
  ],
  elixir: [
    {
      ecosystem: 'erlang',
      text: /(?:^|\s)\((?<name>[a-z]\w{0,100}) (?<version>\d{1,9}\.\d{1,9}[\w.+-]{0,60})\)/
    }
  ],
  apple: []
}

/** The package that a frame's code belongs to; `undefined` where the frame does not tell it. */
export function packageOfFrame(language: ReadLanguage, frame: StackFrame): FramePackage | undefined {
  const file = (frame.file ?? '').replaceAll('\\', '/').slice(0, 2_000)
  for (const rule of packageRules[language]) {
    const match = rule.file?.exec(file) ?? rule.text?.exec(frame.text.slice(0, 2_000))
    const name = match?.groups?.['name']
    if (name === undefined) continue
    const version = match?.groups?.['version']
    return {
      ecosystem: rule.ecosystem,
      name: plainName(rule.ecosystem, name),
      version,
      folder: folderOf(file)
    }
  }
  return undefined
}

/** Names as registries compare them: https://peps.python.org/pep-0503/, https://go.dev/ref/mod#module-cache. */
export function plainName(ecosystem: Ecosystem, name: string): string {
  if (ecosystem === 'pip') return name.toLowerCase().replace(/[-_.]{1,20}/g, '-')
  if (ecosystem === 'go') return name.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase())
  if (ecosystem === 'composer') return name.toLowerCase()
  return name
}

function folderOf(file: string): string | undefined {
  const start = file.indexOf('node_modules/')
  const last = file.lastIndexOf('node_modules/')
  if (start < 0 || file.includes('/.pnpm/')) return undefined
  const name = /^(?:@[^/]{1,100}\/)?[^/]{1,100}/.exec(file.slice(last + 'node_modules/'.length))?.[0] ?? ''
  return `${file.slice(start, last)}node_modules/${name}`
}
