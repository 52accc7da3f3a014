import { describe, expect, it } from '@jest/globals'
import { PUBLISHED_LIMITS, SecondaryLimit } from '../../../services/github/secondary-limits.js'
import type { ServiceRequest } from '../../../services/kit/service.js'

function requestOf(method: string): ServiceRequest {
  return {
    method,
    path: '/repos/acme/shop/git/refs',
    params: {},
    query: new URLSearchParams(),
    headers: {},
    body: undefined,
    bytes: new Uint8Array()
  }
}

const read = requestOf('GET')
const write = requestOf('POST')

function limited(): { limit: SecondaryLimit; clock: { at: number } } {
  const clock = { at: 0 }
  return { clock, limit: new SecondaryLimit(PUBLISHED_LIMITS, () => clock.at) }
}

/** How many of so many requests pass. */
function passed(limit: SecondaryLimit, request: ServiceRequest, count: number, login = 'bot'): number {
  return Array.from({ length: count }, () => limit.admit(request, login)).filter((reply) => !reply).length
}

describe('the secondary limits of GitHub', () => {
  it('take 900 reads in a minute, or 80 writes', () => {
    expect(passed(limited().limit, read, 1000)).toBe(900)
    expect(passed(limited().limit, write, 1000)).toBe(80)
  })

  it('count a write as five reads', () => {
    const { limit } = limited()
    expect(passed(limit, write, 80)).toBe(80)
    expect(passed(limit, read, 1000)).toBe(500)
  })

  it('take 500 writes in an hour', () => {
    const { limit, clock } = limited()
    let writes = 0
    for (let minute = 0; minute < 60; minute += 1) {
      clock.at = minute * 60_000
      writes += passed(limit, write, 80)
    }
    expect(writes).toBe(500)
    clock.at = 60 * 60_000
    expect(passed(limit, write, 80)).toBe(80)
  })

  it('refuse with 403 and the seconds to wait, each token by itself', () => {
    const { limit, clock } = limited()
    passed(limit, write, 80)
    clock.at = 20_000
    const reply = limit.admit(write, 'bot')
    expect(reply).toMatchObject({ status: 403, headers: { 'retry-after': '40' } })
    expect(reply?.body).toMatchObject({ message: expect.stringContaining('secondary rate limit') })
    expect(limit.admit(write, 'another')).toBeUndefined()
    expect(limit.refused).toBe(1)
  })
})
