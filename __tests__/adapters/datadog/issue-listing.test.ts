import { describe, expect, it } from '@jest/globals'
import { known } from '../../../src/flow/issue/known.js'
import { DAY, HOUR, NOW, setStage, type Stage } from './stage.js'

interface Seeded {
  readonly service: string
  readonly errorType?: string
  readonly state?: 'OPEN' | 'ACKNOWLEDGED'
  /** Hours ago of its events. */
  readonly hours?: readonly number[]
}

function seed(
  { datadog }: Stage,
  { service, errorType = 'TypeError', state, hours = [1, 2] }: Seeded
): string {
  const { id } = datadog.seedIssue({
    service,
    errorType,
    errorMessage: 'x',
    firstSeen: NOW - DAY,
    ...(state && { state })
  })
  datadog.seedEvents(
    id,
    'spans',
    hours.map((ago) => ({ timestamp: NOW - ago * HOUR }))
  )
  return id
}

function seedMany(stage: Stage, count: number, of: (number: number) => Seeded): readonly string[] {
  return Array.from({ length: count }, (_, number) => seed(stage, of(number)))
}

async function list(
  stage: Stage,
  query = '*'
): Promise<{ ids: readonly string[]; counts: readonly unknown[]; unseen: string | undefined }> {
  const { issues, unseen } = await stage.source.searchIssues(query)
  return {
    ids: issues.map(({ id }) => id).sort(),
    counts: [...new Set(issues.map(({ impact }) => JSON.stringify(impact.occurrences)))],
    unseen
  }
}

function bodies(stage: Stage): readonly { query: string; from: number; to: number; states: string[] }[] {
  return stage.requests().map(({ body }) => {
    const { data } = JSON.parse(body) as {
      data: { attributes: { query: string; from: number; to: number; states: string[] } }
    }
    return data.attributes
  })
}

const two = JSON.stringify(known(2))

describe('a sweep of more issues than a search lists', () => {
  it('asks once for up to 99', async () => {
    const stage = await setStage()
    const ids = seedMany(stage, 99, (number) => ({ service: `service-${number % 3}` }))
    expect(await list(stage)).toEqual({ ids: [...ids].sort(), counts: [two], unseen: undefined })
    expect(stage.requests()).toHaveLength(1)
  })

  it('lists hundreds service by service, each once and with its counts over the whole window', async () => {
    const stage = await setStage()
    const ids = seedMany(stage, 400, (number) => ({ service: `service-${number % 10}` }))
    expect(await list(stage)).toEqual({ ids: [...ids].sort(), counts: [two], unseen: undefined })
    expect(stage.requests().length).toBeLessThanOrEqual(10)
    const whole = bodies(stage)[0]
    for (const { from, to } of bodies(stage))
      expect({ from, to }).toEqual({ from: whole?.from, to: whole?.to })
  })

  it('keeps to the query, which may have alternatives in it', async () => {
    const stage = await setStage()
    const ids = seedMany(stage, 150, (number) => ({ service: `shop-${number % 5}` }))
    seedMany(stage, 20, () => ({ service: 'other' }))
    const found = await list(stage, 'service:shop-0 OR service:shop-1 OR service:shop-2 OR service:shop-*')
    expect(found).toEqual({ ids: [...ids].sort(), counts: [two], unseen: undefined })
  })

  it('finds the services that the first hundred did not show', async () => {
    const stage = await setStage()
    const loud = seedMany(stage, 120, (number) => ({ service: `loud-${number % 4}`, hours: [1, 2, 3, 4] }))
    const quiet = seedMany(stage, 60, (number) => ({ service: `quiet-${number}`, hours: [5] }))
    expect((await list(stage)).ids).toEqual([...loud, ...quiet].sort())
  })

  it('tells one service’s issues apart by their state and their type', async () => {
    const stage = await setStage()
    const ids = seedMany(stage, 180, (number) => ({
      service: 'monolith',
      errorType: `Error${number % 6}`,
      state: number % 2 === 0 ? 'OPEN' : 'ACKNOWLEDGED'
    }))
    expect(await list(stage)).toEqual({ ids: [...ids].sort(), counts: [two], unseen: undefined })
  })

  it('looks into parts of the time where nothing else tells the issues apart, and counts the whole window', async () => {
    const stage = await setStage()
    const ids = seedMany(stage, 230, (number) => ({
      service: 'monolith',
      hours: [0.5 + (number % 23), 0.6 + (number % 23)]
    }))
    expect(await list(stage)).toEqual({ ids: [...ids].sort(), counts: [two], unseen: undefined })
    expect(bodies(stage).some(({ query }) => query.startsWith('issue.id:('))).toBe(true)
  })

  it('says what it did not see where its searches do not suffice, and what to do', async () => {
    const stage = await setStage()
    seedMany(stage, 150, () => ({ service: 'monolith', hours: [1] }))
    const { ids, unseen } = await list(stage)
    expect(ids).toHaveLength(100)
    expect(unseen).toMatch(/not every issue was seen, because more than 100 issues had events within \d+ ms/)
    expect(unseen).toMatch(/Narrow the query, sweep service by service, or shorten the lookback$/)
    expect(stage.requests().length).toBeLessThanOrEqual(64)
  })

  it('says it, too, where a part is refused for good', async () => {
    const stage = await setStage()
    seedMany(stage, 200, (number) => ({ service: `service-${number % 4}` }))
    stage.datadog.service.inject({
      kind: 'reply',
      after: 1,
      reply: { status: 400, body: { errors: [{ detail: 'query is too long' }] } }
    })
    const { ids, unseen } = await list(stage)
    expect(ids.length).toBeGreaterThanOrEqual(150)
    expect(unseen).toContain('query is too long')
  })

  it('fails where a part of it gets no answer: what was not found is not what is not there', async () => {
    const stage = await setStage()
    seedMany(stage, 200, (number) => ({ service: `service-${number % 4}` }))
    stage.datadog.service.inject({ kind: 'drop', after: 1, times: 20 })
    await expect(stage.source.searchIssues('*')).rejects.toThrow('could not be reached')
  })
})
