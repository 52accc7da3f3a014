import { existsSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { readManifest } from '../../services/runner/manifest.js'
import { modes, readInputs } from '../../src/config/inputs.js'
import { triageOutcomes } from '../../src/flow/decision/reasons.js'
import type { Report } from '../../src/report/outcome-record.js'
import { outputsOf } from '../../src/report/outputs.js'
import { inputsThatARunReads } from './recording-reader.js'

const manifest = readManifest()

/** A step that writes nothing but what action.yml calls required. */
const required: Readonly<Record<string, string>> = {
  mode: 'triage',
  'datadog-api-key': 'api-key',
  'datadog-app-key': 'app-key',
  'jira-base-url': 'https://acme.atlassian.net',
  'jira-user-email': 'robot@acme.test',
  'jira-api-token': 'jira-token'
}

const defaults = Object.fromEntries(
  Object.entries(manifest.inputs).map(([name, { default: value }]) => [
    name,
    (value ?? '').replace('${{ github.token }}', 'token-of-the-run')
  ])
)

const sweep: Report = {
  schema: 1,
  mode: 'triage',
  dryRun: false,
  startedAt: 0,
  runUrl: 'https://github.com/acme/shop/actions/runs/1',
  trigger: { kind: 'recovery', issueId: undefined, transition: 'Recovered' },
  outcome: 'suppressed',
  records: [],
  failures: []
}

describe('the inputs of action.yml', () => {
  it('are exactly those that a run reads', async () => {
    const asked = await inputsThatARunReads({
      ...defaults,
      ...required,
      'issue-id': '6c1f2a40-91d3-4e58-8b0a-3f7d52c9e614'
    })
    expect([...asked].sort()).toEqual(Object.keys(manifest.inputs).sort())
  })

  it('make a whole set of inputs from the required ones and the defaults', () => {
    const given = { ...defaults, ...required }
    expect(readInputs((name) => given[name] ?? '')).toMatchObject({ ok: true })
  })

  it.each(Object.keys(required))('call %s required, because without it a run does not start', (name) => {
    const given: Readonly<Record<string, string>> = { ...defaults, ...required, [name]: '' }
    const result = readInputs((each) => given[each] ?? '')
    expect(result).toMatchObject({ ok: false, problems: [expect.stringContaining(`"${name}"`)] })
  })

  it('call nothing else required', () => {
    const names = Object.entries(manifest.inputs).flatMap(([name, input]) => (input.required ? [name] : []))
    expect(names.sort()).toEqual(Object.keys(required).sort())
  })

  it('never have a default beside being required, which the runner would not enforce', () => {
    const both = Object.values(manifest.inputs).filter(
      (input) => input.required && input.default !== undefined
    )
    expect(both).toEqual([])
  })

  it('name every mode that this version has', () => {
    for (const mode of modes) expect(manifest.inputs['mode']?.description).toContain(`\`${mode}\``)
  })
})

describe('the outputs of action.yml', () => {
  it('are exactly those that a run sets, in the same order', () => {
    expect(Object.keys(manifest.outputs)).toEqual([...outputsOf(sweep, 'report.json').keys()])
  })

  it('name every outcome', () => {
    const named = [...(manifest.outputs['outcome']?.description.matchAll(/`([a-z-]+)`/g) ?? [])]
    expect(named.map(([, name]) => name)).toEqual([...triageOutcomes])
  })
})

describe('the program of action.yml', () => {
  it('is the bundle, on the oldest Node that runners have', () => {
    expect(manifest.runs.using).toBe('node20')
    expect(existsSync(new URL(`../../${manifest.runs.main}`, import.meta.url))).toBe(true)
  })

  it('explains every input and output in words', () => {
    const descriptions = [...Object.values(manifest.inputs), ...Object.values(manifest.outputs)].map(
      ({ description }) => description
    )
    expect(descriptions.filter((text) => text.trim().length < 10)).toEqual([])
  })
})
