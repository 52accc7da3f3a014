import { createHash } from 'node:crypto'
import { expect, it } from '@jest/globals'
import { fingerprintIssue } from '../../../src/flow/issue/fingerprint.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'

/*
 * Hashes that stand on tickets as labels. Where one of them changes, tickets of the bug are no longer found by it: raise
 * `fingerprintVersion`, keep what the version before was made of, and only then change the hash here.
 */
const events: readonly (readonly [hash: string, type: string, message: string, stack: string])[] = [
  [
    '3f21e2bc4298ebd9',
    'TypeError',
    "Cannot read properties of undefined (reading 'total')",
    "TypeError: Cannot read properties of undefined (reading 'total')\n    at Cart.total (/app/dist/cart.js:12:5)\n    at async checkout (/app/dist/api.js:40:3)"
  ],
  [
    '1a373b9bcea70cd1',
    'KeyError',
    "'customer_id'",
    'Traceback (most recent call last):\n  File "/srv/shop/tasks.py", line 7, in run\n    build(row)\n  File "/srv/shop/invoice.py", line 57, in build\n    row["customer_id"]\nKeyError: \'customer_id\''
  ],
  [
    '21dfe627c468b267',
    'java.util.concurrent.ExecutionException',
    'java.lang.IllegalStateException: cart 17 of jo@acme.test is closed',
    'java.util.concurrent.ExecutionException: java.lang.IllegalStateException: cart 17 of jo@acme.test is closed\n\tat java.base/java.util.concurrent.FutureTask.report(FutureTask.java:122)\nCaused by: java.lang.IllegalStateException: cart 17 of jo@acme.test is closed\n\tat com.acme.Cart.lambda$close$3(Cart.java:12)\n\tat com.acme.Api.get(Api.java:7)'
  ],
  [
    'e5157e914a844153',
    'runtime error',
    'index out of range [3] with length 3',
    'panic: runtime error: index out of range [3] with length 3\n\ngoroutine 1 [running]:\nacme.com/shop/cart.Total(0xc000012)\n\t/src/cart/cart.go:12 +0x1d\nmain.main()\n\t/src/main.go:7 +0x20'
  ],
  [
    '83e89e5d74a11a6a',
    'NoMethodError',
    "undefined method 'price' for nil",
    "app/models/cart.rb:12:in 'Cart#total': undefined method 'price' for nil (NoMethodError)\n\tfrom app/controllers/carts.rb:7:in 'CartsController#show'"
  ],
  [
    '3bf00852ded05287',
    'System.NullReferenceException',
    'Object reference not set to an instance of an object.',
    'System.NullReferenceException: Object reference not set to an instance of an object.\n   at Acme.Cart.<Total>d__12.MoveNext() in /src/Cart.cs:line 12\n   at Acme.Api.Get(String id) in /src/Api.cs:line 7'
  ],
  [
    '8e87b6a420e43e08',
    'Error',
    'Request 8f14e45f to https://api.acme.test/carts/17?x=1 failed after 3042ms',
    ''
  ]
]

it.each(events)('the fingerprint %s stays that of %s: %s', (hash, errorType, errorMessage, stack) => {
  const made = fingerprintIssue(
    {
      errorType,
      errorMessage,
      trace: readStackTrace(stack),
      stack: stack === '' ? unknown('no stack') : known(stack),
      vendorFingerprint: unknown('not set')
    },
    (text) => createHash('sha256').update(text).digest('hex')
  )
  expect(made.hash).toBe(hash)
})
