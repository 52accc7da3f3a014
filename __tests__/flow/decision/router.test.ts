import { describe, expect, it } from '@jest/globals'
import { parseCodeOwners } from '../../../src/flow/decision/codeowners.js'
import {
  routeIssue,
  type OwnershipPolicy,
  type RouteFacts,
  type Team
} from '../../../src/flow/decision/router.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import type { Culprit } from '../../../src/flow/issue/stack-trace.js'
import { issueOf } from './examples.js'

function team(name: string, change: Partial<Team> = {}): Team {
  return {
    name,
    datadog: [name],
    github: [],
    component: undefined,
    assignee: undefined,
    jiraTeam: undefined,
    ...change
  }
}

const policy: OwnershipPolicy = {
  teams: [
    team('checkout', { datadog: ['checkout-*'], github: ['@acme/checkout'] }),
    team('web', { github: ['@acme/web', 'web@example.com'] }),
    team('platform')
  ],
  services: [
    { service: 'shop-admin', team: 'platform' },
    { service: 'shop-*', team: 'web' }
  ],
  fallback: 'platform'
}

function culpritIn(path: string): RouteFacts['culprit'] {
  const culprit: Culprit = {
    frame: {
      function: 'total',
      file: `/app/${path}`,
      module: undefined,
      line: 7,
      column: 3,
      inApp: true,
      inAppReason: 'in the repository',
      text: `at total (/app/${path}:7:3)`
    },
    path: known(path),
    reason: 'innermost in-app frame'
  }
  return known(culprit)
}

const codeOwners = known(
  parseCodeOwners(
    '.github/CODEOWNERS',
    '* @acme/nobody\n/src/ @Acme/Checkout\n*.css @acme/ui web@example.com\n/vendor/'
  )
)

const unowned: RouteFacts = {
  issue: issueOf(),
  culprit: unknown('no stack trace'),
  codeOwners: unknown('no CODEOWNERS file')
}

function owners(...handles: string[]): RouteFacts['issue'] {
  return issueOf({ teamOwners: handles.map((handle) => ({ handle, name: handle })) })
}

describe('who gets the ticket', () => {
  it('the service map before everything else, and says nothing more', () => {
    const issue = issueOf({ service: 'Shop-Cart', teamOwners: [{ handle: 'stranger', name: 'Stranger' }] })
    expect(routeIssue({ ...unowned, issue, culprit: culpritIn('src/a.ts'), codeOwners }, policy)).toEqual({
      rule: 'service-map',
      team: policy.teams[1],
      why: 'ownership.services maps "shop-*" to web',
      notes: []
    })
  })

  it('the first line of the service map that matches', () => {
    const issue = issueOf({ service: 'shop-admin' })
    expect(routeIssue({ ...unowned, issue }, policy).team?.name).toBe('platform')
  })

  it("Datadog's team before CODEOWNERS", () => {
    const facts = { issue: owners('checkout-api'), culprit: culpritIn('a.css'), codeOwners }
    expect(routeIssue(facts, policy)).toEqual({
      rule: 'datadog-team',
      team: policy.teams[0],
      why: 'Datadog team checkout-api owns the issue',
      notes: []
    })
  })

  it('the first Datadog team that the config knows; the others are noted', () => {
    expect(routeIssue({ ...unowned, issue: owners('stranger', 'web') }, policy)).toEqual({
      rule: 'datadog-team',
      team: policy.teams[1],
      why: 'Datadog team web owns the issue',
      notes: ['Datadog names the team "stranger", which no team in ownership.teams lists under "datadog"']
    })
  })

  it("CODEOWNERS of the culprit's file, without case", () => {
    expect(routeIssue({ ...unowned, culprit: culpritIn('src/cart.ts'), codeOwners }, policy)).toEqual({
      rule: 'codeowners',
      team: policy.teams[0],
      why: '.github/CODEOWNERS line 2 (/src/) gives src/cart.ts to @Acme/Checkout',
      notes: []
    })
  })

  it('the first code owner that the config knows; the others are noted', () => {
    const route = routeIssue({ issue: owners('stranger'), culprit: culpritIn('a.css'), codeOwners }, policy)
    expect(route).toMatchObject({ rule: 'codeowners', team: { name: 'web' } })
    expect(route.notes).toEqual([
      'Datadog names the team "stranger", which no team in ownership.teams lists under "datadog"',
      '.github/CODEOWNERS line 3 (*.css) names "@acme/ui", which no team in ownership.teams lists under "github"'
    ])
  })
})

describe('nobody owns it', () => {
  it.each<[string, Partial<RouteFacts>]>([
    ['no rule says anything', {}],
    ['the file lost its owners', { culprit: culpritIn('vendor/a.ts'), codeOwners }],
    ['the CODEOWNERS file is not known', { culprit: culpritIn('src/a.ts') }],
    ['the culprit is not known', { codeOwners }],
    [
      'the file of the culprit is not known',
      {
        culprit: known({
          ...(culpritIn('src/a.ts') as { value: Culprit }).value,
          path: unknown('two files match')
        }),
        codeOwners
      }
    ]
  ])('%s: the default team gets it, and it says so', (_, change) => {
    expect(routeIssue({ ...unowned, ...change }, policy)).toEqual({
      rule: 'default',
      team: policy.teams[2],
      why: 'nobody owns cart, so it goes to the default team platform',
      notes: []
    })
  })

  it('the default team keeps the notes of the rules before it', () => {
    const route = routeIssue({ ...unowned, culprit: culpritIn('README.md'), codeOwners }, policy)
    expect(route.rule).toBe('default')
    expect(route.notes).toEqual([
      '.github/CODEOWNERS line 1 (*) names "@acme/nobody", which no team in ownership.teams lists under "github"'
    ])
  })

  it('and no default is configured', () => {
    const facts = { ...unowned, issue: issueOf({ service: '' }) }
    expect(routeIssue(facts, { ...policy, fallback: undefined })).toEqual({
      rule: 'default',
      team: undefined,
      why: 'nobody owns this service, and no default team is configured',
      notes: []
    })
  })
})
