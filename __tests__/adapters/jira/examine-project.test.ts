import { afterEach, describe, expect, it } from '@jest/globals'
import type {
  FieldDefinition,
  ProjectDefinition,
  TransitionDefinition
} from '../../../services/jira/project.js'
import { defaultProject, SEVERITY_FIELD } from '../../../services/jira/default-project.js'
import { draft, policy, type Bench } from './board-bench.js'
import { startExamineBench, type ExamineBench, type PolicyChange } from './examine-bench.js'

let bench: ExamineBench
afterEach(() => bench.stop())

const base = defaultProject('PPL')

function permitted(more: Partial<ProjectDefinition['permissions']>): readonly ProjectDefinition[] {
  return [{ ...base, permissions: { ...base.permissions, ...more } }]
}

function fieldsOf(
  change: (fields: readonly FieldDefinition[]) => readonly FieldDefinition[]
): ProjectDefinition {
  return { ...base, issueTypes: base.issueTypes.map((type) => ({ ...type, fields: change(type.fields) })) }
}

const requiring = (id: string): ProjectDefinition =>
  fieldsOf((fields) => fields.map((each) => (each.id === id ? { ...each, required: true } : each)))
const lacking = (id: string): ProjectDefinition =>
  fieldsOf((fields) => fields.filter((each) => each.id !== id))

/** Findings but for those of a project in which nothing was closed yet. */
async function findings(): Promise<readonly string[]> {
  const all = await bench.findings()
  return all.filter((line) => line !== 'jira-reopening: warning' && line !== 'jira-resolution-dates: warning')
}

describe('permissions', () => {
  it('that are lacking have a line each', async () => {
    bench = await startExamineBench({ projects: permitted({ lacks: ['EDIT_OWN_COMMENTS', 'LINK_ISSUES'] }) })
    expect(await findings()).toEqual(['jira-permissions: warning', 'jira-permissions: failed'])
  })

  it('to create are needed to see the create screen', async () => {
    bench = await startExamineBench({ projects: permitted({ create: false }) })
    expect(await findings()).toEqual([
      'jira-permissions: failed',
      'jira-screen: warning',
      'jira-required-fields: warning',
      'jira-priority: warning'
    ])
    expect(await bench.found('jira-screen')).toContain('the permission Create Issues')
  })

  it('to browse are needed for everything in the project', async () => {
    bench = await startExamineBench({ projects: permitted({ browse: false }) })
    const failed = (await bench.findings()).filter((line) => line.endsWith('failed'))
    expect(failed).toEqual(['jira-project: failed'])
    expect(await bench.found('jira-project')).toContain('Browse Projects')
  })

  it('to move tickets are needed to see where they can go', async () => {
    bench = await startExamineBench({ projects: permitted({ lacks: ['TRANSITION_ISSUES'] }) })
    const { key } = await bench.board.create(draft)
    bench.jira.transition(key, 'Done', { resolution: 'Done' })
    expect(await bench.findings()).toEqual(['jira-permissions: failed', 'jira-reopening: warning'])
  })
})

describe('what the create screen says is what filing meets', () => {
  const fails = (id: string): string => `${id}: failed`

  it.each<readonly [string, ProjectDefinition, PolicyChange, readonly string[]]>([
    ['a right set-up', base, {}, []],
    ['a required field', requiring(SEVERITY_FIELD), {}, [fails('jira-required-fields')]],
    [
      'a required field that is set',
      requiring(SEVERITY_FIELD),
      { fields: { [SEVERITY_FIELD]: { value: 'Minor' } } },
      []
    ],
    ['a required field with a default', requiring('priority'), { priority: undefined }, []],
    [
      'a value that is not allowed',
      base,
      { fields: { [SEVERITY_FIELD]: { value: 'Huge' } } },
      [fails('jira-fields')]
    ],
    ['a plain text for a choice', base, { fields: { [SEVERITY_FIELD]: 'Minor' } }, [fails('jira-fields')]],
    ['an unknown field', base, { fields: { customfield_404: 1 } }, [fails('jira-fields')]],
    [
      'a field off the screen',
      lacking(SEVERITY_FIELD),
      { fields: { [SEVERITY_FIELD]: { value: 'Minor' } } },
      [fails('jira-fields')]
    ],
    ['an unknown priority', base, { priority: 'Urgent' }, [fails('jira-priority')]],
    ['a screen without priority', lacking('priority'), {}, [fails('jira-priority')]],
    ['a screen without labels', lacking('labels'), {}, [fails('jira-screen')]],
    ['a screen without description', lacking('description'), {}, [fails('jira-screen')]]
  ])('%s', async (_, project, jira, expected) => {
    bench = await startExamineBench({ projects: [project], jira })
    expect(await findings()).toEqual(expected)
    const filed = await bench.board.create(draft).then(
      () => true,
      () => false
    )
    expect(filed).toBe(expected.length === 0)
  })

  it('an unknown issue type', async () => {
    bench = await startExamineBench({ jira: { 'issue-type': 'Fault' } })
    expect((await findings())[0]).toBe('jira-issue-type: failed')
    expect(await bench.found('jira-issue-type')).toContain('one of: "Bug", "Task".')
    await expect(bench.board.create(draft)).rejects.toThrow('Fault')
  })

  it('on a later page of the screen', async () => {
    const fillers = Array.from({ length: 60 }, (_, index): FieldDefinition => {
      return { id: `customfield_2${index}`, name: `Filler ${index}`, kind: 'string' }
    })
    const last: FieldDefinition = {
      id: 'customfield_300',
      name: 'Cost centre',
      kind: 'number',
      required: true
    }
    bench = await startExamineBench({ projects: [fieldsOf((fields) => [...fields, ...fillers, last])] })
    expect(await bench.found('jira-required-fields')).toContain('jira: { fields: { customfield_300: 0 } }')
  })
})

describe("teams' settings", () => {
  it('that Jira does not take are left out of the ticket, and are a warning each', async () => {
    const teams = { one: { component: 'billing', assignee: '5b10a0effa615349cb016cd8' } }
    bench = await startExamineBench({ more: { ownership: { teams } } })
    expect(await findings()).toEqual(['jira-components: warning', 'jira-assignees: warning'])
  })

  it('are looked up once for each person, and for twenty of them', async () => {
    const people = Array.from({ length: 23 }, (_, index) => [
      `team-${index}`,
      { assignee: `person-${index % 22}` }
    ])
    bench = await startExamineBench({ more: { ownership: { teams: Object.fromEntries(people) as unknown } } })
    const { project } = await bench.examine()
    expect(project?.assignees).toHaveLength(20)
    expect(project?.unreadAssignees).toEqual(['person-20', 'person-21'])
  })

  it('with a Team field of another id', async () => {
    bench = await startExamineBench({ jira: { 'team-field': SEVERITY_FIELD } })
    expect(await bench.found('jira-team-field')).toMatch(
      /^failed: .*"Severity".* Write customfield_10001 as jira\.team-field\./
    )
  })
})

describe('the way back is the one that a reopening takes', () => {
  const toDo: TransitionDefinition = {
    id: '71',
    name: 'Back',
    from: ['Done'],
    to: 'To Do',
    setsResolution: null
  }
  const review: TransitionDefinition = { id: '72', name: 'Again', from: ['Done'], to: 'In Review' }
  const cancelled: TransitionDefinition = { id: '73', name: 'Cancel', from: ['Done'], to: 'Cancelled' }
  const asking: TransitionDefinition = { ...toDo, requires: ['summary'] }

  async function closedIn(
    transitions: readonly TransitionDefinition[],
    status: string | undefined
  ): Promise<string> {
    const project = { ...base, workflow: { ...base.workflow, transitions } }
    bench = await startExamineBench({ projects: [project], jira: { 'reopen-status': status } })
    const { key } = await bench.board.create(draft)
    bench.jira.transition(key, 'Done', { resolution: 'Done' })
    return key
  }

  async function reopenedAs(board: Bench['board'], key: string): Promise<string | undefined> {
    const reopened = await board.reopen(key).then(
      () => true,
      () => false
    )
    return reopened ? bench.jira.ticket(key).status : undefined
  }

  it.each([
    [[cancelled, review, toDo], undefined, 'To Do'],
    [[cancelled, review], undefined, 'In Review'],
    [[asking, review], undefined, 'In Review'],
    [[toDo, review], 'in review', 'In Review'],
    [[cancelled], undefined, undefined],
    [[asking], undefined, undefined],
    [[toDo], 'In Progress', undefined],
    [[], undefined, undefined]
  ] as const)('of %j with the status %s', async (transitions, status, expected) => {
    const key = await closedIn(transitions, status)
    const line = await bench.found('jira-reopening')
    if (expected === undefined) expect(line).toMatch(/^failed: A ticket that is "Done" cannot be reopened/)
    else expect(line).toContain(`goes back to "${expected}"`)
    expect(await reopenedAs(bench.board, key)).toBe(expected)
  })

  it('is looked for in each closed status, on the ticket that changed last', async () => {
    bench = await startExamineBench()
    const keys: string[] = []
    for (const status of ['Done', 'Cancelled', 'Cancelled', 'To Do']) {
      const { key } = await bench.board.create(draft)
      bench.pass(60_000)
      bench.jira.transition(key, status, { resolution: status === 'Done' ? 'Done' : null })
      keys.push(key)
    }
    const { project } = await bench.examine()
    expect(project?.waysBack.map(({ key, status }) => [key, status])).toEqual([
      [keys[2], 'Cancelled'],
      [keys[0], 'Done']
    ])
    expect(await bench.found('jira-resolution-dates')).toContain('2 of the 3 closed tickets')
  })

  it('is not looked for on tickets of another type', async () => {
    bench = await startExamineBench({ jira: { 'issue-type': 'Task' } })
    const bugs = bench.boardWith({ policy: { ...policy, issueType: 'Bug' } })
    const { key } = await bugs.create(draft)
    bench.jira.transition(key, 'Done', { resolution: 'Done' })
    expect(await bench.found('jira-reopening')).toContain('no closed ticket of type "Task"')
  })
})
