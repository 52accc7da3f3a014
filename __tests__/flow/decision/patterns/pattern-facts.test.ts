import { expect, it } from '@jest/globals'
import { patternFactsOf, type KnownOfIssue } from '../../../../src/flow/decision/patterns/pattern-facts.js'
import { known, unknown } from '../../../../src/flow/issue/known.js'

const frame = { raw: 'at charge', inApp: true, function: 'charge', file: '/srv/src/charge.ts', line: 4 }

const whole: KnownOfIssue = {
  issue: {
    service: 'checkout',
    errorType: 'TimeoutError',
    platform: 'BACKEND',
    filePath: known('/srv/src/charge.ts'),
    trend: known({ startMs: 0, endMs: 7_200_000, counts: [1, 2] })
  },
  environment: known('production'),
  messageTemplate: 'Timed out after <num>',
  fingerprint: { hash: '00112233445566aa', former: [{ version: 1, hash: 'ffeeddccbbaa9988' }] },
  culprit: known({ frame, path: known('src/charge.ts') } as never)
}

it('has every name of the file once, and every fingerprint', () => {
  expect(patternFactsOf(whole)).toEqual({
    service: 'checkout',
    environment: 'production',
    errorType: 'TimeoutError',
    messageTemplate: 'Timed out after <num>',
    files: ['src/charge.ts', '/srv/src/charge.ts'],
    platform: 'BACKEND',
    fingerprints: ['00112233445566aa', 'ffeeddccbbaa9988'],
    hourly: [1, 2]
  })
})

it('knows no more than is known', () => {
  const none = unknown('nobody said it')
  const { issue } = whole
  const bare = {
    ...whole,
    issue: { ...issue, filePath: none, trend: none },
    environment: none,
    culprit: none
  }
  expect(patternFactsOf(bare)).toMatchObject({ environment: undefined, files: [], hourly: undefined })
})
