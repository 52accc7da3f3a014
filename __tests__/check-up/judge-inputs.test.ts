import { describe, expect, it } from '@jest/globals'
import { judgeInputs, type InputsFacts } from '../../src/check-up/judge-inputs.js'

const whole: InputsFacts = {
  datadog: true,
  jira: true,
  appToken: true,
  fixes: true,
  problems: [],
  policy: { location: '.github/datadog-autofix.yml', problems: [] }
}

function linesOf(change: Partial<InputsFacts>): readonly string[] {
  return judgeInputs({ ...whole, ...change })
    .filter(({ status }) => status !== 'ok')
    .map(({ id, status, found, mend }) => `${status} ${id}: ${found} -> ${mend}`)
}

describe('the check-up of inputs and policy', () => {
  it('is well when everything is there', () => {
    expect(judgeInputs(whole).map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
  })

  it('says which credentials are missing, because nothing of their vendor was looked at', () => {
    expect(linesOf({ datadog: false, jira: false })).toEqual([
      expect.stringMatching(/^failed inputs-datadog: .*nothing of Datadog was checked.*secrets/),
      expect.stringMatching(/^failed inputs-jira: .*nothing of Jira was checked.*secrets/)
    ])
  })

  it('misses the token of the App only where fixes are wanted', () => {
    expect(linesOf({ appToken: false })).toEqual([
      expect.stringMatching(/^warning inputs-app: autofix\.base is set.*create-github-app-token/)
    ])
    expect(linesOf({ appToken: false, fixes: false })).toEqual([])
    expect(linesOf({ appToken: false, fixes: undefined })).toEqual([])
  })

  it('tells every problem of inputs and policy in a line of its own', () => {
    const policy = { location: 'policy.yml', problems: ['policy.yml:2: one', 'policy.yml:3: two'] }
    expect(linesOf({ problems: ['Input "lookback" is odd.'], policy })).toEqual([
      expect.stringMatching(/^failed inputs-readable: Input "lookback" is odd\./),
      expect.stringMatching(/^failed inputs-policy: policy\.yml:2: one -> Mend policy\.yml/),
      expect.stringMatching(/^failed inputs-policy: policy\.yml:3: two/)
    ])
  })
})
