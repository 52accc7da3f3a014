import { describe, expect, it } from '@jest/globals'
import { checkRow, pathOf, reasonOf, traceOf, type Row } from './frames.js'

describe('Ruby, PHP and Elixir', () => {
  const rails = ['app/models/cart.rb', 'lib/cart.rb', 'packs/tax/app/models/rate.rb']
  it.each<Row>([
    ['a container', { file: '/app/app/models/cart.rb' }, rails, 'app/models/cart.rb'],
    ['an image of Rails', { file: '/rails/lib/cart.rb' }, rails, 'lib/cart.rb'],
    ['a release', { file: '/home/deploy/apps/shop/releases/20240501/lib/cart.rb' }, rails, 'lib/cart.rb'],
    ['a pack', { file: '/app/packs/tax/app/models/rate.rb' }, rails, 'packs/tax/app/models/rate.rb']
  ])('%s', checkRow('ruby'))

  const laravel = ['app/Http/Controllers/Cart.php', 'src/Tax/Rate.php', 'tests/Tax/Rate.php']
  it.each<Row>([
    [
      'a web root',
      { file: '/var/www/html/app/Http/Controllers/Cart.php' },
      laravel,
      'app/Http/Controllers/Cart.php'
    ],
    ['only a class', { function: 'Acme\\Shop\\Tax\\Rate->of' }, laravel, 'src/Tax/Rate.php'],
    [
      'a class of the application',
      { function: 'App\\Http\\Controllers\\Cart::show' },
      laravel,
      'app/Http/Controllers/Cart.php'
    ]
  ])('%s', checkRow('php'))

  const umbrella = ['apps/shop/lib/repo.ex', 'apps/shop_web/lib/repo.ex', 'apps/shop/lib/cart.ex']
  it.each<Row>([
    [
      'an application of an umbrella',
      { file: 'lib/repo.ex', module: 'shop_web' },
      umbrella,
      'apps/shop_web/lib/repo.ex'
    ],
    ['the only file', { file: 'lib/cart.ex', module: 'shop' }, umbrella, 'apps/shop/lib/cart.ex']
  ])('%s', checkRow('elixir'))
})

describe('.NET', () => {
  const files = [
    'src/Shop.Api/Controllers/CartController.cs',
    'src/Shop.Core/Cart.cs',
    'tests/Shop.Core.Tests/Cart.cs'
  ]
  it.each<Row>([
    ['an agent of Azure', { file: 'C:\\a\\1\\s\\src\\Shop.Core\\Cart.cs' }, files, 'src/Shop.Core/Cart.cs'],
    ['a deterministic build', { file: '/_/src/Shop.Core/Cart.cs' }, files, 'src/Shop.Core/Cart.cs'],
    ['an image', { file: '/src/Shop.Core/Cart.cs' }, files, 'src/Shop.Core/Cart.cs'],
    [
      'a runner of GitHub',
      { file: 'D:\\a\\shop\\shop\\src\\Shop.Core\\Cart.cs' },
      files,
      'src/Shop.Core/Cart.cs'
    ],
    [
      'only a name',
      { function: 'Shop.Api.Controllers.CartController.Get(Int32 id)' },
      files,
      'src/Shop.Api/Controllers/CartController.cs'
    ],
    [
      'a method of a state machine',
      { function: 'Shop.Core.Cart.<Total>d__3.MoveNext()' },
      files,
      'src/Shop.Core/Cart.cs'
    ],
    [
      'a system that tells no case',
      { file: 'c:\\A\\1\\S\\SRC\\shop.core\\CART.cs' },
      files,
      'src/Shop.Core/Cart.cs'
    ]
  ])('%s', checkRow('dotnet'))

  it('says where only the case differs, and takes no one of two', () => {
    const trace = traceOf('dotnet', [{ file: 'c:\\shop\\CART.cs' }])
    expect(reasonOf(trace, ['src/Cart.cs', 'readme.md'])).toBe('innermost in-app frame')
    const folder = traceOf('dotnet', [{ file: 'c:\\s\\core\\CART.cs' }])
    expect(reasonOf(folder, ['Core/Cart.cs'])).toContain('differs from the trace in upper and lower case')
    expect(pathOf(folder, ['Core/Cart.cs', 'core/cart.cs'])).toMatch(/^unknown: no file/)
  })
})

describe('Rust, Swift and Dart', () => {
  const workspace = [
    'crates/shop-core/src/lib.rs',
    'crates/shop-web/src/lib.rs',
    'crates/shop-core/src/tax/mod.rs'
  ]
  it.each<Row>([
    ['a workspace', { file: './crates/shop-web/src/lib.rs' }, workspace, 'crates/shop-web/src/lib.rs'],
    [
      'a crate built alone',
      { file: 'src/lib.rs', function: 'shop_core::total' },
      workspace,
      'crates/shop-core/src/lib.rs'
    ],
    [
      'a method of a trait',
      { file: 'src/lib.rs', function: '<shop_web::Cart as core::fmt::Display>::fmt' },
      workspace,
      'crates/shop-web/src/lib.rs'
    ],
    ['only a name', { function: 'shop_core::tax::rate' }, workspace, 'crates/shop-core/src/tax/mod.rs']
  ])('%s', checkRow('rust'))

  const phone = ['Shop/Views/CartView.swift', 'Shop/Api.swift', 'Kit/Sources/Kit/Api.swift']
  it.each<Row>([
    ['a bare name', { file: 'CartView.swift' }, phone, 'Shop/Views/CartView.swift'],
    ['a file of a module', { file: 'Shop/CartView.swift' }, phone, 'Shop/Views/CartView.swift'],
    ['a name in two modules', { file: 'Api.swift', module: 'Kit' }, phone, 'Kit/Sources/Kit/Api.swift'],
    ['only a type', { function: 'Shop.CartView.body.getter' }, phone, 'Shop/Views/CartView.swift']
  ])('%s', checkRow('apple'))

  it.each<Row>([
    [
      'a package of the repository',
      { file: 'package:tax/rate.dart' },
      ['packages/tax/lib/rate.dart', 'lib/rate.dart'],
      'packages/tax/lib/rate.dart'
    ],
    ['the package at the root', { file: 'package:shop/cart.dart' }, ['lib/cart.dart'], 'lib/cart.dart'],
    [
      'a package of the web',
      { file: 'org-dartlang-app:///packages/shop/cart.dart' },
      ['lib/cart.dart'],
      'lib/cart.dart'
    ]
  ])('%s', checkRow('dart'))

  it.each([
    [
      'a file that many packages have',
      'package:other/client.dart',
      'package:other/gone.dart',
      'lib/client.dart'
    ],
    [
      'a file of the sources of many',
      'package:other/src/io.dart',
      'package:other/gone.dart',
      'lib/src/io.dart'
    ]
  ])('no file of another package: %s', (_, file, gone, path) => {
    expect(pathOf(traceOf('dart', [{ file }, { file: gone }]), [path])).toMatch(/^unknown: no file/)
  })

  it.each([
    ['what a build writes is missing', 'package:shop/cart.dart', 'package:shop/cart.g.dart', 'lib/cart.dart'],
    ['the folder tells', 'package:shop/cart/total.dart', 'package:shop/gone.dart', 'lib/cart/total.dart']
  ])('the package at the root, though %s', (_, file, gone, path) => {
    expect(pathOf(traceOf('dart', [{ file }, { file: gone }]), [path])).toBe(path)
  })
})
