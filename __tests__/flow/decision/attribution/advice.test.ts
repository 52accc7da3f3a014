import { describe, expect, it } from '@jest/globals'
import { attribute, planAttribution } from '../../../../src/flow/decision/attribution/attribute.js'
import type { AttributionFacts } from '../../../../src/flow/decision/attribution/attribution-facts.js'
import type { Changes } from '../../../../src/flow/decision/attribution/deploy.js'
import { known, unknown } from '../../../../src/flow/issue/known.js'
import { changesOf, DAY, deployOf, factsOf, HOUR, MINUTE, NOW, policy } from './attributing.js'

const ONSET = NOW - 2 * HOUR
const culprit = deployOf(ONSET - 3 * MINUTE, { version: 'v1.4.0', commit: 'b'.repeat(40) })
const former = deployOf(ONSET - 3 * DAY, { version: 'v1.3.0', commit: 'a'.repeat(40) })
const commits = (count: number): Changes['commits'] =>
  Array.from({ length: count }, (_, index) => ({
    sha: `c${index}`,
    title: 'x',
    author: undefined,
    at: ONSET,
    url: undefined
  }))
const large = Array.from({ length: 90 }, (_, index) => index + 1)

function advise(changes: Changes | undefined, change: Partial<AttributionFacts> = {}): string {
  const facts = factsOf({
    deploys: known([former, culprit]),
    changes: changes === undefined ? unknown('not readable') : known(changes),
    ...change
  })
  return attribute(facts, policy).advice ?? ''
}

describe('advice', () => {
  it('is to roll back a fresh deploy of few commits, with its grounds', () => {
    const impact = { share: known(0.02), users: known(140) }
    expect(
      advise(changesOf([{ path: 'src/cart.ts', lines: large }], { commits: commits(3) }), { impact })
    ).toBe(
      'Roll back: the errors are 2 % of the requests. The errors grew to 8.0 times the rate before; ' +
        '140 users met the errors; the deploy of v1.4.0 at 13:57 UTC is 2 hours old; ' +
        'a roll back takes 3 commits back. People decide.'
    )
  })

  it.each<[string, Changes['files'], number, RegExp]>([
    [
      'a migration',
      changesOf([{ path: 'src/cart.ts', lines: large }, { path: 'db/migrate/1_total.rb' }]).files,
      3,
      /^Fix forward: the diff has a migration \(db\/migrate\/1_total\.rb\)\. .*may be unsafe until somebody has looked at the migration\./
    ],
    [
      'a small change',
      changesOf([{ path: 'src/cart.ts', lines: [41, 42] }]).files,
      3,
      /^Fix forward: the suspect change is small \(2 lines\)\. /
    ],
    [
      'many commits',
      changesOf([{ path: 'src/cart.ts', lines: large }]).files,
      30,
      /^Fix forward: a roll back takes 30 commits back\. /
    ],
    [
      'configuration',
      changesOf([{ path: 'src/cart.ts', lines: large }, { path: 'config/app.yml' }]).files,
      3,
      /^Roll back: the deploy of v1\.4\.0 .* is 2 hours old\. .*configuration \(config\/app\.yml\); a roll back may be unsafe/
    ]
  ])('weighs %s, and leads with it where it decides', (_, files, count, advice) => {
    const said = advise(changesOf([], { files, commits: commits(count) }))
    expect(said).toMatch(advice)
    const [, ground = ''] = /: (.+?)\. /.exec(said) ?? []
    expect(said.split(ground)).toHaveLength(2)
  })

  it('is to roll back a small change that hurts many, and to fix forward a migration that does', () => {
    const small = { path: 'src/cart.ts', lines: [41, 42] }
    const impact = { share: unknown('x'), users: known(140) }
    expect(advise(changesOf([small]), { impact })).toMatch(/^Roll back: 140 users met the errors\. /)
    expect(advise(changesOf([small, { path: 'db/migrate/1_total.rb' }]), { impact })).toMatch(
      /^Fix forward: /
    )
  })

  it('is given of the cause alone, while it is fresh', () => {
    const changes = changesOf([{ path: 'src/cart.ts' }])
    const twoLikely = known([former, culprit, deployOf(ONSET - 4 * MINUTE, { version: 'v1.3.9' })])
    expect(advise(changes, { deploys: twoLikely })).toBe('')
    expect(advise(changes, { now: NOW + 2 * DAY })).toBe('')
    expect(advise(changes)).not.toBe('')
  })
})

describe('the plan', () => {
  it('asks for the diff between the deploy and the one before it', () => {
    const facts = factsOf({ deploys: known([former, culprit]) })
    expect(planAttribution(facts, policy)).toEqual({
      since: NOW - 28 * DAY,
      compare: { base: 'a'.repeat(40), head: 'b'.repeat(40) },
      deploys: [culprit]
    })
  })

  it('believes the source that tells what was replaced', () => {
    const told = { ...culprit, previous: 'v1.3.7' }
    expect(planAttribution(factsOf({ deploys: known([former, told]) }), policy).compare?.base).toBe('v1.3.7')
  })

  it('asks for no diff where the deploys are not known yet, or one alone is', () => {
    expect(planAttribution(factsOf({ deploys: unknown('not read yet') }), policy)).toMatchObject({
      compare: undefined,
      deploys: []
    })
    expect(planAttribution(factsOf({ deploys: known([culprit]) }), policy).compare).toBeUndefined()
  })
})
