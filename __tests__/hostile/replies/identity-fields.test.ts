import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { pythonKeyError } from '../../../services/datadog/seeds.js'
import type { StepOptions } from '../../../services/runner/embedded-runner.js'
import type { VendorName } from '../../privacy/plant-replies.js'
import type { PassingReply } from '../../privacy/reply-proxy.js'
import { alertOf, seedRecent } from '../../privacy/scenario.js'
import { openHostileStage, type HostileStage, type PlayedRun } from '../stage/hostile-stage.js'
import { judgeRun } from '../stage/judge-run.js'
import { findBugs } from '../oracles/bug-oracle.js'
import { identities } from './identities.js'
import { identityTexts } from './identity-texts.js'
import { changeJson } from './leaves.js'

/** Fields without which there is nothing to go by; the list keeps the stand-ins from losing one. */
const goneBy = [
  'datadog data.id',
  'datadog data.attributes.state',
  'datadog data[].id',
  'datadog data.attributes.platform',
  'github tree[].path',
  'jira issues[].key',
  'jira issues[].fields.labels[]',
  'jira key',
  'jira fields.labels[]',
  'jira properties.datadog-autofix.issues[].url',
  'jira properties.datadog-autofix.fingerprint'
]

/** Fields per test: one run of them would be over before the others had their turn. */
const PER_TEST = 6

describe('a hostile text in a field that the flow goes by', () => {
  let open: HostileStage
  /** Of one there is a ticket; the other never gets one, because every run is a dry one. */
  const ids = { filed: '', fresh: '' }
  const fields = new Map<string, 'filed' | 'fresh'>()
  let refused = 0

  async function play(
    which: 'filed' | 'fresh',
    change: (vendor: VendorName, path: string, text: string) => string,
    step: Partial<StepOptions> = { inputs: { 'dry-run': 'true' } }
  ): Promise<PlayedRun> {
    const rewrite = (vendor: VendorName, { body, type }: PassingReply): Buffer => {
      if (!/json/.test(type) || /raw/.test(type) || body.length === 0) return body
      const leaf = (path: string, value: unknown): unknown =>
        typeof value === 'string' && identities[vendor].test(path) ? change(vendor, path, value) : value
      return Buffer.from(changeJson(body.toString('utf8'), { leaf }))
    }
    return open.play({ ...alertOf(ids[which]), ...step }, rewrite)
  }

  beforeAll(async () => {
    open = await openHostileStage()
    const { stage } = open
    ids.filed = seedRecent(stage, pythonKeyError({ commit: stage.commit }), 3)
    ids.fresh = seedRecent(stage, pythonKeyError({ commit: stage.commit, culprit: { function: 'other' } }), 3)
    await open.play(alertOf(ids.filed))
    await open.play(alertOf(ids.filed))
    for (const which of ['fresh', 'filed'] as const) {
      await play(which, (vendor, path, text) => {
        if (!fields.has(`${vendor} ${path}`)) fields.set(`${vendor} ${path}`, which)
        return text
      })
    }
  })
  afterAll(() => open.stop())

  it.each(Array.from({ length: 8 }, (_, part) => part))(
    'is refused or not used: part %i of the fields',
    async (part) => {
      const mine = [...fields].slice(part * PER_TEST, (part + 1) * PER_TEST)
      for (const [index, [field, which]] of mine.entries()) {
        const text = identityTexts[(part * PER_TEST + index) % identityTexts.length] ?? ''
        const run = await play(which, (vendor, path, own) => (`${vendor} ${path}` === field ? text : own))
        const told = { field, text: text.slice(0, 40) }
        expect({ ...told, ...judgeRun(run, open.stage.jira) }).toEqual(told)
        expect({ ...told, bugs: findBugs(run.output) }).toEqual({ ...told, bugs: [] })
        refused += run.exitCode
        expect({ ...told, red: run.exitCode === 1 }).toEqual({ ...told, red: /^::error/m.test(run.output) })
      }
    }
  )

  it('was tried in every one of them', () => {
    expect(goneBy.filter((field) => !fields.has(field))).toEqual([])
    expect(fields.size).toBeLessThanOrEqual(8 * PER_TEST)
    // An id that is none ends a run; a time or a platform that is none does not.
    expect(refused).toBeGreaterThan(5)
    expect(refused).toBeLessThan(fields.size)
  })
})
