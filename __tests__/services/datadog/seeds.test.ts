import { describe, expect, it } from '@jest/globals'
import {
  browserError,
  flutterError,
  javaNullPointer,
  nodeTypeError,
  pythonKeyError,
  seedError
} from '../../../services/datadog/seeds.js'
import { HOUR, NOW, startDatadog } from './running-datadog.js'

describe('ready-made errors', () => {
  it.each([
    ['node', nodeTypeError(), 'spans', 'BACKEND', '/app/src/orders/order-total.ts:18:34'],
    [
      'python',
      pythonKeyError(),
      'logs',
      'BACKEND',
      'File "/usr/src/app/billing/invoices.py", line 57, in build_invoice'
    ],
    [
      'java',
      javaNullPointer(),
      'spans',
      'BACKEND',
      'com.acme.shop.ShippingService.quote(ShippingService.java:73)'
    ],
    [
      'flutter',
      flutterError(),
      'rum',
      'FLUTTER',
      '(package:shop_app/features/profile/profile_model.dart:31:37)'
    ],
    ['browser', browserError(), 'rum', 'BROWSER', 'https://shop.example.com/src/cart/cart-lines.tsx:22:41']
  ] as const)('%s', async (_name, seed, track, platform, frame) => {
    const datadog = await startDatadog()
    const times = [NOW - HOUR, NOW - 3 * HOUR]
    const issue = seedError(datadog, seed, times)
    expect(issue).toMatchObject({ platform, firstSeen: NOW - 3 * HOUR, lastSeen: NOW - HOUR, state: 'OPEN' })
    const events = datadog.events(issue.id)
    expect(events.map((event) => [event.track, event.timestamps[0]])).toEqual([
      [track, NOW - 3 * HOUR],
      [track, NOW - HOUR]
    ])
    expect(JSON.stringify(events[0]?.body)).toContain(JSON.stringify(frame).slice(1, -1))
    expect(events[0]?.searchable.tags).toContain('version:2.14.0')
  })

  it('move the culprit, the container and the service', async () => {
    const datadog = await startDatadog()
    const culprit = { file: 'lib/total.ts', line: 3, column: 9, function: 'total' }
    const seed = nodeTypeError({
      root: '/srv',
      culprit,
      service: 'shop',
      env: 'staging',
      issue: { state: 'IGNORED' }
    })
    const issue = seedError(datadog, seed, [NOW])
    expect(issue).toMatchObject({
      filePath: 'lib/total.ts',
      functionName: 'total',
      service: 'shop',
      state: 'IGNORED'
    })
    const [event] = datadog.events(issue.id)
    expect(event?.body).toMatchObject({
      env: 'staging',
      resource_name: 'POST /orders/:id/checkout',
      custom: { error: { stack: expect.stringContaining('at total (/srv/lib/total.ts:3:9)') } }
    })
  })
})
