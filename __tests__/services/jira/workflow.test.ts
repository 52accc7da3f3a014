import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { defaultProject } from '../../../services/jira/default-project.js'
import { startJira } from './loopback.js'

type Started = Awaited<ReturnType<typeof startJira>>
let started: Started
beforeEach(async () => {
  started = await startJira()
})
afterEach(() => started.jira.stop())

describe('transitions', () => {
  const offered = async (key: string) => {
    const { json } = await started.call('GET', `/issue/${key}/transitions?expand=transitions.fields`)
    return (
      json as {
        transitions: { id: string; name: string; to: { statusCategory: { key: string } }; fields: object }[]
      }
    ).transitions
  }
  const take = (key: string, id: string, fields?: object) =>
    started.call('POST', `/issue/${key}/transitions`, { transition: { id }, ...(fields ? { fields } : {}) })

  it('offers what the status allows, and what the screen asks for', async () => {
    const key = await started.create()
    const transitions = await offered(key)
    expect(transitions.map((each) => [each.id, each.to.statusCategory.key])).toEqual([
      ['11', 'indeterminate'],
      ['31', 'done'],
      ['41', 'done']
    ])
    expect(transitions.find((each) => each.id === '31')?.fields).toMatchObject({
      resolution: { required: true }
    })
    expect(transitions.find((each) => each.id === '11')?.fields).toEqual({})
  })

  it('closes with a resolution and clears it on reopening', async () => {
    const key = await started.create()
    expect(await take(key, '31')).toMatchObject({
      status: 400,
      json: { errors: { resolution: 'Resolution is required.' } }
    })
    started.clock.now += 1_000
    expect((await take(key, '31', { resolution: { name: 'Duplicate' } })).status).toBe(204)
    const closed = started.jira.ticket(key)
    expect(closed).toMatchObject({
      status: 'Done',
      statusCategory: 'done',
      resolution: 'Duplicate',
      resolvedAt: started.clock.now
    })
    expect((await take(key, '51')).status).toBe(204)
    const { history, resolution, resolvedAt } = started.jira.ticket(key)
    expect([resolution, resolvedAt]).toEqual([null, null])
    expect(history.map((each) => `${each.from} > ${each.to}`)).toEqual(['To Do > Done', 'Done > To Do'])
  })

  it('cancels without a resolution where the screen only allows one', async () => {
    const key = await started.create()
    expect((await take(key, '41')).status).toBe(204)
    expect(started.jira.ticket(key)).toMatchObject({ status: 'Cancelled', resolution: null })
  })

  it.each([
    [
      'a transition of another status',
      '21',
      undefined,
      { errorMessages: ["Transition id '21' is not valid for this issue."], errors: {} }
    ],
    [
      'an unknown resolution',
      '31',
      { resolution: { name: 'Shipped' } },
      { errorMessages: [], errors: { resolution: "Resolution name 'Shipped' is not valid" } }
    ],
    [
      'a resolution that the screen does not have',
      '11',
      { resolution: { name: 'Done' } },
      {
        errorMessages: [],
        errors: {
          resolution: "Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown."
        }
      }
    ]
  ])('refuses %s', async (_, id, fields, json) => {
    const key = await started.create()
    expect(await take(key, id, fields)).toMatchObject({ status: 400, json })
    expect(started.jira.ticket(key).history).toEqual([])
  })

  it('asks for the fields that a screen requires', async () => {
    await started.jira.stop()
    const project = defaultProject('SHOP')
    const transitions = project.workflow.transitions.map((each) =>
      each.id === '11' ? { ...each, requires: ['assignee'] } : each
    )
    started = await startJira({ projects: [{ ...project, workflow: { ...project.workflow, transitions } }] })
    const key = await started.create()
    expect(await take(key, '11')).toMatchObject({
      status: 400,
      json: { errors: { assignee: 'Assignee is required.' } }
    })
    expect((await take(key, '11', { assignee: { accountId: '5b10a2844c20165700ede21g' } })).status).toBe(204)
    expect(started.jira.ticket(key)).toMatchObject({
      status: 'In Progress',
      assignee: '5b10a2844c20165700ede21g'
    })
  })
})

describe('what people do', () => {
  it('back-dates a move and mails about it', async () => {
    const key = await started.create()
    const at = started.clock.now - 60_000
    const moved = started.jira.transition(key, 'Done', { resolution: "Won't Do", at })
    expect(moved).toMatchObject({ status: 'Done', resolution: "Won't Do", resolvedAt: at, updated: at })
    expect(started.jira.notifications.at(-1)).toMatchObject({
      key,
      event: 'transitioned',
      text: 'To Do -> Done'
    })
  })

  it('throws for a status, a resolution or a ticket that does not exist', async () => {
    const key = await started.create()
    expect(() => started.jira.transition(key, 'Sleeping')).toThrow('no status Sleeping')
    expect(() => started.jira.transition(key, 'Done', { resolution: 'Shipped' })).toThrow(
      'no resolution Shipped'
    )
    expect(() => started.jira.ticket('SHOP-9')).toThrow('no ticket SHOP-9')
  })

  it('edits and comments as somebody else', async () => {
    const key = await started.create({ labels: ['a'] })
    expect(started.jira.edit(key, { labels: [] }).labels).toEqual([])
    const comment = started.jira.comment(key, 'looking')
    expect(comment.author).not.toBe(started.jira.ticket(key).reporter)
  })

  it("files a ticket as Datadog's integration", async () => {
    const issueUrl = 'https://app.datadoghq.com/error-tracking/issue/0a1b'
    const at = started.clock.now - 3_600_000
    started.jira.indexLagMs = 60_000
    const ticket = started.jira.addNativeTicket({ projectKey: 'SHOP', summary: 'Boom', issueUrl, at })
    expect(ticket).toMatchObject({ origin: 'datadog', labels: [], created: at })
    expect(JSON.stringify(ticket.description)).toContain(issueUrl)
    expect(await started.search('project = SHOP')).toEqual([ticket.key])
  })
})

describe('links', () => {
  it('links two tickets once, seen from both', async () => {
    const [one, two] = [await started.create(), await started.create()]
    const link = { type: { name: 'Blocks' }, inwardIssue: { key: one }, outwardIssue: { key: two } }
    expect((await started.call('POST', '/issueLink', link)).status).toBe(201)
    expect((await started.call('POST', '/issueLink', link)).status).toBe(201)
    expect(started.jira.ticket(one).links).toMatchObject([{ type: 'Blocks', direction: 'outward', key: two }])
    expect(started.jira.ticket(two).links).toMatchObject([{ type: 'Blocks', direction: 'inward', key: one }])
    const { json } = await started.call('GET', `/issue/${one}?fields=issuelinks`)
    expect(json).toMatchObject({ fields: { issuelinks: [{ outwardIssue: { key: two } }] } })
  })

  it.each([
    ['an unknown type', { type: { name: 'Causes' } }, "No issue link type with name 'Causes' found."],
    [
      'an unknown ticket',
      { outwardIssue: { key: 'SHOP-9' } },
      'Issue does not exist or you do not have permission to see it.'
    ]
  ])('refuses %s', async (_, change, message) => {
    const key = await started.create()
    const link = { type: { name: 'Relates' }, inwardIssue: { key }, outwardIssue: { key }, ...change }
    expect(await started.call('POST', '/issueLink', link)).toMatchObject({
      status: 404,
      json: { errorMessages: [message] }
    })
  })

  it('keeps one remote link per global id and forgets what an update leaves out', async () => {
    const key = await started.create()
    const object = { url: 'https://app.datadoghq.com/x', title: 'Datadog issue' }
    const post = (body: object) =>
      started.call('POST', `/issue/${key}/remotelink`, { globalId: 'dd=1', ...body })
    const first = await post({ object, relationship: 'is detected by', application: { name: 'Datadog' } })
    const second = await post({ object: { ...object, title: 'Resolved' } })
    expect([first.status, second.status]).toEqual([201, 200])
    expect(started.jira.ticket(key).remoteLinks).toEqual([
      {
        id: expect.any(String),
        globalId: 'dd=1',
        relationship: null,
        application: null,
        object: { ...object, title: 'Resolved' }
      }
    ])
    const { json } = await started.call('GET', `/issue/${key}/remotelink?globalId=dd%3D1`)
    expect(json).toMatchObject({ id: (first.json as { id: number }).id, globalId: 'dd=1' })
    expect((await post({ object: { title: 'x', url: 'javascript:alert(1)' } })).status).toBe(400)
  })
})
