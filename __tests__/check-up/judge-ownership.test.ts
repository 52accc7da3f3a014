import { describe, expect, it } from '@jest/globals'
import { judgeOwnership } from '../../src/check-up/judge-ownership.js'
import { parseCodeOwners } from '../../src/flow/decision/codeowners.js'
import { known, unknown, type Known } from '../../src/flow/issue/known.js'
import type { CodeOwners } from '../../src/flow/decision/codeowners.js'
import { requestOf } from './policy-of.js'

const none: Known<CodeOwners> = unknown('the repository has no CODEOWNERS file')

function ownersOf(text: string): Known<CodeOwners> {
  return known(parseCodeOwners('.github/CODEOWNERS', text))
}

function linesOf(policy: string | undefined, codeOwners: Known<CodeOwners>): readonly string[] {
  return judgeOwnership({ codeOwners }, requestOf(policy)).map(
    ({ id, status, found, mend = '' }) => `${status} ${id}: ${found} ${mend}`
  )
}

const two = `ownership:
  teams:
    checkout: { github: ['@acme/Checkout'] }
    search: { datadog: [search-squad] }
  default: checkout
`

describe('the check-up of ownership', () => {
  it('is well when both sides name the same owners; case does not matter', () => {
    expect(linesOf(two, ownersOf('/src/ @acme/checkout\n'))).toEqual([
      expect.stringMatching(/^ok ownership-teams: A rule leads to each of 2 teams/),
      expect.stringMatching(/^ok ownership-default: .*checkout/),
      expect.stringMatching(/^ok ownership-codeowners: All 1 owners/),
      expect.stringMatching(/^ok ownership-owners/)
    ])
  })

  it('names owners of CODEOWNERS without a team, with the line and what to write', () => {
    expect(linesOf(two, ownersOf('/src/ @acme/checkout\n\n/infra/ @acme/platform\n'))).toContainEqual(
      expect.stringMatching(
        /^warning ownership-codeowners: \.github\/CODEOWNERS line 3 names @acme\/platform.*Add '@acme\/platform'/
      )
    )
  })

  it('shows some of many such owners, and counts the others', () => {
    const many = Array.from({ length: 25 }, (_, index) => `/p${index}/ @acme/t${index}`).join('\n')
    const lines = linesOf(two, ownersOf(many)).filter((line) => line.includes('ownership-codeowners'))
    expect(lines).toHaveLength(21)
    expect(lines.at(-1)).toContain('5 more owners')
  })

  it('names owners of the policy that own nothing', () => {
    const policy = `ownership:\n  teams:\n    checkout: { github: ['@acme/chekcout'] }\n  default: checkout\n`
    expect(linesOf(policy, ownersOf('/src/ @acme/checkout\n')).slice(-1)).toEqual([
      expect.stringMatching(/^warning ownership-owners: .*@acme\/chekcout, which owns nothing/)
    ])
  })

  it('names teams that no rule leads to', () => {
    const policy = `ownership:\n  services: { 'search-*': search }\n  teams:\n    search: {}\n    lost: {}\n`
    expect(linesOf(policy, none)).toEqual([
      expect.stringMatching(
        /^warning ownership-teams: .*handle "lost" leads to the team lost.*ownership\.teams\.lost\.datadog/
      ),
      expect.stringMatching(/^warning ownership-default: ownership\.default is not set/),
      expect.stringMatching(/^ok ownership-codeowners: .*no CODEOWNERS file\. No team/)
    ])
  })

  it('wants no default where a service glob takes everything', () => {
    const policy = `ownership:\n  services: { '*': search }\n  teams: { search: {} }\n`
    expect(linesOf(policy, none)).toContainEqual(
      expect.stringMatching(/^ok ownership-default: .*every service/)
    )
  })

  it('misses CODEOWNERS where teams count on it', () => {
    expect(linesOf(two, none)).toContainEqual(
      expect.stringMatching(/^warning ownership-codeowners: .*no CODEOWNERS file.*Add \.github\/CODEOWNERS/)
    )
  })

  it('is one warning without teams, and without a policy', () => {
    expect(linesOf('', none)).toEqual([
      expect.stringMatching(/^warning ownership-teams: The policy names no team/)
    ])
    expect(linesOf(undefined, none)).toEqual([expect.stringMatching(/^warning ownership-teams: Not checked/)])
  })
})
