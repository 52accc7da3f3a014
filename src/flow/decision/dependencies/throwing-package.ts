import { RE2JS } from 're2js'
import { classRules } from '../class-rules.js'
import type { Culprit } from '../../issue/stack-trace.js'
import { suspectOf, type ReportedError } from '../suspect.js'
import type { Crash } from './advisory.js'
import type { DependencyFix } from './dependency.js'
import { packageOfFrame, plainName, type FramePackage } from './frame-package.js'

/** The package whose code threw, and what it threw. */
export interface ThrowingPackage {
  readonly wanted: FramePackage
  /** `Type: message`, which the policy's patterns are tested on. */
  readonly head: string
  /** Only where the error is one of the runtime: an advisory may then tell of it. */
  readonly crash: Crash | undefined
}

/**
 * The package of the frame that threw, the runtime's own frames aside. Code that cannot be loaded has thrown nothing yet: there
 * it is the package of a configured fix that the message names.
 */
export function throwingPackage(
  input: ReportedError,
  culprit: Culprit,
  fixes: readonly DependencyFix[]
): ThrowingPackage | undefined {
  const suspect = suspectOf(input, culprit)
  if (suspect === undefined) return undefined
  const { language, type, message } = suspect
  const head = [type, message].filter((part) => part !== '').join(': ')
  const thrower = suspect.between.find(({ origin }) => origin !== 'runtime' && origin !== 'generated')
  if (thrower === undefined) {
    const named = fixes.find((fix) => namesPackage(message, fix) && testPattern(fix, head))
    if (named === undefined) return undefined
    const { ecosystem } = named
    const name = plainName(ecosystem, named.name)
    return { wanted: { ecosystem, name, version: undefined, folder: undefined }, head, crash: undefined }
  }
  const wanted = packageOfFrame(language, thrower.frame)
  if (wanted === undefined) return undefined
  const rule = classRules[language].find((each) => each.types.includes(type) && each.message.test(message))
  const crash =
    rule === undefined ? undefined : { fixClass: rule.fixClass, type, function: thrower.frame.function }
  return { wanted, head, crash }
}

function namesPackage(message: string, { name }: DependencyFix): boolean {
  return message.includes(name) || message.includes(name.replaceAll('-', '_'))
}

function testPattern({ error }: DependencyFix, head: string): boolean {
  return error !== undefined && RE2JS.compile(error).matcher(head).find()
}
