import { describe, expect, it } from '@jest/globals'
import type { FixRequest } from '../../../src/flow/fix/fix-request.js'
import { openFix } from './fix-rig.js'
import { fixWith, verifying } from './fix-with.js'
import { fixRequest } from './order-shop.js'

interface Target {
  readonly files: Readonly<Record<string, string>>
  readonly fix: Readonly<Record<string, string>>
  readonly request: Partial<FixRequest>
  readonly test: string
}

const owners = { '.github/CODEOWNERS': '*  @acme/checkout\n', '.gitignore': 'node_modules/\n.venv/\n' }

function handedOver(
  fixClass: FixRequest['fix_class'],
  evidence: Partial<FixRequest['evidence']>
): Partial<FixRequest> {
  return { fix_class: fixClass, evidence: { ...fixRequest().evidence, ...evidence } }
}

const culprit = (path: string, line: number): FixRequest['evidence']['culprit'] => ({
  path,
  line,
  function: null,
  commit: null
})

const python: Target = {
  files: {
    ...owners,
    'pytest.ini': '[pytest]\ntestpaths = tests\n',
    'shop/__init__.py': '',
    'shop/discount.py': 'def rate(customer):\n    return customer.get("tier").lower()\n',
    'tests/test_discount.py':
      'from shop.discount import rate\n\n\ndef test_tier_is_small():\n    assert rate({"tier": "GOLD"}) == "gold"\n'
  },
  fix: {
    'shop/discount.py': 'def rate(customer):\n    return (customer.get("tier") or "none").lower()\n',
    'tests/test_discount_without_tier.py':
      'from shop.discount import rate\n\n\ndef test_customer_without_tier():\n    assert rate({}) == "none"\n'
  },
  request: handedOver('null-safety-guard', {
    error_type: 'AttributeError',
    message: "'NoneType' object has no attribute 'lower'",
    stack:
      'Traceback (most recent call last):\n  File "/app/shop/discount.py", line 2, in rate\n    return customer.get("tier").lower()\n' +
      "AttributeError: 'NoneType' object has no attribute 'lower'",
    culprit: culprit('shop/discount.py', 2)
  }),
  test: 'tests/test_discount_without_tier.py'
}

const goSource = (...guard: readonly string[]): string =>
  [
    '// Package cart adds carts up.',
    'package cart',
    '',
    '// Price is in cents.',
    'type Price struct{ Amount int }',
    '',
    '// Line of a cart.',
    'type Line struct{ Price *Price }',
    '',
    '// Total of the lines.',
    'func Total(lines []Line) int {',
    '\tsum := 0',
    '\tfor _, line := range lines {',
    ...guard,
    '\t\tsum += line.Price.Amount',
    '\t}',
    '\treturn sum',
    '}',
    ''
  ].join('\n')

const goTest = (name: string, lines: string, sum: number): string =>
  `package cart\n\nimport "testing"\n\nfunc ${name}(t *testing.T) {\n\tif got := Total([]Line{${lines}}); got != ${sum} {\n\t\tt.Fatalf("got %d", got)\n\t}\n}\n`

const go: Target = {
  files: {
    ...owners,
    'go.mod': 'module example.com/shop\n\ngo 1.21\n',
    'cart/cart.go': goSource(),
    'cart/cart_test.go': goTest('TestTotal', '{Price: &Price{250}}', 250)
  },
  fix: {
    'cart/cart.go': goSource('\t\tif line.Price == nil {', '\t\t\tcontinue', '\t\t}'),
    'cart/cart_without_price_test.go': goTest('TestTotalWithoutPrice', '{}, {Price: &Price{100}}', 100)
  },
  request: handedOver('null-safety-guard', {
    error_type: 'runtime error',
    message: 'invalid memory address or nil pointer dereference',
    stack: 'goroutine 7 [running]:\nexample.com/shop/cart.Total(...)\n\t/app/cart/cart.go:14',
    culprit: culprit('cart/cart.go', 14)
  }),
  test: 'cart/cart_without_price_test.go'
}

const javascript: Target = {
  files: {
    ...owners,
    'package.json':
      '{ "name": "shop", "private": true, "type": "module", "scripts": { "test": "node --test" } }\n',
    'src/settings.js': 'export const parse = (text) => JSON.parse(text).theme\n',
    'src/settings.test.js': [
      "import assert from 'node:assert/strict'",
      "import { test } from 'node:test'",
      "import { parse } from './settings.js'",
      "test('reads the theme', () => assert.equal(parse('{\"theme\":\"dark\"}'), 'dark'))",
      ''
    ].join('\n')
  },
  fix: {
    'src/settings.js': "export const parse = (text) => (text === '' ? 'light' : JSON.parse(text).theme)\n",
    'src/settings-empty.test.js': [
      "import assert from 'node:assert/strict'",
      "import { test } from 'node:test'",
      "import { parse } from './settings.js'",
      "test('an empty text is the light theme', () => assert.equal(parse(''), 'light'))",
      ''
    ].join('\n')
  },
  request: handedOver('parse-guard', {
    error_type: 'SyntaxError',
    message: 'Unexpected end of JSON input',
    stack:
      'SyntaxError: Unexpected end of JSON input\n    at JSON.parse (<anonymous>)\n    at parse (/app/src/settings.js:1:37)',
    culprit: culprit('src/settings.js', 1)
  }),
  test: 'src/settings-empty.test.js'
}

describe('the proof in a real repository', () => {
  it.each([
    ['of JavaScript, by node --test', javascript],
    ['of Python, by pytest', python],
    ['of Go, by go test', go]
  ])(
    '%s ends with a certificate',
    async (_, { files, fix, request, test }) => {
      const rig = await openFix({ files })
      const { current, log } = await fixWith(rig, {
        files: fix,
        request,
        policy: verifying({ minutes: 4, repeats: 1 })
      })
      if (current.end?.reason !== 'proven') throw new Error(log)
      expect(current.certificate?.tests).toEqual([test])
      expect(current.steps.map(({ role }) => role).filter((role) => role !== 'set-up')).toEqual([
        'red',
        'green',
        'suite',
        'red-again'
      ])
    },
    240_000
  )
})
