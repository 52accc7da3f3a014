import { casesOf, type ClassCase } from './class-case.js'
import { at, node, parse } from './javascript-frames.js'

/** V8 in Node.js 14 to 24, and JavaScriptCore in Bun. */
export const javascriptSafeCases: readonly ClassCase[] = casesOf(node, [
  [
    'null-safety-guard',
    'reads of undefined',
    'TypeError',
    "Cannot read properties of undefined (reading 'price')",
    [at]
  ],
  [
    'null-safety-guard',
    'reads of null',
    'TypeError',
    "Cannot read properties of null (reading 'items')",
    [at, 'async handle (/app/src/list.ts:1:2)']
  ],
  [
    'null-safety-guard',
    'an index of nothing',
    'TypeError',
    "Cannot read properties of undefined (reading '0')",
    [at]
  ],
  ['null-safety-guard', 'before V8 9.2', 'TypeError', "Cannot read property 'price' of undefined", [at]],
  [
    'null-safety-guard',
    'keys of nothing',
    'TypeError',
    'Cannot convert undefined or null to object',
    ['Function.keys (<anonymous>)', at]
  ],
  [
    'null-safety-guard',
    'in Node.js 24',
    'TypeError',
    'Cannot convert undefined or null to object',
    ['Object.entries (<anonymous>)', at]
  ],
  [
    'null-safety-guard',
    'spreads nothing',
    'TypeError',
    'undefined is not iterable (cannot read property Symbol(Symbol.iterator))',
    [at]
  ],
  [
    'null-safety-guard',
    'in of nothing',
    'TypeError',
    "Cannot use 'in' operator to search for 'sku' in undefined",
    [at]
  ],
  ['null-safety-guard', 'Bun', 'TypeError', "undefined is not an object (evaluating 'cart.items')", [at]],
  [
    'null-safety-guard',
    'inside of a callback',
    'TypeError',
    "Cannot read properties of undefined (reading 'sku')",
    ['/app/src/cart.ts:12:5', 'Array.map (<anonymous>)', 'all (/app/src/list.ts:2:2)']
  ],
  [
    'missing-field-default',
    'a destructured argument',
    'TypeError',
    "Cannot destructure property 'items' of 'cart' as it is undefined.",
    [at]
  ],
  [
    'missing-field-default',
    'a destructured null',
    'TypeError',
    "Cannot destructure property 'price' of 'undefined' as it is null.",
    [at]
  ],
  [
    'bounds-guard',
    'nothing to reduce',
    'TypeError',
    'Reduce of empty array with no initial value',
    ['Array.reduce (<anonymous>)', at]
  ],
  [
    'bounds-guard',
    'repeats a negative number of times',
    'RangeError',
    'Invalid count value: -1',
    ['String.repeat (<anonymous>)', at]
  ],
  [
    'bounds-guard',
    'past the end of a buffer',
    'RangeError [ERR_OUT_OF_RANGE]',
    'The value of "offset" is out of range. It must be >= 0 and <= 1. Received 5',
    ['boundsError (node:internal/buffer:88:9)', 'Buffer.readUInt8 (node:internal/buffer:254:5)', at]
  ],
  ['parse-guard', 'JSON that ends early', 'SyntaxError', 'Unexpected end of JSON input', parse],
  ['parse-guard', 'JSON.parse of undefined', 'SyntaxError', '"undefined" is not valid JSON', parse],
  ['parse-guard', 'JSON with a wrong mark', 'SyntaxError', 'Unexpected token o in JSON at position 1', parse],
  [
    'parse-guard',
    'in Node.js 24',
    'SyntaxError',
    "Expected property name or '}' in JSON at position 1 (line 1 column 2)",
    parse
  ],
  [
    'parse-guard',
    'an address',
    'TypeError [ERR_INVALID_URL]',
    'Invalid URL',
    ['new URL (node:internal/url:806:29)', at]
  ],
  ['parse-guard', 'a date', 'RangeError', 'Invalid time value', ['Date.toISOString (<anonymous>)', at]],
  ['parse-guard', 'an escaped text', 'URIError', 'URI malformed', ['decodeURIComponent (<anonymous>)', at]],
  [
    'parse-guard',
    'a whole number',
    'SyntaxError',
    'Cannot convert 12x to a BigInt',
    ['BigInt (<anonymous>)', at]
  ]
])
