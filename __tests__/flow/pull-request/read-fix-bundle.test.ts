import { describe, expect, it } from '@jest/globals'
import { ConfigurationError } from '../../../src/errors.js'
import { fixReasons, type FixReason } from '../../../src/flow/fix/fix-outcomes.js'
import { readFixBundle } from '../../../src/flow/pull-request/read-fix-bundle.js'
import type { FixBundle } from '../../../src/flow/pull-request/fix-bundle.js'
import { cause } from './cause-example.js'
import { bundles, endedBy, proven, request } from './bundle-example.js'

function overTheWire(bundle: unknown): unknown {
  return JSON.parse(JSON.stringify(bundle))
}

function problemOf(change: Readonly<Record<string, unknown>>): string {
  try {
    readFixBundle(overTheWire({ ...proven, ...change }), request)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
  return ''
}

describe('a bundle that comes back', () => {
  it.each(Object.entries(bundles))('is what it was, keys without a value included: %s', (_, bundle) => {
    expect(readFixBundle(overTheWire(bundle), request)).toStrictEqual(bundle)
  })

  it.each(Object.keys(fixReasons))('may have ended by %s', (name) => {
    const reason = Object.keys(fixReasons).find((each): each is FixReason => each === name) ?? 'proven'
    const bundle = endedBy(reason)
    expect(readFixBundle(overTheWire(bundle), request)).toStrictEqual(bundle)
  })

  it('takes text for people and the team from the event, which the fix job could not change', () => {
    const { evidence } = request
    const forged: FixBundle = {
      ...proven,
      team: 'admins',
      request: { ...request, score: 99, evidence: { ...evidence, datadog_url: 'https://evil.test/' } }
    }
    expect(readFixBundle(overTheWire(forged), request)).toStrictEqual(proven)
    const unowned = { ...request, evidence: { ...evidence, team: null } }
    expect(readFixBundle(overTheWire(proven), unowned).team).toBe('')
  })

  it('has its diagnosis, and may come from a version that made none', () => {
    expect(readFixBundle(overTheWire({ ...proven, cause }), request)).toStrictEqual({ ...proven, cause })
    expect(readFixBundle(overTheWire({ ...proven, cause: null }), request).cause).toBeNull()
    expect('cause' in readFixBundle(overTheWire(proven), request)).toBe(false)
  })

  it.each([
    ['a tier that silences', { proposal: { ...cause.proposal, tier: 'ignore' } }],
    ['a key of its own', { proposal: { ...cause.proposal, keys: ['.*'] } }],
    ['another category', { found: { ...cause.found, category: 'magic' } }],
    ['a cause without end', { found: { ...cause.found, rootCause: 'x'.repeat(200_000) } }]
  ])('is refused with a diagnosis of %s', (_, change) => {
    expect(problemOf({ cause: { ...cause, ...change } })).toContain('cause')
  })

  it('survives an agent that deleted a whole tree', () => {
    const findings = Array.from({ length: 50_000 }, (_, index) => ({
      rule: 'deleted-file' as const,
      path: `src/${index}.ts`,
      line: undefined,
      evidence: ''
    }))
    const bundle = { ...endedBy('guard-refused'), findings }
    expect(readFixBundle(overTheWire(bundle), request).findings).toHaveLength(50_000)
  })
})

describe('a bundle of another bug is refused', () => {
  it.each([
    ['issue_id', { issue_id: '5f1b7a52-7a6e-11ef-9a0b-da7ad0900003' }],
    ['ticket_key', { ticket_key: 'PPL-8' }],
    ['fingerprint', { fingerprint: '0000000000000000' }],
    ['fix_class', { fix_class: 'parse-guard' }]
  ])('by its %s', (key, change) => {
    expect(problemOf({ request: { ...request, ...change } })).toMatch(
      new RegExp(`another bug than the event: ${key} differs\\. Pass on`)
    )
  })
})

describe('what is no bundle is refused, and the place is named', () => {
  const long = 'x'.repeat(1_200_000)
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['another version', { schema: 2 }, 'schema'],
    ['an unknown reason', { end: { reason: 'merged', why: '' } }, 'end.reason'],
    ['a reason that every object has', { end: { reason: 'toString', why: '' } }, 'end.reason'],
    ['an unknown rule', { findings: [{ rule: '__proto__', evidence: '' }] }, 'findings.0.rule'],
    ['a commit that is none', { base: { branch: 'develop', commit: 'HEAD' } }, 'base.commit'],
    ['a branch that leaves its place', { branch: '../main' }, 'branch'],
    ['a branch that looks like an option', { branch: '-f' }, 'branch'],
    ['a branch with a line end', { branch: 'fix\nmain' }, 'branch'],
    ['a page that is no address', { runUrl: 'javascript:alert(1)' }, 'runUrl'],
    ['a page with a line in it', { runUrl: 'https://x.test/\nCo-authored-by: a' }, 'runUrl'],
    ['an executable file', { files: [{ ...proven.files[0], mode: '100755x' }] }, 'files.0.mode'],
    ['a link', { files: [{ ...proven.files[0], mode: '120000' }] }, 'files.0.mode'],
    ['a file that is too large', { files: [{ ...proven.files[0], text: long }] }, 'files.0.text'],
    ['too many files', { files: Array.from({ length: 101 }, () => proven.files[0]) }, 'files'],
    ['a text that is too long', { end: { reason: 'proven', why: long } }, 'end.why'],
    ['a canary that would match anything', { canary: '' }, 'canary'],
    ['a request without evidence', { request: { ...request, evidence: null } }, 'request.evidence'],
    ['a missing part', { steps: undefined }, 'steps'],
    ['no usage', { agent: { ...proven.agent, usage: { usd: -1 } } }, 'agent.usage'],
    [
      'a certificate with a step too many',
      { certificate: { ...proven.certificate, extra: 1 } },
      'certificate'
    ]
  ])('%s', (_, change, place) => {
    expect(problemOf(change)).toMatch(new RegExp(`^The fix bundle is not one: ${place}`))
    expect(problemOf(change)).toContain('The autofix job of the same run and version writes it.')
  })

  it.each([null, [], 'x', 7])('%j', (value) => {
    expect(() => readFixBundle(value, request)).toThrow(ConfigurationError)
    expect(() => readFixBundle(value, request)).toThrow('not one: the whole')
  })
})
