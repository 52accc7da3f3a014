import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  composeFixRequest,
  fitFixRequest,
  MAXIMUM_PAYLOAD_CHARS,
  type FixRequestFacts
} from '../../../src/flow/fix/compose-fix-request.js'
import { readFixRequest } from '../../../src/flow/fix/read-fix-request.js'
import { known, unknown, type Known } from '../../../src/flow/issue/known.js'
import { frame, issue } from '../ticket/ticket-case.js'
import { request } from '../pull-request/bundle-example.js'

const facts: FixRequestFacts = {
  issue: issue({ id: request.issue_id, url: request.evidence.datadog_url }),
  ticket: { key: 'PPL-7', url: request.evidence.ticket_url },
  fingerprint: '1f2e3d4c5b6a7988',
  fixClass: 'null-safety-guard',
  bump: undefined,
  team: 'checkout',
  score: 9,
  env: known('prod'),
  force: false,
  runUrl: request.triage_run,
  culprit: { frame: frame(), path: known('src/cart.ts'), reason: 'innermost in-app frame' },
  culpritCommit: known('c'.repeat(40)),
  message: 'no price',
  stack: 'TypeError: no price\n    at total (src/cart.ts:42:17)'
}

const bump = {
  ecosystem: 'npm',
  name: '@acme/money',
  from: '1.2.0',
  to: '1.2.1',
  lockfile: 'package-lock.json',
  source: 'https://github.com/advisories/GHSA-1'
} as const

/** What the fix job reads of a payload that went over the wire. */
function readBack(payload: unknown) {
  return readFixRequest(JSON.parse(JSON.stringify(payload)) as unknown)
}

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.constantFrom('\n', '"', '\\', '\u0000', '\ud800', '\u202e', '../..', '$(id)', '[redacted:email]'),
  fc.string({ minLength: 1, maxLength: 3 }).map((text) => text.repeat(20_000))
)
const oddFact: fc.Arbitrary<Known<string>> = fc.oneof(odd.map(known), odd.map(unknown))

describe('the hand-off', () => {
  it('has ten keys, and tells what the fix job needs', () => {
    const payload = composeFixRequest({ ...facts, bump, fixClass: 'dependency-bump' })
    expect(Object.keys(payload)).toHaveLength(10)
    expect(payload.evidence.culprit).toEqual({
      path: 'src/cart.ts',
      line: 42,
      function: 'CartService.total',
      commit: 'c'.repeat(40)
    })
    const { name, ...rest } = bump
    expect(payload.evidence.bump).toEqual({ ...rest, package: name })
    expect(payload.evidence.team).toBe('checkout')
    expect(readBack(payload)).toEqual({ ok: true, request: payload })
  })

  it('says what is wanted: a fix, unless it is a diagnosis', () => {
    expect(composeFixRequest(facts).evidence).toMatchObject({ wanted: 'fix', known_diagnosis: null })
    const payload = composeFixRequest({ ...facts, wanted: 'diagnosis', fixClass: '' })
    expect(payload.evidence.wanted).toBe('diagnosis')
    expect(readBack(payload)).toEqual({ ok: true, request: payload })
  })

  it('has what is known of the bug under the fingerprint of today', () => {
    const knownDiagnosis = {
      fingerprint: 'aaaabbbbccccdddd',
      ticketKey: 'PPL-1',
      category: 'external',
      confidence: 0.8,
      rootCause: 'Theirs.',
      files: [],
      at: 1_000,
      confirmed: true
    } as const
    const payload = composeFixRequest({ ...facts, knownDiagnosis, knownPattern: 'price-outage' })
    expect(payload.evidence).toMatchObject({
      known_diagnosis: { ...knownDiagnosis, fingerprint: facts.fingerprint },
      known_pattern: 'price-outage'
    })
    expect(readBack(payload)).toEqual({ ok: true, request: payload })
  })

  it.each([
    ['the first line of the template', 'no price for <num>  \nand more', 'no price for <num>'],
    ['nothing of a template with hidden signs', 'no\u200bprice', null],
    ['nothing of one with blanks that would be lost', '  no   price', null],
    ['the beginning of a long one', 'x'.repeat(5_000), 'x'.repeat(300)],
    ['nothing where there is none', undefined, null]
  ])('has %s', (_, messageTemplate, sent) => {
    const payload = composeFixRequest({ ...facts, messageTemplate })
    expect(payload.evidence.message_template).toBe(sent)
  })

  it('is read back whatever the error says', () => {
    const texts = fc.record({
      message: odd,
      stack: odd,
      type: odd,
      path: odd,
      commit: oddFact,
      version: oddFact
    })
    const others = fc.record({
      env: oddFact,
      team: fc.option(odd, { nil: undefined }),
      word: odd,
      line: fc.double().filter((line) => !Object.is(line, -0))
    })
    fc.assert(
      fc.property(texts, others, (text, { env, team, word, line }) => {
        const payload = composeFixRequest({
          ...facts,
          env,
          team,
          message: text.message,
          stack: text.stack,
          bump: { ...bump, from: word, lockfile: word },
          culpritCommit: text.commit,
          culprit: {
            frame: frame({ function: word, line }),
            path: known(text.path),
            reason: ''
          },
          issue: {
            ...facts.issue,
            errorType: text.type,
            service: word,
            firstSeen: { ...facts.issue.firstSeen, version: text.version },
            lastSeen: { ...facts.issue.lastSeen, version: text.version }
          }
        })
        expect(JSON.stringify(payload).length).toBeLessThanOrEqual(MAXIMUM_PAYLOAD_CHARS)
        expect(readBack(payload)).toStrictEqual({ ok: true, request: payload })
      }),
      { numRuns: 300 }
    )
  })

  it('is read back after redaction, which makes text longer', () => {
    const payload = composeFixRequest({
      ...facts,
      message: '1.1.1.1 '.repeat(1_000),
      issue: { ...facts.issue, errorType: 'a@b.de '.repeat(1_000), service: 'a@b.de '.repeat(1_000) }
    })
    const longer = fitFixRequest({
      ...payload,
      evidence: {
        ...payload.evidence,
        error_type: payload.evidence.error_type.replaceAll('a@b.de', '[redacted:email-address]'),
        service: payload.evidence.service.replaceAll('a@b.de', '[redacted:email-address]'),
        message: payload.evidence.message.replaceAll('1.1.1.1', '[redacted:ip-address]'.repeat(5))
      }
    })
    expect(JSON.stringify(longer).length).toBeLessThanOrEqual(MAXIMUM_PAYLOAD_CHARS)
    expect(readBack(longer)).toMatchObject({ ok: true })
  })

  it.each([
    ['a name', { name: 'money; id' }],
    ['a version', { from: '1.0 && id' }],
    ['a lockfile', { lockfile: '../package-lock.json' }]
  ])('leaves out a bump whose words could be taken for something else: %s', (_, change) => {
    expect(composeFixRequest({ ...facts, bump: { ...bump, ...change } }).evidence.bump).toBeNull()
  })

  it.each(['main', 'HEAD~1', '--upload-pack=id', 'c'.repeat(65)])(
    'tells no commit that is none: %s',
    (commit) => {
      expect(composeFixRequest({ ...facts, culpritCommit: known(commit) }).evidence.culprit.commit).toBeNull()
    }
  )
})

describe('the limit of the payload', () => {
  const sized = (stack: string): number =>
    JSON.stringify(fitFixRequest({ ...request, evidence: { ...request.evidence, stack } })).length

  it('lets everything through that fits, and cuts the stack one past it', () => {
    const room = MAXIMUM_PAYLOAD_CHARS - sized('')
    expect(sized('x'.repeat(room))).toBe(MAXIMUM_PAYLOAD_CHARS)
    const cut = fitFixRequest({ ...request, evidence: { ...request.evidence, stack: 'x'.repeat(room + 1) } })
    expect(cut.evidence.stack).toContain('characters cut')
    expect(cut.evidence.message).toBe(request.evidence.message)
    expect(JSON.stringify(cut).length).toBeLessThanOrEqual(MAXIMUM_PAYLOAD_CHARS)
  })

  it('cuts the message when there is no stack left to cut', () => {
    const evidence = { ...request.evidence, stack: 'x', message: 'y'.repeat(70_000) }
    const cut = fitFixRequest({ ...request, evidence })
    expect(JSON.stringify(cut).length).toBeLessThanOrEqual(MAXIMUM_PAYLOAD_CHARS)
    expect(cut.evidence.stack).toBe('')
  })
})
