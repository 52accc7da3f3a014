import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { pythonKeyError } from '../../../services/datadog/seeds.js'
import type { StepOptions } from '../../../services/runner/embedded-runner.js'
import { alertOf, seedRecent } from '../../privacy/scenario.js'
import { corpus, everything, pickText } from '../corpus/corpus.js'
import { hostileKinds, type HostileKind } from '../corpus/hostile-text.js'
import { findBugs } from '../oracles/bug-oracle.js'
import { findForgedOutputs } from '../oracles/step-file-oracle.js'
import { companies } from './hostile-planter.js'
import { nested } from '../properties/hostile-arbitrary.js'
import { openHostileStage, type HostileStage } from '../stage/hostile-stage.js'
import { judgeRun } from '../stage/judge-run.js'

/** What a monitor may say of itself; nothing goes by it but the score, the deduplication of deliveries and words. */
const told = ['service', 'env', 'monitor_id', 'cycle_key', 'scope', 'text'] as const

const rows = companies.map((kinds) => [kinds.join(' and '), kinds] as const)

describe('a hostile trigger', () => {
  let open: HostileStage
  let id = ''
  beforeAll(async () => {
    open = await openHostileStage()
    id = seedRecent(open.stage, pythonKeyError({ commit: open.stage.commit }), 3)
  })
  afterAll(() => open.stop())

  async function playQuietly(step: Partial<StepOptions>): Promise<number> {
    const run = await open.play({ ...step, inputs: { 'dry-run': 'true', ...step.inputs } })
    expect(judgeRun(run, open.stage.jira)).toEqual({})
    expect(findBugs(run.output)).toEqual([])
    expect(/^::error/m.test(run.output)).toBe(run.exitCode === 1)
    return run.exitCode
  }

  it.each(rows)('that says %s is heard as the alert that it is', async (_, kinds) => {
    const payload = Object.fromEntries(
      told.map((field, index) => {
        const kind: HostileKind = kinds[index % kinds.length] ?? 'blank'
        return [field, pickText(kind, index)]
      })
    )
    expect(await playQuietly(alertOf(id, payload))).toBe(0)
  })

  it.each(hostileKinds)('that names no issue but %s is refused by name', async (kind) => {
    const texts = corpus[kind].map(({ text }) => text)
    const [first = ''] = texts.filter((text) => text.trim() !== '' && text.trim() !== 'null')
    const run = await open.play(alertOf(first))
    expect([run.exitCode, findBugs(run.output), judgeRun(run, open.stage.jira)]).toEqual([1, [], {}])
    expect(run.requests.filter(({ service }) => service !== 'github')).toEqual([])
    expect(run.output).toMatch(/client_payload(?:\.issue_id)?/)
  })

  it.each([
    ['a list', [1, 2]],
    ['what is nested deeper than any payload', nested(800)],
    ['an object', { ['__proto__']: { a: 1 } }],
    ['a boolean', true]
  ])('with %s in a field names the field', async (_, value) => {
    for (const field of ['issue_id', 'text', 'cycle_key']) {
      // The text is only looked into for the id of an issue.
      const issue = field === 'text' ? { issue_id: '' } : {}
      const run = await open.play(alertOf(id, { ...issue, [field]: value }))
      expect([run.exitCode, findBugs(run.output), findForgedOutputs(run.outputFile)]).toEqual([1, [], []])
      expect(run.output).toContain(`client_payload.${field}`)
    }
  })

  it.each([
    ['no object', 'text'],
    ['nothing', null],
    ['a payload that is a list', { action: 'error-triage', client_payload: [] }],
    [
      'a payload with its own names of the language',
      '{"client_payload":{"__proto__":{"issue_id":"x"},"constructor":1}}'
    ],
    ['text that is not JSON', '{"client_payload":'],
    ['JSON that is nested to the end', `${'['.repeat(50_000)}${']'.repeat(50_000)}`]
  ])('whose event is %s is refused', async (_, event) => {
    expect(await playQuietly({ eventName: 'repository_dispatch', event })).toBe(1)
  })

  it('of a person, with hostile inputs, names each of them', async () => {
    for (const text of ['../../x', '$(id)', '::error::x\n::add-mask::e', '\u202e', 'x'.repeat(30_000)]) {
      const event = { inputs: { issue_id: text, force_fix: text } }
      expect(await playQuietly({ eventName: 'workflow_dispatch', event })).toBe(1)
    }
  })

  it.each(['mode', 'config', 'issue-id', 'lookback', 'shard', 'datadog-site', 'jira-base-url'])(
    'with everything in the input %s is refused before anybody is asked',
    async (input) => {
      const run = await open.play({ ...alertOf(id), inputs: { [input]: everything } })
      expect([run.exitCode, findBugs(run.output), judgeRun(run, open.stage.jira)]).toEqual([1, [], {}])
      expect(run.requests.filter(({ service }) => service === 'jira')).toEqual([])
      expect(run.output.length).toBeLessThan(50_000)
    }
  )
})
