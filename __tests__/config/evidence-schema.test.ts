import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'
import { evidenceSchema, toEvidencePolicy } from '../../src/config/evidence-schema.js'
import type { EvidencePolicy } from '../../src/flow/decision/evidence/evidence-policy.js'

function policyOf(file: unknown): EvidencePolicy {
  return toEvidencePolicy(evidenceSchema.parse(file))
}

function problemsOf(file: unknown): string[] {
  const { error } = evidenceSchema.safeParse(file)
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('the evidence section', () => {
  it('has a default for everything', () => {
    expect(policyOf({})).toEqual({
      falseAlarmsPerWeek: 1,
      sweepsPerWeek: 28,
      alertLevel: 0.001,
      causedLevel: 0.001,
      impact: {
        minimumExcess: 5,
        minimumRatio: 2,
        medium: { share: 0.001, users: 10 },
        high: { share: 0.01, users: 100 },
        tierOneServices: [],
        criticalPaths: []
      },
      matrix: {
        quiet: { none: 'log', low: 'log', medium: 'retest', high: 'unconfirmed' },
        spike: { none: 'log', low: 'persist', medium: 'ticket', high: 'page' },
        caused: { none: 'log', low: 'ticket', medium: 'ticket', high: 'page' }
      }
    })
  })

  it('takes a cell of the matrix alone', () => {
    const { matrix } = policyOf({ matrix: { spike: { none: 'hold' } } })
    expect(matrix.spike).toEqual({ none: 'hold', low: 'persist', medium: 'ticket', high: 'page' })
    expect(matrix.quiet.none).toBe('log')
  })

  it('hands everything over', () => {
    const file = {
      'false-alarms-per-week': 2,
      'sweeps-per-week': 168,
      'alert-level': 0.01,
      'caused-level': 0.002,
      impact: {
        'minimum-excess': 1,
        'minimum-ratio': 1.5,
        medium: { share: 0.02, users: 3 },
        high: { share: 0.3, users: 4 },
        'tier-one-services': ['a*'],
        'critical-paths': ['POST /login']
      }
    }
    expect(policyOf(file)).toMatchObject({
      falseAlarmsPerWeek: 2,
      sweepsPerWeek: 168,
      alertLevel: 0.01,
      causedLevel: 0.002,
      impact: {
        minimumExcess: 1,
        minimumRatio: 1.5,
        medium: { share: 0.02, users: 3 },
        high: { share: 0.3, users: 4 },
        tierOneServices: ['a*'],
        criticalPaths: ['POST /login']
      }
    })
  })

  it.each<[unknown, string]>([
    [
      { 'false-alarms-per-week': 0 },
      'false-alarms-per-week: write a number of false alarms above 0, such as 1'
    ],
    [{ 'sweeps-per-week': 1.5 }, 'sweeps-per-week: write a whole number of sweeps, such as 28'],
    [{ 'sweeps-per-week': 0 }, 'sweeps-per-week: write a whole number of sweeps, such as 28'],
    [{ 'alert-level': 1 }, 'alert-level: write a probability between 0 and 1, such as 0.001'],
    [{ 'caused-level': 'small' }, 'caused-level: write a probability between 0 and 1, such as 0.001'],
    [
      { impact: { 'minimum-ratio': 0.5 } },
      'impact.minimum-ratio: write how many times as many errors, such as 2'
    ],
    [{ impact: { 'minimum-excess': -1 } }, 'impact.minimum-excess: write a number of errors, such as 5'],
    [
      { impact: { medium: { share: 5 } } },
      'impact.medium.share: write a share of the requests between 0 and 1, such as 0.01'
    ],
    [{ impact: { high: { users: 1.5 } } }, 'impact.high.users: write a number of users, such as 10'],
    [
      { impact: { 'critical-paths': 'x' } },
      'impact.critical-paths: write a list of names in which * stands for anything'
    ],
    [
      { impact: { medium: { share: 0.5 } } },
      'impact.high.share: write at least as much for high as for medium'
    ],
    [
      { impact: { medium: { users: 200 } } },
      'impact.high.users: write at least as much for high as for medium'
    ],
    [
      { matrix: { quiet: { low: 'ignore' } } },
      'matrix.quiet.low: write one of hold, log, retest, persist, unconfirmed, ticket, page'
    ]
  ])('says what to write instead of %j', (file, problem) => {
    expect(problemsOf(file)).toContain(problem)
  })

  it('refuses keys that it does not know', () => {
    expect(problemsOf({ alpha: 1 }).join()).toMatch(/alpha/)
    expect(problemsOf({ matrix: { loud: {} } }).join()).toMatch(/loud/)
  })

  it('describes every key for editors', () => {
    const bare: string[] = []
    const walk = (schema: z.core.JSONSchema.JSONSchema, path: string): void => {
      for (const [key, value] of Object.entries(schema.properties ?? {})) {
        if (typeof value === 'boolean') continue
        if (value.description === undefined) bare.push(`${path}${key}`)
        walk(value, `${path}${key}.`)
      }
    }
    walk(z.toJSONSchema(evidenceSchema, { io: 'input' }), '')
    expect(bare).toEqual([])
  })
})
