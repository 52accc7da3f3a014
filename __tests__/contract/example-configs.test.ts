import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import * as z from 'zod'
import { shop } from '../../demo/shop.js'
import { policySchema } from '../../src/config/policy-schema.js'
import { readPolicy } from '../../src/config/read-policy.js'

const root = new URL('../../', import.meta.url)
const folder = new URL('examples/config/', root)
const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name))

const examples = [
  ...names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const),
  ['the policy of the demo', shop['.github/datadog-autofix.yml'] ?? ''] as const
]

const schema = JSON.parse(readFileSync(new URL('schema/config.schema.json', root), 'utf8')) as object
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true })
addFormats.default(ajv)
const matchesSchema = ajv.compile(schema)

describe('the example configurations', () => {
  it('are there to be copied', () => {
    expect(names.length).toBeGreaterThan(0)
  })

  it.each(examples)('%s is read without a problem', (name, text) => {
    expect(readPolicy(name, text)).toEqual({ ok: true, policy: expect.anything() })
  })

  it.each(examples)('%s matches the schema that editors check with', (_, text) => {
    matchesSchema(parse(text))
    expect(matchesSchema.errors).toBeNull()
  })
})

describe('the schema and the code', () => {
  it.each([
    ['a key that does not exist', 'jira:\n  project: PPL\nrubrik: {}\n'],
    ['no project', 'version: 1\n'],
    ['a duration in words', 'jira: { project: PPL }\ndatadog: { trend-window: two days }\n'],
    ['a number out of range', 'jira: { project: PPL }\nlimits: { issues-per-run: 1001 }\n']
  ])('both refuse %s', (_, text) => {
    expect(matchesSchema(parse(text))).toBe(false)
    expect(readPolicy('planted.yml', text).ok).toBe(false)
  })
})

/** Names of every key of the policy, at any depth, as `autofix.agent.turns`; `[]` is an element of a list. */
function keysOf(node: unknown, place = ''): readonly string[] {
  if (!isRecord(node)) return []
  const named = Object.entries(isRecord(node['properties']) ? node['properties'] : {})
  const nested = [node['items'], node['additionalProperties']].flatMap((each) => keysOf(each, `${place}[]`))
  const choices = Array.isArray(node['anyOf']) ? node['anyOf'].flatMap((each) => keysOf(each, place)) : []
  const own = named.flatMap(([name, each]) => {
    const path = place === '' ? name : `${place}.${name}`
    return [path, ...keysOf(each, path)]
  })
  return [...own, ...nested, ...choices]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

describe('the file with every key', () => {
  const full = new Map(examples).get('full.yml') ?? ''
  const keys = keysOf(z.toJSONSchema(policySchema, { io: 'input' }))

  it('is compared with all of the policy', () => {
    expect(keys).toEqual(
      expect.arrayContaining([
        'jira.project',
        'autofix.verify.projects[].test-files',
        'ownership.teams[].github'
      ])
    )
  })

  it.each(keys)('has %s', (key) => {
    const name = key.split('.').at(-1)?.replaceAll('[]', '') ?? ''
    expect(full).toMatch(new RegExp(`^[ #-]*(?:\\{ )?${name}:|[{,] ${name}:`, 'm'))
  })

  it('has the defaults of auto-fix', () => {
    const least = readPolicy('least.yml', 'jira: { project: PPL }')
    const most = readPolicy('full.yml', full)
    if (!least.ok || !most.ok) throw new Error('One of them is not read')
    expect(most.policy.autofix).toEqual(least.policy.autofix)
  })
})
