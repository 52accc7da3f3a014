import { describe, expect, it } from '@jest/globals'
import { findCulprit } from '../../../../src/flow/issue/culprit.js'
import type { StackError, StackFrame, StackLanguage } from '../../../../src/flow/issue/stack-trace.js'
import { growthOf, linearGrowth } from '../../../growth.js'
import { frame, reasonOf, traceOf } from './frames.js'

const caller = { function: 'placeOrder', file: 'src/orders.ts' }
const files = ['src/orders.ts', 'src/util.ts', 'src/main.ts']

function reasonWith(
  language: StackLanguage,
  given: Partial<StackFrame>,
  error: Partial<StackError> = {}
): string {
  return reasonOf(traceOf(language, [{ file: 'src/util.ts', ...given }, caller], error), files)
}

const plain = 'innermost in-app frame'

describe('glue is passed over', () => {
  it.each<[StackLanguage, string, string]>([
    ['javascript', 'assertDefined', 'assertDefined (guard)'],
    ['javascript', 'Object.invariant', 'invariant (guard)'],
    ['javascript', 'requireUser', 'requireUser (guard)'],
    ['javascript', 'throwIfMissing', 'throwIfMissing (guard)'],
    ['javascript', 'async withRetry', 'withRetry (retry)'],
    ['javascript', 'CircuitBreaker.execute', 'execute (retry)'],
    ['javascript', 'Logger.error', 'error (logger)'],
    ['javascript', 'createHttpError', 'createHttpError (error factory)'],
    ['javascript', 'asyncHandler', 'asyncHandler (wrapper)'],
    ['javascript', 'handleError', 'handleError (error handler)'],
    ['javascript', 'runInContext', 'runInContext (transaction or context)'],
    ['javascript', 'Object.runMiddleware [as run]', 'runMiddleware (middleware)'],
    ['python', 'raise_for_status', 'raise_for_status (guard)'],
    ['python', 'assert_paid', 'assert_paid (guard)'],
    ['python', 'wrapper', 'wrapper (wrapper)'],
    ['python', 'traced.<locals>.inner', 'inner (wrapper)'],
    ['python', 'run_in_transaction', 'run_in_transaction (transaction or context)'],
    ['java', 'com.acme.Preconditions.checkState', 'checkState (guard)'],
    ['java', 'com.acme.TracingInterceptor.preHandle', 'preHandle (interceptor)'],
    ['java', 'com.acme.Retry.lambda$withRetry$0', 'withRetry (retry)'],
    ['java', 'com.acme.Orders.requirePaid', 'requirePaid (guard)'],
    ['java', 'com.acme.OrderException.of', 'of (error factory)'],
    ['go', 'github.com/acme/shop/internal/must.Must', 'Must (guard)'],
    ['go', 'github.com/acme/shop/retry.(*Retryer).Do.func1', 'Do (retry)'],
    ['ruby', 'block (2 levels) in Orders#with_retries', 'with_retries (retry)'],
    ['ruby', 'Orders.assert_paid!', 'assert_paid (guard)'],
    ['php', 'Acme\\Guard::notNull', 'notNull (guard)'],
    ['php', 'Acme\\Assert->that', 'that (guard)'],
    ['dotnet', 'Shop.ThrowHelper.ThrowNotFound(String name)', 'ThrowNotFound (guard)'],
    ['dotnet', 'Shop.Orders.<WithRetryAsync>d__4.MoveNext()', 'WithRetryAsync (retry)'],
    ['dotnet', 'Shop.LoggingInterceptor.Intercept(IInvocation call)', 'Intercept (interceptor)'],
    ['rust', 'shop::util::ensure_paid', 'ensure_paid (guard)'],
    ['rust', 'shop::retry::with_backoff::{{closure}}', 'with_backoff (retry)'],
    ['elixir', 'Shop.Orders.ensure_paid!/1', 'ensure_paid (guard)'],
    ['elixir', 'anonymous fn/0 in Shop.Retry.with_retry/2', 'with_retry (retry)'],
    ['dart', 'Guard.against', 'against (guard)'],
    ['apple', 'closure #1 in Api.withRetry(times:)', 'withRetry (retry)']
  ])('in %s: %s', (language, name, passed) => {
    expect(reasonWith(language, { function: name })).toBe(`${plain}; passed over ${passed}`)
  })

  it.each<[StackLanguage, string, string]>([
    ['python', 'app/shop_pb2.py', 'generated code'],
    ['go', '/app/api/shop.pb.go', 'generated code'],
    ['dart', 'package:shop/cart.g.dart', 'generated code'],
    ['dotnet', 'C:\\s\\Shop\\Form.Designer.cs', 'generated code'],
    ['javascript', '/app/src/api.generated.ts', 'generated code'],
    ['javascript', '/app/src/__generated__/api.ts', 'generated code'],
    ['javascript', '/app/src/middleware/auth.ts', 'middleware'],
    ['python', '/app/tests/conftest.py', 'test support'],
    ['ruby', '/app/spec/support/orders.rb', 'test support'],
    ['php', '/var/www/html/public/index.php', 'entry point']
  ])('in %s: a frame of %s', (language, file, kind) => {
    const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
    expect(reasonWith(language, { file, function: undefined })).toBe(
      `${plain}; passed over ${name} (${kind})`
    )
  })

  it('several at a time, of which three are named', () => {
    const names = ['assertDefined', 'assertPaid', 'withRetry', 'wrapper', 'withSpan']
    const glue = names.map((name) => ({ function: name, file: 'src/util.ts' }))
    expect(reasonOf(traceOf('javascript', [...glue, caller]), files)).toBe(
      `${plain}; passed over assertDefined (guard), assertPaid (guard), withRetry (retry) and 2 more`
    )
  })

  it('from a cause to what it caused, where the cause has nothing else', () => {
    const guard = frame({ function: 'assertPaid', file: 'src/util.ts' })
    const outer = frame(caller)
    const culprit = findCulprit(
      {
        language: 'javascript',
        errors: [
          { relation: 'reported', type: 'OrderError', message: 'no order', frames: [outer] },
          { relation: 'cause', type: 'PaidError', message: 'not paid', frames: [guard] }
        ]
      },
      undefined
    )
    expect(culprit).toMatchObject({
      value: { frame: outer, reason: `${plain}; passed over assertPaid (guard)` }
    })
  })
})

describe('business is not glue', () => {
  it.each<[StackLanguage, string]>([
    ['javascript', 'checkOut'],
    ['javascript', 'checkout'],
    ['javascript', 'login'],
    ['javascript', 'logHours'],
    ['javascript', 'dispatchOrder'],
    ['javascript', 'dispatch'],
    ['javascript', 'retryPayment'],
    ['javascript', 'failOrder'],
    ['javascript', 'requirements'],
    ['javascript', 'ensemble'],
    ['javascript', 'nextPage'],
    ['javascript', 'mustache'],
    ['javascript', 'wrapGift'],
    ['javascript', 'Tracker.call'],
    ['python', '__call__'],
    ['python', 'pipeline'],
    ['java', 'com.acme.OrderHandler.handle'],
    ['java', 'com.acme.Proxies.process'],
    ['java', 'com.acme.Catalog.error'],
    ['go', 'github.com/acme/shop/orders.(*Service).Total.func1'],
    ['ruby', 'Order#perform'],
    ['php', 'Acme\\Order->validate'],
    ['dotnet', 'Shop.Orders.Assertive.Run()']
  ])('in %s: %s', (language, name) => {
    expect(reasonWith(language, { function: name })).toBe(plain)
  })

  it.each<[StackLanguage, string, string]>([
    ['rust', 'shop::orders::assert_paid', 'src/orders.rs'],
    ['go', 'github.com/acme/shop/store.(*DB).MustExec', '/app/store/store.go'],
    ['java', 'com.acme.Orders$.check$1', 'Orders.scala'],
    ['python', 'ensure_paid', '/app/orders/service.py']
  ])('in %s: %s among the business', (language, name, file) => {
    const trace = traceOf(language, [{ function: name, file }, caller])
    expect(findCulprit(trace, undefined)).toMatchObject({ value: { reason: plain } })
  })

  it('a function of middleware that has a name of its own', () => {
    const file = 'src/middleware/auth.ts'
    expect(reasonWith('javascript', { file, function: 'findTenant' })).toContain('repository')
  })
})

describe('a bug of the glue itself is looked at there', () => {
  it.each<[StackLanguage, string, string, string]>([
    ['javascript', 'withRetry', 'TypeError', "Cannot read properties of undefined (reading 'times')"],
    ['javascript', 'requireUser', 'TypeError', 'user.trim is not a function'],
    ['python', 'wrapper', 'KeyError', "'retries'"],
    ['java', 'com.acme.AuditInterceptor.preHandle', 'java.lang.NullPointerException', ''],
    ['dotnet', 'Shop.Retry.Do()', 'System.NullReferenceException', 'Object reference not set'],
    ['ruby', 'with_retries', 'NoMethodError', "undefined method `x' for nil"]
  ])('in %s: %s with %s', (language, name, type, message) => {
    expect(reasonWith(language, { function: name }, { type, message })).toBe(plain)
  })

  it.each<[string, string, string]>([
    ['throws the type on purpose', 'withRetry', 'no more attempts'],
    [
      'is a guard that does no more than that',
      'assertDefined',
      "Cannot read properties of null (reading 'id')"
    ]
  ])('but not where it %s', (_, name, message) => {
    expect(reasonWith('javascript', { function: name }, { type: 'TypeError', message })).toContain(
      'passed over'
    )
  })

  it('but not where what it calls failed', () => {
    const broken = { function: 'total', file: '/app/node_modules/tax/index.js', inApp: false }
    const retry = { function: 'withRetry', file: 'src/util.ts' }
    const error = { type: 'TypeError', message: 'tax is not a function' }
    expect(reasonOf(traceOf('javascript', [broken, retry, caller], error), files)).toContain('passed over')
  })
})

it('a guard by an everyday name is one only where it threw', () => {
  const driver = { function: 'connect', file: '/app/node_modules/pg/client.js', inApp: false }
  const ensure = { function: 'ensureConnected', file: 'src/util.ts' }
  expect(reasonOf(traceOf('javascript', [driver, ensure, caller]), files)).toBe(plain)
  expect(reasonOf(traceOf('javascript', [ensure, caller]), files)).toContain(
    'passed over ensureConnected (guard)'
  )
})

it('the innermost glue is the culprit where there is nothing else', () => {
  const trace = traceOf('javascript', [
    { function: 'assertPaid', file: 'src/util.ts' },
    { function: 'withRetry', file: 'src/main.ts' }
  ])
  expect(findCulprit(trace, undefined)).toMatchObject({ value: { frame: { function: 'assertPaid' } } })
  expect(reasonOf(trace, files)).toBe(`${plain}; assertPaid is a guard, but there is no better frame`)
})

it('what every request comes in by is not the culprit where anything else is', () => {
  const entry = { function: '{main}', file: '/var/www/html/public/index.php' }
  const trace = traceOf('php', [{ function: 'Acme\\Order->total', file: '/opt/sdk/Order.php' }, entry])
  expect(findCulprit(trace, undefined)).toMatchObject({
    value: { frame: { function: 'Acme\\Order->total' } }
  })
  expect(reasonOf(trace, ['public/index.php'])).toBe(plain)
  expect(reasonOf(traceOf('php', [entry]), ['public/index.php'])).toContain('index.php is an entry point')
})

it('glue is the culprit where only its file is in the repository', () => {
  const trace = traceOf('javascript', [
    { function: 'assertPaid', file: 'src/util.ts' },
    { function: 'placeOrder', file: '/opt/sdk/orders.js' }
  ])
  expect(reasonOf(trace, files)).toContain('assertPaid is a guard')
})

it.each(['_', 'a_', 'A', '<', '(', 'x in ', '::', 'lambda$a$', '{{'])(
  'the time to judge a name of %j grows with its length',
  (part) => {
    const trace = (size: number) =>
      traceOf('javascript', [{ function: part.repeat(size), file: 'src/util.ts' }])
    expect(growthOf(trace, (given) => findCulprit(given, undefined), 20_000)).toBeLessThan(linearGrowth)
  }
)

it('the time to judge frames grows with their number', () => {
  const trace = (size: number) =>
    traceOf(
      'python',
      Array.from({ length: size }, (_, at) => ({ function: `wrapper`, file: `src/f${at}.py` }))
    )
  expect(growthOf(trace, (given) => findCulprit(given, undefined), 500)).toBeLessThan(linearGrowth)
})
