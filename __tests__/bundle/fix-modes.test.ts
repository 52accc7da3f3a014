import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { stringify } from 'yaml'
import { installedNodes } from '../../bench/installed-nodes.js'
import { claudeCli } from '../../services/anthropic/claude-cli.js'
import { EmbeddedAnthropic } from '../../services/anthropic/embedded-anthropic.js'
import { fixer } from '../../services/anthropic/working-developers.js'
import type { StepResult } from '../../services/runner/embedded-runner.js'
import { credentials, openStage, type Stage } from '../../services/stage.js'
import { fixedTotal, fixRequest, goodAnswer, orderShop, provingTest } from '../modes/fix/order-shop.js'

/*
 * The committed bundle as a runner starts it, in both fix modes, one after the other: the real agent program against an embedded
 * model, real git, real tests. What the modes do in every case is tested from the sources; here it is that the bundle does it.
 */

const MODEL_KEY = 'sk-ant-api03-bundle-key-that-nobody-may-see-0123456789'
const nodes = installedNodes().filter(({ major }) => major === 20 || major === 24)
const TIME_LIMIT_MS = 120_000

describe.each(nodes)('on Node $version', ({ path: node }) => {
  const folder = mkdtempSync(join(tmpdir(), 'fix-modes-'))
  const bundleFolder = join(folder, 'bundle')
  let stage: Stage
  let anthropic: EmbeddedAnthropic
  let fixed: StepResult
  let published: StepResult

  beforeAll(async () => {
    const policy = stringify({
      jira: { project: 'PPL' },
      autofix: {
        base: 'develop',
        agent: { command: claudeCli(), environment: ['ANTHROPIC_BASE_URL'] },
        verify: { repeats: 1 }
      }
    })
    stage = await openStage({
      files: { ...orderShop, '.github/datadog-autofix.yml': policy },
      branches: ['develop']
    })
    const work = { reads: [fixedTotal.path], edits: [fixedTotal], writes: [provingTest], answer: goodAnswer }
    anthropic = new EmbeddedAnthropic({ apiKey: MODEL_KEY, developer: fixer(work) })
    await anthropic.start()
    const shared = {
      node,
      eventName: 'repository_dispatch',
      event: { action: 'error-autofix', client_payload: fixRequest() },
      serverUrl: stage.github.serverUrl
    }
    const inputs = { 'autofix-enabled': 'true', 'fix-bundle': bundleFolder }
    fixed = await stage.fix('autofix', {
      ...shared,
      env: { ANTHROPIC_BASE_URL: anthropic.url },
      inputs: { ...inputs, 'anthropic-api-key': MODEL_KEY }
    })
    published = await stage.fix('publish', { ...shared, inputs })
  }, TIME_LIMIT_MS)

  afterAll(async () => {
    await Promise.all([stage.stop(), anthropic.stop()])
    rmSync(folder, { recursive: true, force: true })
  })

  it('autofix leaves a proven bundle, and publish makes a draft pull request of it', async () => {
    expect(fixed).toMatchObject({ exitCode: 0, stderr: '', outputs: { outcome: 'fix-ready' } })
    expect(published).toMatchObject({ exitCode: 0, stderr: '', outputs: { outcome: 'pull-request' } })
    const pulls = await stage.github.pullRequests.list()
    expect(pulls).toMatchObject([{ draft: true, base: 'develop', head: fixed.outputs['branch'] }])
    expect(published.outputs['pull-request-number']).toBe('1')
  })

  it('the fix job asks neither Jira nor Datadog for anything', () => {
    expect(fixed.outputs['ticket-key']).toBe('PPL-1')
    expect(stage.datadog.service.requests).toEqual([])
  })

  it('masks every secret before anything else, and shows none', () => {
    const told = [fixed, published].map(({ log, summary, outputs, report }) =>
      JSON.stringify([log, summary, outputs, report])
    )
    const left = readFileSync(join(bundleFolder, 'fix.json'), 'utf8')
    for (const secret of [MODEL_KEY, credentials.githubToken, credentials.appToken, credentials.jiraToken]) {
      for (const text of [...told, left]) expect(text).not.toContain(secret)
    }
    for (const [{ stdout }, count] of [
      [fixed, 2],
      [published, 4]
    ] as const) {
      const lines = stdout.trimEnd().split('\n')
      expect(lines.slice(0, count).every((line) => line.startsWith('::add-mask::'))).toBe(true)
      expect(lines.slice(count).some((line) => line.startsWith('::add-mask::'))).toBe(false)
    }
  })
})
