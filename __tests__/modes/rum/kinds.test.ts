import { describe, expect, it } from '@jest/globals'
import { clientError, personal, type ClientDetail } from '../../../services/datadog/rum-seeds.js'
import { openTriage, type EndedOne, type TriageRig } from '../triage-rig.js'
import { descriptionOf, onlyTicket } from '../vendors-hold.js'
import { alert, appFiles, leaksOf, partsOf } from './app.js'

type Platform = Parameters<typeof clientError>[0]

async function triageOne(platform: Platform, detail: ClientDetail): Promise<EndedOne & { rig: TriageRig }> {
  const rig = await openTriage({ files: appFiles })
  return { ...(await rig.runOne({ issueId: rig.seed(clientError(platform, detail)), alert })), rig }
}

interface Row {
  readonly category: string
  readonly platform: Platform
  readonly detail: ClientDetail
  readonly headline: string
  readonly where: string
}

const rows: readonly Row[] = [
  {
    category: 'ANR',
    platform: 'ANDROID',
    detail: { type: 'ANR', message: 'Application Not Responding' },
    headline: 'ANR in android/app/src/main/java/com/acme/shop/order/OrderTotals.kt:27',
    where: 'File\nandroid/app/src/main/java/com/acme/shop/order/OrderTotals.kt:27'
  },
  {
    category: 'App Hang',
    platform: 'IOS',
    detail: { type: 'AppHang', message: 'App Hang' },
    headline: 'AppHang in ios/Shop/Parcel/ParcelViewController.swift:42',
    where: 'File\nios/Shop/Parcel/ParcelViewController.swift:42'
  },
  {
    category: 'Watchdog Termination',
    platform: 'IOS',
    detail: {
      type: 'WatchdogTermination',
      message: 'The operating system watchdog terminated the application.',
      stack: null
    },
    headline: 'WatchdogTermination, 2 times in 24 h',
    where: 'unknown: the event carries no stack trace'
  },
  {
    category: 'Memory Warning',
    platform: 'IOS',
    detail: { type: 'MemoryWarning', message: 'Memory Warning', stack: null },
    headline: 'MemoryWarning, 2 times in 24 h',
    where: 'unknown: the event carries no stack trace'
  }
]

describe.each(rows)('what RUM calls $category', ({ category, platform, detail, headline, where }) => {
  it('has a ticket by its type, and no class', async () => {
    const { rig, record, ...ended } = await triageOne(platform, {
      ...detail,
      issue: { isCrash: false },
      attributes: { 'error.category': category }
    })
    const text = descriptionOf(onlyTicket(rig))
    expect(record).toMatchObject({ outcome: 'ticketed', classification: { kind: 'none' } })
    expect(text).toContain(headline)
    expect(text).toContain(`Where\n${where}`)
    expect(text).not.toContain('a crash')
    expect(partsOf(record)).toContain(`type ${detail.type}`)
    expect(leaksOf({ ...ended })).toEqual([])
  })
})

describe('a crash', () => {
  it('is called one', async () => {
    const { rig } = await triageOne('ANDROID', {})
    expect(descriptionOf(onlyTicket(rig))).toContain('environment production, a crash.')
  })
})

describe('a network error', () => {
  const network = (resource: Readonly<Record<string, unknown>>): ClientDetail => ({
    type: 'XMLHttpRequest',
    message: 'XHR error GET https://api.shop.example.com/carts',
    stack: null,
    attributes: {
      'error.source': 'network',
      ...Object.fromEntries(
        Object.entries(resource).map(([name, value]) => [`error.resource.${name}`, value])
      )
    }
  })
  const url = `https://api.shop.example.com/carts?email=${personal.email}&token=${personal.token}`

  it('tells the request and its answer, without what was asked for', async () => {
    const { rig, ...ended } = await triageOne('BROWSER', network({ method: 'GET', url, status_code: 502 }))
    expect(descriptionOf(onlyTicket(rig))).toContain('Operation\nGET /carts, answered with 502\n')
    expect(leaksOf(ended)).toEqual([])
  })

  it('tells the request alone where no answer came', async () => {
    const { rig } = await triageOne('IOS', network({ method: 'GET', url, status_code: 0 }))
    expect(descriptionOf(onlyTicket(rig))).toContain('Operation\nGET /carts\n')
  })
})

describe('the stack', () => {
  it('goes on with the causes, and the deepest one has the line', async () => {
    const stack =
      'java.lang.IllegalArgumentException: no price\n\tat com.acme.shop.order.OrderActivity.price(OrderActivity.kt:91)'
    const cause = { type: 'java.lang.IllegalArgumentException', message: 'no price', stack, source: 'source' }
    const { rig } = await triageOne('ANDROID', { attributes: { 'error.causes': [cause] } })
    expect(descriptionOf(onlyTicket(rig))).toMatch(/Where\nFile\nandroid\/.*\/OrderActivity\.kt:91\n/)
  })

  it('is never the place where the SDK was called: without one of its own the event has none', async () => {
    const { rig, record } = await triageOne('BROWSER', { stack: null })
    const text = descriptionOf(onlyTicket(rig))
    expect(record.stack.known).toBe(false)
    expect(text).toContain('Where\nunknown: the event carries no stack trace')
    expect(text).not.toContain('reportProblem')
  })
})
