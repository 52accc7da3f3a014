import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { renderConfigSchema, renderPatternsSchema } from '../../scripts/config-schema.js'
import { documents, renderDocument, type DocumentName } from '../../scripts/render-documents.js'
import { readManifest } from '../../services/runner/manifest.js'
import { triageReasons } from '../../src/flow/decision/reasons.js'
import { fixReasons } from '../../src/flow/fix/fix-outcomes.js'
import { guardRules } from '../../src/flow/fix/guard/guard-verdict.js'

const folder = new URL('../../schema/', import.meta.url)

const places =
  '# Title\n\n<!-- inputs -->\n<!-- /inputs -->\n\nBetween.\n\n<!-- outputs -->\nstale table\n<!-- /outputs -->\n<!-- reasons --><!-- /reasons -->\n<!-- fix-reasons --><!-- /fix-reasons -->\nEnd.\n'

describe.each([
  ['config.schema.json', renderConfigSchema],
  ['patterns.schema.json', renderPatternsSchema]
])('schema/%s', (name, render) => {
  it('is what the code makes (npm run schema)', () => {
    expect(readFileSync(new URL(name, folder), 'utf8')).toBe(render())
  })
})

describe('a document', () => {
  it.each(Object.keys(documents) as DocumentName[])(
    '%s has the tables that the code makes (npm run readme)',
    (name) => {
      const text = readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')
      expect(text).toBe(renderDocument(name, text))
    }
  )
})

describe('the tables of the README', () => {
  const made = renderDocument('README.md', places)
  const { inputs, outputs } = readManifest()

  it.each([
    ...Object.keys(inputs),
    ...Object.keys(outputs),
    ...Object.keys(triageReasons),
    ...Object.keys(fixReasons)
  ])('have a row for %s', (name) => {
    expect(made).toMatch(new RegExp(`^\\| \`${name}\` \\|`, 'm'))
  })

  it('replace what stood between the markers, and leave the rest as it is', () => {
    expect(made).not.toContain('stale table')
    expect(made.startsWith('# Title\n\n<!-- inputs -->\n\n| input | default | meaning |\n')).toBe(true)
    expect(made).toContain('<!-- /inputs -->\n\nBetween.\n\n<!-- outputs -->')
    expect(made.endsWith('<!-- /fix-reasons -->\nEnd.\n')).toBe(true)
  })

  it('stay the same when they are made again', () => {
    expect(renderDocument('README.md', made)).toBe(made)
  })

  it('need a place each', () => {
    expect(() => renderDocument('README.md', places.replace('<!-- outputs -->', ''))).toThrow(
      /no place for the table "outputs"/
    )
  })
})

describe('the rules of the guard', () => {
  it.each(Object.keys(guardRules))('have a row for %s', (rule) => {
    const made = renderDocument('docs/auto-fix.md', '<!-- guard-rules --><!-- /guard-rules -->')
    expect(made).toMatch(new RegExp(`^\\| \`${rule}\` \\|`, 'm'))
  })
})
