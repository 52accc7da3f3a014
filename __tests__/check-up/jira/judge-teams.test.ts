import { describe, expect, it } from '@jest/globals'
import { given } from '../../../src/check-up/answer.js'
import { ASSIGNEE, good, linesOf, requestWith, screen, silence, withProject } from './judge-facts.js'

const without = (id: string) => withProject({ screen: given(screen.filter((each) => each.id !== id)) })
const noTeams = requestWith({ ownership: { teams: { checkout: {} } } })

describe('the Team field', () => {
  const teamField = (id: string | undefined) => requestWith({ jira: { 'team-field': id } })

  it.each([
    ['customfield_10001', /^ok: customfield_10001 is the Team field, and on the create screen/],
    [
      'customfield_10002',
      /^failed: customfield_10002 is the field "Old team", which is no Team field\. \| Write customfield_10001 as jira\.team-field\./
    ],
    [
      'customfield_404',
      /^failed: Jira has no field with the id customfield_404\. \| Write customfield_10001 as jira\.team-field\./
    ],
    [
      undefined,
      /^failed: The teams "checkout" have a jira-team, and jira\.team-field is not set.* \| Write customfield_10001 as jira\.team-field\./
    ]
  ])('%s', (id, line) => {
    expect(linesOf('jira-team-field', good, teamField(id))).toEqual([expect.stringMatching(line)])
  })

  it('has another type on newer sites', () => {
    const custom = 'com.atlassian.jira.plugin.system.customfieldtypes:atlassian-team'
    const siteFields = given([{ id: 'customfield_10001', name: 'Team', custom }])
    expect(linesOf('jira-team-field', { ...good, siteFields })[0]).toMatch(
      /^ok: customfield_10001 is the Team field/
    )
  })

  it('is not missed where no team has one', () => {
    const asked = requestWith({ jira: { 'team-field': undefined }, ownership: { teams: { checkout: {} } } })
    expect(linesOf('jira-team-field', good, asked)[0]).toMatch(/^ok: No team/)
  })

  it('cannot be proposed where Jira has none', () => {
    expect(linesOf('jira-team-field', { ...good, siteFields: given([]) })[0]).toContain(
      'remove jira.team-field'
    )
  })

  it('fails off the create screen, and is judged without it when the screen is not known', () => {
    expect(linesOf('jira-team-field', without('customfield_10001'))[0]).toMatch(
      /^failed:.*not on the create screen/
    )
    expect(linesOf('jira-team-field', withProject({ screen: silence }))[0]).toMatch(
      /^ok: customfield_10001 is the Team field\. /
    )
    expect(linesOf('jira-team-field', { ...good, siteFields: silence })[0]).toMatch(/^warning: Not checked/)
  })
})

describe('components', () => {
  const component = (name: string) => requestWith({ ownership: { teams: { checkout: { component: name } } } })

  it.each([
    ['checkout', /^ok: PPL has the components of all teams: "checkout"/],
    [
      'billing',
      /^warning: PPL has no component "billing": tickets of the team checkout .* \| Create it .* ownership\.teams\.checkout\.component one of: "checkout", "Search"/
    ],
    ['search', /^warning: .* \| Write "Search" as ownership\.teams\.checkout\.component\./]
  ])('%s', (name, line) => {
    expect(linesOf('jira-components', good, component(name))).toEqual([expect.stringMatching(line)])
  })

  it('need the screen only where a team has one', () => {
    expect(linesOf('jira-components', without('components'))[0]).toMatch(
      /^warning: Components is not on the create screen/
    )
    expect(linesOf('jira-components', without('components'), noTeams)[0]).toMatch(/^ok: No team/)
    expect(linesOf('jira-components', withProject({ screen: silence }))[0]).toMatch(/^ok:/)
  })
})

describe('assignees', () => {
  const answered = (answer: Parameters<typeof assignee>[0]) => withProject({ assignees: [assignee(answer)] })
  const assignee = (answer: typeof silence) => ({ accountId: ASSIGNEE, answer })
  const refused = { kind: 'refused', status: 403, why: 'HTTP 403' } as const

  it('warn of one that the project does not take, with the team', () => {
    const facts = withProject({ assignees: [{ accountId: ASSIGNEE, answer: given(false) }] })
    expect(linesOf('jira-assignees', facts)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^warning: The assignee ${ASSIGNEE} cannot be assigned in PPL: tickets of "checkout" .* \\| Give the person the permission Assignable User`
        )
      )
    ])
  })

  it('are not checked without the right to look people up', () => {
    expect(linesOf('jira-assignees', answered(refused))).toEqual([
      'warning: Not checked: HTTP 403 | Give the account the global permission Browse users and groups, and a scoped token the scope ' +
        'read:jira-user.'
    ])
    expect(linesOf('jira-assignees', answered(silence))[0]).toContain('Run the doctor again.')
  })

  it('have one line for one refusal of all of them', () => {
    const both = [assignee(refused), { ...assignee(refused), accountId: 'another' }]
    expect(linesOf('jira-assignees', withProject({ assignees: both }))).toHaveLength(1)
  })

  it('say how many were not looked up', () => {
    expect(linesOf('jira-assignees', withProject({ unreadAssignees: ['x', 'y'] }))[0]).toMatch(
      /^warning: Not checked: 2 more assignees\. The doctor looks up 1\./
    )
  })

  it('need the screen only where a team has one', () => {
    expect(linesOf('jira-assignees', without('assignee'))[0]).toMatch(
      /^warning: Assignee is not on the create screen/
    )
    expect(linesOf('jira-assignees', without('assignee'), noTeams)[0]).toMatch(/^ok: No team/)
  })
})
