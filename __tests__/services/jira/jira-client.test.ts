import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { HttpException } from 'jira.js'
import { clientOf, doc, paragraph, startJira } from './loopback.js'

type Started = Awaited<ReturnType<typeof startJira>>

// The vendor's own client, on one site, in the order in which a run talks to Jira.
describe('jira.js', () => {
  let started: Started
  beforeAll(async () => {
    started = await startJira({ cloudId: 'c-1' })
  })
  afterAll(() => started.jira.stop())

  it('reads who it is, the project and the people', async () => {
    const { client } = started
    expect(await client.myself.getCurrentUser()).toMatchObject({
      displayName: 'Datadog Autofix',
      emailAddress: 'bot@example.com'
    })
    expect(await client.projects.getProject({ projectIdOrKey: 'SHOP' })).toMatchObject({ key: 'SHOP' })
    const components = await client.projectComponents.getProjectComponents({ projectIdOrKey: 'SHOP' })
    expect(components.map((each) => each.name)).toContain('payments')
    const people = await client.userSearch.findAssignableUsers({ project: 'SHOP', query: 'mia' })
    expect(people.map((each) => each.accountId)).toEqual(['5b10ac8d82e05b22cc7d4ef5'])
    expect(
      (await client.userSearch.findAssignableUsers({ project: 'SHOP' })).map((each) => each.displayName)
    ).not.toContain('Will Rhodes')
    const fields = await client.issueFields.getFields()
    expect(
      fields.find((each) => each.schema?.custom === 'com.atlassian.teams:rm-teams-custom-field-team')?.id
    ).toBe('customfield_10001')
    const { permissions } = await client.permissions.getMyPermissions({
      projectKey: 'SHOP',
      permissions: 'CREATE_ISSUES,ADMINISTER_PROJECTS'
    })
    expect(permissions).toMatchObject({
      CREATE_ISSUES: { havePermission: true },
      ADMINISTER_PROJECTS: { havePermission: false }
    })
  })

  it('reads the create screen', async () => {
    const { issueTypes } = await started.client.issues.getCreateIssueMetaIssueTypes({
      projectIdOrKey: 'SHOP'
    })
    const bugType = issueTypes?.find((each) => each.name === 'Bug')
    const { fields, total } = await started.client.issues.getCreateIssueMetaIssueTypeId({
      projectIdOrKey: 'SHOP',
      issueTypeId: bugType?.id ?? ''
    })
    expect(fields).toHaveLength(total ?? 0)
    expect(fields?.filter((each) => each.required).map((each) => each.fieldId)).toEqual([
      'project',
      'issuetype',
      'summary'
    ])
    expect(fields?.find((each) => each.fieldId === 'customfield_10060')?.allowedValues).toMatchObject([
      { value: 'Critical' },
      {},
      {}
    ])
  })

  it('creates, finds, reads, edits and counts', async () => {
    const { client } = started
    const created = await client.issues.createIssue({
      fields: {
        project: { key: 'SHOP' },
        issuetype: { name: 'Bug' },
        summary: 'TypeError in cart',
        description: doc(paragraph('boom')),
        labels: ['datadog-fp-0011223344556677']
      },
      properties: [{ key: 'datadog-autofix', value: { fingerprint: '0011' } }]
    })
    expect(created.key).toBe('SHOP-1')
    const jql = 'project = "SHOP" AND labels = "datadog-fp-0011223344556677" AND statusCategory != Done'
    const fields = ['summary', 'status', 'labels', 'resolution', 'updated']
    const byPost = await client.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({
      jql,
      fields,
      reconcileIssues: [Number(created.id)]
    })
    const byGet = await client.issueSearch.searchForIssuesUsingJqlEnhancedSearch({
      jql,
      fields,
      maxResults: 10,
      reconcileIssues: [Number(created.id)]
    })
    expect(byGet).toEqual(byPost)
    expect(byGet.issues?.[0]?.fields).toMatchObject({
      status: { name: 'To Do', statusCategory: { key: 'new' } },
      resolution: null
    })
    expect(Object.keys(byGet.issues?.[0]?.fields ?? {}).sort()).toEqual([...fields].sort())
    expect(await client.issueSearch.countIssues({ jql })).toEqual({ count: 1 })

    await client.issues.editIssue({
      issueIdOrKey: 'SHOP-1',
      update: { labels: [{ add: 'seen' }] },
      notifyUsers: false
    })
    const issue = await client.issues.getIssue({
      issueIdOrKey: 'SHOP-1',
      fields: ['labels', 'description'],
      properties: ['datadog-autofix']
    })
    expect(issue.fields).toEqual({
      labels: ['datadog-fp-0011223344556677', 'seen'],
      description: doc(paragraph('boom'))
    })
    expect(issue.properties).toEqual({ 'datadog-autofix': { fingerprint: '0011' } })
  })

  it('comments, edits the comment without mail, and lists it', async () => {
    const { client, jira } = started
    const { id } = await client.issueComments.addComment({
      issueIdOrKey: 'SHOP-1',
      comment: doc(paragraph('again'))
    })
    await client.issueComments.updateComment({
      issueIdOrKey: 'SHOP-1',
      id: id ?? '',
      body: doc(paragraph('twice')),
      notifyUsers: false
    })
    const { comments, total } = await client.issueComments.getComments({ issueIdOrKey: 'SHOP-1' })
    expect([total, comments?.[0]?.body]).toEqual([1, doc(paragraph('twice'))])
    expect(jira.notifications.map((each) => each.event)).toEqual(['created', 'updated', 'commented'])
  })

  it('moves, links, and keeps properties', async () => {
    const { client, jira } = started
    const { transitions } = await client.issues.getTransitions({ issueIdOrKey: 'SHOP-1' })
    const done = transitions?.find((each) => each.to?.statusCategory?.key === 'done')
    await client.issues.doTransition({
      issueIdOrKey: 'SHOP-1',
      transition: { id: done?.id ?? '' },
      fields: { resolution: { name: 'Done' } }
    })
    expect(jira.ticket('SHOP-1')).toMatchObject({ statusCategory: 'done', resolution: 'Done' })

    const other = jira.addNativeTicket({
      projectKey: 'SHOP',
      summary: 'Boom',
      issueUrl: 'https://app.datadoghq.com/x'
    })
    await client.issueLinks.linkIssues({
      type: { name: 'Relates' },
      inwardIssue: { key: 'SHOP-1' },
      outwardIssue: { key: other.key }
    })
    expect(jira.ticket(other.key).links).toMatchObject([{ type: 'Relates', key: 'SHOP-1' }])

    const link = {
      issueIdOrKey: 'SHOP-1',
      globalId: 'dd=1',
      object: { url: 'https://app.datadoghq.com/x', title: 'Datadog' }
    }
    const first = await client.issueRemoteLinks.createOrUpdateRemoteIssueLink(link)
    expect(await client.issueRemoteLinks.createOrUpdateRemoteIssueLink(link)).toEqual(first)
    expect(await client.issueRemoteLinks.getRemoteIssueLinks({ issueIdOrKey: 'SHOP-1' })).toHaveLength(1)

    await client.issueProperties.setIssueProperty({
      issueIdOrKey: 'SHOP-1',
      propertyKey: 'state',
      propertyValue: { n: 1 }
    })
    const property = await client.issueProperties.getIssueProperty({
      issueIdOrKey: 'SHOP-1',
      propertyKey: 'state'
    })
    expect(property.value).toEqual({ n: 1 })
  })

  it('sees refusals as its own exception with the body of Jira', async () => {
    const refused = await started.client.issues
      .createIssue({
        fields: { project: { key: 'SHOP' }, issuetype: { name: 'Bug' }, summary: 'x', labels: ['a b'] }
      })
      .catch((error: unknown) => error)
    if (!(refused instanceof HttpException)) throw new Error('expected an HttpException')
    expect(refused.status).toBe(400)
    expect(refused.response).toMatchObject({
      data: { errors: { labels: "The label 'a b' contains spaces which is invalid." } }
    })
    await expect(clientOf(started.jira.url, 'wrong').myself.getCurrentUser()).rejects.toMatchObject({
      status: 401
    })
  })

  it('goes through the gateway', async () => {
    const client = clientOf(`${started.jira.url}/ex/jira/c-1`)
    expect(await client.issues.getIssue({ issueIdOrKey: 'SHOP-1', fields: ['summary'] })).toMatchObject({
      self: expect.stringContaining('https://example.atlassian.net/'),
      fields: { summary: 'TypeError in cart' }
    })
  })
})
