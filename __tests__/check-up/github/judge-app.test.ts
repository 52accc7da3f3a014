import { describe, expect, it } from '@jest/globals'
import { given } from '../../../src/check-up/answer.js'
import type { Check } from '../../../src/check-up/check.js'
import type { AppFacts, FixFacts, GithubFacts } from '../../../src/check-up/github/facts.js'
import { emptyLedger, type Attempt } from '../../../src/flow/fix/ledger.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import {
  APP,
  CI,
  event,
  FIX,
  folder,
  lines,
  LOST,
  NOW,
  PERMISSIONS,
  REFUSED,
  workflow
} from './judge-facts.js'

function app(id: string, more: Partial<AppFacts>, facts: Partial<GithubFacts> = {}): readonly Check[] {
  return lines(id, { app: { ...APP, ...more }, ...facts })
}

function registered(change: Readonly<Record<string, string | undefined>>): AppFacts['registered'] {
  const all = Object.entries({ ...PERMISSIONS, ...change })
  return given(
    new Map(all.flatMap(([name, access]) => (access === undefined ? [] : [[name, access] as const])))
  )
}

describe('the App token', () => {
  it('that is missing is told once, with what to do', () => {
    expect(lines('github-app-token', { app: undefined })).toMatchObject([
      { status: 'warning', mend: expect.stringContaining('pass it as "app-token"') }
    ])
    expect(lines('github-app-permissions', { app: undefined })).toEqual([])
  })

  it('that is refused fails alone', () => {
    expect(app('github-app-token', { login: REFUSED })[0]).toMatchObject({
      status: 'failed',
      mend: expect.stringContaining('one hour')
    })
    expect(app('github-app-permissions', { login: REFUSED, pulls: REFUSED })).toMatchObject([
      { status: 'warning', mend: expect.stringContaining('github-app-token') }
    ])
  })

  it('of the run or of a person is not that of an App', () => {
    expect(app('github-app-token', { login: given('github-actions[bot]') })[0]).toMatchObject({
      status: 'failed',
      found: expect.stringContaining('wait for a person')
    })
    expect(app('github-app-token', { login: given('jo') })[0]).toMatchObject({ status: 'warning' })
  })

  it('has to reach this repository, and should reach no other', () => {
    const reach = (seesRepository: boolean, count: number): AppFacts['reach'] =>
      given({ seesRepository, count })
    expect(app('github-app-installation', { reach: reach(false, 0) })[0]).toMatchObject({
      status: 'failed',
      mend: expect.stringContaining('https://github.com/apps/acme-autofix')
    })
    expect(app('github-app-installation', { reach: reach(true, 40) })[0]).toMatchObject({
      status: 'warning',
      found: 'The token reaches 40 repositories. One is enough.'
    })
    expect(app('github-app-permissions', { reach: reach(false, 0), pulls: REFUSED })[0]?.status).toBe(
      'warning'
    )
  })
})

describe('permissions of the App', () => {
  it.each([
    ['contents', undefined, '"Contents: write", and the App lacks it'],
    ['pull_requests', 'read', '"Pull requests: write", and the App has "Pull requests: read"'],
    ['checks', undefined, '"Checks: read", and the App lacks it']
  ])('that a fix takes: %s is %s', (name, access, found) => {
    expect(app('github-app-permissions', { registered: registered({ [name]: access }) })).toMatchObject([
      {
        status: 'failed',
        found: expect.stringContaining(found),
        mend: expect.stringContaining('Permissions & events')
      }
    ])
  })

  it('that its token lacks although the App has them were narrowed, or not accepted', () => {
    expect(app('github-app-permissions', { canWrite: given(false), pulls: REFUSED })).toMatchObject([
      {
        status: 'failed',
        found: expect.stringContaining('"Contents: write" allows, although the App has it')
      },
      { status: 'failed', mend: expect.stringContaining('permission-') }
    ])
  })

  it('to variables are wanted, and say what is lost without them', () => {
    expect(
      app('github-app-permissions', { registered: registered({ actions_variables: undefined }) })
    ).toMatchObject([{ status: 'warning', found: expect.stringContaining('seen at the next run only') }])
    expect(
      app('github-app-permissions', { registered: registered({ actions_variables: 'read' }) })
    ).toMatchObject([
      { status: 'warning', found: expect.stringContaining('budget guard cannot turn the switch off') }
    ])
  })

  it('to members are wanted where CODEOWNERS names teams', () => {
    const without = { registered: registered({ members: undefined }) }
    expect(app('github-app-permissions', without)).toMatchObject([
      { status: 'warning', found: expect.stringContaining('@acme/platform') }
    ])
    const codeOwners = given({ path: 'CODEOWNERS', teams: [], errors: [] })
    expect(app('github-app-permissions', without, { codeOwners })).toMatchObject([{ status: 'ok' }])
  })

  it('beyond need are named; reading what is harmless is left alone', () => {
    const change = { workflows: 'write', secrets: 'read', issues: 'write', deployments: 'read' }
    expect(app('github-app-permissions', { registered: registered(change) })).toMatchObject([
      {
        status: 'warning',
        found: expect.stringMatching(/: workflows: write, secrets: read, issues: write\. Without "Workflows"/)
      }
    ])
  })

  it('that cannot be read are tried, and the rest is told', () => {
    expect(app('github-app-permissions', { registered: REFUSED })).toMatchObject([{ status: 'warning' }])
    expect(app('github-app-permissions', { registered: REFUSED, checks: REFUSED })[0]?.status).toBe('failed')
  })
})

describe('checks of a pull request of the App', () => {
  const checks = (facts: Partial<GithubFacts>): Check | undefined =>
    lines('github-pull-request-checks', facts)[0]
  const withBase = (...files: Parameters<typeof folder>[1]): Partial<GithubFacts> => ({
    fix: { ...FIX, workflows: folder('develop', files) }
  })

  it('are proven by an earlier one', () => {
    const ownChecks = given({ pullRequest: 12, count: 3 })
    expect(checks({ ...withBase(), app: { ...APP, ownChecks } })).toMatchObject({
      status: 'ok',
      found: expect.stringContaining('#12')
    })
  })

  it.each([
    ['opened ones', event('pull_request', { types: ['opened'] }), 'ok'],
    ['those ready for review', event('pull_request', { types: ['ready_for_review'] }), 'warning'],
    ['another base', event('pull_request', { branches: ['main'] }), 'warning'],
    ['pushes', event('push'), 'warning']
  ])('start with a workflow for %s', (_, started, status) => {
    expect(checks(withBase(workflow('ci.yml', { events: [started] })))).toMatchObject({ status })
  })

  it('that should have started and did not are a riddle to look at', () => {
    const ownChecks = given({ pullRequest: 12, count: 0 })
    expect(checks({ ...withBase(CI), app: { ...APP, ownChecks } })).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('#12 of the App has no check')
    })
  })

  it('may come from another system', () => {
    expect(checks({ ...withBase(), app: { ...APP, checks: given(4) } })?.found).toContain('another system')
    expect(checks({ fix: { ...FIX, workflows: LOST } })?.status).toBe('warning')
  })
})

describe('the kill switch', () => {
  it.each([
    [true, known('true'), 'ok', /so does the API/],
    [true, known('false'), 'warning', /"false" by now/],
    [true, unknown('no permission'), 'warning', /cannot be read: no permission/],
    [false, known('true'), 'warning', /was not told/],
    [false, known('false'), 'warning', /Auto-fix is off/]
  ] as const)('input %s, variable %j: %s', (switchInput, value, status, found) => {
    const facts = { switchInput, app: { ...APP, variable: given(value) } }
    expect(lines('github-switch', facts)[0]).toMatchObject({ status, found: expect.stringMatching(found) })
  })
})

it('names why the variable cannot be read, without the words of another token', () => {
  const found = (more: Partial<GithubFacts>): string | undefined => lines('github-switch', more)[0]?.found
  expect(found({ app: undefined })).toContain('there is no App token')
  expect(found({ app: { ...APP, variable: REFUSED } })).toContain('the App token was refused')
  expect(found({ app: { ...APP, variable: LOST } })).toContain('GitHub did not answer')
})

describe('the budget', () => {
  const attempt: Attempt = {
    ...{ id: 'a', issueId: 'i', fingerprint: '0123456789abcdef', ticketKey: 'PPL-1', team: '' },
    ...{ fixClass: 'null-safety-guard', state: 'spent', reservedAt: NOW, leaseUntil: NOW, reservedUsd: 2 },
    ...{ spentUsd: 1, outcome: undefined, reason: undefined, branch: '', pullRequest: undefined, runUrl: '' }
  } as const
  const spent = (...dollars: readonly number[]): Check | undefined => {
    const attempts = dollars.map((spentUsd, index) => ({ ...attempt, id: `a${index}`, spentUsd }))
    return budget({ ledger: given({ ...emptyLedger, attempts }) })
  }
  const budget = (more: Partial<FixFacts>): Check | undefined =>
    lines('github-budget', { fix: { ...FIX, ...more } })[0]

  it('tells what is spent, today and this month', () => {
    expect(spent(1, 2.5)).toEqual({
      ...{ id: 'github-budget', status: 'ok' },
      found: '2026-03-02: $3.50 of $10.00 spent; 2026-03: $3.50 of $100.00 spent.'
    })
  })

  it('that has no room for another attempt warns, and one that is crossed fails', () => {
    expect(spent(9)).toMatchObject({ status: 'warning', mend: expect.stringContaining('autofix.budget.day') })
    expect(spent(11)).toMatchObject({ status: 'failed', mend: expect.stringContaining('autofix.budget.day') })
  })

  it('of a ledger that cannot be read fails with the way back', () => {
    const why =
      'The git ref refs/datadog-autofix/ledger holds no ledger that can be read: it is no JSON. Look at its history. Put it back.'
    expect(budget({ ledger: { kind: 'lost', why } })).toMatchObject({
      status: 'failed',
      mend: 'Look at its history. Put it back.'
    })
    expect(budget({ ledger: LOST })?.status).toBe('warning')
  })
})
