import { afterEach, describe, expect, it } from '@jest/globals'
import { shop } from '../../demo/shop.js'
import { nodeTypeError } from '../../services/datadog/seeds.js'
import { defaultProject, SEVERITY_FIELD } from '../../services/jira/default-project.js'
import { EmbeddedJira } from '../../services/jira/embedded-jira.js'
import type { ProjectDefinition } from '../../services/jira/project.js'
import { credentials, PROJECT, SITE_URL, type Stage } from '../../services/stage.js'
import type { StepResult } from '../../services/runner/embedded-runner.js'
import { seedRecent } from '../privacy/scenario.js'
import { expectTold, openShop, shopWith } from './bad-input-stage.js'

/** Every field of the types of a project, changed. */
function withFields(
  project: ProjectDefinition,
  change: (field: ProjectDefinition['issueTypes'][number]['fields'][number]) => typeof field
): ProjectDefinition {
  const issueTypes = project.issueTypes.map((type) => ({ ...type, fields: type.fields.map(change) }))
  return { ...project, issueTypes }
}

describe('a Jira project that is not as the policy says', () => {
  const opened: { stop(): Promise<void> }[] = []
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.stop()))
  })

  /** Triages a new error with another Jira in the place of the stage's own. */
  async function triageWith(
    projects: readonly ProjectDefinition[],
    files: Readonly<Record<string, string>> = shop
  ): Promise<{ result: StepResult; jira: EmbeddedJira; id: string }> {
    const stage: Stage = await openShop(files)
    const { jiraEmail: email, jiraToken: apiToken } = credentials
    const jira = new EmbeddedJira({ now: Date.now, email, apiToken, siteUrl: SITE_URL, projects })
    opened.push(stage, jira)
    await jira.start()
    const id = seedRecent(stage, nodeTypeError({ commit: stage.commit }))
    const result = await stage.triage({ inputs: { 'issue-id': id, 'jira-api-url': jira.url } })
    return { result, jira, id }
  }

  it('the project was deleted', async () => {
    const { result, jira, id } = await triageWith([defaultProject('OTHER')])
    expectTold(
      result,
      `jira.project is "${PROJECT}", but Jira says`,
      'does not exist',
      'Check the key, and that the account of jira-user-email has the permission Browse Projects there.'
    )
    expect(result.outputs['issue-id']).toBe(id)
    expect(jira.issues()).toEqual([])
  })

  it('the project has no such issue type: those that it has are named', async () => {
    const files = shopWith(['project: PPL', 'project: PPL\n  issue-type: Incident'])
    const { result, jira, id } = await triageWith([defaultProject(PROJECT)], files)
    expectTold(
      result,
      'jira.issue-type is "Incident", which project PPL does not take',
      'Write one of: Bug, Task.'
    )
    expect(result.outputs).toMatchObject({
      'issue-id': id,
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      score: expect.stringMatching(/^\d+$/),
      team: 'checkout',
      'ticket-key': ''
    })
    expect(jira.issues()).toEqual([])
  })

  it('the project lacks the component of the team: the ticket is filed without it, and says so', async () => {
    const project = { ...defaultProject(PROJECT), components: [] }
    const { result, jira } = await triageWith([project])
    expect(result).toMatchObject({ exitCode: 0, outputs: { outcome: 'ticketed' } })
    expect(result.stdout).toMatch(/^::warning.*component.*checkout/m)
    expect(result.summary).toMatch(/component/)
    expect(jira.ticket(result.outputs['ticket-key'] ?? '').components).toEqual([])
  })

  it('a required field that the policy lacks is named, with its values and the lines to add', async () => {
    const project = withFields(defaultProject(PROJECT), (field) =>
      field.id === SEVERITY_FIELD ? { ...field, required: true } : field
    )
    const { result, jira } = await triageWith([project])
    expectTold(
      result,
      `The field "Severity" (${SEVERITY_FIELD}) is required for Bug in project PPL, and the config does not set it`,
      'Allowed values: Critical, Major, Minor.',
      `jira:\n  fields:\n    ${SEVERITY_FIELD}:\n      value: Critical`
    )
    expect(result.outputs).toMatchObject({ team: 'checkout', 'ticket-key': '' })
    expect(jira.issues()).toEqual([])
  })

  it('several things that are wrong with the fields are told at once', async () => {
    const project = withFields(defaultProject(PROJECT), (field) =>
      field.id === SEVERITY_FIELD
        ? { ...field, required: true }
        : field.id === 'priority'
          ? { ...field, allowedValues: [{ id: '1', label: 'P1' }], defaultValue: 'P1' }
          : field
    )
    const { result } = await triageWith([project])
    expectTold(result, 'jira.priority is "High", which Bug in project PPL does not take', 'P1')
    expectTold(result, 'The field "Severity"', 'Allowed values: Critical, Major, Minor.')
    expect(result.stdout.match(/^::error/gm)).toHaveLength(1)
  })
})
