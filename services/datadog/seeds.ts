import type { EmbeddedDatadog } from './datadog.js'
import type { SeedEvent, Track } from './event.js'
import type { Platform, SeedIssue, StoredIssue } from './issue.js'
import { browserStack, dartStack, javaStack, nodeStack, pythonStack, type Culprit } from './stacks.js'

/** What can be set about a ready-made error; everything else looks like a service in production. */
export interface ErrorDetail {
  readonly service?: string
  readonly env?: string
  readonly version?: string
  readonly commit?: string
  /** As the tracer tags it. */
  readonly repository?: string
  readonly message?: string
  /** Folder of the container that the repository was copied to, without a last slash. */
  readonly root?: string
  /** The frame that the error was thrown in, with its path from the root of the repository. */
  readonly culprit?: Partial<Culprit>
  /** Anything else that an issue can have. */
  readonly issue?: Partial<SeedIssue>
}

/** A realistic error: its issue, the product that reports it, and what each of its events looks like. */
export interface ErrorSeed {
  readonly issue: SeedIssue
  readonly track: Track
  /** The `number`-th occurrence; users and sessions, where there are any, change with it. */
  readonly event: (timestamp: number, number: number) => SeedEvent
}

/** Seeds the issue with one full event per timestamp (milliseconds since the epoch). */
export function seedError(
  datadog: EmbeddedDatadog,
  seed: ErrorSeed,
  timestamps: readonly number[]
): StoredIssue {
  const times = [...timestamps].sort((a, b) => a - b)
  const first = times[0]
  const last = times[times.length - 1]
  const seen = first !== undefined && last !== undefined && { firstSeen: first, lastSeen: last }
  const { id } = datadog.seedIssue({ ...seen, ...seed.issue })
  datadog.seedEvents(
    id,
    seed.track,
    times.map((time, number) => seed.event(time, number))
  )
  return datadog.issue(id) as StoredIssue
}

/** A TypeScript service under Node.js, traced by spans: the price list of an order is missing. */
export function nodeTypeError(detail: ErrorDetail = {}): ErrorSeed {
  const type = 'TypeError'
  const message = detail.message ?? "Cannot read properties of undefined (reading 'amount')"
  const culprit = {
    file: 'src/orders/order-total.ts',
    function: 'orderTotal',
    line: 18,
    column: 34,
    ...detail.culprit
  }
  const stack = nodeStack(`${type}: ${message}`, detail.root ?? '/app', culprit)
  const text = { type, message, stack, culprit, languages: ['TYPESCRIPT'], service: 'orders-api' }
  return build('spans', 'BACKEND', text, detail, () => ({
    'http.method': 'POST',
    'http.route': '/orders/:id/checkout',
    'http.status_code': '500',
    'http.url': 'https://shop.example.com/orders/8412/checkout',
    'http.useragent': 'ShopApp/5.2 (iPhone; iOS 18.4)',
    'usr.id': 'c-20391',
    language: 'javascript',
    operation_name: 'express.request',
    resource_name: 'POST /orders/:id/checkout',
    'span.kind': 'server'
  }))
}

/** A Python worker that logs: a webhook comes without a field. */
export function pythonKeyError(detail: ErrorDetail = {}): ErrorSeed {
  const type = 'KeyError'
  const message = detail.message ?? "'customer_id'"
  const culprit = {
    file: 'billing/invoices.py',
    function: 'build_invoice',
    line: 57,
    column: 0,
    ...detail.culprit
  }
  const stack = pythonStack(`${type}: ${message}`, detail.root ?? '/usr/src/app', culprit)
  const text = { type, message, stack, culprit, languages: ['PYTHON'], service: 'billing-worker' }
  return build('logs', 'BACKEND', text, detail, (number) => ({
    'logger.name': 'billing.tasks',
    'task.name': 'billing.tasks.create_invoice',
    'task.retries': number % 3
  }))
}

/** A Spring service on the JVM, traced by spans: a customer without an address. */
export function javaNullPointer(detail: ErrorDetail = {}): ErrorSeed {
  const type = 'java.lang.NullPointerException'
  const message =
    detail.message ?? 'Cannot invoke "com.acme.shop.Address.getCountry()" because "address" is null'
  const culprit = {
    file: 'src/main/java/com/acme/shop/ShippingService.java',
    function: 'com.acme.shop.ShippingService.quote',
    line: 73,
    column: 0,
    ...detail.culprit
  }
  const stack = javaStack(`${type}: ${message}`, culprit)
  const text = { type, message, stack, culprit, languages: ['JAVA'], service: 'shipping' }
  return build('spans', 'BACKEND', text, detail, () => ({
    'http.method': 'GET',
    'http.route': '/quotes/{orderId}',
    'http.status_code': '500',
    'http.url': 'http://shipping.internal:8080/quotes/77120',
    language: 'jvm',
    operation_name: 'servlet.request',
    resource_name: 'GET /quotes/{orderId}',
    'thread.name': 'http-nio-8080-exec-5'
  }))
}

/** A Flutter application in RUM, with users and sessions: a parser meets a null. */
export function flutterError(detail: ErrorDetail = {}): ErrorSeed {
  const type = '_TypeError'
  const message = detail.message ?? "type 'Null' is not a subtype of type 'String' in type cast"
  const culprit = {
    file: 'lib/features/profile/profile_model.dart',
    function: 'new ProfileModel.fromJson',
    line: 31,
    column: 37,
    ...detail.culprit
  }
  const text = { type, message, stack: dartStack(culprit), culprit, languages: [], service: 'mobile-app' }
  return build('rum', 'FLUTTER', text, detail, (number) => ({
    ...visitor(number),
    'view.name': 'ProfileScreen',
    'view.url': 'ProfileScreen',
    'os.name': number % 2 === 0 ? 'iOS' : 'Android',
    'device.model': number % 2 === 0 ? 'iPhone15,3' : 'Pixel 8'
  }))
}

/** A page in the browser, in RUM, with users and sessions: a response of another shape. */
export function browserError(detail: ErrorDetail = {}): ErrorSeed {
  const type = 'TypeError'
  const message = detail.message ?? "Cannot read properties of null (reading 'map')"
  const culprit = {
    file: 'src/cart/cart-lines.tsx',
    function: 'CartLines',
    line: 22,
    column: 41,
    ...detail.culprit
  }
  const stack = browserStack(`${type}: ${message}`, detail.root ?? 'https://shop.example.com', culprit)
  const text = { type, message, stack, culprit, languages: ['JAVASCRIPT'], service: 'shop-web' }
  return build('rum', 'BROWSER', text, detail, (number) => ({
    ...visitor(number),
    'view.name': '/cart',
    'view.url': `https://shop.example.com/cart?email=alice.${number}%40example.com`,
    'view.url_path': '/cart',
    'view.referrer': 'https://shop.example.com/login?token=2f9e47e4ed92',
    'browser.name': 'Chrome'
  }))
}

interface ErrorText {
  readonly type: string
  readonly message: string
  readonly stack: string
  readonly culprit: Culprit
  readonly languages: readonly string[]
  readonly service: string
}

function build(
  track: Track,
  platform: Platform,
  text: ErrorText,
  detail: ErrorDetail,
  attributes: (number: number) => Readonly<Record<string, unknown>>
): ErrorSeed {
  const service = detail.service ?? text.service
  const version = detail.version ?? '2.14.0'
  const commit = detail.commit ?? '9f2c41d07be5a8836d0c1f4e2b7a95d3c6e81f04'
  const git = {
    'git.commit.sha': commit,
    'git.repository_url': detail.repository ?? 'https://github.com/acme/shop'
  }
  return {
    track,
    issue: {
      errorType: text.type,
      errorMessage: text.message,
      service,
      platform,
      languages: text.languages,
      filePath: text.culprit.file,
      functionName: text.culprit.function,
      firstSeenVersion: version,
      lastSeenVersion: version,
      ...detail.issue
    },
    event: (timestamp, number) => ({
      timestamp,
      service,
      env: detail.env ?? 'production',
      version,
      type: text.type,
      message: text.message,
      stack: text.stack,
      tags: [`git.commit.sha:${commit}`],
      attributes: { ...(track === 'spans' && git), ...attributes(number) }
    })
  }
}

/** Who was there: personal data in every place where RUM really puts it, for four users in turn. */
function visitor(number: number): Readonly<Record<string, unknown>> {
  const who = number % 4
  return {
    'usr.id': `15862${who}`,
    'usr.email': `alice.${who}@example.com`,
    'usr.name': `Alice Doe ${who}`,
    'session.id': `0a64704e-ab4a-44e6-971f-${String(number).padStart(12, '0')}`,
    'session.ip': `203.0.113.${10 + who}`,
    'session.useragent':
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140.0.0.0',
    'geo.city': 'Dublin',
    'geo.country': 'Ireland',
    'context.usr.handle': `alice.${who}@example.com`
  }
}
