import * as z from 'zod'
import {
  evidenceActions,
  type EvidenceAction,
  type EvidencePolicy,
  type ImpactBand
} from '../flow/decision/evidence/evidence-policy.js'
import { glob } from './ownership-schema.js'

const LEVEL = { error: 'write a probability between 0 and 1, such as 0.001' }
const SHARE = { error: 'write a share of the requests between 0 and 1, such as 0.01' }
const USERS = { error: 'write a number of users, such as 10' }
const EXCESS = { error: 'write a number of errors, such as 5' }
const RATIO = { error: 'write how many times as many errors, such as 2' }
const ALARMS = { error: 'write a number of false alarms above 0, such as 1' }
const SWEEPS = { error: 'write a whole number of sweeps, such as 28' }
const GLOBS = { error: 'write a list of names in which * stands for anything' }

const level = z.number(LEVEL).gt(0, LEVEL).lt(1, LEVEL)
const share = z.number(SHARE).min(0, SHARE).max(1, SHARE)
const users = z.number(USERS).int(USERS).min(0, USERS)
const globs = z.array(glob, GLOBS)

const actionNames = Object.keys(evidenceActions) as [EvidenceAction, ...EvidenceAction[]]
const action = z.enum(actionNames, { error: `write one of ${actionNames.join(', ')}` })

function row(
  defaults: Readonly<Record<ImpactBand, EvidenceAction>>
): z.ZodPrefault<z.ZodObject<Readonly<Record<ImpactBand, z.ZodDefault<typeof action>>>, z.core.$strict>> {
  const cell = (band: ImpactBand): z.ZodDefault<typeof action> =>
    action.default(defaults[band]).describe(`What impact ${band} asks for.`)
  return z
    .strictObject({ none: cell('none'), low: cell('low'), medium: cell('medium'), high: cell('high') })
    .prefault({})
}

const ORDER = { error: 'write at least as much for high as for medium' }

const impact = z
  .strictObject({
    'minimum-excess': z
      .number(EXCESS)
      .min(0, EXCESS)
      .default(5)
      .describe('With fewer errors above the expected ones there is no impact.'),
    'minimum-ratio': z
      .number(RATIO)
      .min(1, RATIO)
      .default(2)
      .describe('With fewer times the expected errors there is no impact.'),
    medium: z
      .strictObject({
        share: share.default(0.001).describe("Share of the service's requests that the excess is, at least."),
        users: users.default(10).describe('Affected users, at least.')
      })
      .prefault({})
      .describe('One of these makes the impact medium.'),
    high: z
      .strictObject({
        share: share.default(0.01).describe("Share of the service's requests that the excess is, at least."),
        users: users.default(100).describe('Affected users, at least.')
      })
      .prefault({})
      .describe('One of these makes the impact high.'),
    'tier-one-services': globs.default([]).describe('Services whose impact is medium at least.'),
    'critical-paths': globs
      .default([])
      .describe(
        'Operations (such as "POST /api/login") or services whose impact is high, and on which a small rise counts too.'
      )
  })
  .refine(({ medium, high }) => high.share >= medium.share, { ...ORDER, path: ['high', 'share'] })
  .refine(({ medium, high }) => high.users >= medium.users, { ...ORDER, path: ['high', 'users'] })

const matrix = z.strictObject({
  quiet: row({ none: 'log', low: 'log', medium: 'retest', high: 'unconfirmed' }).describe(
    'The number of errors may be chance. What makes a ticket does so only where the count alone is unusual (p up to .01), and is as log elsewhere.'
  ),
  spike: row({ none: 'log', low: 'persist', medium: 'ticket', high: 'page' }).describe(
    'There are more errors than usual.'
  ),
  caused: row({ none: 'log', low: 'ticket', medium: 'ticket', high: 'page' }).describe(
    'There are more errors than usual, and a deploy of ours is the cause.'
  )
})

/** Whether errors are more than usual, whether that matters, and what the two together ask for. */
export const evidenceSchema = z.strictObject({
  'false-alarms-per-week': z
    .number(ALARMS)
    .gt(0, ALARMS)
    .default(1)
    .describe('Spikes that are none which all sweeps of a week together may report.'),
  'sweeps-per-week': z
    .number(SWEEPS)
    .int(SWEEPS)
    .min(1, SWEEPS)
    .default(28)
    .describe('How often the sweep runs; 28 is every six hours.'),
  'alert-level': level
    .default(0.001)
    .describe(
      'Largest probability of chance that counts as a spike where an alert, or a person, chose the issue.'
    ),
  'caused-level': level
    .default(0.001)
    .describe('Largest probability of chance at which a deploy may be said to have caused it.'),
  impact: impact.prefault({}).describe('How much the errors matter.'),
  matrix: matrix.prefault({}).describe('What is asked for: a row for the evidence, a column for the impact.')
})

export function toEvidencePolicy(file: z.output<typeof evidenceSchema>): EvidencePolicy {
  return {
    falseAlarmsPerWeek: file['false-alarms-per-week'],
    sweepsPerWeek: file['sweeps-per-week'],
    alertLevel: file['alert-level'],
    causedLevel: file['caused-level'],
    impact: {
      minimumExcess: file.impact['minimum-excess'],
      minimumRatio: file.impact['minimum-ratio'],
      medium: file.impact.medium,
      high: file.impact.high,
      tierOneServices: file.impact['tier-one-services'],
      criticalPaths: file.impact['critical-paths']
    },
    matrix: file.matrix
  }
}
