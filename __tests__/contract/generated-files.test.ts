import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { renderConfigSchema } from '../../scripts/config-schema.js'
import { renderReadme } from '../../scripts/render-readme.js'
import { readManifest } from '../../services/runner/manifest.js'
import { triageReasons } from '../../src/flow/decision/reasons.js'

const schema = new URL('../../schema/config.schema.json', import.meta.url)
const readme = new URL('../../README.md', import.meta.url)

const places =
  '# Title\n\n<!-- inputs -->\n<!-- /inputs -->\n\nBetween.\n\n<!-- outputs -->\nstale table\n<!-- /outputs -->\n<!-- reasons --><!-- /reasons -->\nEnd.\n'

describe('schema/config.schema.json', () => {
  it('is what the code makes (npm run schema)', () => {
    expect(readFileSync(schema, 'utf8')).toBe(renderConfigSchema())
  })
})

describe('README.md', () => {
  it('has the tables that the code makes (npm run readme)', () => {
    expect(existsSync(readme)).toBe(true)
    const text = readFileSync(readme, 'utf8')
    expect(text).toBe(renderReadme(text))
  })
})

describe('the tables of the README', () => {
  const made = renderReadme(places)
  const { inputs, outputs } = readManifest()

  it.each([...Object.keys(inputs), ...Object.keys(outputs), ...Object.keys(triageReasons)])(
    'have a row for %s',
    (name) => {
      expect(made).toMatch(new RegExp(`^\\| \`${name}\` \\|`, 'm'))
    }
  )

  it('replace what stood between the markers, and leave the rest as it is', () => {
    expect(made).not.toContain('stale table')
    expect(made.startsWith('# Title\n\n<!-- inputs -->\n\n| input | default | meaning |\n')).toBe(true)
    expect(made).toContain('<!-- /inputs -->\n\nBetween.\n\n<!-- outputs -->')
    expect(made.endsWith('<!-- /reasons -->\nEnd.\n')).toBe(true)
  })

  it('stay the same when they are made again', () => {
    expect(renderReadme(made)).toBe(made)
  })

  it('need a place each', () => {
    expect(() => renderReadme(places.replace('<!-- outputs -->', ''))).toThrow(
      /no place for the table "outputs"/
    )
  })
})
