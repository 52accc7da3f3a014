import { describe, expect, it } from '@jest/globals'
import { chooseIssues } from '../../../src/flow/decision/choose-issues.js'

const HOUR = 3_600_000
const issues = Array.from({ length: 300 }, (_, number) => ({
  id: `issue-${number}`,
  points: number < 60 ? 8 : number % 5
}))
const importance = ({ points }: { points: number }): number => points

describe('the issues that a sweep takes', () => {
  it('are all of them where there is room, in the order in which they were found', () => {
    expect(chooseIssues(issues, 300, { importance, now: 0 })).toEqual({ taken: issues, left: [] })
  })

  it('are as many as there are places, and the others are left', () => {
    const { taken, left } = chooseIssues(issues, 100, { importance, now: 0 })
    expect(taken).toHaveLength(100)
    expect([...taken, ...left].map(({ id }) => id).sort()).toEqual(issues.map(({ id }) => id).sort())
  })

  it('are the most important ones first', () => {
    const { taken } = chooseIssues(issues, 120, { importance, now: 0 })
    expect(taken.filter(({ points }) => points === 8)).toHaveLength(60)
  })

  it('do not depend on the order in which they were found', () => {
    const asked = { importance, now: 17 * HOUR }
    const names = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id).sort()
    expect(names(chooseIssues([...issues].reverse(), 100, asked).taken)).toEqual(
      names(chooseIssues(issues, 100, asked).taken)
    )
  })

  it.each([1, 2, 6, 12, 24, 168])(
    'are all of them in the end, when a sweep comes every %d hours, although the important ones never go away',
    (hours) => {
      const seen = new Set<string>()
      let runs = 0
      for (; seen.size < issues.length && runs < 100; runs += 1) {
        const now = 491_234 * HOUR + runs * hours * HOUR
        for (const { id } of chooseIssues(issues, 100, { importance, now }).taken) seen.add(id)
      }
      // Five runs are the least: 50 places in turn for 250 issues.
      expect(runs).toBeLessThanOrEqual(25)
    }
  )
})
