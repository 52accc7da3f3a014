import { expect, it } from '@jest/globals'
import type { TestedIssue } from '../../src/flow/decision/cascade/cascade.js'
import { known } from '../../src/flow/issue/known.js'
import { amongNeighbours } from '../../src/modes/look-around.js'
import { issue, NOW } from '../flow/ticket/ticket-case.js'

const OTHER = '6b3f5a60-0000-11f0-8a28-da7ad0900002'
const own = issue({ id: OTHER.replace('6b', '7c') })
const trend = { startMs: NOW - 3_600_000, endMs: NOW, counts: [4] }

async function seenFrom(url: string, errorType: string | undefined): Promise<TestedIssue | undefined> {
  const found = [{ issueId: OTHER, service: 'payments', errorType, trend }]
  const around = await amongNeighbours(
    { issue: { ...own, url } },
    { issues: { readNeighbours: () => Promise.resolve(known(found)) } }
  )
  return around.known ? around.value.tested[0] : undefined
}

it.each([
  ['CardError', '[payments] CardError'],
  [undefined, '[payments] another issue']
])('a neighbour with the error type %p is called %p', async (errorType, title) => {
  expect(await seenFrom(`https://app.datadoghq.eu/error-tracking/issue/${own.id}`, errorType)).toMatchObject({
    issueId: OTHER,
    title,
    url: `https://app.datadoghq.eu/error-tracking/issue/${OTHER}`
  })
})

it('a neighbour has no page where the own page does not end in the own id', async () => {
  expect((await seenFrom(`https://datadog.test/issue/${own.id}?from=1`, 'CardError'))?.url).toBeUndefined()
})
