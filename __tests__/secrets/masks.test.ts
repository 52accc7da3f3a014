import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openStage, type Stage } from '../../services/stage.js'
import type { StepResult } from '../../services/runner/embedded-runner.js'
import { allSecretInputs, watched } from './credentials.js'
import { createSearch } from './encodings.js'

/*
 * The runner hides what it was told to hide from then on: so it has to be told before anything else is written, whatever the mode is
 * and whatever is wrong. These runs end before they ask a vendor for anything but the policy.
 */

let stage: Stage
beforeAll(async () => {
  stage = await openStage({
    files: { '.github/datadog-autofix.yml': 'jira: { project: ppl }\nrubrik: {}\n' }
  })
})
afterAll(() => stage.stop())

const SECRETS = [
  'github-token',
  'app-token',
  'datadog-api-key',
  'datadog-app-key',
  'jira-api-token',
  'anthropic-api-key'
]

/** As the runner reads them: a line for each value, in which percent signs and line ends are escaped. */
function masksOf(inputs: Readonly<Record<string, string>>): readonly string[] {
  const values = SECRETS.map((name) => (inputs[name] ?? '').trim()).filter((value) => value !== '')
  const token = (inputs['jira-api-token'] ?? '').trim()
  const basic = Buffer.from(`${(inputs['jira-user-email'] ?? '').trim()}:${token}`).toString('base64')
  return [...values, ...(token === '' ? [] : [basic])].map(
    (value) => `::add-mask::${value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}`
  )
}

async function play(
  mode: string,
  inputs: Readonly<Record<string, string>>,
  event: unknown = {}
): Promise<StepResult> {
  const empty = Object.fromEntries(Object.keys(allSecretInputs).map((name) => [name, '']))
  return stage.triage({ event, inputs: { ...empty, ...inputs, mode } })
}

function expectMasksFirst({ stdout, stderr }: StepResult, inputs: Readonly<Record<string, string>>): void {
  const masks = masksOf(inputs)
  const lines = stdout.split('\n')
  expect(lines.slice(0, masks.length)).toEqual(masks)
  const rest = lines.slice(masks.length)
  expect(rest.filter((line) => line.startsWith('::add-mask::'))).toEqual([])
  expect(createSearch(watched)(rest.join('\n'))).toEqual([])
  expect(rest.join('')).toContain('::error')
  expect(stderr).toBe('')
}

const modes = ['triage', 'autofix', 'publish', 'sing', ''] as const

describe.each(modes)('in mode "%s"', (mode) => {
  it('every secret is masked before anything else, when the configuration is wrong', async () => {
    const wrong = { ...allSecretInputs, 'dry-run': 'perhaps', publish: 'maybe', config: '.github/none.yml' }
    expectMasksFirst(await play(mode, wrong), allSecretInputs)
  })

  it('and when the event cannot be read', async () => {
    expectMasksFirst(await play(mode, allSecretInputs, '{ no JSON'), allSecretInputs)
  })
})

describe('what is masked', () => {
  it.each([
    [
      'a value that several inputs share, for each of them',
      { 'app-token': 'same', 'datadog-api-key': 'same' }
    ],
    [
      'a value of several lines, as one command',
      { 'app-token': '-----BEGIN-----\nfirst%line\r\nsecond\n-----END-----' }
    ],
    ['a value without the blanks around it', { 'datadog-app-key': '  0123456789abcdef0123\n' }],
    [
      "what Jira's basic authentication sends, without an address as well",
      { 'jira-api-token': 'ATATT-0123456789' }
    ],
    ['one secret alone', { 'anthropic-api-key': 'sk-ant-api03-0123456789' }]
  ])('is %s', async (_, inputs) => {
    const result = await play('triage', inputs)
    const masks = result.stdout.split('\n').filter((line) => line.startsWith('::add-mask::'))
    expect(masks).toEqual(masksOf(inputs))
    expect(result.stdout.startsWith(masks.join('\n'))).toBe(true)
  })

  it('is nothing when no secret is given', async () => {
    expect((await play('triage', {})).stdout).not.toContain('add-mask')
  })
})
