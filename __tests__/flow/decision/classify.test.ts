import { describe, expect, it } from '@jest/globals'
import { classifyError, type ClassifyPolicy } from '../../../src/flow/decision/classify.js'
import { fixClasses, type Classification } from '../../../src/flow/decision/fix-class.js'
import { findCulprit } from '../../../src/flow/issue/culprit.js'
import type { Platform } from '../../../src/flow/issue/issue.js'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { indexRepository } from '../../../src/flow/issue/repository-index.js'

const files = [
  'src/cart.ts',
  'src/schema/cart.ts',
  'src/userSession.ts',
  'src/gen/cart.ts',
  'shop/cart.py',
  'shop/billing/totals.py',
  'src/main/java/com/acme/Cart.java',
  'lib/cart.dart'
]

interface Told {
  readonly policy?: Partial<ClassifyPolicy>
  readonly platform?: Platform
  readonly files?: readonly string[]
}

/** Classifies the error that a trace reports. */
function classify(stack: string, told: Told = {}): Classification {
  const trace = readStackTrace(stack)
  const culprit = findCulprit(trace, indexRepository(told.files ?? files))
  const [reported] = trace.errors
  return classifyError(
    {
      trace,
      culprit,
      errorType: reported?.type ?? '',
      errorMessage: reported?.message ?? '',
      platform: told.platform ?? 'BACKEND'
    },
    { allowed: fixClasses, denyPaths: [], ...told.policy }
  )
}

const javascript = (head: string, file = 'src/cart.ts', name = 'total'): string =>
  `${head}\n    at ${name} (/app/${file}:12:5)`
const python = (head: string, file = 'shop/cart.py'): string =>
  `Traceback (most recent call last):\n  File "/app/${file}", line 3, in total\n    x()\n${head}`
const java = (head: string): string => `${head}\n\tat com.acme.Cart.total(Cart.java:12)`
const dart = (head: string): string => `${head}\n#0      total (package:shop/cart.dart:1:2)`

describe('the class of an error', () => {
  it.each([
    ['null-safety-guard', javascript("TypeError: Cannot read properties of undefined (reading 'price')")],
    ['null-safety-guard', javascript("TypeError: Cannot read property 'price' of null")],
    ['null-safety-guard', javascript('TypeError: cart is undefined')],
    ['null-safety-guard', javascript("TypeError: undefined is not an object (evaluating 'cart.price')")],
    ['null-safety-guard', javascript('TypeError: undefined is not iterable')],
    ['null-safety-guard', python("AttributeError: 'NoneType' object has no attribute 'price'")],
    ['null-safety-guard', python("TypeError: 'NoneType' object is not subscriptable")],
    [
      'null-safety-guard',
      java('java.lang.NullPointerException: Cannot invoke "Cart.total()" because "cart" is null')
    ],
    ['null-safety-guard', java('java.util.NoSuchElementException: No value present')],
    ['null-safety-guard', dart('Null check operator used on a null value')],
    [
      'missing-field-default',
      javascript("TypeError: Cannot destructure property 'price' of 'cart' as it is undefined.")
    ],
    ['missing-field-default', python("KeyError: 'price'")],
    ['missing-field-default', java('org.json.JSONException: No value for price')],
    ['missing-field-default', dart("type 'Null' is not a subtype of type 'String' in type cast")],
    ['bounds-guard', javascript('TypeError: Reduce of empty array with no initial value')],
    ['bounds-guard', python('IndexError: list index out of range')],
    ['bounds-guard', java('java.lang.IndexOutOfBoundsException: Index 3 out of bounds for length 3')],
    ['bounds-guard', dart('RangeError (index): Invalid value: Valid value range is empty: 0')],
    ['parse-guard', javascript('SyntaxError: Unexpected token < in JSON at position 0')],
    ['parse-guard', javascript('TypeError [ERR_INVALID_URL]: Invalid URL')],
    ['parse-guard', python('json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)')],
    ['parse-guard', python("ValueError: invalid literal for int() with base 10: 'x'")],
    ['parse-guard', java('java.lang.NumberFormatException: For input string: "x"')],
    ['parse-guard', dart('FormatException: Unexpected character')],
    ['dependency-bump', java('java.lang.NoSuchMethodError: com.google.common.base.Strings.x()')]
  ])('is %s: %s', (fixClass, stack) => {
    expect(classify(stack)).toMatchObject({ kind: 'class', fixClass })
  })

  it.each([
    javascript('TypeError: cart.total is not a function'),
    javascript("TypeError: Cannot set properties of undefined (setting 'price')"),
    javascript('SyntaxError: Unexpected identifier'),
    javascript('Error: no stock'),
    python('ValueError: I/O operation on closed file'),
    python("AttributeError: 'Cart' object has no attribute 'price'"),
    java('java.lang.IllegalStateException: closed'),
    dart('Bad state: Stream has already been listened to')
  ])('is none of them: %s', (stack) => {
    expect(classify(stack)).toEqual({ kind: 'none', evidence: 'the error fits no class' })
  })

  it('says what the evidence is', () => {
    expect(classify(python("KeyError: 'price'"))).toEqual({
      kind: 'class',
      fixClass: 'missing-field-default',
      evidence: "reads a key that is not there: KeyError: 'price'"
    })
  })

  it('is that of the cause whose frame is the culprit', () => {
    const stack = `com.acme.CartException: failed\n\tat com.acme.Cart.load(Cart.java:1)\nCaused by: ${java('java.lang.NullPointerException')}`
    expect(classify(stack)).toMatchObject({ kind: 'class', fixClass: 'null-safety-guard' })
  })

  it('is none where a library went wrong on its own', () => {
    const inside =
      "TypeError: Cannot read properties of undefined (reading 'x')\n    at f (/app/node_modules/a/b.js:1:2)"
    expect(classify(`${inside}\n    at total (/app/src/cart.ts:1:2)`)).toMatchObject({ kind: 'none' })
  })

  it('is none where null is refused on purpose', () => {
    const refused = 'java.lang.NullPointerException\n\tat java.util.Objects.requireNonNull(Objects.java:1)'
    expect(classify(`${refused}\n\tat com.acme.Cart.total(Cart.java:1)`)).toMatchObject({ kind: 'none' })
  })
})

describe('without one file of the repository there is no class', () => {
  const stack = javascript("TypeError: Cannot read properties of undefined (reading 'price')")

  it.each([
    ['no file fits', stack, ['src/basket.ts'], /no file of the repository fits/],
    ['several files fit', stack, ['a/src/cart.ts', 'b/src/cart.ts'], /2 files fit equally well/],
    [
      'no frame is in-app',
      'TypeError: cart is undefined\n    at f (node:events:1:2)',
      files,
      /no frame .* is in-app/
    ],
    ['nothing can be read', 'TypeError: cart is undefined', files, /no frames/]
  ])('%s', (_, text, paths, evidence) => {
    expect(classify(text, { files: paths })).toEqual({
      kind: 'none',
      evidence: expect.stringMatching(evidence)
    })
  })

  it('nor on a platform whose traces nobody reads', () => {
    expect(classify(stack, { platform: 'IOS' })).toMatchObject({ kind: 'none' })
  })
})

describe('deny rules win', () => {
  const nothing = "TypeError: Cannot read properties of undefined (reading 'price')"

  it.each([
    ['a schema by its folder', javascript(nothing, 'src/schema/cart.ts'), 'schema or migration'],
    ['a session by its file', javascript(nothing, 'src/userSession.ts'), 'session'],
    ['billing by its folder', python("KeyError: 'price'", 'shop/billing/totals.py'), 'payment or billing'],
    ['payment by the function', javascript(nothing, 'src/cart.ts', 'capturePayment'), 'payment or billing'],
    ['authentication by the message', python("KeyError: 'password_hash'"), 'authentication or authorisation'],
    ['personal data by the message', python("KeyError: 'date_of_birth'"), 'personal data'],
    ['cryptography by the function', javascript(nothing, 'src/cart.ts', 'decryptCart'), 'cryptography']
  ])('%s', (_, stack, rule) => {
    expect(classify(stack)).toMatchObject({ kind: 'denied', fixClass: expect.any(String), rule })
  })

  it('by a team’s own path and word', () => {
    const own = { denyPaths: ['docs/', 'src/gen/**'], denyWords: ['Price'] }
    expect(classify(javascript('TypeError: cart is undefined', 'src/gen/cart.ts'), { policy: own })).toEqual({
      kind: 'denied',
      fixClass: 'null-safety-guard',
      rule: 'path src/gen/**',
      evidence: 'src/gen/cart.ts'
    })
    expect(classify(javascript(nothing), { policy: own })).toMatchObject({
      kind: 'denied',
      rule: 'word price'
    })
  })

  it('even where no class fits and no file is known', () => {
    expect(classify('Error: invalid password', { files: [] })).toEqual({
      kind: 'denied',
      fixClass: undefined,
      rule: 'authentication or authorisation',
      evidence: expect.any(String)
    })
  })

  it('and a class that is not allowed is denied by name', () => {
    const policy = { allowed: ['parse-guard' as const] }
    expect(classify(javascript(nothing), { policy })).toMatchObject({
      kind: 'denied',
      fixClass: 'null-safety-guard',
      rule: 'class not allowed'
    })
  })

  it.each([
    ['a token that is text', javascript('SyntaxError: Unexpected token < in JSON at position 0')],
    [
      'a word inside of another',
      javascript("TypeError: Cannot read properties of undefined (reading 'authorName')")
    ]
  ])('but not by %s', (_, stack) => {
    expect(classify(stack)).toMatchObject({ kind: 'class' })
  })
})
