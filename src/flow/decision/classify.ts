import type { Known } from '../issue/known.js'
import type { Platform } from '../issue/issue.js'
import { judgeFrame } from '../issue/judge-frame.js'
import type { FrameOrigin } from '../issue/library-rule.js'
import type { Culprit } from '../issue/stack-trace.js'
import type { Variants } from '../issue/variants.js'
import type { ClassRule, Thrower } from './class-rule.js'
import { classRules } from './class-rules.js'
import { findDenial, type DenyPolicy } from './deny.js'
import type { BumpFinding } from './dependencies/find-bump.js'
import type { Classification, FixClass } from './fix-class.js'
import { refute, type Refuted } from './refute.js'
import type { SourceExcerpt } from './source-excerpt.js'
import { suspectOf, type ReportedError, type Suspect } from './suspect.js'

/** The error, and what was looked up of its code. */
export interface ClassifyInput extends ReportedError {
  readonly culprit: Known<Culprit>
  /** Several bugs that the recent events show. Absent where they show one. */
  readonly variants?: Variants | undefined
  /** Owners of the culprit's file, as CODEOWNERS writes them. */
  readonly owners?: readonly string[]
  /** What stands at the culprit. Absent when nobody has looked; unknown, which is denied, when it could not be read. */
  readonly source?: Known<SourceExcerpt>
  /** The package that threw, and whether a later version of it is known to mend that. Absent when nobody has looked. */
  readonly bump?: BumpFinding
}

export interface ClassifyPolicy extends DenyPolicy {
  readonly allowed: readonly FixClass[]
}

/**
 * The class of an error, by rules alone. A deny rule wins over every class. There is no class without an in-app culprit that is
 * one file of the repository. A class that the policy does not allow is denied, so that the ticket can say so.
 */
export function classifyError(input: ClassifyInput, policy: ClassifyPolicy): Classification {
  const { culprit, bump } = input
  const found = judge(input)
  const denial = findDenial(
    {
      ...input,
      owners: input.owners ?? [],
      source: input.source,
      dependency: bump?.kind === 'bump' ? bump.bump.name : undefined
    },
    policy
  )
  const fixClass = found?.kind === 'class' ? found.fixClass : found?.refuted?.fixClass
  if (denial !== undefined) return { kind: 'denied', fixClass, ...denial }
  if (!culprit.known) return none(culprit.reason)
  if (!culprit.value.path.known) return none(`the culprit's file is unknown: ${culprit.value.path.reason}`)
  if (unreadPlatforms.has(input.platform))
    return none(`there are no rules for the platform ${input.platform}`)
  if (found === undefined)
    return none(bump?.kind === 'none' ? `the error fits no class; ${bump.why}` : noClass)
  if (found.kind !== 'class' || policy.allowed.includes(found.fixClass)) return found
  return { kind: 'denied', fixClass: found.fixClass, rule: 'class not allowed', evidence: found.evidence }
}

const noClass = 'the error fits no class'

type Judged = Exclude<Classification, { kind: 'denied' }>

function none(evidence: string): Judged {
  return { kind: 'none', evidence }
}

/** BrightScript, which no reader reads; a trace that looks like ours there is of something else. */
const unreadPlatforms: ReadonlySet<Platform> = new Set<Platform>(['ROKU'])

const longestEvidence = 200

function judge(input: ClassifyInput): Judged | undefined {
  const { culprit, source, bump } = input
  if (bump?.kind === 'bump')
    return { kind: 'class', fixClass: 'dependency-bump', evidence: bump.why, bump: bump.bump }
  const suspect = culprit.known ? suspectOf(input, culprit.value) : undefined
  if (suspect === undefined || !culprit.known) return undefined
  const rule = classRules[suspect.language].find((candidate) => fits(candidate, suspect))
  if (rule === undefined) return undefined
  const { fixClass } = rule
  const evidence = `${rule.says}: ${headText(suspect)}`
  const against =
    severalBugs(input.variants) ??
    refute({
      suspect,
      rule,
      path: culprit.value.path.known ? culprit.value.path.value : '',
      source: source?.known === true ? source.value : undefined
    })
  if (against === undefined) return { kind: 'class', fixClass, evidence }
  const why = bump?.kind === 'none' ? `; ${bump.why}` : ''
  return {
    kind: 'none',
    evidence: `looks like ${fixClass} (${evidence}), but ${against.seen}${why}`,
    refuted: { fixClass, by: against.by }
  }
}

/** To mend one of them does not end the issue, and what is measured afterwards says nothing. */
function severalBugs(variants: Variants | undefined): Refuted | undefined {
  if (variants === undefined) return undefined
  const places = variants.variants.map(({ place }) => place).join(', ')
  return { by: 'one-of-several-bugs', seen: `the issue's recent events fail in ${places}` }
}

function headText({ type, message }: Suspect): string {
  return [type, message]
    .filter((part) => part !== '')
    .join(': ')
    .slice(0, longestEvidence)
}

function fits(rule: ClassRule, suspect: Suspect): boolean {
  if (!rule.types.includes(suspect.type) || !rule.message.test(suspect.message)) return false
  const [innermost] = suspect.between
  const thrown = innermost?.frame ?? suspect.culprit
  if (rule.thrownIn !== undefined && !rule.thrownIn.test(thrown.function ?? '')) return false
  return throwers[rule.thrownBy].includes(partyOf(judgeFrame(suspect.language, thrown).origin))
}

type Party = 'app' | 'runtime' | 'library'

function partyOf(origin: FrameOrigin): Party {
  if (origin === 'library' || origin === 'tracer' || origin === 'extension') return 'library'
  return origin === 'app' ? 'app' : 'runtime'
}

/** That a library threw is no reason to look no further: the refutation says so, and names it. */
const throwers: Readonly<Record<Thrower, readonly Party[]>> = {
  app: ['app', 'library'],
  runtime: ['runtime', 'library'],
  'app-or-runtime': ['app', 'runtime', 'library']
}
