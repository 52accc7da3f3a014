import { describe, expect, it } from '@jest/globals'
import { openFix } from './fix-rig.js'

describe('what is configured wrong', () => {
  it('is told all at once, before anything is asked of anybody', async () => {
    const rig = await openFix({
      autofix: { base: undefined, agent: { environment: [], telemetry: true } }
    })
    const { exitCode, log, outputs } = await rig.autofix({
      inputs: { 'anthropic-api-key': '', 'issue-id': '00000000-0000-0000-0000-000000000000' }
    })
    expect(exitCode).toBe(1)
    expect(log.match(/::error/g)).toHaveLength(1)
    for (const problem of [
      'autofix.base is missing in the policy file',
      'Input "anthropic-api-key" is empty',
      'autofix.agent.telemetry is true, and input "datadog-api-key" is empty',
      'Input "issue-id" is "00000000-0000-0000-0000-000000000000", and the event was sent for'
    ]) {
      expect(log).toContain(problem)
    }
    expect(outputs['outcome']).toBeUndefined()
    expect(rig.anthropic.service.requests).toEqual([])
  })

  it('is a site without an intake for the telemetry that is asked for', async () => {
    const rig = await openFix({ autofix: { agent: { telemetry: true } } })
    const inputs = { 'datadog-api-key': '0123456789abcdef', 'datadog-site': 'ddog-gov.com' }
    const { exitCode, log } = await rig.autofix({ inputs })
    expect(exitCode).toBe(1)
    expect(log).toContain('the site ddog-gov.com has no OTLP intake')
  })
})
