import { afterEach, describe, expect, it } from '@jest/globals'
import { START, startJira } from './loopback.js'

const running: { stop(): Promise<void> }[] = []

afterEach(async () => {
  for (const jira of running.splice(0)) await jira.stop()
})

async function start(): Promise<Awaited<ReturnType<typeof startJira>>> {
  const started = await startJira({ burst: { requests: 10, windowMs: 60_000 } })
  running.push(started.jira)
  return started
}

describe('the burst limit of a site', () => {
  it('refuses one endpoint and says how long, by headers of its own', async () => {
    const { call } = await start()
    const statuses: number[] = []
    for (let request = 0; request < 10; request += 1)
      statuses.push((await call('GET', '/issue/SHOP-1')).status)
    expect(statuses).toEqual(Array(10).fill(404))
    const { status, headers } = await call('GET', '/issue/SHOP-2')
    expect(status).toBe(429)
    expect(Object.fromEntries(headers)).toMatchObject({
      'retry-after': '6',
      'ratelimit-reason': 'jira-burst-based',
      'x-ratelimit-limit': '10',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-nearlimit': 'true',
      'x-ratelimit-reset': new Date(START + 60_000).toISOString().slice(0, 16) + 'Z'
    })
    expect((await call('GET', '/issue/SHOP-1/comment')).status).toBe(404)
  })

  it('fills up again evenly', async () => {
    const { call, clock } = await start()
    for (let request = 0; request < 11; request += 1) await call('GET', '/issue/SHOP-1')
    clock.now += 6_000
    expect((await call('GET', '/issue/SHOP-1')).status).toBe(404)
    expect((await call('GET', '/issue/SHOP-1')).status).toBe(429)
  })
})
