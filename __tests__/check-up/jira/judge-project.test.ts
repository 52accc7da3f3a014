import { describe, expect, it } from '@jest/globals'
import { given } from '../../../src/check-up/answer.js'
import type { JiraPermission, JiraProject } from '../../../src/check-up/jira/facts.js'
import { goodProject, linesOf, requestWith, silence, unknownProject, withProject } from './judge-facts.js'

function project(changed: Partial<JiraProject>) {
  if (goodProject.project.kind !== 'given') throw new Error('The good project is given.')
  return withProject({ project: given({ ...goodProject.project.value, ...changed }) })
}

function lacking(...keys: readonly JiraPermission[]) {
  if (goodProject.permissions.kind !== 'given') throw new Error('The good permissions are given.')
  const lost = Object.fromEntries(keys.map((key) => [key, false]))
  return withProject({ permissions: given({ ...goodProject.permissions.value, ...lost }) })
}

const noAssignee = requestWith({ ownership: { teams: { checkout: {} } } })
const neverReopened = requestWith({ dedupe: { regression: { 'maximum-reopens': 0 } } })

describe('the project', () => {
  it('fails when Jira does not show it: the key, or the permission', () => {
    expect(linesOf('jira-project', withProject({ project: unknownProject }))).toEqual([
      'failed: Jira does not show the project PPL: HTTP 404 | Compare jira.project with the keys at ' +
        'https://acme.atlassian.net/jira/projects. If it is right, give the account of jira-user-email the permission Browse ' +
        'Projects there.'
    ])
  })

  it('warns of a key that was changed, and names the new one', () => {
    expect(linesOf('jira-project', project({ key: 'HR' }))).toEqual([
      'warning: The project "People" has the key HR now; PPL is one that it had before. | Write HR as jira.project.'
    ])
  })

  it('is not judged by silence', () => {
    expect(linesOf('jira-project', withProject({ project: silence }))[0]).toMatch(/^warning: Not checked/)
  })
})

describe('permissions', () => {
  it.each([
    ['BROWSE_PROJECTS', 'failed', 'Browse Projects'],
    ['CREATE_ISSUES', 'failed', 'Create Issues'],
    ['EDIT_ISSUES', 'failed', 'Edit Issues'],
    ['ADD_COMMENTS', 'failed', 'Add Comments'],
    ['EDIT_OWN_COMMENTS', 'warning', 'Edit Own Comments'],
    ['TRANSITION_ISSUES', 'failed', 'Transition Issues'],
    ['LINK_ISSUES', 'failed', 'Link Issues'],
    ['ASSIGN_ISSUES', 'warning', 'Assign Issues']
  ] as const)('without %s: %s', (key, status, title) => {
    const lines = linesOf('jira-permissions', lacking(key))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(
      new RegExp(
        `^${status}: The account lacks the permission ${title} in PPL: .+ \\| Give .* the permission ${title}`
      )
    )
  })

  it('have a line each', () => {
    expect(linesOf('jira-permissions', lacking('LINK_ISSUES', 'ADD_COMMENTS'))).toHaveLength(2)
  })

  it('are not missed where nothing needs them', () => {
    expect(linesOf('jira-permissions', lacking('ASSIGN_ISSUES'), noAssignee)[0]).toMatch(/^ok:/)
    expect(linesOf('jira-permissions', lacking('TRANSITION_ISSUES'), neverReopened)[0]).toMatch(/^ok:/)
  })
})

describe('the search', () => {
  it.each([
    [{ count: 0, isMore: false }, 'finds 0 open tickets'],
    [{ count: 1, isMore: false }, 'finds 1 open ticket with'],
    [{ count: 1_000, isMore: true }, 'finds more than 1,000 open tickets with the label datadog-autofix.']
  ])('counts %j', (open, words) => {
    const [line] = linesOf('jira-search', withProject({ openTickets: given(open) }))
    expect(line).toMatch(/^ok:/)
    expect(line).toContain(words)
  })

  it('fails when it is refused, and is not judged by silence', () => {
    const refused = { kind: 'refused', status: 403, why: 'HTTP 403' } as const
    expect(linesOf('jira-search', withProject({ openTickets: refused }))[0]).toMatch(
      /^failed: The search for our tickets is refused: HTTP 403 \| .*Browse Projects.*read:jira-work/
    )
    expect(linesOf('jira-search', withProject({ openTickets: silence }))[0]).toMatch(
      /^warning: Not checked.*Run the doctor again/
    )
  })
})

describe('the issue type', () => {
  it.each([
    ['Fault', 'failed: PPL has no issue type "Fault". | Write as jira.issue-type one of: "Bug", "Task".'],
    [
      'Subtask',
      'failed: "Subtask" is a sub-task: a ticket of that type needs a parent, and ours have none. | Write as jira.issue-type one of: ' +
        '"Bug", "Task".'
    ],
    ['bug', 'warning: PPL has no issue type "bug", but "Bug". | Write "Bug" as jira.issue-type.'],
    ['Task', 'ok: PPL has the issue type "Task".']
  ])('%s', (type, line) => {
    expect(linesOf('jira-issue-type', undefined, requestWith({ jira: { 'issue-type': type } }))).toEqual([
      line
    ])
  })

  it('is named by how to get one where the project has none that fits', () => {
    expect(
      linesOf('jira-issue-type', project({ issueTypes: [{ name: 'Subtask', isSubtask: true }] }))[0]
    ).toContain('Add an issue type to the project')
  })
})
