import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parts, partsOf } from '../../mutation/parts.js'
import { countsOf, estimate, keepScores, readScores } from '../../mutation/scores.js'

const none = { killed: 0, timeout: 0, survived: 0, noCoverage: 0, error: 0, notInSample: 0 }

describe('a mutation score', () => {
  it('counts what ran out of time as caught, what no test covers as missed, and leaves out what could not be loaded', () => {
    const counts = countsOf([
      { status: 'Killed' },
      { status: 'Killed' },
      { status: 'Timeout' },
      { status: 'Survived' },
      { status: 'NoCoverage' },
      { status: 'RuntimeError', statusReason: 'x is not a function' },
      { status: 'RuntimeError', statusReason: 'not in the sample' }
    ])
    expect(counts).toEqual({ killed: 2, timeout: 1, survived: 1, noCoverage: 1, error: 1, notInSample: 1 })
    expect(estimate([{ ...counts, notInSample: 0 }])).toEqual({ score: 60, margin: 0 })
  })

  it('of a sample stands for the whole, each part with the weight of its mutants', () => {
    const whole = { ...none, killed: 50, survived: 50 }
    const sampled = { ...none, killed: 80, survived: 20, notInSample: 700, noCoverage: 100 }
    // (50 + 0.8 * 800) / 1000; 1.96 * sqrt(800 * (800 - 100) * 82/104 * 22/104 / 104) / 1000
    expect(estimate([whole, sampled])).toEqual({ score: 69, margin: 5.87 })
  })

  it('refuses a mutant that was left out', () => {
    expect(() => countsOf([{ status: 'Ignored' }])).toThrow('Ignored')
  })

  it('is kept by part and added up', () => {
    const folder = mkdtempSync(join(tmpdir(), 'scores-'))
    const file = join(folder, 'scores.json')
    const facts = { tests: 9, skippedTests: 1, sources: 'a' }
    expect(readScores(file)).toBeUndefined()
    keepScores(file, 'parts', { b: { ...none, killed: 3, survived: 1, score: 75, margin: 0, ...facts } })
    keepScores(file, 'parts', { a: { ...none, killed: 1, score: 100, margin: 0, ...facts } })
    keepScores(file, 'files', { 'a/b.ts': { ...none, survived: 9, score: 0, margin: 0, ...facts } })
    keepScores(file, 'parts', { b: { ...none, killed: 4, survived: 1, score: 80, margin: 0, ...facts } })
    const kept = readScores(file)
    expect(Object.keys(kept?.parts ?? {})).toEqual(['a', 'b'])
    expect(Object.keys(kept?.files ?? {})).toEqual(['a/b.ts'])
    expect(kept?.total).toEqual({ ...none, killed: 5, survived: 1, score: 83.33, margin: 0 })
    rmSync(folder, { recursive: true })
  })
})

describe('the parts of src/flow', () => {
  it.each([
    ['src/flow', parts.length],
    ['src/flow/', parts.length],
    ['src/flow/fix', 2],
    ['src/flow/issue', 5],
    ['src/flow/issue/masks', 1],
    ['src/flow/decision/classes', 1],
    ['src/flowing', 0],
    ['src/text', 0]
  ])('%s is in %i of them', (folder, count) => {
    expect(partsOf(folder)).toHaveLength(count)
  })

  it('takes the innermost part for a file', () => {
    expect(partsOf('src/flow/fix/guard/judge-owners.ts').map((part) => part.folder)).toEqual([
      'src/flow/fix/guard'
    ])
    expect(partsOf('src/flow/fix/budget.ts').map((part) => part.folder)).toEqual(['src/flow/fix'])
  })
})
