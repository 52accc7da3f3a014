import { casesOf, headFirst, type ClassCase } from './class-case.js'
import { files } from './javascript-frames.js'

const page = (name: string, file: string): string => `${name}@https://shop.example/${file}:3:7`
const browser = { language: 'javascript', files, platform: 'BROWSER', print: headFirst('') } as const

/** Firefox and Safari. */
export const browserCases: readonly ClassCase[] = casesOf(browser, [
  [
    'null-safety-guard',
    'Firefox',
    'TypeError',
    'can\'t access property "price", cart is undefined',
    [page('total', 'src/cart.ts')]
  ],
  ['null-safety-guard', 'Firefox, old', 'TypeError', 'cart.items is null', [page('total', 'src/cart.ts')]],
  [
    'null-safety-guard',
    'Safari',
    'TypeError',
    "undefined is not an object (evaluating 'cart.items[0]')",
    [page('total', 'src/cart.ts')]
  ],
  [
    'null-safety-guard',
    'Safari, null',
    'TypeError',
    "null is not an object (evaluating 'a.b')",
    [page('total', 'src/cart.ts')]
  ],
  [
    'bounds-guard',
    'Firefox',
    'TypeError',
    'reduce of empty array with no initial value',
    ['reduce@[native code]', page('total', 'src/cart.ts')]
  ],
  [
    'parse-guard',
    'Firefox',
    'SyntaxError',
    'JSON.parse: unexpected character at line 1 column 1 of the JSON data',
    ['parse@[native code]', page('load', 'src/list.ts')]
  ],
  [
    'parse-guard',
    'Safari',
    'SyntaxError',
    'JSON Parse error: Unexpected identifier "x"',
    ['parse@[native code]', page('load', 'src/list.ts')]
  ],
  [
    'parse-guard',
    'Firefox',
    'TypeError',
    'URL constructor: abc is not a valid URL.',
    [page('load', 'src/list.ts')]
  ],
  [
    'none',
    'Safari, a write',
    'TypeError',
    "undefined is not an object (evaluating 'cart.price = 3')",
    [page('total', 'src/cart.ts')]
  ],
  ['none', 'a script of another site', 'Error', 'Script error.', [page('total', 'src/cart.ts')]],
  ['none', 'a reply that never came', 'TypeError', 'Failed to fetch', [page('load', 'src/list.ts')]],
  ['none', 'the same in Safari', 'TypeError', 'Load failed', [page('load', 'src/list.ts')]],
  [
    'none',
    'a chunk of an old release',
    'ChunkLoadError',
    'Loading chunk 3 failed.',
    [page('load', 'src/list.ts')]
  ],
  [
    'none',
    'a sentence that ends alike',
    'TypeError',
    'the total of the cart is undefined',
    [page('total', 'src/cart.ts')]
  ]
])
