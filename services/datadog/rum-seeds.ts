import type { SeedEvent } from './event.js'
import type { Platform, SeedIssue } from './issue.js'
import {
  androidTotal,
  appleTotal,
  browserTotal,
  flutterTotal,
  hermesTotal,
  rokuTotal,
  type ClientStack
} from './rum-stacks.js'
import type { ErrorSeed } from './seeds.js'

/** What can be set about the error of a client application. */
export interface ClientDetail {
  readonly service?: string
  readonly env?: string
  readonly version?: string
  readonly type?: string
  readonly message?: string
  /** `false`: nobody uploaded source maps or symbols. Default true. */
  readonly symbols?: boolean
  /** The release, which decides what compilers named things; default 0. */
  readonly build?: number
  /** Overrides the stack; `null`: the event has none. */
  readonly stack?: string | null
  /** `false`: the application does not say who its users are, so that only sessions are counted. Default true. */
  readonly users?: boolean
  /** Beside what every event of a client has, by dotted name: `error.category`. */
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly issue?: Partial<SeedIssue>
}

interface Client {
  readonly service: string
  readonly type: string
  readonly message: string
  readonly language: string | undefined
  readonly stack: (headline: string) => ClientStack
  readonly view: string
  readonly os: string
  readonly isCrash: boolean
}

const clients: Readonly<Record<Exclude<Platform, 'BACKEND'>, Client>> = {
  BROWSER: {
    service: 'shop-web',
    type: 'TypeError',
    message: "Cannot read properties of undefined (reading 'amount')",
    language: 'JAVASCRIPT',
    stack: browserTotal,
    view: '/cart',
    os: 'Windows',
    isCrash: false
  },
  REACT_NATIVE: {
    service: 'com.acme.shop.native',
    type: 'TypeError',
    message: "Cannot read property 'amount' of undefined",
    language: 'JAVASCRIPT',
    stack: hermesTotal,
    view: 'Basket',
    os: 'Android',
    isCrash: false
  },
  IOS: {
    service: 'com.acme.shop.ios',
    type: 'SIGTRAP (TRAP_BRKPT)',
    message: 'Application crash: SIGTRAP (Trace/BPT trap)',
    language: 'SWIFT',
    stack: appleTotal,
    view: 'ParcelViewController',
    os: 'iOS',
    isCrash: true
  },
  ANDROID: {
    service: 'com.acme.shop.android',
    type: 'java.lang.NullPointerException',
    message: "Attempt to invoke virtual method 'int java.lang.Integer.intValue()' on a null object reference",
    language: 'KOTLIN',
    stack: androidTotal,
    view: 'OrderActivity',
    os: 'Android',
    isCrash: true
  },
  FLUTTER: {
    service: 'com.acme.shop.flutter',
    type: '_TypeError',
    message: 'Null check operator used on a null value',
    language: undefined,
    stack: flutterTotal,
    view: 'WishlistPage',
    os: 'Android',
    isCrash: false
  },
  ROKU: {
    service: 'shop-tv',
    type: '&hEC',
    message: "'Dot' Operator attempted with invalid BrightScript Component or interface reference.",
    language: undefined,
    stack: rokuTotal,
    view: 'BasketScene',
    os: 'Roku OS',
    isCrash: true
  },
  UNKNOWN: {
    service: 'shop-kiosk',
    type: 'TypeError',
    message: "Cannot read properties of undefined (reading 'amount')",
    language: undefined,
    stack: browserTotal,
    view: '/kiosk',
    os: 'Linux',
    isCrash: false
  }
}

/** The error of a client application in RUM: a total of something that is not there. */
export function clientError(platform: Exclude<Platform, 'BACKEND'>, detail: ClientDetail = {}): ErrorSeed {
  const client = clients[platform]
  const type = detail.type ?? client.type
  const message = detail.message ?? client.message
  const version = detail.version ?? '7.3.0'
  const build = detail.build ?? 0
  const printed = client.stack(`${type}: ${message}`)
  const own = detail.symbols === false ? printed.raw(build) : printed.symbolicated(build)
  const stack = detail.stack === undefined ? own : detail.stack
  const service = detail.service ?? client.service
  return {
    track: 'rum',
    issue: {
      errorType: type,
      errorMessage: message,
      service,
      platform,
      languages: client.language === undefined ? [] : [client.language],
      isCrash: client.isCrash,
      firstSeenVersion: version,
      lastSeenVersion: version,
      ...detail.issue
    },
    event: (timestamp, number): SeedEvent => ({
      timestamp,
      service,
      env: detail.env ?? 'production',
      version,
      type,
      message,
      ...(stack !== null && { stack }),
      attributes: {
        ...personOf(number, detail.users ?? true),
        ...deviceOf(client.os),
        'error.handling_stack': handlingStack,
        'view.id': `7b1f6a90-0000-4000-8000-${String(number).padStart(12, '0')}`,
        'view.name': client.view,
        'view.url': `https://shop.example.com/account/alice.doe?email=${personal.email}&token=${personal.token}`,
        'view.referrer': `https://shop.example.com/login?token=${personal.token}`,
        ...detail.attributes
      }
    })
  }
}

/** What tells who somebody is, and may leave Datadog nowhere. */
export const personal = {
  id: 'member-158620',
  email: 'alice.doe@example.com',
  name: 'Alice Doe',
  ip: '203.0.113.77',
  city: 'Dublin',
  agent: 'ShopApp/7.3 CFNetwork/1410.0.3',
  token: '2f9e47e4ed92',
  note: 'allergic to penicillin',
  device: "Alice's phone",
  carrier: 'Hibernia Mobile'
} as const

/** Where the SDK was called, and not where it failed. */
const handlingStack =
  'Error\n  at reportProblem @ https://shop.example.com/assets/monitoring.js:1:99\n  at console.error @ https://shop.example.com/assets/monitoring.js:1:12'

/** Personal data in every place where RUM really puts it. */
function personOf(number: number, known: boolean): Readonly<Record<string, unknown>> {
  return {
    ...(known && {
      'usr.id': `${personal.id}-${number % 4}`,
      'usr.email': personal.email,
      'usr.name': personal.name
    }),
    'session.id': `0a64704e-ab4a-44e6-971f-${String(number).padStart(12, '0')}`,
    'session.ip': personal.ip,
    'session.useragent': personal.agent,
    'geo.city': personal.city,
    'geo.country': 'Ireland',
    'context.usr.handle': personal.email,
    'context.note': personal.note,
    'connectivity.cellular.carrier_name': personal.carrier
  }
}

function deviceOf(os: string): Readonly<Record<string, unknown>> {
  return { 'os.name': os, 'os.version': '18.4', 'device.name': personal.device, 'device.model': 'X-15' }
}
