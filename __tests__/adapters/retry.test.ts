import { describe, expect, it } from '@jest/globals'
import { callVendor, vendorRetry, type RetryPolicy } from '../../src/adapters/retry.js'
import { ConfigurationError, VendorError } from '../../src/errors.js'

interface Refusal {
  readonly status?: number
  readonly retryable?: boolean
  readonly retryAfterMs?: number
}

class FakeClock {
  readonly slept: number[] = []
  private time = 0

  now(): number {
    return this.time
  }

  async sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds)
    this.time += milliseconds
    return Promise.resolve()
  }
}

interface Run {
  readonly result: unknown
  readonly attempts: number
  readonly slept: readonly number[]
}

/** Refuses as told, then answers `done`. */
async function run(
  refusals: readonly (Refusal | Error)[],
  change: { readonly idempotent?: boolean; readonly policy?: Partial<RetryPolicy> } = {}
): Promise<Run> {
  const clock = new FakeClock()
  let attempts = 0
  const result = await callVendor(
    {
      attempt: () => {
        const refusal = refusals[attempts]
        attempts += 1
        return refusal === undefined ? Promise.resolve('done') : Promise.reject(new Failure(refusal))
      },
      translate: (error) => {
        if (!(error instanceof Failure)) return new Error('not what was thrown')
        const { refusal } = error
        if (refusal instanceof Error) return refusal
        return new VendorError(`refused ${refusal.status}`, { vendor: 'Jira', retryable: true, ...refusal })
      },
      idempotent: change.idempotent ?? true
    },
    { ...vendorRetry(clock, () => 0.5), ...change.policy }
  ).catch((error: unknown) => error)
  return { result, attempts, slept: clock.slept }
}

/** What a vendor's client throws. */
class Failure extends Error {
  constructor(readonly refusal: Refusal | Error) {
    super('client failure')
  }
}

const busy: Refusal = { status: 503 }

describe('a call that may be repeated', () => {
  it('answers at once when it can', async () => {
    expect(await run([])).toEqual({ result: 'done', attempts: 1, slept: [] })
  })

  it('is tried again after doubling waits', async () => {
    expect(await run([busy, busy, busy])).toEqual({ result: 'done', attempts: 4, slept: [500, 1000, 2000] })
  })

  it('is given up after the last attempt, without another wait', async () => {
    const { result, attempts, slept } = await run([busy, busy, { status: 500 }, { status: 502 }, busy])
    expect(result).toBeInstanceOf(VendorError)
    expect(result).toMatchObject({ status: 502 })
    expect({ attempts, slept }).toEqual({ attempts: 4, slept: [500, 1000, 2000] })
  })

  it('is tried once when the policy says so', async () => {
    expect(await run([busy], { policy: { attempts: 1 } })).toMatchObject({ attempts: 1, slept: [] })
  })

  it.each([
    [0, 250],
    [0.999, 749.5]
  ])('spreads the waits: random %p waits %p ms', async (random, expected) => {
    const { slept } = await run([busy], { policy: { random: () => random } })
    expect(slept[0]).toBeCloseTo(expected, 6)
  })

  it('is tried again when there was no answer', async () => {
    expect(await run([{}])).toMatchObject({ result: 'done', attempts: 2 })
  })

  it.each<[string, Refusal | Error]>([
    ['a refusal for good', { status: 404, retryable: false }],
    ['what the user has to mend', new ConfigurationError(['no such project'])],
    ['a bug of ours', new TypeError('x is undefined')],
    ['a network error that nobody translated', new TypeError('fetch failed')]
  ])('is not tried again after %s', async (_, refusal) => {
    const { result, attempts, slept } = await run([refusal])
    expect({ attempts, slept }).toEqual({ attempts: 1, slept: [] })
    if (refusal instanceof Error) expect(result).toBe(refusal)
    else expect(result).toMatchObject({ name: 'VendorError', status: 404 })
  })

  it('stops at the first refusal for good', async () => {
    const { result, attempts } = await run([busy, { status: 403, retryable: false }, busy])
    expect(result).toMatchObject({ status: 403 })
    expect(attempts).toBe(2)
  })
})

describe('a vendor that asks for a wait', () => {
  it.each([
    [30_000, 30_000],
    [60_000, 60_000],
    [10, 500],
    [0, 500]
  ])('of %p ms gets %p ms', async (retryAfterMs, expected) => {
    const { result, slept } = await run([{ status: 429, retryAfterMs }])
    expect({ result, slept }).toEqual({ result: 'done', slept: [expected] })
  })

  it('that is too long is given up on at once', async () => {
    const { result, attempts, slept } = await run([{ status: 429, retryAfterMs: 60_001 }])
    expect(result).toMatchObject({ status: 429, retryAfterMs: 60_001 })
    expect({ attempts, slept }).toEqual({ attempts: 1, slept: [] })
  })
})

describe('a creation', () => {
  it('is tried again when it surely did nothing', async () => {
    const refusal = { status: 429, retryAfterMs: 1000 }
    expect(await run([refusal], { idempotent: false })).toEqual({
      result: 'done',
      attempts: 2,
      slept: [1000]
    })
  })

  it.each<[string, Refusal]>([
    ['a refusal', { status: 503 }],
    ['a lost answer', {}],
    ['a refusal that asks for a wait', { status: 503, retryAfterMs: 10 }]
  ])('is not repeated after %s: it could create twice', async (_, refusal) => {
    const { result, attempts, slept } = await run([refusal], { idempotent: false })
    expect(result).toBeInstanceOf(VendorError)
    expect({ attempts, slept }).toEqual({ attempts: 1, slept: [] })
  })
})
