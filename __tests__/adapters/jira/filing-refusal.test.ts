import { afterEach, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { ConfigurationError } from '../../../src/errors.js'
import type { FieldDefinition, ProjectDefinition } from '../../../services/jira/project.js'
import { defaultProject, SEVERITY_FIELD } from '../../../services/jira/default-project.js'
import type { JiraPolicy } from '../../../src/adapters/jira/jira-policy.js'
import { draft, rejection, startBench, team, type Bench } from './board-bench.js'

let bench: Bench | undefined
afterEach(() => bench?.stop())

function projectWith(
  change: (fields: readonly FieldDefinition[]) => readonly FieldDefinition[]
): ProjectDefinition {
  const project = defaultProject('PPL')
  return {
    ...project,
    issueTypes: project.issueTypes.map((type) => ({ ...type, fields: change(type.fields) }))
  }
}

function requiring(id: string): ProjectDefinition {
  return projectWith((fields) => fields.map((each) => (each.id === id ? { ...each, required: true } : each)))
}

async function refusal(
  project: ProjectDefinition,
  policy: Partial<JiraPolicy> = {},
  filed = draft
): Promise<ConfigurationError> {
  bench = await startBench({ projects: [project], policy })
  const error = await rejection(bench.board.create(filed))
  expect(error).toBeInstanceOf(ConfigurationError)
  expect(bench.jira.issues()).toEqual([])
  if (!(error instanceof ConfigurationError)) throw error
  return error
}

/** The YAML lines at the end of a problem. */
function yamlOf(problem: string | undefined): unknown {
  return parse((problem ?? '').slice((problem ?? '').indexOf('\n') + 1))
}

describe('a creation that the config can mend', () => {
  it('names a required field with its allowed values and the lines to add', async () => {
    const { problems } = await refusal(requiring(SEVERITY_FIELD))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`"Severity" (${SEVERITY_FIELD}) is required for Bug in project PPL`)
    expect(problems[0]).toContain('Allowed values: Critical, Major, Minor.')
    expect(yamlOf(problems[0])).toEqual({ jira: { fields: { [SEVERITY_FIELD]: { value: 'Critical' } } } })
  })

  it('proposes lines that Jira then takes', async () => {
    const { problems } = await refusal(requiring(SEVERITY_FIELD))
    await bench?.stop()
    const fields = { [SEVERITY_FIELD]: { value: 'Critical' } }
    expect(yamlOf(problems[0])).toEqual({ jira: { fields } })
    bench = await startBench({ projects: [requiring(SEVERITY_FIELD)], policy: { fields } })
    expect((await bench.board.create(draft)).key).toBe('PPL-1')
  })

  it.each([
    ['string', '<text>'],
    ['number', 0],
    ['rich-text', expect.objectContaining({ type: 'doc' })],
    ['user', { accountId: '<Atlassian account id>' }]
  ] as const)('shows how a required %s is written', async (kind, value) => {
    const field = { id: 'customfield_10099', name: 'Extra', kind, required: true }
    const { problems } = await refusal(projectWith((fields) => [...fields, field]))
    expect(yamlOf(problems[0])).toEqual({ jira: { fields: { customfield_10099: value } } })
  })

  it('finds the field on a later page of the create screen, and cuts a long list of values', async () => {
    const many = Array.from({ length: 60 }, (_, index): FieldDefinition => {
      return { id: `customfield_2${index}`, name: `Filler ${index}`, kind: 'string' }
    })
    const allowedValues = Array.from({ length: 25 }, (_, index) => ({ id: `${index}`, label: `V${index}` }))
    const last: FieldDefinition = {
      id: 'customfield_300',
      name: 'Cost centre',
      kind: 'select',
      required: true,
      allowedValues
    }
    const { problems } = await refusal(projectWith((fields) => [...fields, ...many, last]))
    expect(problems[0]).toContain('"Cost centre" (customfield_300)')
    expect(problems[0]).toContain('V19, and 5 more.')
    expect(problems[0]).not.toContain('V20')
  })

  it('still names the field when the create screen cannot be read', async () => {
    bench = await startBench({ projects: [requiring(SEVERITY_FIELD)] })
    bench.jira.service.inject({ path: /createmeta/, kind: 'drop', times: 99 })
    const error = await rejection(bench.board.create(draft))
    expect(error).toBeInstanceOf(ConfigurationError)
    expect(error.message).toContain(SEVERITY_FIELD)
    expect(error.message).toContain('Severity is required.')
  })

  it('tells a component that is left out from one that is required', async () => {
    const filed = { ...draft, team: { ...team, component: 'billing' } }
    const { problems } = await refusal(requiring('components'), {}, filed)
    expect(problems[0]).toContain('"Components" (components) is required')
    expect(problems[1]).toContain('component "billing" is left out')
    expect(yamlOf(problems[0])).toEqual({ jira: { fields: { components: [{ name: 'checkout' }] } } })
  })

  it('does not file again without the component when something else is wrong anyway', async () => {
    const filed = { ...draft, team: { ...team, component: 'billing' } }
    const { problems } = await refusal(requiring(SEVERITY_FIELD), {}, filed)
    expect(problems).toHaveLength(2)
    expect(problems[0]).toContain('Severity')
    expect(problems[1]).toContain('component "billing" is left out')
    expect(bench?.requests().filter((line) => line.startsWith('POST'))).toEqual(['POST /issue 400'])
  })

  it('names a configured value that Jira does not take', async () => {
    const fields = { [SEVERITY_FIELD]: { value: 'Huge' } }
    const { problems } = await refusal(defaultProject('PPL'), { fields, priority: 'Extreme' })
    expect(problems.join('\n')).toContain(`jira.fields.${SEVERITY_FIELD} has a value`)
    expect(problems.join('\n')).toContain('Allowed values: Critical, Major, Minor.')
    expect(problems.join('\n')).toContain('jira.priority is "Extreme"')
    expect(problems.join('\n')).toContain('Highest, High, Medium, Low, Lowest')
  })

  it('names a field that is not on the create screen', async () => {
    const { problems } = await refusal(defaultProject('PPL'), { fields: { customfield_1: 'x' } })
    expect(problems[0]).toMatch(
      /customfield_1 is not on the create screen of Bug.*remove jira.fields.customfield_1/
    )
    await bench?.stop()
    const withoutLabels = projectWith((all) => all.filter(({ id }) => id !== 'labels'))
    expect((await refusal(withoutLabels)).problems[0]).toContain('labels is not on the create screen')
  })

  it('names a project that is unknown', async () => {
    const { problems } = await refusal(defaultProject('PPL'), { project: 'NOPE' })
    expect(problems[0]).toContain('jira.project is "NOPE"')
  })

  it('names an issue type that is unknown, and those that exist', async () => {
    const { problems } = await refusal(defaultProject('PPL'), { issueType: 'Defect' })
    expect(problems[0]).toContain('jira.issue-type is "Defect"')
    expect(problems[0]).toContain('Write one of: Bug, Task.')
  })
})

it('leaves a refusal that no config can mend a failure of the vendor', async () => {
  bench = await startBench()
  const reply = { status: 400, body: { errorMessages: ['CONTENT_LIMIT_EXCEEDED'], errors: {} } }
  bench.jira.service.inject({ method: 'POST', path: /\/issue$/, kind: 'reply', reply })
  const error = await rejection(bench.board.create(draft))
  expect(error).toMatchObject({ name: 'VendorError', status: 400, retryable: false })
  expect(error.message).toContain('CONTENT_LIMIT_EXCEEDED')
})
