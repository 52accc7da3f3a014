import type { ReadFrame } from './languages/reader.js'
import type { FrameOrigin, LibraryRule } from './library-rule.js'
import { libraryRules, type ReadLanguage } from './library-rules.js'

/** Whose code a frame is, and why we think so. */
export interface FrameJudgement {
  readonly origin: FrameOrigin
  readonly reason: string
}

/** Their traces name the code by package or namespace in the function, and often no file. */
const namedByFunction: ReadonlySet<ReadLanguage> = new Set<ReadLanguage>([
  'java',
  'go',
  'php',
  'dotnet',
  'rust',
  'elixir',
  'apple'
])

export function judgeFrame(language: ReadLanguage, frame: ReadFrame): FrameJudgement {
  const file = (frame.file ?? '').replaceAll('\\', '/')
  const isNamed = file !== '' || (namedByFunction.has(language) && (frame.function ?? '') !== '')
  if (!isNamed) return { origin: 'none', reason: 'no file is named' }
  const rule = libraryRules[language].find((candidate) => fits(candidate, frame, file))
  if (rule !== undefined) return { origin: rule.origin, reason: rule.reason }
  return { origin: 'app', reason: 'not a known library or runtime' }
}

function fits(rule: LibraryRule, frame: ReadFrame, file: string): boolean {
  if (rule.folder !== undefined) return `/${file}`.includes(`/${rule.folder}/`)
  if (rule.start !== undefined) return file.startsWith(rule.start)
  if (rule.package !== undefined) return startsWithPackage(frame.function ?? '', rule.package)
  if (rule.file !== undefined) return rule.file.test(file)
  if (rule.module !== undefined) return rule.module.test(frame.module ?? '')
  return rule.function?.test(frame.function ?? '') ?? false
}

function startsWithPackage(name: string, start: string): boolean {
  return name.startsWith(start) && /^[.$/:\\]/.test(name.slice(start.length))
}
