import { describe, expect, it } from '@jest/globals'
import { readPatterns } from '../../../src/config/read-patterns.js'
import { matchPatterns } from '../../../src/flow/decision/patterns/match-patterns.js'
import type { CauseFinding } from '../../../src/flow/fix/diagnosis/cause-finding.js'
import { proposalKeys, type PatternProposal } from '../../../src/flow/fix/diagnosis/pattern-proposal.js'
import type { FixEvidence } from '../../../src/flow/fix/fix-request.js'
import { addPatterns } from '../../../src/flow/pull-request/add-patterns.js'
import { composePatternsProposal } from '../../../src/flow/pull-request/compose-patterns-proposal.js'
import {
  collectProposal,
  noProposals,
  placeProposals,
  type Proposal
} from '../../../src/flow/pull-request/pattern-proposals.js'
import { writeProposal } from '../../../src/flow/pull-request/write-pattern.js'
import { request } from './bundle-example.js'

const NOW = Date.parse('2026-03-02T10:00:00Z')
const same = (text: string): string => text

function propose(
  proposal: Partial<PatternProposal> = {},
  evidence: Partial<FixEvidence> = {},
  redact = same
): Proposal | undefined {
  const cause: CauseFinding = {
    found: { category: 'external', confidence: 0.8, rootCause: 'Theirs.', files: [] },
    confirmed: false,
    holdsBack: true,
    why: '',
    proposal: { keys: [...proposalKeys], tier: 'digest', note: 'Ask.', reason: 'Monthly.', ...proposal },
    run: null
  }
  const template = 'Cannot read properties of undefined (reading <quoted>)'
  const facts = { ...request.evidence, message_template: template, ...evidence }
  return writeProposal({ request: { ...request, evidence: facts }, cause, now: NOW }, redact)
}

describe('a proposed pattern', () => {
  it("is made of the issue's own facts, expires, and lets no fix through", () => {
    expect(propose()?.pattern).toEqual({
      name: 'type-error-1f2e3d4c',
      match: {
        services: ['shop'],
        types: ['TypeError'],
        message: '^Cannot read properties of undefined \\(reading <quoted>\\)',
        files: ['src/cart.ts'],
        fingerprints: ['1f2e3d4c5b6a7988']
      },
      tier: 'digest',
      autofix: 'never',
      note: 'Ask.',
      reason: "A model's diagnosis on PPL-7: external, sure to 80 %. Monthly.",
      expires: '2026-05-31'
    })
  })

  it('is one that the config takes, and that fits the issue', () => {
    const { pattern } = propose() ?? {}
    const added = pattern && addPatterns('', [pattern])
    const read = readPatterns('patterns.yml', added?.text ?? '', [])
    if (!read.ok) throw new Error(read.problems.join('\n'))
    const facts = {
      service: 'shop',
      environment: 'prod',
      errorType: 'TypeError',
      messageTemplate: 'Cannot read properties of undefined (reading <quoted>)\nand more',
      files: ['src/cart.ts'],
      platform: 'BACKEND',
      fingerprints: ['1f2e3d4c5b6a7988'],
      hourly: undefined
    } as const
    expect(matchPatterns(facts, read.patterns, NOW).tier).toBe('digest')
    expect(matchPatterns({ ...facts, messageTemplate: 'Other' }, read.patterns, NOW).tier).toBeUndefined()
  })

  it.each([
    ['the service alone', ['service']],
    ['type and file', ['type', 'file']],
    ['nothing', []]
  ] as const)('is none that matches by %s', (_, keys) => {
    expect(propose({ keys })).toBeUndefined()
  })

  it.each([
    ['a sign of globs', { service: 'shop*' }, 'services'],
    ['a path with a glob', { culprit: { ...request.evidence.culprit, path: 'src/**' } }, 'files'],
    ['a fact that is not there', { service: '' }, 'services'],
    ['hidden signs', { error_type: 'Type\u200bError' }, 'types'],
    ['a message of a few signs', { message_template: 'Error' }, 'message'],
    ['an unknown template', { message_template: null }, 'message']
  ] as const)('leaves out %s', (_, evidence, key) => {
    expect(Object.keys(propose({}, evidence)?.pattern.match ?? {})).not.toContain(key)
  })

  it('leaves out a fact that the redactor would change, and redacts the words', () => {
    const redact = (text: string): string => text.replaceAll('shop', '[name]')
    const { pattern } = propose({ note: 'Ask the shop.' }, {}, redact) ?? {}
    expect(pattern?.match.services).toBeUndefined()
    expect(pattern?.note).toBe('Ask the [name].')
  })

  it('has a name whatever the type is called', () => {
    expect(propose({}, { error_type: '' })?.pattern.name).toBe('error-1f2e3d4c')
    expect(propose({}, { error_type: 'Ошибка' })?.pattern.name).toBe('error-1f2e3d4c')
    expect(propose({}, { error_type: 'java.net.SocketTimeoutException' })?.pattern.name).toBe(
      'java-net-socket-timeout-exception-1f2e3d4c'
    )
  })
})

describe('the collection of proposals', () => {
  const [one] = [propose()].filter((each) => each !== undefined)
  if (one === undefined) throw new Error('There is no proposal')
  const collected = collectProposal(noProposals, one)

  it('has one for each bug, whatever became of it', () => {
    expect(collectProposal(collected, { ...one, at: NOW + 1 })).toBe(collected)
    const place = { state: 'proposed', pullRequest: 3, branch: 'b' } as const
    const placed = placeProposals(collected, [one.pattern.name], place)
    expect(placed.proposals).toMatchObject([place])
    expect(collectProposal(placed, one)).toBe(placed)
  })

  it('forgets a no after a long time', () => {
    const later = collectProposal(collected, { ...one, at: NOW + 401 * 86_400_000 })
    expect(later.proposals).toHaveLength(1)
    expect(later.proposals[0]?.at).toBeGreaterThan(NOW)
  })
})

describe('the pull request of proposals', () => {
  const one = propose()
  if (one === undefined) throw new Error('There is no proposal')

  it('tells of each with its ticket, and calls nobody', () => {
    const hostile = propose({ note: 'Fixes #1 @acme/all <img src=x> [a](http://evil.example)' }) ?? one
    const { title, body, headline } = composePatternsProposal([hostile], [hostile], same)
    expect(title).toBe('Known patterns that diagnoses propose (1)')
    expect(headline).toBe('Add the pattern type-error-1f2e3d4c')
    expect(body).toContain(request.evidence.ticket_url)
    expect(body).not.toMatch(/(?<!&)#1|@acme|<img|\]\(http:\/\/evil/)
  })

  it('fits, however many there are', () => {
    const many = Array.from({ length: 500 }, () => ({
      ...one,
      pattern: { ...one.pattern, note: 'n'.repeat(300) }
    }))
    const { body } = composePatternsProposal(many, many, same)
    expect(body.length).toBeLessThanOrEqual(65_000)
    expect(body).toContain('more')
  })
})
