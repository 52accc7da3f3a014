import type { Known } from '../issue/known.js'
import type { Classification } from './fix-class.js'
import type { Pattern } from './patterns/pattern.js'
import { isProduction, type RubricPolicy, type Score } from './rubric.js'

/** Conditions of the hand-off to auto-fix, in the order in which they are told. */
export const gateNames = [
  'kill-switch',
  'class',
  'pattern',
  'cause',
  'diagnosis',
  'score',
  'origin',
  'not-handed-off'
] as const
export type GateName = (typeof gateNames)[number]

export interface Gate {
  readonly name: GateName
  readonly passed: boolean
  /** `force-fix` let it pass. */
  readonly forced: boolean
  readonly why: string
}

export interface GateFacts {
  /** The input `autofix-enabled` as it was read: anything but `true` is off. */
  readonly switchedOn: boolean
  readonly classification: Classification
  /** The known pattern that fits the error. */
  readonly pattern: Pattern | undefined
  /** Whether code of ours may be the cause, by all that goes on around the error. */
  readonly cause: { readonly allowed: boolean; readonly why: string }
  /** Why a confirmed diagnosis holds a fix back; `undefined`: none does. */
  readonly heldBack: string | undefined
  readonly score: Score
  /** The ticket's score when it was filed; our own REVIEWED mark lowers the score afterwards. */
  readonly scoreAtFiling: number | undefined
  readonly origin: Known<string>
  readonly nonProductionAllowed: boolean
  readonly handedOff: boolean
  readonly force: boolean
}

export interface GateVerdict {
  readonly eligible: boolean
  readonly gates: readonly Gate[]
}

/**
 * May this issue go to auto-fix? `force` skips the score and the origin, and lets an issue be handed off again; never
 * the kill switch, never the class, and never what is known of the cause.
 */
export function judgeGates(facts: GateFacts, rubric: RubricPolicy): GateVerdict {
  const { classification, pattern, cause, heldBack, force } = facts
  const points = Math.max(facts.score.total, facts.scoreAtFiling ?? 0)
  const gates: Gate[] = [
    {
      name: 'kill-switch',
      passed: facts.switchedOn,
      forced: false,
      why: facts.switchedOn ? 'autofix-enabled is true' : 'autofix-enabled is not "true": auto-fix is off'
    },
    {
      name: 'class',
      passed: classification.kind === 'class',
      forced: false,
      why: describeClass(classification)
    },
    {
      name: 'pattern',
      passed: pattern?.autofix !== 'never',
      forced: false,
      why:
        pattern === undefined
          ? 'no known pattern fits'
          : `the pattern ${pattern.name} says autofix: ${pattern.autofix}`
    },
    { name: 'cause', passed: cause.allowed, forced: false, why: cause.why },
    {
      name: 'diagnosis',
      passed: heldBack === undefined,
      forced: false,
      why: heldBack ?? 'no confirmed diagnosis speaks against a fix'
    },
    forcible(
      'score',
      points >= rubric.autofixAt,
      `${points} points; auto-fix needs ${rubric.autofixAt}`,
      force
    ),
    forcible('origin', ...judgeOrigin(facts, rubric), force),
    forcible(
      'not-handed-off',
      !facts.handedOff,
      facts.handedOff ? 'it was handed to auto-fix before' : 'not handed to auto-fix yet',
      force
    )
  ]
  return { eligible: gates.every((gate) => gate.passed), gates }
}

function forcible(name: GateName, passes: boolean, why: string, force: boolean): Gate {
  const forced = !passes && force
  return { name, passed: passes || forced, forced, why: forced ? `${why}; forced by force-fix` : why }
}

function judgeOrigin({ origin, nonProductionAllowed }: GateFacts, rubric: RubricPolicy): [boolean, string] {
  if (origin.known && isProduction(origin.value, rubric)) return [true, `${origin.value} is production`]
  const where = origin.known
    ? `${origin.value} is not production`
    : `the environment is unknown: ${origin.reason}`
  return nonProductionAllowed
    ? [true, `${where}, and staging-fix-enabled is true`]
    : [false, `${where}, and staging-fix-enabled is not true`]
}

function describeClass(classification: Classification): string {
  switch (classification.kind) {
    case 'class':
      return `${classification.fixClass}: ${classification.evidence}`
    case 'denied':
      return `denied by ${classification.rule}: ${classification.evidence}`
    case 'none':
      return `not an allow-listed class: ${classification.evidence}`
  }
}
