import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

interface Told {
  readonly line: number
  readonly replacement: string
  readonly status: string
}

const source = `
export const rates = { food: 7 }
export const isCheap = (cents: number): boolean => cents < 100
export const label = (cents: number): string => 'costs ' + cents
export const never = (): number => 1 + 1
export function sum(until: number): number {
  let all = 0
  for (let next = 0; next < until; next++) all += next
  return all
}
const marks = new Set<string>()
export function marksAfter(name: string): number {
  if (name === '') marks.add(name)
  return marks.size
}
`

const tests = `
import { describe, expect, it } from '@jest/globals'
import { isCheap, label, marksAfter, rates, sum } from '../src/price.js'
describe('prices', () => {
  it.each([[99, true], [100, false]])('%i', (cents, expected) => expect(isCheap(cents)).toBe(expected))
  it('has a rate', () => expect(rates).toEqual({ food: 7 }))
  it('does not look at a label', () => { label(1) })
  it('ends', async () => { expect(sum(3)).toBe(3) })
  it('marks nothing', () => expect(marksAfter('a')).toBe(0))
})
`

const slow = `
import { expect, it } from '@jest/globals'
import { label } from '../src/price.js'
it('looks at a label', () => expect(label(1)).toBe('costs 1'))
`

const project = mkdtempSync(join(tmpdir(), 'mutated-'))
let told: readonly Told[] = []

beforeAll(() => {
  const files = { 'src/price.ts': source, '__tests__/price.test.ts': tests, '__tests__/slow.test.ts': slow }
  for (const [name, text] of Object.entries({
    ...files,
    '__tests__/fixed-seed.js': '',
    'package.json': '{}'
  })) {
    mkdirSync(dirname(join(project, name)), { recursive: true })
    writeFileSync(join(project, name), text)
  }
  const script = fileURLToPath(new URL('./mutate-project.ts', import.meta.url))
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const output = execFileSync(process.execPath, ['--import', tsx, script], { cwd: project, encoding: 'utf8' })
  told = JSON.parse(output.trim().split('\n').at(-1) ?? '')
}, 240_000)

afterAll(() => {
  rmSync(project, { recursive: true, force: true })
})

/** What became of the mutants of the line that starts with `start`; of one of them when `replacement` is given. */
function statusesOf(start: string, replacement?: string): readonly string[] {
  const line = source.split('\n').findIndex((text) => text.trim().startsWith(start)) + 1
  const found = told.filter(
    (one) => one.line === line && one.replacement === (replacement ?? one.replacement)
  )
  return [...new Set(found.map((one) => one.status))].sort()
}

describe('a mutant', () => {
  it('in a function is killed by the test that sees it', () => {
    expect(statusesOf('export const isCheap')).toEqual(['Killed'])
  })

  it('in what a module does when it is loaded is killed by the test that sees it', () => {
    expect(statusesOf('export const rates')).toEqual(['Killed'])
  })

  it('survives when its tests look away, or are too slow to take part', () => {
    expect(statusesOf('export const label', '""')).toEqual(['Survived'])
  })

  it('has no test when none runs it', () => {
    expect(statusesOf('export const never', '1 - 1')).toEqual(['NoCoverage'])
  })

  it('that never ends runs out of time', () => {
    expect(statusesOf('for (let next', 'next--')).toEqual(['Timeout'])
  })

  it('is not charged with what another one left in a module', () => {
    expect(statusesOf('if (name', 'true')).toEqual(['Killed'])
    expect(statusesOf('if (name', 'false')).toEqual(['Survived'])
  })
})
