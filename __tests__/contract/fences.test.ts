import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { findBreaches, type Sources } from './fences.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

function readSources(folder: string): Sources {
  return new Map(
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')])
  )
}

function breachesOf(path: string, text: string): readonly string[] {
  return findBreaches(new Map([[path, text]]))
}

describe('the sources', () => {
  const sources = readSources('src')

  it('are all there', () => {
    expect(sources.size).toBeGreaterThan(100)
    expect(sources.has('src/main.ts')).toBe(true)
  })

  it('keep to the architecture', () => {
    expect(findBreaches(sources)).toEqual([])
  })

  it('have a main file of less than 60 lines', () => {
    expect((sources.get('src/main.ts') ?? '').split('\n').length).toBeLessThan(60)
  })

  it.each(['flow', 'modes', 'adapters', 'report', 'text', 'config'])('have a folder for %s', (folder) => {
    expect([...sources.keys()].some((path) => path.startsWith(`src/${folder}/`))).toBe(true)
  })
})

describe('the fences catch', () => {
  it.each([
    [
      'the flow reaching for an adapter',
      'src/flow/issue/a.ts',
      "import { x } from '../../adapters/retry.js'"
    ],
    [
      'the flow reaching for its types',
      'src/flow/issue/a.ts',
      "import type { X } from '../../adapters/retry.js'"
    ],
    ['the flow reaching for a mode', 'src/flow/issue/a.ts', "import { x } from '../../modes/triage.js'"],
    ['the flow reaching for the ports', 'src/flow/issue/a.ts', "import type { Clock } from '../../ports.js'"],
    ['the flow touching a file', 'src/flow/issue/a.ts', "import { readFileSync } from 'node:fs'"],
    ['the flow loading something late', 'src/flow/issue/a.ts', "const x = await import('node:fs')"],
    ['the flow loading what it computes', 'src/flow/issue/a.ts', 'const x = await import(`node:${name}`)'],
    ['the flow using the runner', 'src/flow/issue/a.ts', "import { info } from '@actions/core'"],
    ['a re-export', 'src/text/a.ts', "export { x } from '../adapters/retry.js'"],
    ['a type by import()', 'src/report/a.ts', "export type X = import('../adapters/retry.js').X"],
    ['a stage reaching for a later one', 'src/flow/issue/a.ts', "import { x } from '../decision/b.js'"],
    ['the text reaching for the flow', 'src/text/a.ts', "import { x } from '../flow/issue/b.js'"],
    ['the report reaching for a mode', 'src/report/a.ts', "import type { X } from '../modes/case.js'"],
    ['a mode reaching for an adapter', 'src/modes/a.ts', "import { x } from '../adapters/retry.js'"],
    ['a mode reading the configuration', 'src/modes/a.ts', "import { x } from '../config/policy.js'"],
    ['a mode reaching for the top', 'src/modes/a.ts', "import type { Run } from '../prepare-run.js'"],
    ['an adapter reaching for a mode', 'src/adapters/jira/a.ts', "import { x } from '../../modes/case.js'"],
    ['an adapter reaching for the report', 'src/adapters/jira/a.ts', "import { x } from '../../report/a.js'"],
    ['an adapter calling another one', 'src/adapters/jira/a.ts', "import { x } from '../github/client.js'"],
    ['the ports holding code', 'src/ports.ts', "import { x } from './flow/issue/known.js'"],
    ['anything importing the start', 'src/compose.ts', "import './main.js'"],
    ['anything importing from outside', 'src/compose.ts', "import { x } from '../services/stage.js'"],
    ['the process by its module', 'src/compose.ts', "import process from 'node:process'"]
  ])('%s', (_, path, text) => {
    expect(breachesOf(path, `\n${text}\n`)).toEqual([expect.stringMatching(`^${path}:2 imports `)])
  })

  it.each([
    ['process state', 'src/compose.ts', 'const x = process.env'],
    ['process state', 'src/compose.ts', "const x = process['env']"],
    ['process state', 'src/compose.ts', 'const { env: x } = process'],
    ['process state', 'src/compose.ts', 'process.exitCode = 1'],
    ['process state', 'src/compose.ts', 'globalThis.process.exit(1)'],
    ['console', 'src/compose.ts', "console.log('x')"],
    ['console', 'src/compose.ts', "globalThis.console.log('x')"],
    ['default export', 'src/compose.ts', 'export default 1'],
    ['default export', 'src/compose.ts', 'export default function x() {}'],
    ['default export', 'src/compose.ts', 'const x = 1; export { x as default }']
  ])('%s in %s: %s', (what, path, text) => {
    expect(breachesOf(path, text)).toEqual([`${path}:1 ${what}`])
  })

  it('a file that is too long', () => {
    expect(breachesOf('src/compose.ts', 'x()\n'.repeat(250))).toEqual([])
    expect(breachesOf('src/compose.ts', 'x()\n'.repeat(251))).toEqual(['src/compose.ts has 251 lines'])
  })

  it('a folder of the flow that is no stage', () => {
    const text = "import { x } from '../issue/known.js'"
    expect(() => breachesOf('src/flow/extras/a.ts', text)).toThrow(/extras is not a stage/)
  })
})

describe('the fences let through', () => {
  it.each([
    ['a stage before it', 'src/flow/decision/a.ts', "import { x } from '../issue/known.js'"],
    ['a package without a world', 'src/flow/decision/a.ts', "import ignore from 'ignore'"],
    [
      'the types of the configuration in a mode',
      'src/modes/a.ts',
      "import type { X } from '../config/policy.js'"
    ],
    ['what is its own in an adapter', 'src/adapters/jira/a.ts', "import { x } from './b.js'"],
    ['a vendor in an adapter', 'src/adapters/github/a.ts', "import { getOctokit } from '@actions/github'"],
    ['the environment in the main file', 'src/main.ts', 'run(process.env)'],
    ['a switch with a default', 'src/text/a.ts', 'switch (x) { default: y() }'],
    ['a member called console', 'src/text/a.ts', 'x({ console: page.console })']
  ])('%s', (_, path, text) => {
    expect(breachesOf(path, text)).toEqual([])
  })
})
