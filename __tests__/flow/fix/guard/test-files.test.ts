import { describe, expect, it } from '@jest/globals'
import { kindOfPath } from '../../../../src/flow/fix/guard/path-kind.js'
import { isTestFile, isTestModule } from '../../../../src/flow/fix/guard/test-files.js'

describe('files of tests', () => {
  it.each([
    ['src/cart.test.ts', true],
    ['src/cart.spec.jsx', true],
    ['src/__tests__/cart.ts', true],
    ['__tests__/deep/er/cart.mjs', true],
    ['cypress/e2e/cart.cy.ts', true],
    ['tests/test_cart.py', true],
    ['shop/cart_test.py', true],
    ['shop/tests.py', true],
    ['cart/cart_test.go', true],
    ['tests/cart.rs', true],
    ['crates/a/tests/cart.rs', true],
    ['src/test/java/acme/CartTest.java', true],
    ['src/main/java/acme/TestCart.java', true],
    ['src/test/kotlin/CartSpec.kt', true],
    ['src/test/scala/CartSuite.scala', true],
    ['spec/cart_spec.rb', true],
    ['test/cart_test.rb', true],
    ['tests/CartTest.php', true],
    ['Shop.Tests/CartTests.cs', true],
    ['test/cart_test.dart', true],
    ['Tests/ShopTests/CartTests.swift', true],
    ['test/cart_test.exs', true],
    ['src/__snapshots__/cart.test.ts.snap', false],
    ['src/__mocks__/cart.test.ts', false],
    ['tests/fixtures/cart.json', false],
    ['tests/conftest.py', false],
    ['cart/testdata/one.txt', false],
    ['packages/a/spec/support/x.rb', false],
    ['app/src/androidTest/java/X.java', false]
  ])('knows %s', (path, isModule) => {
    expect(isTestFile(path, [])).toBe(true)
    expect(isTestModule(path, [])).toBe(isModule)
    expect(kindOfPath(path, [])).toBe('test')
  })

  it.each([
    'src/latest.java',
    'src/Contest.cs',
    'src/Testimonial.java',
    'src/contest.py',
    'src/testing.ts',
    'src/lib.rs',
    'src/openapi/v1/spec/load.ts',
    '../tests/a.test.ts',
    '/tests/a.test.ts',
    ''
  ])('takes %j for none', (path) => {
    expect(isTestFile(path, [])).toBe(false)
    expect(isTestModule(path, [])).toBe(false)
  })

  it('takes a team’s own patterns beside them', () => {
    expect(isTestFile('checks/cart.ts', ['checks/'])).toBe(true)
    expect(isTestModule('checks/cart.ts', ['checks/'])).toBe(true)
    expect(isTestFile('Checks/cart.ts', ['checks/'])).toBe(false)
    expect(isTestFile('src/cart.test.ts', ['checks/'])).toBe(true)
  })

  it.each([
    ['src/cart.ts', 'code'],
    ['src/Cart.PY', 'code'],
    ['views/cart.html', 'code'],
    ['README.md', 'other'],
    ['src/data.json', 'other'],
    ['src/py', 'other'],
    ['package.json', 'manifest'],
    ['tests/package.json', 'manifest'],
    ['go.mod', 'manifest'],
    ['go.sum', 'lockfile'],
    ['web/PNPM-lock.yaml', 'lockfile'],
    ['../package.json', 'other']
  ])('%s is %s', (path, kind) => {
    expect(kindOfPath(path, [])).toBe(kind)
  })
})
