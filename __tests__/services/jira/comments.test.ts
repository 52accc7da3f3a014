import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { doc, paragraph, startJira } from './loopback.js'

type Started = Awaited<ReturnType<typeof startJira>>
let started: Started

beforeEach(async () => {
  started = await startJira()
})
afterEach(() => started.jira.stop())

describe('comments', () => {
  it('keeps every version and whether it was mailed', async () => {
    const key = await started.create()
    const { json } = await started.call('POST', `/issue/${key}/comment`, { body: doc(paragraph('one')) })
    const { id } = json as { id: string }
    started.clock.now += 1_000
    await started.call('PUT', `/issue/${key}/comment/${id}?notifyUsers=false`, {
      body: doc(paragraph('two'))
    })
    const [comment] = started.jira.ticket(key).comments
    expect(comment?.body).toEqual(doc(paragraph('two')))
    expect(comment?.versions.map((version) => version.notified)).toEqual([true, false])
    expect(started.jira.notifications.map((each) => [each.event, each.text])).toEqual([
      ['created', 'TypeError in cart'],
      ['commented', 'one']
    ])
    await started.call('PUT', `/issue/${key}/comment/${id}`, { body: doc(paragraph('three')) })
    expect(started.jira.notifications.at(-1)).toMatchObject({ event: 'comment-edited', text: 'three' })
  })

  it('edits only its own', async () => {
    const key = await started.create()
    const { id } = started.jira.comment(key, 'by a person')
    expect(
      (await started.call('PUT', `/issue/${key}/comment/${id}`, { body: doc(paragraph('x')) })).status
    ).toBe(400)
    expect((await started.call('PUT', `/issue/${key}/comment/1`, { body: doc(paragraph('x')) })).status).toBe(
      404
    )
  })

  it.each([
    ['text', 'plain', { errorMessages: [], errors: { comment: 'Comment body is not valid!' } }],
    ['nothing', doc(), { errorMessages: [], errors: { comment: 'Comment body can not be empty!' } }],
    [
      'a broken document',
      doc({ type: 'panel', content: [] }),
      { errorMessages: ['INVALID_INPUT'], errors: {} }
    ],
    [
      'too much',
      doc(paragraph('x'.repeat(32_767))),
      { errorMessages: ['CONTENT_LIMIT_EXCEEDED'], errors: {} }
    ]
  ])('refuses %s', async (_, body, json) => {
    const key = await started.create()
    expect(await started.call('POST', `/issue/${key}/comment`, { body })).toMatchObject({ status: 400, json })
  })

  it('ends at the limit of comments', async () => {
    await started.jira.stop()
    started = await startJira({ limits: { comments: 1 } })
    const key = await started.create()
    const post = () => started.call('POST', `/issue/${key}/comment`, { body: doc(paragraph('x')) })
    expect([(await post()).status, (await post()).status]).toEqual([201, 400])
  })
})

describe('properties', () => {
  it('writes, reads and limits them without touching the ticket', async () => {
    const key = await started.create()
    started.clock.now += 1_000
    const path = `/issue/${key}/properties/datadog-autofix`
    expect((await started.call('GET', path)).status).toBe(404)
    expect((await started.call('PUT', path, { seen: 1 })).status).toBe(201)
    expect((await started.call('PUT', path, { seen: 2 })).status).toBe(200)
    expect((await started.call('GET', path)).json).toEqual({ key: 'datadog-autofix', value: { seen: 2 } })
    expect((await started.call('PUT', path, 'x'.repeat(32_767))).status).toBe(400)
    expect((await started.call('PUT', path, 'x'.repeat(32_766))).status).toBe(200)
    expect((await started.call('PUT', `/issue/${key}/properties/${'k'.repeat(256)}`, 1)).status).toBe(400)
    expect(started.jira.ticket(key).updated).toBe(started.jira.ticket(key).created)
  })
})
