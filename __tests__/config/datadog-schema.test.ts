import { describe, expect, it } from '@jest/globals'
import { datadogSchema, toDatadogPolicy } from '../../src/config/datadog-schema.js'

function problemsOf(file: unknown): readonly string[] {
  const read = datadogSchema.safeParse(file)
  return read.success ? [] : read.error.issues.map(({ message }) => message)
}

describe('the key datadog of the policy', () => {
  it('asks for four weeks of counts by default, and names no metric', () => {
    expect(toDatadogPolicy(datadogSchema.parse({}))).toEqual({
      acknowledge: true,
      impactHours: 24,
      trendHours: 672,
      sampleLookbackDays: 30,
      requests: []
    })
  })

  it('takes metrics of requests', () => {
    const requests = [
      {
        services: ['*-api'],
        query: 'sum:trace.express.request.hits{service:{service},env:{env}}.as_count()'
      },
      { services: ['jobs'], query: 'sum:jobs.done{*}.as_count()' }
    ]
    expect(toDatadogPolicy(datadogSchema.parse({ requests })).requests).toEqual(requests)
  })

  it.each(['28d', '672h', '673h', '90m'])('takes a trend of %s', (text) => {
    expect(problemsOf({ 'trend-window': text })).toEqual([])
  })

  it.each([
    [{ 'trend-window': '29d' }, 'write a duration up to 28d'],
    [{ 'trend-window': '0h' }, 'write a duration such as 90m'],
    [{ 'impact-window': 5 }, 'write a duration such as 90m'],
    [{ requests: [{ services: [], query: 'sum:a{*}' }] }, 'write the services'],
    [{ requests: [{ services: ['a'], query: 'requests' }] }, 'write a metric query of one series'],
    [
      { requests: [{ services: ['a'], query: 'sum:a{*} by {service}' }] },
      'write a metric query of one series'
    ],
    [{ requests: [{ services: ['a'], query: 7 }] }, 'write a metric query of one series']
  ])('says of %j what to write', (file, words) => {
    const problems = problemsOf(file)
    expect(problems).not.toEqual([])
    for (const problem of problems) expect(problem.startsWith(words)).toBe(true)
  })
})
