import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import { shop } from '../../demo/shop.js'
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
    ['a number out of range', 'jira: { project: PPL }\nlimits: { issues-per-run: 1000 }\n']
  ])('both refuse %s', (_, text) => {
    expect(matchesSchema(parse(text))).toBe(false)
    expect(readPolicy('planted.yml', text).ok).toBe(false)
  })
})
