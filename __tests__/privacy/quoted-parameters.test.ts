import { describe, expect, it } from '@jest/globals'
import { createRedactor } from '../../src/text/redact.js'

const redactor = createRedactor({ mode: 'standard', patterns: [], secrets: [] })

describe('a header takes its quoted parameters with it', () => {
  it.each([
    'Cookie: sid=ab12cd34; name="Erika Zander" and so on',
    'Cookie: sid=ab12cd34; name="Erika Zander',
    String.raw`{"headers":"Cookie: sid=ab12cd34; name=\"Erika Zander\"; theme=dark"}`,
    "Authorization: Digest realm='shop', username='Erika Zander'"
  ])('%s', (text) => {
    expect(redactor.redact(text)).not.toMatch(/Erika|Zander|ab12cd34/)
  })
})
