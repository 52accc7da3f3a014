import { describe, expect, it } from '@jest/globals'
import { checkRow, pathOf, traceOf, type Row } from './frames.js'

describe('Python', () => {
  it.each<Row>([
    [
      'a src layout',
      { file: '/app/src/shop/cart.py' },
      ['src/shop/cart.py', 'tests/shop/cart.py'],
      'src/shop/cart.py'
    ],
    ['compiled', { file: '/var/task/shop/cart.pyc' }, ['shop/cart.py'], 'shop/cart.py'],
    [
      'runfiles of Bazel',
      { file: '/srv/api.runfiles/_main/main.py' },
      ['main.py', 'tools/main.py'],
      'main.py'
    ],
    [
      'installed',
      { file: '/usr/lib/python3.11/site-packages/shop/cart.py', inApp: false },
      ['src/shop/cart.py'],
      'src/shop/cart.py'
    ],
    [
      'a library',
      { file: '/usr/lib/python3.11/site-packages/requests/api.py', inApp: false },
      ['shop/api.py'],
      'no culprit: no frame of the trace is in-app'
    ]
  ])('%s', checkRow('python'))

  const installed = { file: '/usr/lib/python3.11/site-packages/shop/cart.py', inApp: false }

  it('an installed package of two is neither', () => {
    const files = ['a/shop/cart.py', 'b/shop/cart.py']
    expect(pathOf(traceOf('python', [installed]), files)).toBe('no culprit: no frame of the trace is in-app')
  })

  it('an installed package comes before what starts it, which the repository does not have', () => {
    const trace = traceOf('python', [installed, { file: '/opt/start/run.py' }])
    expect(pathOf(trace, ['shop/cart.py'])).toBe('shop/cart.py')
  })

  it('a file at the root is not that of every folder', () => {
    const trace = traceOf('python', [{ file: '/opt/other/thing/setup.py' }])
    expect(pathOf(trace, ['setup.py', 'tools/setup.py'])).toMatch(/^unknown: no file/)
  })
})

describe('languages of the JVM', () => {
  const module = 'com.acme.shop'
  const java = 'core/src/main/java/com/acme/shop/Cart.java'
  it.each<Row>([
    [
      'a module of a build',
      { function: `${module}.Cart.total`, file: 'Cart.java', module },
      [java, 'web/Cart.java'],
      java
    ],
    ['without a file', { function: `${module}.Cart$Item.total` }, [java], java],
    [
      'a test of the same class',
      { function: `${module}.Cart.total`, file: 'Cart.java', module },
      [java, 'core/src/test/java/com/acme/shop/Cart.java'],
      java
    ],
    [
      'Kotlin without the shared package',
      { function: `${module}.tax.RateKt.of`, file: 'Rate.kt', module: `${module}.tax` },
      ['src/main/kotlin/tax/Rate.kt', 'old/Rate.kt'],
      'src/main/kotlin/tax/Rate.kt'
    ],
    [
      'Kotlin without any package',
      { function: `${module}.MainKt.main`, file: 'Main.kt', module },
      ['app/src/main/java/Main.kt', 'demo/Main.kt'],
      'app/src/main/java/Main.kt'
    ],
    [
      'Kotlin without a file',
      { function: `${module}.MainKt.main` },
      ['src/main/kotlin/com/acme/shop/Main.kt'],
      'src/main/kotlin/com/acme/shop/Main.kt'
    ],
    [
      'a package of Play',
      { function: 'controllers.Home.index', file: 'Home.scala', module: 'controllers' },
      ['app/controllers/Home.scala'],
      'app/controllers/Home.scala'
    ],
    [
      'a package that looks like a library’s',
      { function: 'io.acme.Cart.total', file: 'Cart.java', module: 'io.acme', inApp: false },
      ['src/main/java/io/acme/Cart.java'],
      'src/main/java/io/acme/Cart.java'
    ]
  ])('%s', checkRow('java'))

  it('a class of another package is another class', () => {
    const trace = traceOf('java', [{ function: 'org.other.Rate.of', file: 'Rate.kt', module: 'org.other' }])
    expect(pathOf(trace, ['src/main/kotlin/com/acme/Rate.kt'])).toMatch(/^unknown: no file/)
  })
})

describe('Go', () => {
  const files = ['main.go', 'cmd/api/main.go', 'internal/cart/cart.go', 'vendor/github.com/acme/cart/cart.go']
  it.each<Row>([
    ['a container', { file: '/app/internal/cart/cart.go' }, files, 'internal/cart/cart.go'],
    ['the folder of an image', { file: '/src/main.go' }, files, 'main.go'],
    ['a folder of that name', { file: '/src/main.go' }, [...files, 'src/main.go'], 'src/main.go'],
    ['a workspace of old', { file: '/go/src/github.com/acme/shop/main.go' }, files, 'main.go'],
    [
      'a trimmed path',
      { file: 'github.com/acme/shop/internal/cart/cart.go' },
      files,
      'internal/cart/cart.go'
    ],
    ['a trimmed path of the root', { file: 'github.com/acme/shop/main.go' }, files, 'main.go'],
    [
      'a trimmed path of a major version',
      { file: 'github.com/acme/shop/v2/cmd/api/main.go' },
      files,
      'cmd/api/main.go'
    ],
    ['a module without a host', { file: 'shop/internal/cart/cart.go' }, files, 'internal/cart/cart.go']
  ])('%s', checkRow('go'))
})
