import { describe, expect, it } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import * as z from 'zod'
import { patternsFileNameSchema, patternsFileSchema } from '../../src/config/patterns-schema.js'
import { readPatterns } from '../../src/config/read-patterns.js'

const schema = z.toJSONSchema(patternsFileSchema, { io: 'input', unrepresentable: 'any' })
const matches = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema)

const good = `patterns:
  - name: known
    match: { services: [shop] }
    tier: ticket
    reason: an old one
    handler: { workflow: restart.yml, inputs: { service: { fact: service } } }
`

describe('the schema for editors', () => {
  it('takes what the code takes', () => {
    matches(parse(good))
    expect(matches.errors).toBeNull()
    expect(readPatterns('a.yml', good, undefined).ok).toBe(true)
  })

  it.each([
    ['tier: ticket', 'tier: urgent'],
    ['name: known', 'name: Known One'],
    ['    reason: an old one\n', ''],
    ['services: [shop]', 'service: [shop]'],
    ['services: [shop]', 'services: []'],
    ['fact: service', 'fact: message'],
    ['workflow: restart.yml', 'workflow: folder/restart.yml']
  ])('refuses with the code what has %s as %j', (from, to) => {
    const text = good.replace(from, to)
    expect(text).not.toBe(good)
    expect(matches(parse(text))).toBe(false)
    expect(readPatterns('a.yml', text, undefined).ok).toBe(false)
  })

  it('explains every key in words', () => {
    const list = schema.properties?.['patterns'] as {
      items: { properties: Record<string, { description?: string }> }
    }
    const { match, ...keys } = list.items.properties
    expect(match?.description).toMatch(/have to fit/)
    const untold = Object.entries(keys).filter(([, { description }]) => description === undefined)
    expect(untold).toEqual([])
    expect(Object.keys(keys).length).toBeGreaterThan(8)
  })
})

describe('the name of a file of patterns', () => {
  it.each(['known-patterns.yml', 'policies/known.yaml', '.github/known.yml', '@team/known.yml'])(
    'may be %s',
    (name) => {
      expect(patternsFileNameSchema.safeParse(name).success).toBe(true)
    }
  )

  it.each(['/etc/known.yml', '../known.yml', 'a/../../known.yml', 'known.json', '', 'a\\b.yml'])(
    'may not be %j',
    (name) => {
      expect(patternsFileNameSchema.safeParse(name).success).toBe(false)
    }
  )
})
