import { describe, expect, it } from '@jest/globals'
import { clientError } from '../../../services/datadog/rum-seeds.js'
import { openTriage } from '../triage-rig.js'
import { alert, appFiles, huntOf, leaksOf } from './app.js'

const platforms = ['BROWSER', 'REACT_NATIVE', 'IOS', 'ANDROID', 'FLUTTER', 'ROKU', 'UNKNOWN'] as const

describe('a sweep over every client', () => {
  it('finds the events of all of them in RUM, by one search', async () => {
    const rig = await openTriage({ files: appFiles })
    const ids = platforms.map((platform) => rig.seed(clientError(platform)))
    const ended = await rig.run({ query: '*' })
    const byId = new Map(ended.records.map((record) => [record.issueId, record]))
    for (const id of ids) expect(byId.get(id)).toMatchObject({ env: { value: 'production' } })
    expect(ended.records.map(({ stack }) => stack.known)).toEqual(ids.map(() => true))
    const rounds = huntOf(ended)
    expect(rounds[0]).toMatch(/^rum: issue\.id:\(/)
    for (const id of ids) expect(rounds[0]).toContain(id)
    expect(rounds).toHaveLength(1)
    expect(leaksOf(ended)).toEqual([])
  })
})

describe('an issue of an unknown platform', () => {
  it('is looked for in spans first where nobody counted users or sessions', async () => {
    const rig = await openTriage({ files: appFiles })
    const { event, ...error } = clientError('UNKNOWN')
    const issueId = rig.seed({
      ...error,
      track: 'spans',
      event: (at, number) => ({ ...event(at, number), attributes: {} })
    })
    const ended = await rig.runOne({ issueId, alert })
    expect(huntOf(ended).map((search) => search.split(':')[0])).toEqual(['spans'])
    expect(ended.record.stack.known).toBe(true)
  })
})
