import type { ReadFrame } from './languages/reader.js'
import { libraryRules, type FrameOrigin, type LibraryRule, type ReadLanguage } from './library-rules.js'

/** Whose code a frame is, and why we think so. */
export interface FrameJudgement {
  readonly origin: FrameOrigin
  readonly reason: string
}

export function judgeFrame(language: ReadLanguage, frame: ReadFrame): FrameJudgement {
  const file = (frame.file ?? '').replaceAll('\\', '/')
  const name = language === 'java' ? (frame.function ?? '') : file
  if (name === '') return { origin: 'none', reason: 'no file is named' }
  const rule = libraryRules[language].find((candidate) => fits(candidate, frame, file, name))
  if (rule !== undefined) return { origin: rule.origin, reason: rule.reason }
  return { origin: 'app', reason: 'not a known library or runtime' }
}

function fits(rule: LibraryRule, frame: ReadFrame, file: string, name: string): boolean {
  if (rule.folder !== undefined) return `/${file}`.includes(`/${rule.folder}/`)
  if (rule.start !== undefined) return file.startsWith(rule.start)
  if (rule.package !== undefined) return startsWithPackage(name, rule.package)
  if (rule.file !== undefined) return rule.file.test(file)
  return rule.function?.test(frame.function ?? '') ?? false
}

function startsWithPackage(name: string, start: string): boolean {
  return name.startsWith(start) && /^[.$/]/.test(name.slice(start.length))
}
