import { describe, expect, it } from '@jest/globals'
import { given } from '../../../src/check-up/answer.js'
import { githubChecks } from '../../../src/check-up/github/checks.js'
import { judgeGithub } from '../../../src/check-up/github/judge.js'
import type { GithubFacts } from '../../../src/check-up/github/facts.js'
import { AUTOFIX, APP, FACTS, FIX, folder, lines, LOST, REFUSED, REQUEST, TRIAGE } from './judge-facts.js'

describe('the whole', () => {
  it('is one ok line for each id, in the order of the table, where all is well', () => {
    const found = judgeGithub(FACTS, REQUEST)
    expect(found.map(({ id }) => id)).toEqual(Object.keys(githubChecks))
    expect(found.filter(({ status }) => status !== 'ok')).toEqual([])
    expect(found.filter(({ mend }) => mend !== undefined)).toEqual([])
  })

  it('fails once when the workflow token is not accepted', () => {
    const bad = { kind: 'refused', status: 401, why: 'The input "github-token" is not valid.' } as const
    const facts: GithubFacts = {
      ...FACTS,
      ...{ repository: bad, canWrite: bad, workflows: bad, disabledWorkflows: bad, codeOwners: bad },
      ...{
        stateRefs: bad,
        deploys: bad,
        fix: { ...FIX, baseExists: bad, branchRules: bad, baseRules: bad, ledger: bad }
      }
    }
    const found = judgeGithub(facts, REQUEST)
    expect(found.filter(({ status }) => status === 'failed').map(({ id }) => id)).toEqual(['github-token'])
    expect(found.map(({ id }) => id)).toEqual(Object.keys(githubChecks))
    expect(found.find(({ id }) => id === 'github-budget')).toMatchObject({
      status: 'warning',
      mend: expect.stringContaining('github-token')
    })
  })

  it('fails nothing while GitHub does not answer', () => {
    const facts: GithubFacts = {
      ...FACTS,
      ...{ canWrite: LOST, workflows: LOST, disabledWorkflows: LOST, codeOwners: LOST, stateRefs: LOST },
      deploys: LOST,
      fix: {
        ...FIX,
        ...{ baseExists: LOST, branchRules: LOST, baseRules: LOST, workflows: LOST, ledger: LOST }
      },
      app: {
        ...{ login: LOST, registered: LOST, reach: LOST, canWrite: LOST, pulls: LOST, checks: LOST },
        ...{ ownChecks: LOST, variable: LOST }
      }
    }
    const found = judgeGithub(facts, REQUEST)
    expect(found.filter(({ status }) => status === 'failed')).toEqual([])
    expect(found.filter(({ status, mend }) => status === 'warning' && mend === undefined)).toEqual([])
    expect(found.length).toBeGreaterThanOrEqual(15)
  })

  it('says in one line that nothing is fixed, and looks at an App token all the same', () => {
    const found = judgeGithub({ ...FACTS, fix: undefined, app: undefined }, REQUEST)
    expect(found.find(({ id }) => id === 'github-autofix-workflow')).toMatchObject({
      status: 'ok',
      found: expect.stringContaining('autofix.base is not set')
    })
    expect(found.some(({ id }) => id === 'github-switch')).toBe(false)
    const withApp = judgeGithub({ ...FACTS, fix: undefined }, REQUEST)
    expect(withApp.some(({ id }) => id === 'github-app-token')).toBe(true)
  })

  it('does not guess about fixes when the policy cannot be read', () => {
    const [line] = lines('github-autofix-workflow', { fix: undefined }, { policy: undefined })
    expect(line).toMatchObject({ status: 'warning', mend: 'Mend the policy file first.' })
  })
})

describe('the workflow token', () => {
  it.each([
    ['does not see the repository', REFUSED, 'failed', /"github-token"/],
    ['gets no answer', LOST, 'warning', /again/]
  ] as const)('that %s is %#', (_, repository, status, mend) => {
    expect(lines('github-token', { repository })[0]).toMatchObject({
      status,
      mend: expect.stringMatching(mend)
    })
  })

  it('that reads an archived or a renamed repository says so', () => {
    const about = {
      fullName: 'acme/shop',
      defaultBranch: 'main',
      visibility: 'public',
      archived: true
    } as const
    expect(lines('github-token', { repository: given(about) })[0]).toMatchObject({
      status: 'failed',
      mend: expect.stringContaining('Unarchive')
    })
    const renamed = { ...about, archived: false, fullName: 'acme/store' }
    expect(lines('github-token', { repository: given(renamed) })[0]).toMatchObject({
      status: 'warning',
      mend: expect.stringContaining('acme/store')
    })
    const inCapitals = { ...about, archived: false, fullName: 'Acme/Shop' }
    expect(lines('github-token', { repository: given(inCapitals) })[0]).toMatchObject({ status: 'ok' })
  })

  it('that may not write contents fails with the permission to add', () => {
    expect(lines('github-contents', { canWrite: given(false) })).toEqual([
      {
        id: 'github-contents',
        status: 'failed',
        found: expect.stringContaining('no claim'),
        mend: expect.stringContaining('"permissions: contents: write"')
      }
    ])
    expect(lines('github-contents', { canWrite: LOST })[0]?.status).toBe('warning')
  })

  it('tells how many refs are kept', () => {
    expect(lines('github-state', { stateRefs: given(1_200) })[0]?.found).toContain('1,200 git refs')
    expect(lines('github-state', { stateRefs: given(0) })[0]).toMatchObject({ status: 'ok' })
  })
})

describe('deployments and releases', () => {
  it('are counted when both can be read', () => {
    expect(lines('github-deployments')[0]?.found).toContain('3 deployments and releases of the last day')
    const none = given({ count: 0, missing: [] })
    expect(lines('github-deployments', { deploys: none })[0]).toMatchObject({ status: 'ok' })
  })

  it('that cannot be read are a warning with the permission to add', () => {
    const missing = ['GitHub refused to list the deployments', 'GitHub refused to list the releases']
    expect(lines('github-deployments', { deploys: given({ count: 0, missing }) })).toEqual([
      {
        id: 'github-deployments',
        status: 'warning',
        found: expect.stringContaining(`${missing.join('. ')}. Without them`),
        mend: expect.stringContaining('"permissions: deployments: read"')
      }
    ])
  })
})

describe('CODEOWNERS', () => {
  const owners = (errors: number): GithubFacts['codeOwners'] =>
    given({
      path: 'CODEOWNERS',
      teams: [],
      errors: Array.from({ length: errors }, (_, index) => ({
        ...{ line: index + 1, kind: 'Unknown owner', suggestion: undefined }
      }))
    })

  it('has a line for each error, and one for those past the tenth', () => {
    const found = lines('github-codeowners', { codeOwners: owners(12) })
    expect(found).toHaveLength(11)
    expect(found[0]).toMatchObject({
      status: 'warning',
      found: 'CODEOWNERS, line 1: Unknown owner. GitHub skips the line.',
      mend: expect.stringContaining('write access')
    })
    expect(found[10]?.found).toContain('2 more errors, on the lines 11, 12')
  })

  it.each([
    ['Invalid owner', undefined, /@org\/team/],
    ['Invalid pattern', undefined, /\.gitignore/],
    ['Unknown owner', 'make sure @acme/x exists', /GitHub suggests: make sure/]
  ])('says how to mend: %s', (kind, suggestion, mend) => {
    const codeOwners = given({ path: 'CODEOWNERS', teams: [], errors: [{ line: 3, kind, suggestion }] })
    expect(lines('github-codeowners', { codeOwners })[0]?.mend).toMatch(mend)
  })

  it('may be absent', () => {
    const codeOwners = given({ path: undefined, teams: [], errors: [] })
    expect(lines('github-codeowners', { codeOwners })[0]).toMatchObject({ status: 'ok' })
  })

  it('has what others wrote shown on one line, bounded and without hidden signs', () => {
    const kind = `Odd\n\u202e${'x '.repeat(400)}`
    const codeOwners = given({
      path: 'CODEOWNERS',
      teams: [],
      errors: [{ line: 1, kind, suggestion: undefined }]
    })
    const found = lines('github-codeowners', { codeOwners })[0]?.found ?? ''
    expect(found.length).toBeLessThan(400)
    expect(found).not.toMatch(/[\n\u202e]/)
  })
})

describe('drafts', () => {
  const seen = (visibility: 'public' | 'private' | 'internal'): Partial<GithubFacts> => ({
    repository: given({ fullName: 'acme/shop', defaultBranch: 'main', visibility, archived: false })
  })

  it.each([
    ['public', 'ok'],
    ['internal', 'ok'],
    ['private', 'warning']
  ] as const)('in a %s repository are %s', (visibility, status) => {
    expect(lines('github-drafts', seen(visibility))[0]?.status).toBe(status)
  })

  it('in a private repository are ok once there was one', () => {
    const app = { ...APP, pulls: given([{ number: 4, author: 'jo', draft: true }]) }
    expect(lines('github-drafts', { ...seen('private'), app })[0]).toMatchObject({
      status: 'ok',
      found: expect.stringContaining('#4')
    })
  })
})

it('needs no workflow of auto-fix on the base', () => {
  const fix = { ...FIX, workflows: folder('develop', []) }
  const facts = { fix, workflows: folder('main', [TRIAGE, AUTOFIX]) }
  expect(lines('github-autofix-workflow', facts)[0]?.status).toBe('ok')
})
