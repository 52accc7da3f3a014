import { describe, expect, it } from '@jest/globals'
import { clientError } from '../../../services/datadog/rum-seeds.js'
import { openTriage } from '../triage-rig.js'
import { descriptionOf, fingerprintOf, onlyTicket, textOf } from '../vendors-hold.js'
import { alert, appFiles, huntOf, leaksOf } from './app.js'

interface Row {
  readonly platform: Parameters<typeof clientError>[0]
  readonly shown: string
  readonly culprit: string
  readonly team: string
  readonly classification: Readonly<Record<string, unknown>>
}

const nullSafety = { kind: 'class', fixClass: 'null-safety-guard' }

const rows: readonly Row[] = [
  {
    platform: 'BROWSER',
    shown: 'BROWSER, JAVASCRIPT',
    culprit: 'web/src/cart/cart-summary.ts:31',
    team: 'web',
    classification: nullSafety
  },
  {
    platform: 'REACT_NATIVE',
    shown: 'REACT_NATIVE, JAVASCRIPT',
    culprit: 'native/src/basket/basket-total.ts:12',
    team: 'checkout',
    classification: nullSafety
  },
  {
    platform: 'IOS',
    shown: 'IOS, SWIFT',
    culprit: 'ios/Shop/Parcel/ParcelViewController.swift:42',
    team: 'web',
    // A signal says nothing of the cause.
    classification: { kind: 'none' }
  },
  {
    platform: 'ANDROID',
    shown: 'ANDROID, KOTLIN',
    culprit: 'android/app/src/main/java/com/acme/shop/order/OrderTotals.kt:27',
    team: 'checkout',
    classification: nullSafety
  },
  {
    platform: 'FLUTTER',
    shown: 'FLUTTER',
    culprit: 'lib/wishlist/wishlist.dart:19',
    team: 'web',
    classification: nullSafety
  },
  {
    platform: 'UNKNOWN',
    shown: 'UNKNOWN',
    culprit: 'web/src/cart/cart-summary.ts:31',
    team: 'web',
    classification: nullSafety
  }
]

describe.each(rows)('an error of $platform whose source maps or symbols Datadog has', (row) => {
  const { platform, shown, culprit, team, classification } = row

  it('has a ticket with its line, versions, users, sessions and owner, and of nobody a trace', async () => {
    const rig = await openTriage({ files: appFiles })
    const issueId = rig.seed(clientError(platform), [3, 2, 1, 0.5, 0.4])
    const first = await rig.runOne({ issueId, alert })
    const ticket = onlyTicket(rig)
    const text = descriptionOf(ticket)
    expect(huntOf(first)).toEqual([`rum: issue.id:${issueId} OR @issue.id:${issueId}`])
    expect(first.record).toMatchObject({
      outcome: 'ticketed',
      env: { value: 'production' },
      route: { rule: 'codeowners', team },
      classification
    })
    expect(text).toContain(`in ${culprit}, 5 times in 24 h, for 4 users in 5 sessions: `)
    expect(text).toContain('Users\n4 in the last 24 hours\nSessions\n5 in the last 24 hours\n')
    expect(text).toMatch(/First seen\n.*version 7\.3\.0\nLast seen\n.*version 7\.3\.0\n/)
    expect(text).toContain(`Platform\n${shown}\n`)
    expect(text).toContain(`Where\nFile\n${culprit}\n`)
    expect(text).not.toContain('How to see the line')
    expect(JSON.stringify(ticket.description)).toContain(`/blob/${rig.commit}/${culprit.replace(':', '#L')}`)
    expect(ticket.components).toEqual([team])
    expect(leaksOf(first)).toEqual([])
  })

  it('is the same bug in the next release, and another one where the message says another thing', async () => {
    const rig = await openTriage({ files: appFiles })
    const first = await rig.runOne({ issueId: rig.seed(clientError(platform)), alert })
    const next = clientError(platform, { build: 1, version: '7.4.0' })
    const second = await rig.runOne({ issueId: rig.seed(next), alert })
    expect(second.record).toMatchObject({ outcome: 'duplicate', reason: 'same-fingerprint' })
    expect(fingerprintOf(second.record)).toBe(fingerprintOf(first.record))
    expect(textOf(onlyTicket(rig).comments[0])).toContain('7.4.0')
    expect(leaksOf(second)).toEqual([])
    const other = clientError(platform, { message: 'Index out of range of the list of vouchers' })
    const third = await rig.runOne({ issueId: rig.seed(other), alert })
    expect(third.record.outcome).toBe('ticketed')
  })
})
