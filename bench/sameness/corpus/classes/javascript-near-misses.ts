import { casesOf, type ClassCase } from './class-case.js'
import { at, lodash, node, parse } from './javascript-frames.js'

/** What only looks like a class in V8. */
export const javascriptNearMisses: readonly ClassCase[] = casesOf(node, [
  ['none', 'an error of our own', 'CartError', "Cannot read properties of undefined (reading 'price')", [at]],
  [
    'none',
    'a plain error with the words of the runtime',
    'Error',
    "Cannot read properties of undefined (reading 'price')",
    [at]
  ],
  [
    'none',
    'the words go on, so somebody wrote them',
    'TypeError',
    "Cannot read properties of undefined (reading 'price'): cart 12 was never loaded",
    [at]
  ],
  [
    'none',
    'a library went wrong',
    'TypeError',
    "Cannot read properties of undefined (reading 'get')",
    [lodash, at]
  ],
  [
    'none',
    'a library went wrong, the runtime in front',
    'TypeError',
    'Cannot convert undefined or null to object',
    ['Function.keys (<anonymous>)', lodash, at]
  ],
  [
    'none',
    'code of ours that the repository lacks is in between',
    'TypeError',
    "Cannot read properties of undefined (reading 'x')",
    ['helper (/app/lib/unknown.ts:1:1)', at]
  ],
  [
    'none',
    'a call of what is no function is a wrong name',
    'TypeError',
    'cart.total is not a function',
    [at]
  ],
  [
    'none',
    'a write needs an owner, not a guard',
    'TypeError',
    "Cannot set properties of undefined (setting 'price')",
    [at]
  ],
  [
    'none',
    'a wrong type',
    'TypeError',
    'number 5 is not iterable (cannot read property Symbol(Symbol.iterator))',
    ['new Set (<anonymous>)', at]
  ],
  [
    'none',
    'asserted',
    'AssertionError [ERR_ASSERTION]',
    'cart is null',
    ['Object.<anonymous> (node:assert:1:1)', at]
  ],
  [
    'none',
    'a function that asserts',
    'TypeError',
    "Cannot read properties of undefined (reading 'id')",
    ['assertOrder (/app/src/list.ts:4:1)', at]
  ],
  [
    'none',
    'an invariant',
    'TypeError',
    'undefined is not iterable',
    ['invariant (/app/src/list.ts:4:1)', at]
  ],
  [
    'none',
    'wrapped by us',
    'OrderError',
    'loading failed',
    [at],
    "[cause]: TypeError: Cannot read properties of undefined (reading 'price')\n    at load (/app/src/list.ts:3:4)"
  ],
  [
    'none',
    'one of several',
    'AggregateError',
    'All promises were rejected',
    ['Promise.any (index 0)'],
    '  [errors]: [\n    Error: no stock\n        at load (/app/src/list.ts:3:4)'
  ],
  [
    'none',
    'another system answered with a web page',
    'SyntaxError',
    `Unexpected token '<', "<!DOCTYPE "... is not valid JSON`,
    parse
  ],
  ['none', 'the same in Node.js 18', 'SyntaxError', 'Unexpected token < in JSON at position 0', parse],
  [
    'none',
    'the body of a reply',
    'SyntaxError',
    'Unexpected end of JSON input',
    [
      'JSON.parse (<anonymous>)',
      'parseJSONFromBytes (node:internal/deps/undici/undici:5584:19)',
      'async load (/app/src/list.ts:8:20)'
    ]
  ],
  [
    'none',
    'the body of a request, in a library',
    'SyntaxError',
    'Unexpected token } in JSON at position 9',
    ['JSON.parse (<anonymous>)', 'parse (/app/node_modules/body-parser/lib/types/json.js:89:19)', at]
  ],
  [
    'none',
    'code that does not compile',
    'SyntaxError',
    'Unexpected token }',
    ['compile (node:internal/vm:1:1)', at]
  ],
  [
    'none',
    'the network',
    'Error',
    'connect ECONNREFUSED 127.0.0.1:5432',
    ['TCPConnectWrap.afterConnect (node:net:1555:16)', at]
  ],
  ['none', 'a time limit', 'TimeoutError', 'The operation was aborted due to timeout', [at]],
  ['none', 'no memory', 'RangeError', 'Invalid array length', [at]],
  ['none', 'recursion without end', 'RangeError', 'Maximum call stack size exceeded', [at]],
  [
    'none',
    'a dead zone is a bug of order',
    'ReferenceError',
    "Cannot access 'cart' before initialization",
    [at]
  ],
  [
    'none',
    'a constraint of the database',
    'error',
    'null value in column "price" of relation "items" violates not-null constraint',
    [at]
  ],
  ['none', 'a flag', 'Error', 'Feature "new-cart" is undefined', [at]],
  ['none', 'the words of Firefox in a trace of V8', 'TypeError', 'cart is undefined', [at]],
  [
    'none',
    'a test',
    'TypeError',
    "Cannot read properties of undefined (reading 'price')",
    ['Object.<anonymous> (/app/src/cart.test.ts:3:4)']
  ],
  [
    'none',
    'configuration',
    'TypeError',
    "Cannot read properties of undefined (reading 'rules')",
    ['Object.<anonymous> (/app/webpack.config.js:3:4)']
  ],
  [
    'none',
    'generated',
    'TypeError',
    "Cannot read properties of undefined (reading 'rules')",
    ['call (/app/src/gen/client.ts:3:4)']
  ],
  [
    'denied',
    'the code of a login',
    'TypeError',
    "Cannot read properties of undefined (reading 'name')",
    ['load (/app/src/auth/login.ts:3:4)']
  ],
  [
    'denied',
    'billing',
    'TypeError',
    "Cannot read properties of undefined (reading 'sum')",
    ['sum (/app/src/billing/total.ts:3:4)']
  ],
  [
    'denied',
    'a field of a person',
    'TypeError',
    "Cannot read properties of undefined (reading 'passwordHash')",
    [at]
  ]
])
