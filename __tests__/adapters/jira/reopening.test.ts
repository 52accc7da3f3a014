import { afterEach, describe, expect, it } from '@jest/globals'
import { ConfigurationError } from '../../../src/errors.js'
import type { TransitionDefinition } from '../../../services/jira/project.js'
import { defaultProject } from '../../../services/jira/default-project.js'
import { draft, policy, rejection, startBench, type Bench } from './board-bench.js'

let bench: Bench
afterEach(() => bench.stop())

/** A closed ticket in a workflow that offers these transitions out of Done. */
async function closedTicket(
  transitions?: readonly TransitionDefinition[],
  reopenStatus?: string
): Promise<string> {
  const project = defaultProject('PPL')
  const workflow = { ...project.workflow, ...(transitions ? { transitions } : {}) }
  bench = await startBench({ projects: [{ ...project, workflow }], policy: { reopenStatus } })
  const { key } = await bench.board.create(draft)
  bench.jira.transition(key, 'Done', { resolution: 'Done' })
  bench.jira.service.clearLog()
  return key
}

const toReview: TransitionDefinition = { id: '71', name: 'Review again', from: ['Done'], to: 'In Review' }
const toDo: TransitionDefinition = {
  id: '72',
  name: 'Back',
  from: ['Done'],
  to: 'To Do',
  setsResolution: null
}
const toCancelled: TransitionDefinition = { id: '73', name: 'Cancel', from: ['Done'], to: 'Cancelled' }

describe('reopening a ticket', () => {
  it.each([
    ['the status that is to do', [toCancelled, toReview, toDo], undefined, 'To Do'],
    [
      'a status in progress where nothing leads to one that is to do',
      [toCancelled, toReview],
      undefined,
      'In Review'
    ],
    ['the configured status, in any case', [toDo, toReview], 'in review', 'In Review'],
    [
      'a status in progress before one that asks for fields',
      [{ ...toDo, requires: ['summary'] }, toReview],
      undefined,
      'In Review'
    ]
  ] as const)('moves it to %s', async (_, transitions, reopenStatus, status) => {
    const key = await closedTicket(transitions, reopenStatus)
    await bench.board.reopen(key)
    expect(bench.jira.ticket(key).status).toBe(status)
  })

  it.each([
    [
      'nothing leads to an open status',
      [toCancelled],
      undefined,
      ['an open status', '"Cancel" (to Cancelled)']
    ],
    [
      'nothing leads to the configured status',
      [toDo],
      'In Progress',
      ['"In Progress" (jira.reopen-status)', '"Back" (to To Do)']
    ],
    [
      'the transition asks for fields',
      [{ ...toDo, requires: ['summary'] }],
      undefined,
      ['asks for fields', 'asks for summary']
    ],
    ['there are no transitions', [], undefined, ['Available transitions: none']]
  ] as const)('says how to mend it when %s', async (_, transitions, reopenStatus, words) => {
    const key = await closedTicket(transitions, reopenStatus)
    const error = await rejection(bench.board.reopen(key))
    expect(error).toBeInstanceOf(ConfigurationError)
    for (const word of [key, ...words]) expect(error.message).toContain(word)
    expect(bench.jira.ticket(key).status).toBe('Done')
  })

  it('leaves a ticket where it is that somebody has reopened meanwhile', async () => {
    const key = await closedTicket()
    bench.jira.transition(key, 'In Progress')
    await bench.board.reopen(key)
    expect(bench.jira.ticket(key).status).toBe('In Progress')
    expect(bench.requests().some((line) => line.startsWith('POST'))).toBe(false)
  })

  it.each(['lose-reply', 'drop'] as const)('reopens once in spite of %s', async (kind) => {
    const key = await closedTicket()
    const before = bench.jira.ticket(key).history.length
    bench.jira.service.inject({ method: 'POST', path: /transitions/, kind })
    await bench.board.reopen(key)
    expect(bench.jira.ticket(key).status).toBe('To Do')
    expect(bench.jira.ticket(key).history).toHaveLength(before + 1)
  })
})

describe('linking a ticket', () => {
  it.each([undefined, 'lose-reply', 'drop'] as const)('links new to old once (fault: %s)', async (kind) => {
    const old = await closedTicket()
    const { key } = await bench.board.create(draft)
    if (kind) bench.jira.service.inject({ method: 'POST', path: /issueLink/, kind })
    await bench.board.link(key, old)
    expect(bench.jira.ticket(key).links).toEqual([
      expect.objectContaining({ type: 'Relates', direction: 'outward', key: old })
    ])
  })

  it('warns of a link type that the site lacks', async () => {
    const old = await closedTicket()
    const { key } = await bench.board.create(draft)
    const board = bench.boardWith({ policy: { ...policy, linkType: 'Follows' } })
    await board.link(key, old)
    expect(bench.warnings).toEqual([
      {
        sentence: expect.stringContaining('link type'),
        data: expect.objectContaining({ linkType: 'Follows' })
      }
    ])
  })

  it('fails when a ticket does not exist', async () => {
    const old = await closedTicket()
    expect(await rejection(bench.board.link('PPL-99', old))).toMatchObject({ status: 404 })
    expect(bench.warnings).toEqual([])
  })
})
