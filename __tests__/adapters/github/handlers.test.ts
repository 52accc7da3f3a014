import { describe, expect, it } from '@jest/globals'
import type { HandlerLog } from '../../../src/adapters/github/handler-log.js'
import { createHandlers } from '../../../src/adapters/github/handlers.js'
import type { DispatchResult } from '../../../src/adapters/github/workflow-dispatcher.js'
import { VendorError } from '../../../src/errors.js'
import type { HandlerStart } from '../../../src/ports.js'
import { rejection, settableClock } from './fixtures.js'
import { NOW } from '../../services/github/stage.js'

const START: HandlerStart = {
  pattern: 'queue full',
  issueId: 'issue-1',
  inputs: { service: 'shop' },
  handler: { workflow: 'restart.yml', ref: 'stable', inputs: {}, cooldownHours: 4, perDay: 2 }
}

/** What was done, in order. */
function stand(reply: () => Promise<DispatchResult>, more: Partial<HandlerLog> = {}) {
  const done: unknown[] = []
  const log: HandlerLog = {
    book: (booking) => {
      done.push(['book', booking])
      return Promise.resolve({ booked: true })
    },
    cancel: ({ now }) => {
      done.push(['cancel', now])
      return Promise.resolve()
    },
    ...more
  }
  const dispatcher = {
    dispatch: (request: unknown) => {
      done.push(['dispatch', request])
      return reply()
    }
  }
  return { done, handlers: createHandlers({ log, dispatcher, clock: settableClock() }) }
}

const kinds = (done: readonly unknown[]): unknown[] => done.map((each) => (each as unknown[])[0])
const vendorError = (status: number | undefined): VendorError =>
  new VendorError('x', { vendor: 'GitHub', status, retryable: true })

describe('a handler', () => {
  it('is booked, then started', async () => {
    const { done, handlers } = stand(() => Promise.resolve({ started: true, runUrl: undefined }))
    expect(await handlers.start(START)).toEqual({ started: true })
    const { pattern, issueId } = START
    expect(done).toEqual([
      ['book', { pattern, issueId, workflow: 'restart.yml', now: NOW, cooldownHours: 4, perDay: 2 }],
      ['dispatch', { workflow: 'restart.yml', ref: 'stable', inputs: { service: 'shop' } }]
    ])
  })

  it('that may not start is not asked for', async () => {
    const { done, handlers } = stand(() => Promise.reject(new Error('asked')), {
      book: () => Promise.resolve({ booked: false, why: 'it rests' })
    })
    expect(await handlers.start(START)).toEqual({ started: false, refused: false, why: 'it rests' })
    expect(done).toEqual([])
  })

  const refused = (): Promise<DispatchResult> =>
    Promise.resolve({ started: false, refusal: 'disabled', why: 'it is off' })

  it('that GitHub refuses to start gets its booking back', async () => {
    const { done, handlers } = stand(refused)
    expect(await handlers.start(START)).toEqual({ started: false, refused: true, why: 'it is off' })
    expect(kinds(done)).toEqual(['book', 'dispatch', 'cancel'])
  })

  it('says why it was not started, though the booking cannot be given back', async () => {
    const { handlers } = stand(refused, { cancel: () => Promise.reject(vendorError(500)) })
    expect(await handlers.start(START)).toEqual({
      started: false,
      refused: true,
      why: 'it is off. Its cooldown has begun all the same: x'
    })
  })

  it.each([
    ['stands where nobody knows whether it was started', undefined, ['book', 'dispatch']],
    ['stands where GitHub broke', 502, ['book', 'dispatch']],
    ['is given back where a limit kept it', 403, ['book', 'dispatch', 'cancel']]
  ])('fails, and its booking %s', async (_, status, steps) => {
    const failure = vendorError(status)
    const { done, handlers } = stand(() => Promise.reject(failure))
    expect(await rejection(handlers.start(START))).toBe(failure)
    expect(kinds(done)).toEqual(steps)
  })
})
