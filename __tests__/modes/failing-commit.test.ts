import { expect, it } from '@jest/globals'
import { nodeTypeError, type ErrorDetail } from '../../services/datadog/seeds.js'
import { git } from '../adapters/git/checkout.js'
import { openTriage } from './triage-rig.js'
import { descriptionOf, onlyTicket } from './vendors-hold.js'

const highImpact = { monitor_kind: 'high_impact', env: 'production' }

async function ticketOf(detail: ErrorDetail, tag?: string) {
  const rig = await openTriage()
  if (tag !== undefined) await git(rig.github.gitDir, 'tag', tag, rig.commit)
  const later = await rig.github.seedFiles({ 'later.ts': 'x\n' })
  const { record, requests } = await rig.runOne({
    issueId: rig.seed(nodeTypeError(detail)),
    alert: highImpact
  })
  const looked = requests
    .map(({ path }) => decodeURIComponent(path))
    .filter((path) => path.includes('/commits/tags'))
  return { rig, record, later, looked, text: descriptionOf(onlyTicket(rig)) }
}

it('is the one that the event tells, and no tag is looked for', async () => {
  const commit = '5c1e9d2a5c1e9d2a5c1e9d2a5c1e9d2a5c1e9d2a'
  const { text, looked } = await ticketOf({ commit }, 'v2.14.0')
  expect(text).toContain(`Failing commit\n5c1e9d2a5c1e`)
  expect(looked).toEqual([])
})

it('is the one that is tagged with the version where the event tells none', async () => {
  const { rig, text, looked, record } = await ticketOf({ commit: '' }, 'v2.14.0')
  expect(text).toContain(`Failing commit\n${rig.commit.slice(0, 12)}`)
  expect(looked).toEqual(['/repos/acme/shop/commits/tags/v2.14.0'])
  expect(JSON.stringify(record)).toContain(`/blob/${rig.commit}/src/orders/order-total.ts#L18`)
})

it('is unknown where no tag has the version, and the link goes to the commit of the run', async () => {
  const { rig, text, looked, record } = await ticketOf({ commit: '' })
  expect(text).toMatch(/Failing commit\nunknown: .*, and the repository has none of tags\/v2\.14\.0, /)
  expect(looked).toHaveLength(4)
  expect(JSON.stringify(record)).toContain(`/blob/${rig.commit}/src/orders/order-total.ts#L18`)
})

it('is not looked for where there is no file to link to', async () => {
  const { looked } = await ticketOf({ commit: '', repository: 'https://github.com/acme/other' }, 'v2.14.0')
  expect(looked).toEqual([])
})
