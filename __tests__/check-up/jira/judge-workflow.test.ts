import { describe, expect, it } from '@jest/globals'
import { given } from '../../../src/check-up/answer.js'
import type { JiraProjectFacts, JiraTransition } from '../../../src/check-up/jira/facts.js'
import { USUAL_RESOLUTIONS } from '../../../src/check-up/jira/judge-workflow.js'
import { policySchema } from '../../../src/config/policy-schema.js'
import { good, goodProject, linesOf, requestWith, silence, withProject } from './judge-facts.js'

const reopenStatus = (name: string | undefined) => requestWith({ jira: { 'reopen-status': name } })
const neverReopened = requestWith({ dedupe: { regression: { 'maximum-reopens': 0 } } })

describe('the link type', () => {
  it.each([
    ['Relates', /^ok:/],
    ['relates', /^warning: Jira has no link type "relates".* \| Write "Relates" as jira\.link-type\./],
    ['Follows', /^warning: .* \| Write as jira\.link-type one of: "Blocks", "Relates"\./]
  ])('%s', (name, line) => {
    expect(linesOf('jira-link-type', good, requestWith({ jira: { 'link-type': name } }))[0]).toMatch(line)
  })

  it('is not checked where linking is turned off', () => {
    const linkTypes = { kind: 'refused', status: 404, why: 'Issue linking is currently disabled.' } as const
    expect(linesOf('jira-link-type', { ...good, linkTypes })[0]).toMatch(
      /^warning: Not checked: Issue linking is currently disabled\. \| Turn on issue linking/
    )
  })
})

describe('the workflow', () => {
  it.each([
    [undefined, /^ok: The workflow closes tickets as "Done"/],
    ['to do', /^ok:/],
    [
      'Backlog',
      /^failed: The workflow has no status "Backlog" \(jira\.reopen-status\)\. \| Write as jira\.reopen-status one of: "To Do", "In Progress"; or remove it\./
    ],
    ['Done', /^failed: "Done" \(jira\.reopen-status\) is a closed status itself/]
  ])('with the reopen-status %s', (name, line) => {
    expect(linesOf('jira-workflow', good, reopenStatus(name))).toEqual([expect.stringMatching(line)])
  })

  it('warns when no status closes a ticket', () => {
    const statuses = given([{ name: 'To Do', category: 'new' } as const])
    expect(linesOf('jira-workflow', withProject({ statuses }))[0]).toMatch(
      /^warning: No status of the workflow is of the category Done.* \| Set the category/
    )
  })
})

describe('the way back from a closed status', () => {
  const back = (...transitions: readonly JiraTransition[]) =>
    withProject({ waysBack: [{ key: 'PPL-7', status: 'Done', transitions: given(transitions) }] })
  const to = (
    name: string,
    category: JiraTransition['to']['category'],
    ...asks: string[]
  ): JiraTransition => {
    return { name: `To ${name}`, to: { name, category }, asks }
  }
  const toDo = to('To Do', 'new')
  const review = to('In Review', 'indeterminate')
  const cancelled = to('Cancelled', 'done')

  it.each([
    [
      'the status that is to do',
      [cancelled, review, toDo],
      undefined,
      /^ok:.*goes back to "To Do" by "To To Do" \(seen on PPL-7\)/
    ],
    ['one in progress where none is to do', [cancelled, review], undefined, /^ok:.*to "In Review"/],
    [
      'one in progress where the other asks for fields',
      [to('To Do', 'new', 'Root cause'), review],
      undefined,
      /^ok:.*to "In Review"/
    ],
    ['the configured status, in any case', [toDo, review], 'in review', /^ok:.*to "In Review"/]
  ])('is %s', (_, transitions, wanted, line) => {
    expect(linesOf('jira-reopening', back(...transitions), reopenStatus(wanted))[0]).toMatch(line)
  })

  it.each([
    [
      'nothing leads to an open status',
      [cancelled],
      undefined,
      /^failed: A ticket that is "Done" cannot be reopened: no transition leads to an open status \(seen on PPL-7\)\. Available: "To Cancelled" \(to Cancelled\)\. \| Add such a transition to the workflow, or set jira\.reopen-status/
    ],
    [
      'nothing leads to the configured one',
      [toDo],
      'In Review',
      /^failed: .*leads to "In Review" \(jira\.reopen-status\)/
    ],
    [
      'all ask for fields',
      [to('To Do', 'new', 'Root cause')],
      undefined,
      /^failed: .*every transition to an open status asks for fields.*asks for Root cause\)/
    ],
    ['there is no transition', [], undefined, /Available: none\./]
  ])('is missing when %s', (_, transitions, wanted, line) => {
    expect(linesOf('jira-reopening', back(...transitions), reopenStatus(wanted))[0]).toMatch(line)
  })

  it('has a line for each closed status that was seen', () => {
    const [way] = goodProject.waysBack
    if (way === undefined) throw new Error('The good facts have a way back.')
    const waysBack = [way, { ...way, key: 'PPL-8', status: 'Cancelled', transitions: given([]) }]
    expect(linesOf('jira-reopening', withProject({ waysBack })).map((line) => line.slice(0, 6))).toEqual([
      'ok: A ',
      'failed'
    ])
  })

  it('cannot be known yet when nothing is closed', () => {
    expect(linesOf('jira-reopening', withProject({ closed: given([]), waysBack: [] }))[0]).toMatch(
      /^warning: Not known yet: .*no closed ticket of type "Bug"\. \| Run the doctor again when one is closed/
    )
  })

  it('waits for the permission, without which Jira shows no transition', () => {
    if (goodProject.permissions.kind !== 'given') throw new Error('The good permissions are given.')
    const permissions = given({ ...goodProject.permissions.value, TRANSITION_ISSUES: false })
    const facts: Partial<JiraProjectFacts> = { permissions, waysBack: back().project?.waysBack ?? [] }
    expect(linesOf('jira-reopening', withProject(facts))).toEqual([
      'warning: Not checked: Jira shows transitions to nobody without the permission Transition Issues. | Mend jira-permissions first.'
    ])
  })

  it('does not matter where no ticket is ever reopened', () => {
    expect(linesOf('jira-reopening', back(), neverReopened)[0]).toMatch(/^ok: .*maximum-reopens is 0/)
  })

  it('is not judged by silence', () => {
    expect(linesOf('jira-reopening', withProject({ closed: silence }))[0]).toMatch(/^warning: Not checked/)
  })
})

describe('dates of resolution', () => {
  it('are missing on some tickets: how many, which status, one of them', () => {
    const closed = given([
      { key: 'PPL-7', status: 'Done', isResolved: true },
      { key: 'PPL-6', status: 'Cancelled', isResolved: false },
      { key: 'PPL-5', status: 'Cancelled', isResolved: false }
    ])
    const [line] = linesOf('jira-resolution-dates', withProject({ closed }))
    expect(line).toMatch(
      /^warning: 2 of the 3 closed tickets that changed last have no resolution \("Cancelled"; the first is PPL-6\)/
    )
    expect(line).toContain('| Have the workflow set a resolution on every transition to "Cancelled"')
  })

  it('cannot be known yet when nothing is closed', () => {
    expect(linesOf('jira-resolution-dates', withProject({ closed: given([]) }))[0]).toMatch(
      /^warning: Not known yet/
    )
  })
})

describe('resolutions that keep a ticket closed', () => {
  const keep = (...names: readonly string[]) =>
    requestWith({ dedupe: { regression: { 'keep-closed': names } } })

  it('are not all on every site: the usual ones that it lacks are no finding', () => {
    expect(linesOf('jira-keep-closed')).toEqual(['ok: Tickets that are closed as "Won\'t Do" stay closed.'])
    const defaults = policySchema.parse({ jira: { project: 'PPL' } }).dedupe.regression['keep-closed']
    expect(USUAL_RESOLUTIONS).toEqual(defaults)
  })

  it('are a finding when the site has none of them', () => {
    const facts = { ...good, resolutions: given(['Done', 'Obsolete']) }
    expect(linesOf('jira-keep-closed', facts)[0]).toMatch(
      /^warning: Jira has none of the resolutions of dedupe\.regression\.keep-closed.* \| Write .* of: "Done", "Obsolete"\./
    )
  })

  it('are a finding when the policy names one of its own that does not exist', () => {
    expect(linesOf('jira-keep-closed', good, keep("Won't Do", 'Wontfix'))).toEqual([
      'warning: Jira has no resolution "Wontfix", which dedupe.regression.keep-closed names. | Write into ' +
        'dedupe.regression.keep-closed those that mean not to fix, of: "Done", "Won\'t Do".'
    ])
  })

  it('may be none', () => {
    expect(linesOf('jira-keep-closed', good, keep())[0]).toMatch(/^ok:/)
    expect(linesOf('jira-keep-closed', good, keep("WON'T DO"))[0]).toMatch(/^ok:/)
  })
})
