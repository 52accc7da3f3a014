import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { fillIn, traceMetricQuery } from '../../../src/adapters/datadog/request-metric.js'
import { known } from '../../../src/flow/issue/known.js'
import { everything, hostileTexts, pickText } from '../corpus/corpus.js'
import { judgeRun } from '../stage/judge-run.js'
import { openSpikeStage, type SpikeStage } from './spike-stage.js'

/** What the cause of a spike adds to the pages that a run leads to, and to what it asks for. */
const OURS =
  /^(?:link: "|a link to )https:\/\/(?:github\.com\/acme\/shop\/(?:commit|compare|deployments)\/[\w.]+|ci\.example\.com\/run\/7)|^github GET \/repos\/acme\/shop\/commits\/tags%2Fv2\.1[34]\.0$/

describe('what the cause of a spike is read from', () => {
  let stage: SpikeStage
  beforeAll(async () => {
    stage = await openSpikeStage()
  })
  afterAll(() => stage.open.stop())

  it.each([
    ['everything at once', everything],
    ['commands', pickText('commands', 0)],
    ['markdown', pickText('markdown', 1)],
    ['diagrams', pickText('diagrams', 0)],
    ['json', pickText('json', 0)]
  ])('does nothing, whatever it says: %s', async (_, text) => {
    const run = await stage.play((field) => (field === 'log' ? 'https://ci.example.com/run/7' : text))
    const found = Object.values(judgeRun(run, stage.open.stage.jira)).flat()
    expect(found.filter((each) => !OURS.test(each))).toEqual([])
    expect(run.exitCode).toBe(0)
    expect(run.report).toContain('"attribution"')
  })
})

describe('a query of metrics', () => {
  const whole =
    /^sum:trace\.[a-z][a-z0-9_.]*\.hits\{service:[^{},()*!\s]+,env:[^{},()*!\s]+\}\.as_count\(\)$/i

  it('is of one series of one service, whatever service, environment and span are called', () => {
    for (const { text, name } of hostileTexts) {
      for (const each of [text, `a${text}`, `${text}z`]) {
        const queries = [
          traceMetricQuery('express.request', { service: each, env: known('production') }),
          traceMetricQuery('express.request', { service: 'orders', env: known(each) }),
          traceMetricQuery(each, { service: 'orders', env: known('production') })
        ]
        const made = queries.flatMap((query) => (query.known ? [query.value] : []))
        expect({ name, odd: made.filter((query) => !whole.test(query)) }).toEqual({ name, odd: [] })
      }
    }
  })

  it.each(['a} by {host', 'a,env:*', '*', '!a', 'a OR b', '{env}', '$&', 'a)', '-a'])(
    'does not take the name %s',
    (name) => {
      const asked = { service: name, env: known('production') }
      expect(fillIn('sum:requests{service:{service},env:{env}}.as_count()', asked).known).toBe(false)
    }
  )
})
