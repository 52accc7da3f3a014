import { describe, expect, it } from '@jest/globals'
import type { JiraFacts } from '../../../src/check-up/jira/facts.js'
import { judgeJira } from '../../../src/check-up/jira/judge.js'
import {
  everyId,
  good,
  request,
  requestWith,
  silence,
  tell,
  unauthorised,
  unknownProject,
  withProject
} from './judge-facts.js'

const nobody: JiraFacts = {
  ...good,
  account: unauthorised,
  linkTypes: unauthorised,
  resolutions: unauthorised,
  siteFields: unauthorised,
  project: undefined
}

/** Ids of the lines with that status, each once. */
function idsOf(status: string, facts: JiraFacts, asked = request): readonly string[] {
  const found = judgeJira(facts, asked).filter((line) => line.status === status)
  return [...new Set(found.map(({ id }) => id))]
}

describe('the lines of Jira', () => {
  it('are one for each id, in the order of the table, and all ok where everything is right', () => {
    const lines = judgeJira(good, request)
    expect(lines.map(({ id }) => id)).toEqual(everyId)
    expect(lines.filter(({ status }) => status !== 'ok').map(tell)).toEqual([])
    expect(lines.every(({ mend }) => mend === undefined)).toBe(true)
  })

  it.each([
    ['a refused token', nobody, request],
    [
      'an outage',
      { ...nobody, account: silence, linkTypes: silence, resolutions: silence, siteFields: silence },
      request
    ],
    ['an unreadable policy', { ...good, project: undefined }, { ...request, policy: undefined }],
    ['a project that is not shown', withProject({ project: unknownProject }), request],
    ['a type that does not exist', good, requestWith({ jira: { 'issue-type': 'Fault' } })]
  ])('have every id with %s, too, and a mend on each that is not ok', (_, facts, asked) => {
    const lines = judgeJira(facts, asked)
    expect([...new Set(lines.map(({ id }) => id))]).toEqual(everyId)
    for (const { status, mend } of lines) expect((mend ?? '') !== '').toBe(status !== 'ok')
  })

  it('fail once for a refused token; the others wait for it', () => {
    expect(idsOf('failed', nobody)).toEqual(['jira-token'])
    expect(idsOf('ok', nobody)).toEqual(['jira-gateway'])
    const waiting = judgeJira(nobody, request).filter(({ status }) => status === 'warning')
    expect(waiting).toHaveLength(everyId.length - 2)
    for (const { found, mend } of waiting) {
      expect(found).toBe('Not checked: Jira did not answer with this token.')
      expect(mend).toBe('Mend jira-token first.')
    }
  })

  it('check the token where the policy cannot be read, and wait for the policy with the rest', () => {
    const lines = judgeJira({ ...good, project: undefined }, { ...request, policy: undefined })
    expect(lines.filter(({ status }) => status === 'ok').map(({ id }) => id)).toEqual([
      'jira-token',
      'jira-account',
      'jira-gateway'
    ])
    expect(lines.at(-1)).toEqual({
      id: 'jira-keep-closed',
      status: 'warning',
      found: 'Not checked: the policy file cannot be read.',
      mend: 'Mend the policy file that the input config names.'
    })
  })

  it('still check what belongs to the site where the project is not shown', () => {
    const facts = withProject({ project: unknownProject })
    expect(idsOf('failed', facts)).toEqual(['jira-project'])
    expect(idsOf('ok', facts)).toEqual([
      'jira-token',
      'jira-account',
      'jira-gateway',
      'jira-team-field',
      'jira-link-type',
      'jira-keep-closed'
    ])
  })

  it('hide nothing else when one question is lost', () => {
    const facts = withProject({ permissions: silence, statuses: silence })
    expect(idsOf('failed', facts)).toEqual([])
    expect(idsOf('warning', facts)).toEqual(['jira-permissions', 'jira-workflow'])
  })

  it('quote a vendor in one bounded line', () => {
    const hostile = `${'word '.repeat(400)}\n::error::\u202Eboo`
    const lines = judgeJira(withProject({ project: { kind: 'refused', status: 404, why: hostile } }), request)
    for (const { found } of lines) {
      expect(found.length).toBeLessThan(800)
      expect(found).not.toMatch(/[\n\u202E]/)
    }
  })
})
