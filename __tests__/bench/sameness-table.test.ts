import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { ownData } from '../../bench/sameness/corpus/own-data.js'
import { measureJudgement, measureSameness } from '../../bench/sameness/measure.js'
import { insertTable, tableIn } from '../../bench/sameness/readme-table.js'
import { documents } from '../../bench/sameness/run.js'
import { isMissed, renderMarkdown, summarise, type SummaryRow } from '../../bench/sameness/summary.js'

const row: SummaryRow = { question: 'q', ours: 0.9, best: 0.5, bestWay: 'way', target: 0.95 }

describe('the table of the documents', () => {
  it('is what the bench prints (npm run bench -- sameness --write)', () => {
    const data = ownData()
    const table = renderMarkdown(summarise(measureSameness(data), measureJudgement(data)))
    for (const document of documents) expect(tableIn(readFileSync(document, 'utf8'))).toBe(table)
    // Thousands of events, traces and secrets are judged.
  }, 300_000)

  it('says plainly which target is missed', () => {
    const table = renderMarkdown([
      row,
      { ...row, ours: 0.96 },
      { ...row, ours: 0.02, target: 0.01, atMost: true }
    ])
    expect(table.split('\n').slice(2)).toEqual([
      '| q        | 90.0 % | 50.0 % (way)        | ≥ 95.0 %, missed |',
      '| q        | 96.0 % | 50.0 % (way)        | ≥ 95.0 %         |',
      '| q        | 2.0 %  | 50.0 % (way)        | ≤ 1.0 %, missed  |'
    ])
    expect(isMissed({ ...row, ours: undefined })).toBe(false)
  })

  it('stands between its markers, and the rest stays', () => {
    const before = 'a\n<!-- sameness -->\nold\n<!-- /sameness -->\nb\n'
    const after = insertTable(before, '| new |')
    expect(after).toBe('a\n<!-- sameness -->\n\n| new |\n\n<!-- /sameness -->\nb\n')
    expect(tableIn(after)).toBe('| new |')
    expect(() => insertTable('a', '')).toThrow(/no place/)
    expect(tableIn('a')).toBeUndefined()
  })
})
