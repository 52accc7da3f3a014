import { known, unknown, type Known } from './known.js'
import { findCaseless, findPlace, type FoundPlace } from './place/find-place.js'
import { installedPath } from './place/installed-package.js'
import { isBundle, isCompiledFrom } from './place/javascript-paths.js'
import { judgeGlue, type Glue } from './place/judge-glue.js'
import { openPlaces, type PlaceRules } from './place/match-group.js'
import type { RepositoryIndex } from './repository-index.js'
import { causeChain, type Culprit, type StackError, type StackFrame, type StackTrace } from './stack-trace.js'

export interface CulpritRules extends PlaceRules {
  /** Commit whose files are looked into, where another one failed: what is not there may have been moved since. */
  readonly listedAt?: string
}

/**
 * The frame to look at first, and its file in the repository. Unknown where no frame is in-app.
 *
 * The deepest cause comes first, because what wraps it only passes it on; within an error, the innermost in-app frame that is not
 * glue, such as a guard that throws for its caller. In-app frames whose files the repository does not have (a library that is not
 * known as one) are passed over as long as another frame or error has one. A frame that fits several files equally well ends
 * the search: the path is then unknown and the candidates are named, because the next frame out would be the wrong place.
 */
export function findCulprit(
  trace: StackTrace,
  repositoryFiles: RepositoryIndex | undefined,
  rules: CulpritRules = {}
): Known<Culprit> {
  const steps = stepsOf(trace, ({ inApp }) => inApp)
  const [first] = withGlueLast(steps)
  if (repositoryFiles === undefined) {
    if (first === undefined) return unknown(whyNone(trace))
    const path = unknown<string>('the files of the repository are not known')
    return known(culpritOf(first, { path, note: undefined }, steps))
  }
  if (first === undefined) return findInstalled(trace, repositoryFiles) ?? unknown(whyNone(trace))
  const places = openPlaces(trace, repositoryFiles, rules)
  const found =
    findFirst(steps, (frame) => findPlace(frame, places)) ??
    findFirst(steps, (frame) => findCaseless(frame, places))
  if (found !== undefined) return known(found)
  const path = unknown<string>(whyNoFile(first.frame, trace, rules))
  return findInstalled(trace, repositoryFiles) ?? known(culpritOf(first, { path, note: undefined }, steps))
}

function findFirst(
  steps: readonly Step[],
  find: (frame: StackFrame) => FoundPlace | undefined
): Culprit | undefined {
  for (const step of withGlueLast(steps)) {
    const found = find(step.frame)
    if (found !== undefined) return culpritOf(step, found, steps)
  }
  return undefined
}

/** The application itself may be installed as a package: then its own frames look like a library's. */
function findInstalled(trace: StackTrace, index: RepositoryIndex): Known<Culprit> | undefined {
  const { language } = trace
  const steps = stepsOf(trace, (frame) => installedPath(language, frame, index) !== undefined)
  const culprit = findFirst(steps, (frame) => {
    const path = installedPath(language, frame, index)
    return path === undefined
      ? undefined
      : { path: known(path), note: 'its file looks like one of a library, but the repository has it' }
  })
  return culprit === undefined ? undefined : known(culprit)
}

interface Step {
  readonly frame: StackFrame
  readonly glue: Glue | undefined
  readonly error: StackError
  readonly isCause: boolean
  /** Frames of the same error further in that are not glue. */
  readonly passed: number
}

/** The application's own frames, the deepest cause first. */
function stepsOf(trace: StackTrace, isOwn: (frame: StackFrame) => boolean): readonly Step[] {
  return [...causeChain(trace)].reverse().flatMap((error) => {
    let passed = 0
    return judgeGlue(trace.language, error, isOwn).map(({ frame, glue }) => {
      const step = { frame, glue, error, isCause: error !== trace.errors[0], passed }
      if (glue === undefined) passed += 1
      return step
    })
  })
}

/** Glue is the culprit only where there is nothing else, and what every request comes in by only where there is no other glue. */
function withGlueLast(steps: readonly Step[]): readonly Step[] {
  const own = steps.filter(({ glue }) => glue === undefined)
  const between = steps.filter(({ glue }) => glue !== undefined && glue.kind !== 'entry point')
  return own.length + between.length > 0 ? [...own, ...between] : steps
}

function whyNone(trace: StackTrace): string {
  const count = trace.errors.reduce((sum, error) => sum + error.frames.length, 0)
  return count === 0 ? 'the trace has no frames that can be read' : 'no frame of the trace is in-app'
}

function whyNoFile(frame: StackFrame, trace: StackTrace, { listedAt }: CulpritRules): string {
  const file = frame.file ?? 'the frame'
  if (trace.language === 'javascript' && isBundle(frame)) {
    return `${file} is a minified bundle that is not in the repository; upload its source maps to Datadog`
  }
  const doubt =
    listedAt === undefined
      ? ''
      : `; the files are those of ${listedAt.slice(0, 12)}, and another commit failed`
  return `no file of the repository fits ${file}${doubt}`
}

/** The culprit's line in its file of the repository; `undefined` where the trace has none, or that of a compiled file. */
export function lineOf({ frame, path }: Culprit): number | undefined {
  return path.known && isCompiledFrom(path.value, frame.file) ? undefined : frame.line
}

/** More names than these would hide the rest of the reason. */
const mostNamed = 3

function culpritOf(step: Step, { path, note }: FoundPlace, steps: readonly Step[]): Culprit {
  const which = step.passed === 0 ? 'innermost in-app frame' : 'innermost in-app frame of the repository'
  const cause = step.isCause ? ` of the cause ${step.error.type ?? '(no type)'}` : ''
  const glue = step.glue === undefined ? passedOver(step, steps) : onlyGlue(step.glue)
  const reason = [`${which}${cause}`, glue, note].filter((part) => part !== undefined).join('; ')
  return { frame: step.frame, path, reason }
}

function passedOver(step: Step, steps: readonly Step[]): string | undefined {
  const passed = steps.slice(0, steps.indexOf(step)).flatMap(({ glue }) => (glue === undefined ? [] : [glue]))
  if (passed.length === 0) return undefined
  const names = passed.slice(0, mostNamed).map(({ shown, kind }) => `${shown} (${kind})`)
  const more = passed.length - names.length
  return `passed over ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function onlyGlue({ shown, kind }: Glue): string {
  return `${shown} is ${/^[aeio]/.test(kind) ? 'an' : 'a'} ${kind}, but there is no better frame`
}
