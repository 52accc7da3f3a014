import { describe, expect, it } from '@jest/globals'
import { readRefusal } from '../../src/adapters/datadog/refusal.js'
import { createRedactor } from '../../src/text/redact.js'
import { plantedCredentials, plantedPersonalData } from '../text/planted.js'

const { redact } = createRedactor({ mode: 'standard', patterns: [], secrets: [] })
const endpoint = { purpose: 'read the issue', scope: 'error_tracking_read' } as const
const place = { site: 'datadoghq.com', apiUrl: undefined }

describe('an answer that is cut to fit into an error message', () => {
  it.each([...plantedCredentials, ...plantedPersonalData])('shows no half of %s %s', (_kind, secret) => {
    const core = secret.slice(-12)
    for (let at = 280; at < 301; at += 1) {
      const text = `${'lorem ipsum '.repeat(30).slice(0, at - 1)} ${secret} dolor ${'sit amet '.repeat(20)}`
      const reply = { status: 500, header: () => undefined, text }
      const { message } = readRefusal(reply, endpoint, place, 0)
      const shown = redact(message)
      expect(shown).not.toContain(core.slice(0, 6))
      expect(shown).not.toContain(secret.slice(0, Math.max(6, Math.ceil(secret.length / 2))))
    }
  })
})
