import { describe, expect, it } from '@jest/globals'
import { linkTo } from '../../../src/text/markdown.js'
import { createRedactor } from '../../../src/text/redact.js'
import { composeQuestion } from '../../../src/flow/fix/diagnosis/compose-question.js'
import { readDiagnosisReply } from '../../../src/flow/fix/diagnosis/diagnosis-reply.js'
import { fixRequest } from '../../modes/fix/order-shop.js'

const { redact, redactDeep } = createRedactor({ mode: 'standard', patterns: [], secrets: [] })
const CORE = 'zqabwx'
const token = `ghp_${CORE}a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6`
const key = ['BEGIN', 'END']
  .map((word) => `-----${word} RSA PRIVATE KEY-----`)
  .join(`\n${CORE}${'aB1c'.repeat(14)}\n`)

describe('what the diagnosing model is told', () => {
  it('holds no line of a key that goes over several', () => {
    const source = { path: 'src/key.ts', line: 2, text: `const key = \`${key}\`\n` }
    expect(composeQuestion(fixRequest(), source, redactDeep)).not.toContain(CORE)
  })

  it('holds no half of a credential', () => {
    const source = { path: 'src/key.ts', line: 1, text: `${'x'.repeat(198)} ${token} ${'y'.repeat(90)}` }
    expect(composeQuestion(fixRequest(), source, redactDeep)).not.toContain(CORE)
  })
})

it('the words of a diagnosis are not cut through a credential', () => {
  const words = `${'n'.repeat(261)} ${token} and more of it`
  const reply = readDiagnosisReply({
    ...{ category: 'config', confidence: 0.9, root_cause: words.padStart(4_035, 'n'), affected_files: [] },
    proposed_pattern: { match_by: ['fingerprint'], tier: 'digest', note: words, reason: words }
  })
  expect(redact(JSON.stringify(reply))).not.toContain(CORE)
})

it.each([
  redact('https://svc:hunter2hunter2@ci.example.com/run/7'),
  'https://github.com@evil.example/acme/shop',
  redact('https://ci.example.com/run/7?access_token=hunter2hunter2')
])('a page whose address names somebody, or was redacted, is not linked: %s', (address) => {
  expect(linkTo('2.14.0', address)).not.toContain('](')
})
