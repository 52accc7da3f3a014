import { describe, expect, it } from '@jest/globals'
import { callVendor, vendorRetry } from '../../src/adapters/retry.js'
import { VendorLimits, type Lane } from '../../src/adapters/vendor-limits.js'
import { VendorError } from '../../src/errors.js'

const JIRA: Lane = { vendor: 'Jira' }
const HOUR = 3_600_000

/** Time passes only while somebody sleeps; sleepers wake in the order of their moments. */
class SleepersClock {
  at = 0
  readonly #sleepers: { readonly until: number; readonly wake: () => void }[] = []

  now(): number {
    return this.at
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ until: this.at + milliseconds, wake }))
  }

  /** Lets time pass until nobody sleeps any more. */
  async pass(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve))
      const [next] = this.#sleepers.sort((a, b) => a.until - b.until)
      if (next === undefined) return
      this.#sleepers.shift()
      this.at = Math.max(this.at, next.until)
      next.wake()
    }
  }
}

function refusal(retryAfterMs: number): VendorError {
  return new VendorError('too many', { vendor: 'Jira', status: 429, retryable: true, retryAfterMs })
}

describe('a wait that one request is asked for', () => {
  it('is everybody’s: sixteen calls at once do not use up their attempts on one burst', async () => {
    const clock = new SleepersClock()
    const policy = vendorRetry(clock, () => 0.5)
    const times: number[] = []
    const calls = Array.from({ length: 16 }, () =>
      callVendor(
        {
          lane: JIRA,
          idempotent: false,
          attempt: () => {
            times.push(clock.now())
            // Three in each five seconds, as a burst limit has it.
            const recent = times.filter((at) => at > clock.now() - 5_000).length
            return recent > 3 ? Promise.reject(refusal(5_000)) : Promise.resolve('done')
          },
          translate: (error) => (error instanceof Error ? error : new Error(String(error)))
        },
        policy
      ).catch((error: unknown) => error)
    )
    await clock.pass()
    const results = await Promise.all(calls)
    expect(results.filter((result) => result === 'done').length).toBeGreaterThanOrEqual(9)
    // While the limit was closed nobody asked.
    expect(times.filter((at) => at > 0 && at < 5_000)).toEqual([])
  })

  it('lets them go one after another', async () => {
    const clock = new SleepersClock()
    const limits = new VendorLimits(clock)
    limits.close(JIRA, 5_000, refusal(5_000))
    const entered: number[] = []
    const all = Promise.all([1, 2, 3].map(() => limits.enter(JIRA).then(() => entered.push(clock.now()))))
    await clock.pass()
    await all
    expect(entered).toEqual([5_000, 5_100, 5_200])
  })

  it('is no wait for another endpoint, nor for another vendor', async () => {
    const limits = new VendorLimits(new SleepersClock())
    limits.close({ vendor: 'Datadog', endpoint: 'search spans' }, HOUR, refusal(HOUR))
    await limits.enter({ vendor: 'Datadog', endpoint: 'search logs' })
    await limits.enter(JIRA)
    await expect(limits.enter({ vendor: 'Datadog', endpoint: 'search spans' })).rejects.toThrow('too many')
  })

  it('is not shared where it is one ticket’s', async () => {
    const clock = new SleepersClock()
    const limits = new VendorLimits(clock)
    let attempts = 0
    const call = callVendor(
      {
        lane: JIRA,
        idempotent: true,
        isShared: () => false,
        attempt: () => ((attempts += 1) === 1 ? Promise.reject(refusal(9_000)) : Promise.resolve('done')),
        translate: (error) => (error instanceof Error ? error : new Error(String(error)))
      },
      vendorRetry(clock, () => 0.5, limits)
    )
    await new Promise((resolve) => setImmediate(resolve))
    await limits.enter(JIRA)
    expect(clock.now()).toBe(0)
    await clock.pass()
    expect(await call).toBe('done')
    expect(clock.now()).toBe(9_000)
  })
})

describe('a wait that is too long', () => {
  it('ends every request with the vendor’s own words, without asking again', async () => {
    const clock = new SleepersClock()
    const limits = new VendorLimits(clock)
    let attempts = 0
    const ask = (): Promise<unknown> =>
      callVendor(
        {
          lane: JIRA,
          idempotent: true,
          attempt: () => {
            attempts += 1
            return Promise.reject(refusal(HOUR))
          },
          translate: (error) => (error instanceof Error ? error : new Error(String(error)))
        },
        vendorRetry(clock, () => 0.5, limits)
      ).catch((error: unknown) => error)
    const [first, second] = [await ask(), await ask()]
    expect(first).toMatchObject({ status: 429, retryAfterMs: HOUR })
    expect(second).toBe(first)
    expect(attempts).toBe(1)
    expect(limits.closed()).toMatchObject([{ lane: JIRA, until: HOUR }])
    clock.at = HOUR
    expect(limits.closed()).toEqual([])
    await limits.enter(JIRA)
  })

  it('of two words the longer one counts', () => {
    const limits = new VendorLimits(new SleepersClock())
    limits.close(JIRA, 2 * HOUR, refusal(2 * HOUR))
    limits.close(JIRA, 1_000, refusal(1_000))
    expect(limits.closed()).toMatchObject([{ until: 2 * HOUR }])
  })
})

describe('what is left', () => {
  it('is the last word, until it starts anew', () => {
    const clock = new SleepersClock()
    const limits = new VendorLimits(clock)
    expect(limits.left(JIRA)).toBeUndefined()
    limits.note(JIRA, { remaining: 40, waitMs: 1_000 })
    limits.note(JIRA, { remaining: 39, waitMs: 1_000 })
    expect(limits.left(JIRA)).toEqual({ remaining: 39, resetAt: 1_000 })
    clock.at = 1_000
    expect(limits.left(JIRA)).toBeUndefined()
  })

  it('of writes counts those of the last hour', () => {
    const clock = new SleepersClock()
    const limits = new VendorLimits(clock)
    for (const at of [0, 10, HOUR / 2]) {
      clock.at = at
      limits.noteWrite('GitHub')
    }
    expect(limits.written('GitHub')).toEqual({ count: 3, freeAt: HOUR })
    clock.at = HOUR
    expect(limits.written('GitHub')).toEqual({ count: 2, freeAt: HOUR + 10 })
    expect(limits.written('Jira').count).toBe(0)
  })
})
