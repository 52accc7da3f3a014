import { existsSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { readManifest } from '../../services/runner/manifest.js'
import { modes, readInputs, type Mode } from '../../src/config/inputs.js'
import { triageOutcomes } from '../../src/flow/decision/reasons.js'
import { autofixOutcomes, publishOutcomes } from '../../src/flow/fix/fix-outcomes.js'
import { doctorOutcomes } from '../../src/report/doctor-report.js'
import { fixOutputsOf } from '../../src/report/fix-outputs.js'
import type { Report } from '../../src/report/outcome-record.js'
import { outputsOf } from '../../src/report/outputs.js'
import { request } from '../flow/pull-request/bundle-example.js'
import { fixReport } from '../report/fix-case.js'
import { lackingInputs, neededInputs } from './needed-inputs.js'
import { inputsThatARunReads } from './recording-reader.js'

const manifest = readManifest()

const values: Readonly<Record<string, string>> = {
  'app-token': 'app-token',
  'datadog-api-key': 'api-key',
  'datadog-app-key': 'app-key',
  'jira-base-url': 'https://acme.atlassian.net',
  'jira-user-email': 'robot@acme.test',
  'jira-api-token': 'jira-token'
}

const defaults = Object.fromEntries(
  Object.entries(manifest.inputs).map(([name, { default: value }]) => [
    name,
    (value ?? '')
      .replace('${{ github.token }}', 'token-of-the-run')
      .replace('${{ runner.temp }}', '/tmp/runner')
  ])
)

/** A step that writes nothing but what the mode needs. */
function stepOf(mode: Mode): Readonly<Record<string, string>> {
  const needed = neededInputs[mode].map((name) => [name, values[name] ?? ''] as const)
  const publish = mode === 'autofix' ? { publish: 'false' } : {}
  return { mode, ...publish, ...Object.fromEntries(needed) }
}

function problemsOf(step: Readonly<Record<string, string>>): readonly string[] {
  const given = { ...defaults, ...step }
  const result = readInputs((name) => given[name] ?? '')
  return result.ok ? [] : result.problems
}

/** The same issue that the hand-off of the recording reader is about. */
const someIssue = { 'issue-id': request.issue_id }
const publishingAutofix = { ...stepOf('publish'), mode: 'autofix' }
const needs = [
  ...modes.flatMap((mode) => neededInputs[mode].map((name) => [mode, name, stepOf(mode)] as const)),
  ...neededInputs.publish.map((name) => ['autofix that publishes', name, publishingAutofix] as const)
]

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
  it('are exactly those that the modes together read', async () => {
    const steps = [
      { ...stepOf('triage'), ...someIssue },
      { ...publishingAutofix, 'datadog-api-key': 'api-key' },
      stepOf('publish')
    ]
    const asked = await Promise.all(steps.map((step) => inputsThatARunReads({ ...defaults, ...step })))
    expect([...new Set(asked.flatMap((names) => [...names]))].sort()).toEqual(
      Object.keys(manifest.inputs).sort()
    )
  })

  it('keep from each mode the credentials that it has no business with', async () => {
    const read = async (mode: Mode): Promise<readonly string[]> => {
      const asked = await inputsThatARunReads({ ...defaults, ...stepOf(mode), ...someIssue })
      return [...asked].filter((name) => /(?:key|token)$/.test(name) && name !== 'ticket-key').sort()
    }
    expect(await read('triage')).toEqual([
      'datadog-api-key',
      'datadog-app-key',
      'github-token',
      'jira-api-token'
    ])
    expect(await read('autofix')).toEqual(['anthropic-api-key', 'datadog-api-key', 'github-token'])
    expect(await read('publish')).toEqual(['app-token', 'datadog-api-key', 'github-token', 'jira-api-token'])
    // It looks at all of them, and runs nothing of others.
    expect(await read('doctor')).toHaveLength(6)
  })

  it.each(modes)('make a whole set of inputs from what %s needs and the defaults', (mode) => {
    expect(problemsOf(stepOf(mode))).toEqual([])
    expect(lackingInputs(stepOf(mode))).toEqual([])
  })

  it.each(needs)('let no %s start without %s', (_, name, step) => {
    expect(problemsOf({ ...step, [name]: '' })).toEqual([expect.stringContaining(`"${name}"`)])
    const rest = Object.fromEntries(Object.entries(step).filter(([each]) => each !== name))
    expect(lackingInputs(rest)).toEqual([name])
  })

  it('call nothing required but the mode, because the rest depends on it', () => {
    const names = Object.entries(manifest.inputs).flatMap(([name, input]) => (input.required ? [name] : []))
    expect(names).toEqual(['mode'])
    expect(problemsOf({})).toContainEqual(expect.stringContaining('Input "mode" is ""'))
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
  it('are exactly those that the modes together set, in the same order', () => {
    const triage = [...outputsOf(sweep, 'report.json').keys()]
    const fix = [...fixOutputsOf(fixReport(), 'report.json').keys()]
    const declared = Object.keys(manifest.outputs)
    expect([...new Set([...triage, ...fix])].sort()).toEqual([...declared].sort())
    for (const names of [triage, fix]) expect(declared.filter((name) => names.includes(name))).toEqual(names)
  })

  it('name every outcome of every mode', () => {
    const text = manifest.outputs['outcome']?.description ?? ''
    const [, ...parts] = text.split(/`(triage|autofix|publish|doctor)`:/)
    const told = modes.map((mode) => {
      const words = parts[parts.indexOf(mode) + 1] ?? ''
      return [...words.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name)
    })
    expect(told).toEqual([
      [...triageOutcomes],
      [...autofixOutcomes],
      [...publishOutcomes],
      [...doctorOutcomes]
    ])
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
