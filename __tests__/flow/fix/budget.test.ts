import { describe, expect, it } from '@jest/globals'
import { budgetState } from '../../../src/flow/fix/budget.js'
import { attempt, dead, DAY, given, ledgerOf, NOW, policy, running } from './ledger-examples.js'

const midnight = new Date(NOW).setUTCHours(0, 0, 0, 0)

describe('the state of the budget', () => {
  it('sums what was spent, what a dead run had reserved, and what is reserved', () => {
    const ledger = ledgerOf(
      attempt({ spentUsd: 1.5 }),
      attempt({ ...dead, id: 'run-2' }),
      attempt({ ...running, id: 'run-3' }),
      attempt({ ...given, id: 'run-4' }),
      attempt({ id: 'run-5', spentUsd: 4, reservedAt: midnight - 1 }),
      attempt({ id: 'run-6', spentUsd: 50, reservedAt: NOW - 3 * DAY })
    )
    expect(budgetState(ledger, policy, NOW)).toEqual({
      day: { name: '2026-03-02', limitUsd: 10, spentUsd: 3.5, reservedUsd: 2, leftUsd: 4.5 },
      month: { name: '2026-03', limitUsd: 100, spentUsd: 7.5, reservedUsd: 2, leftUsd: 90.5 },
      crossed: undefined
    })
  })

  it.each([
    ['the ceiling of the day', 10, { day: 10, month: 100 }, undefined],
    ['a cent more', 10.01, { day: 10, month: 100 }, 'day'],
    ['the ceiling of the month', 100, { day: 1000, month: 100 }, undefined],
    ['a cent more than the month', 100.01, { day: 1000, month: 100 }, 'month'],
    ['more than both', 101, { day: 10, month: 100 }, 'day'],
    ['sums whose fractions do not add up', 0.1 + 0.2, { day: 0.3, month: 100 }, undefined]
  ])('%s', (_, spentUsd, { day, month }, crossed) => {
    const by = { ...policy, dayUsd: day, monthUsd: month }
    expect(budgetState(ledgerOf(attempt({ spentUsd })), by, NOW).crossed).toBe(crossed)
  })

  it('is not crossed by what is only reserved', () => {
    const ledger = ledgerOf(attempt({ ...running, reservedUsd: 11 }))
    expect(budgetState(ledger, policy, NOW)).toMatchObject({ crossed: undefined, day: { leftUsd: 0 } })
  })

  it('counts an attempt for the day in which it was reserved', () => {
    const overnight = ledgerOf(attempt({ ...running, reservedAt: midnight - 1 }))
    expect(budgetState(overnight, policy, midnight)).toMatchObject({ day: { reservedUsd: 0 } })
  })
})
