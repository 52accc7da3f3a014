import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { bundledFiles } from '../../bench/bundle-size.js'
import { installedNodes } from '../../bench/installed-nodes.js'
import { bundle } from '../../services/runner/embedded-runner.js'
import { readSource } from '../contract/source-reader.js'

const MAXIMUM_BYTES = 4_000_000
const sources = fileURLToPath(new URL('../../src/', import.meta.url))

/** Packages that the program imports by itself; those of types alone leave nothing in the bundle. */
function importedPackages(): readonly string[] {
  const specifiers = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => readSource(name, readFileSync(join(sources, name), 'utf8')).imports)
    .filter(({ specifier, typesOnly }) => !typesOnly && !/^(\.|node:)/.test(specifier))
    .map(({ specifier }) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier)
  return [...new Set(specifiers)].sort()
}

describe('the bundle', () => {
  it('is no larger than 4 MB with everything that is loaded later', () => {
    const files = bundledFiles()
    expect(files.map(({ name }) => name)).toContain('index.js')
    expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(MAXIMUM_BYTES)
  })

  it('is nothing but code, licences and the manifest that makes the code ESM', () => {
    expect(
      bundledFiles().filter(({ name }) => !/^(\d+\.)?index\.js$|^licenses\.txt$|^package\.json$/.test(name))
    ).toEqual([])
    const manifest = readFileSync(join(dirname(bundle), 'package.json'), 'utf8')
    expect(JSON.parse(manifest)).toEqual({ type: 'module' })
  })

  it.each(importedPackages())('names %s in its licences', (name) => {
    const licences = readFileSync(join(dirname(bundle), 'licenses.txt'), 'utf8').split('\n')
    expect(licences.filter((line) => line === name)).toEqual([name])
  })

  it.each(installedNodes())(
    'says on Node $version what is missing when no runner has started it',
    ({ path }) => {
      const { status, stdout, stderr } = spawnSync(path, [bundle], { env: {}, encoding: 'utf8' })
      const message = stdout.replaceAll('%0A', '\n')
      expect(message).toMatch(/^::error[ :]/)
      for (const name of ['GITHUB_REPOSITORY', 'GITHUB_EVENT_PATH', 'GITHUB_WORKSPACE', 'GITHUB_API_URL']) {
        expect(message).toContain(`${name} is not set`)
      }
      expect(stderr).toBe('')
      expect(status).toBe(1)
    }
  )
})
