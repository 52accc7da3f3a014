import { judgeFrame } from '../judge-frame.js'
import { placesOf, type StackError, type StackFrame, type StackLanguage } from '../stack-trace.js'
import { isFault } from './faults.js'
import { glueName, type GlueName } from './glue-name.js'
import type { GlueKind, GlueRule, GlueWhen } from './glue-rule.js'
import { glueRules } from './glue-rules.js'

/** Why a frame is not the place to look at, though it is in-app. */
export interface Glue {
  readonly kind: GlueKind
  /** The function, or the file where it has no name. */
  readonly shown: string
}

/** How a frame stands to what was thrown. */
export interface Throwing {
  /** Nothing but the language's own code was called by it, or glue that is passed over. */
  readonly isThrower: boolean
  /** It is where the language itself failed. */
  readonly isFaulty: boolean
}

export interface JudgedFrame {
  readonly frame: StackFrame
  readonly glue: Glue | undefined
}

/** The application's own frames of an error, innermost first, each with the glue that it is. */
export function judgeGlue(
  language: StackLanguage,
  error: StackError,
  isOwn: (frame: StackFrame) => boolean
): readonly JudgedFrame[] {
  const fault = isFault(language, error)
  let isThrower = true
  let isFirst = true
  return placesOf(error).flatMap((frame) => {
    if (!isOwn(frame)) {
      if (isOthersCode(language, frame)) isThrower = false
      return []
    }
    const glue = glueOf(language, frame, { isThrower, isFaulty: fault && isThrower && isFirst })
    isFirst = false
    if (glue === undefined) isThrower = false
    return [{ frame, glue }]
  })
}

/** A frame without a file is an engine's or a compiler's. */
function isOthersCode(language: StackLanguage, frame: StackFrame): boolean {
  if (language === 'unknown') return true
  const { origin } = judgeFrame(language, frame)
  return origin === 'library' || origin === 'tracer' || origin === 'extension'
}

function glueOf(language: StackLanguage, frame: StackFrame, throwing: Throwing): Glue | undefined {
  const name = glueName(frame)
  const file = (frame.file ?? '').replaceAll('\\', '/').slice(-longestPath)
  const rule = glueRules.find((candidate) => {
    return holds(candidate.when, throwing) && fits(candidate, language, name, file)
  })
  if (rule === undefined) return undefined
  const isNamed = name.shown !== '' && (rule.name !== undefined || rule.owner !== undefined)
  return { kind: rule.kind, shown: isNamed ? name.shown : file.slice(file.lastIndexOf('/') + 1) }
}

/** The end of a path tells what it is. */
const longestPath = 500

function holds(when: GlueWhen, { isThrower, isFaulty }: Throwing): boolean {
  switch (when) {
    case 'always':
      return true
    case 'unless-fault':
      return !isFaulty
    case 'thrown':
      return isThrower && !isFaulty
  }
}

function fits(rule: GlueRule, language: StackLanguage, { name, owner }: GlueName, file: string): boolean {
  return (
    (rule.languages?.includes(language) ?? true) &&
    (rule.name?.test(name) ?? true) &&
    (rule.owner?.test(owner) ?? true) &&
    (rule.file?.test(file) ?? true)
  )
}
