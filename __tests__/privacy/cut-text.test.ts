import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { nodeTypeError, pythonKeyError, seedError } from '../../services/datadog/seeds.js'
import { findLeaks, openPrivacyStage, type PrivacyStage } from './privacy-stage.js'
import { datumKinds } from './private-data.js'

const MINUTE = 60_000

/** One issue per kind, and each message starts with another kind: wherever a text is cut, some datum is cut in two. */
describe.each(['standard', 'strict'] as const)('texts that are cut to fit, privacy: %s', (mode) => {
  let open: PrivacyStage
  beforeAll(async () => {
    const policy = 'version: 1\njira:\n  project: PPL\nlimits:\n  new-tickets-per-run: 100\n'
    // The proxies plant nothing: the data is in the messages.
    open = await openPrivacyStage({ mode, kinds: [], policy })
    for (const [first] of datumKinds.entries()) {
      const kinds = [...datumKinds.slice(first), ...datumKinds.slice(0, first)]
      const data = kinds.map((kind) =>
        open.planter.datum(kind, `message ${first}`).text.replaceAll('\n', ' ')
      )
      const line = 10 + first
      const seed = nodeTypeError({
        service: `cut-${first}`,
        message: `No price: ${data.join(' ')}`,
        culprit: { function: `step${first}`, line }
      })
      const now = Date.now()
      seedError(open.stage.datadog, seed, [now - 3 * MINUTE, now - 2 * MINUTE, now - MINUTE])
    }
  })
  afterAll(() => open.stop())

  it('show no half of a credential or of personal data', async () => {
    const { result, sent } = await open.play({
      inputs: { query: 'service:cut-*', 'autofix-enabled': 'true' }
    })
    expect(result.outputs['outcome']).toBe('swept')
    expect(open.stage.jira.issues()).toHaveLength(datumKinds.length)
    expect(
      open.stage.jira.issues().filter(({ summary }) => summary.includes('[redacted:')).length
    ).toBeGreaterThan(20)
    expect(findLeaks(open.planter, sent)).toEqual([])
  })

  it('show nothing that characters which nobody sees were put into', async () => {
    const hide = (text: string): string =>
      `${text.slice(0, 3)}\u200b${text.slice(3, 9)}\u2060${text.slice(9)}`
    const hidden = datumKinds.map((kind) =>
      hide(open.planter.datum(kind, 'hidden').text.replaceAll('\n', ' '))
    )
    const service = `hidden ${hide(open.planter.datum('GitHub token', 'hidden service').text)}`
    const step = hide(open.planter.datum('npm token', 'hidden function').text)
    const seed = pythonKeyError({ service, message: hidden.join(' '), culprit: { function: step } })
    const now = Date.now()
    const { id } = seedError(open.stage.datadog, seed, [now - 2 * MINUTE, now - MINUTE])
    const { result, sent } = await open.play({ inputs: { 'issue-id': id } })
    expect(result.outputs['outcome']).toBe('ticketed')
    const seen = sent.map(({ where, text }) => ({
      where,
      text: text.replace(/[\u200b\u2060]|\\u200b|\\u2060/g, '')
    }))
    expect(findLeaks(open.planter, seen)).toEqual([])
  })
})
