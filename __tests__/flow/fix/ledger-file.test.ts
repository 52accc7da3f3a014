import { describe, expect, it } from '@jest/globals'
import { formatLedger, parseLedger } from '../../../src/flow/fix/ledger-file.js'
import { emptyLedger } from '../../../src/flow/fix/ledger.js'
import { attempt, elsewhere, ledgerOf, published, running } from './ledger-examples.js'

const ledger = ledgerOf(
  attempt(),
  elsewhere({ ...running, id: 'run-2' }),
  attempt({ ...published, id: 'run-3' })
)

describe('the file of the ledger', () => {
  it.each([
    ['empty', emptyLedger],
    ['with attempts', ledger]
  ])('comes back as it was written: %s', (_, written) => {
    expect(parseLedger(formatLedger(written))).toEqual({ readable: true, ledger: written })
  })

  it('names every field, those without a value too', () => {
    const first: unknown = JSON.parse(formatLedger(ledgerOf(attempt(running))))
    expect(first).toMatchObject({
      attempts: [{ spentUsd: null, outcome: null, reason: null, pullRequest: null }]
    })
  })

  const text = formatLedger(ledger)
  it.each([
    ['nothing', '', 'it is not JSON'],
    ['half of it', text.slice(0, text.length / 2), 'it is not JSON'],
    ['a list', '[]', 'the top'],
    ['another version', text.replace('"version": 1', '"version": 2'), 'version'],
    ['a field that nobody knows', text.replace('"team"', '"squad"'), 'attempts.0'],
    ['a reason that nobody knows', text.replace('"declined"', '"toString"'), 'attempts.0.reason'],
    ['negative money', text.replace('"spentUsd": 1', '"spentUsd": -1'), 'attempts.0.spentUsd'],
    ['an id twice', text.replace('"run-2"', '"run-1"'), 'attempts'],
    ['two lines in a name', text.replace('"checkout"', '"check\\nout"'), 'attempts.0.team'],
    ['a text instead of a name', text.replace('"checkout"', `"${'x'.repeat(501)}"`), 'attempts.0.team']
  ])('is not read when it is %s, and the value is not told', (_, wrong, place) => {
    const read = parseLedger(wrong)
    expect(read).toMatchObject({ readable: false, problem: expect.stringContaining(place) })
    expect(JSON.stringify(read)).not.toMatch(/out|xxx|toString/)
  })

  it('is not written when it could not be read again', () => {
    expect(() => formatLedger(ledgerOf(attempt({ team: 'a\nb' })))).toThrow('attempts.0.team')
    expect(() => formatLedger(ledgerOf(attempt({ spentUsd: Number.NaN })))).not.toThrow('readable')
  })
})
