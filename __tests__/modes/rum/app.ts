import { personal } from '../../../services/datadog/rum-seeds.js'
import type { OutcomeRecord } from '../../../src/report/outcome-record.js'
import type { Ended } from '../triage-rig.js'
import { fingerprintOf } from '../vendors-hold.js'

/** One repository with every client of the shop: a page, a React Native app, two native apps and a Flutter app. */
export const appFiles: Readonly<Record<string, string>> = {
  '.github/CODEOWNERS': [
    '*          @acme/platform',
    '/web/      @acme/web',
    '/native/   @acme/checkout',
    '/ios/      @acme/web',
    '/android/  @acme/checkout',
    '/lib/      @acme/web',
    ''
  ].join('\n'),
  'web/src/cart/cart-summary.ts': 'export function summarise() {}\n',
  'web/src/cart/cart-page.tsx': 'export function CartPage() {}\n',
  'native/src/basket/basket-total.ts': 'export function basketTotal() {}\n',
  'native/src/basket/basket-screen.tsx': 'export function BasketScreen() {}\n',
  'ios/Shop/Parcel/ParcelViewController.swift': 'final class ParcelViewController {}\n',
  'android/app/src/main/java/com/acme/shop/order/OrderTotals.kt': 'class OrderTotals\n',
  'android/app/src/main/java/com/acme/shop/order/OrderActivity.kt': 'class OrderActivity\n',
  'pubspec.yaml': 'name: shop\n',
  'lib/wishlist/wishlist.dart': 'class Wishlist {}\n',
  'lib/wishlist/wishlist_page.dart': 'class WishlistPage {}\n'
}

/** A run that is worth a ticket by its alert alone; the environment comes from the events. */
export const alert = { monitor_kind: 'high_impact' } as const

/** Fields with which a RUM event tells who was there, that left Datadog all the same. */
export function leaksOf({ records, requests, lines }: Ended): readonly string[] {
  const sent = requests.filter(({ service }) => service !== 'datadog').map(({ path, body }) => path + body)
  const said = JSON.stringify([records, lines, sent])
  return Object.entries(personal)
    .filter(([, value]) => said.includes(value) || said.includes(encodeURIComponent(value)))
    .map(([name]) => name)
}

/** Searches for events, in order: product and query. */
export function huntOf({ requests }: Ended): readonly string[] {
  return requests.flatMap(({ path, body }) => {
    const product = /^\/api\/v2\/(\w+)\/events\/search/.exec(path)?.[1]
    return product === undefined ? [] : [`${product}: ${/"query":"([^"]*)"/.exec(body)?.[1]}`]
  })
}

/** What the fingerprint was made of. */
export function partsOf({ fingerprint }: OutcomeRecord): readonly string[] {
  return fingerprint.known ? fingerprint.value.parts : [fingerprint.reason]
}

export function isSameBug(one: OutcomeRecord, other: OutcomeRecord): boolean {
  return fingerprintOf(one) === fingerprintOf(other)
}
