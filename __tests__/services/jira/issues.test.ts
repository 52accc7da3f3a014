import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { defaultProject, SEVERITY_FIELD, TEAM_FIELD } from '../../../services/jira/default-project.js'
import type { FieldDefinition, ProjectDefinition } from '../../../services/jira/project.js'
import { bug, doc, paragraph, startJira } from './loopback.js'

type Started = Awaited<ReturnType<typeof startJira>>
let started: Started

/** The project SHOP with a select field that every ticket needs. */
function strictProject(): ProjectDefinition {
  const project = defaultProject('SHOP')
  const required = (field: FieldDefinition): FieldDefinition => ({
    ...field,
    required: field.id === SEVERITY_FIELD || field.required === true
  })
  return {
    ...project,
    issueTypes: project.issueTypes.map((type) => ({ ...type, fields: type.fields.map(required) }))
  }
}

beforeEach(async () => {
  started = await startJira()
})
afterEach(() => started.jira.stop())

const errorOf = async (fields: Record<string, unknown>) => {
  const { status, json } = await started.call('POST', '/issue', { fields: { ...bug(), ...fields } })
  return { status, ...(json as { errorMessages: string[]; errors: Record<string, string> }) }
}

describe('creating a ticket', () => {
  it('stores what was sent', async () => {
    const description = doc(paragraph('boom'))
    const { status, json } = await started.call('POST', '/issue', {
      fields: {
        ...bug(),
        description,
        labels: ['b', 'a', 'b'],
        components: [{ name: 'web' }],
        assignee: { accountId: '5b10ac8d82e05b22cc7d4ef5' },
        priority: { name: 'High' },
        [TEAM_FIELD]: '36885b3c-1bf0-4f85-a357-c5b858c31de4',
        [SEVERITY_FIELD]: { value: 'Major' }
      },
      properties: [{ key: 'datadog-autofix', value: { issue: 'x' } }]
    })
    expect(status).toBe(201)
    expect(json).toMatchObject({
      key: 'SHOP-1',
      self: expect.stringMatching(/^https:\/\/example\.atlassian\.net\/rest\/api\/3\/issue\/\d+$/)
    })
    expect(started.jira.issues()).toEqual([started.jira.ticket('SHOP-1')])
    expect(started.jira.ticket('SHOP-1')).toMatchObject({
      summary: 'TypeError in cart',
      description,
      labels: ['a', 'b'],
      components: ['web'],
      assignee: '5b10ac8d82e05b22cc7d4ef5',
      priority: 'High',
      custom: { [TEAM_FIELD]: '36885b3c-1bf0-4f85-a357-c5b858c31de4', [SEVERITY_FIELD]: 'Major' },
      properties: { 'datadog-autofix': { issue: 'x' } },
      status: 'To Do',
      origin: 'api'
    })
  })

  it.each([
    ['no project', { project: undefined }, { project: 'Specify a valid project ID or key' }],
    ['an unknown project', { project: { key: 'NOPE' } }, { project: 'Specify a valid project ID or key' }],
    [
      'an unknown issue type',
      { issuetype: { name: 'Incident' } },
      { issuetype: 'Specify a valid issue type' }
    ],
    ['no summary', { summary: undefined }, { summary: 'You must specify a summary of the issue.' }],
    ['a long summary', { summary: 'x'.repeat(256) }, { summary: "Summary can't exceed 255 characters." }],
    [
      'a summary of two lines',
      { summary: 'a\nb' },
      { summary: 'The summary is invalid because it contains newline characters.' }
    ],
    [
      'an unknown field',
      { customfield_9: 1 },
      {
        customfield_9: "Field 'customfield_9' cannot be set. It is not on the appropriate screen, or unknown."
      }
    ],
    [
      'a status',
      { status: { name: 'Done' } },
      { status: "Field 'status' cannot be set. It is not on the appropriate screen, or unknown." }
    ],
    [
      'a plain description',
      { description: 'text' },
      { description: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)' }
    ],
    [
      'a label with a space',
      { labels: ['a b'] },
      { labels: "The label 'a b' contains spaces which is invalid." }
    ],
    ['a label of 256 characters', { labels: ['x'.repeat(256)] }, { labels: expect.stringContaining('255') }],
    [
      'an unknown component',
      { components: [{ name: 'nope' }] },
      { components: "Component name 'nope' is not valid" }
    ],
    [
      'components as text',
      { components: ['web'] },
      { components: 'expected an object containing an id or name property' }
    ],
    [
      'an unknown person',
      { assignee: { accountId: 'x' } },
      { assignee: "User 'x' cannot be assigned issues." }
    ],
    [
      'a deactivated person',
      { assignee: { accountId: '5b10a0effa615349cb016cd8' } },
      { assignee: "User '5b10a0effa615349cb016cd8' cannot be assigned issues." }
    ],
    ['an unknown priority', { priority: { name: 'P0' } }, { priority: 'The priority selected is invalid.' }],
    [
      'an unknown option',
      { [SEVERITY_FIELD]: { value: 'Huge' } },
      { [SEVERITY_FIELD]: "Option value 'Huge' is not valid" }
    ],
    [
      'a team as an object',
      { [TEAM_FIELD]: { id: '36885b3c-1bf0-4f85-a357-c5b858c31de4' } },
      { [TEAM_FIELD]: 'Team id must be a string.' }
    ],
    ['an unknown team', { [TEAM_FIELD]: 'x' }, { [TEAM_FIELD]: "Team id 'x' is not valid." }]
  ])('refuses %s', async (_, fields, errors) => {
    expect(await errorOf(fields)).toEqual({ status: 400, errorMessages: [], errors })
    expect(started.jira.issues()).toEqual([])
  })

  it('takes a summary of 255 characters and a description just within the limit', async () => {
    const frame = JSON.stringify(doc(paragraph(''))).length
    const fits = doc(paragraph('x'.repeat(32_767 - frame)))
    const key = await started.create({ summary: 'x'.repeat(255), description: fits })
    expect(started.jira.ticket(key).description).toEqual(fits)
    const tooLong = doc(paragraph('x'.repeat(32_768 - frame)))
    expect(await errorOf({ description: tooLong })).toEqual({
      status: 400,
      errorMessages: ['CONTENT_LIMIT_EXCEEDED'],
      errors: {}
    })
  })

  it('refuses a broken document without saying why, and tells the test', async () => {
    const reply = await errorOf({
      description: doc({ type: 'paragraph', content: [{ type: 'text', text: '' }] })
    })
    expect(reply).toEqual({ status: 400, errorMessages: ['INVALID_INPUT'], errors: {} })
    expect(started.jira.adfProblems).toEqual(['doc > paragraph[0] > text[0]: text is empty'])
  })

  it('reports all faults at once, and burns a key', async () => {
    const { errors } = await errorOf({ labels: ['a b'], components: [{ name: 'nope' }], summary: '' })
    expect(Object.keys(errors).sort()).toEqual(['components', 'labels', 'summary'])
    expect(await started.create()).toBe('SHOP-2')
  })

  it('names the required field that is missing', async () => {
    await started.jira.stop()
    started = await startJira({ projects: [strictProject()] })
    expect((await errorOf({})).errors).toEqual({ [SEVERITY_FIELD]: 'Severity is required.' })
    expect(await started.create({ [SEVERITY_FIELD]: { id: '10021' } })).toBe('SHOP-2')
  })

  it.each([
    ['browse', { browse: false, create: true, administer: false }, 400],
    ['create', { browse: true, create: false, administer: false }, 403]
  ])('needs the permission to %s', async (_, permissions, status) => {
    await started.jira.stop()
    started = await startJira({ projects: [{ ...defaultProject('SHOP'), permissions }] })
    expect((await errorOf({})).status).toBe(status)
  })

  it('hides the tickets of a project that may not be browsed', async () => {
    await started.jira.stop()
    const permissions = { browse: false, create: false, administer: false }
    started = await startJira({ projects: [{ ...defaultProject('SHOP'), permissions }] })
    const { key } = started.jira.addNativeTicket({
      projectKey: 'SHOP',
      summary: 'x',
      issueUrl: 'https://app.datadoghq.com'
    })
    expect(await started.call('GET', `/issue/${key}`)).toMatchObject({
      status: 404,
      json: { errorMessages: ['Issue does not exist or you do not have permission to see it.'] }
    })
  })
})

describe('editing a ticket', () => {
  it('adds and removes labels', async () => {
    const key = await started.create({ labels: ['a', 'b'] })
    const update = { labels: [{ add: 'c' }, { remove: 'a' }, { remove: 'unknown' }] }
    expect((await started.call('PUT', `/issue/${key}`, { update })).status).toBe(204)
    expect(started.jira.ticket(key).labels).toEqual(['b', 'c'])
  })

  it('adds a component by name and removes one by id', async () => {
    const key = await started.create({ components: [{ name: 'web' }] })
    const web = defaultProject('SHOP').components.find((each) => each.name === 'web')
    await started.call('PUT', `/issue/${key}`, {
      update: { components: [{ add: { name: 'search' } }, { remove: { id: web?.id } }] }
    })
    expect(started.jira.ticket(key).components).toEqual(['search'])
  })

  it.each([
    ['nothing', {}, 400],
    ['a field both ways', { fields: { labels: ['a'] }, update: { labels: [{ add: 'b' }] } }, 400],
    ['the summary away', { fields: { summary: null } }, 400],
    ['the status', { fields: { status: { name: 'Done' } } }, 400]
  ])('refuses to change %s', async (_, body, status) => {
    const key = await started.create({ labels: ['kept'] })
    expect((await started.call('PUT', `/issue/${key}`, body)).status).toBe(status)
    expect(started.jira.ticket(key)).toMatchObject({ labels: ['kept'], summary: 'TypeError in cart' })
  })

  it.each([
    [true, ['created']],
    [false, ['created', 'updated']]
  ])('stays silent on request only for an administrator (%s)', async (administer, events) => {
    await started.jira.stop()
    const permissions = { browse: true, create: true, administer }
    started = await startJira({ projects: [{ ...defaultProject('SHOP'), permissions }] })
    const key = await started.create()
    await started.call('PUT', `/issue/${key}?notifyUsers=false`, { fields: { summary: 'new' } })
    expect(started.jira.notifications.map((each) => each.event)).toEqual(events)
  })

  it('does not touch or mail about a ticket that stays the same', async () => {
    const key = await started.create({ labels: ['a'] })
    started.clock.now += 1_000
    await started.call('PUT', `/issue/${key}`, { fields: { labels: ['a'] } })
    expect(started.jira.ticket(key).updated).toBe(started.jira.ticket(key).created)
    expect(started.jira.notifications).toHaveLength(1)
  })
})
