import { describe, expect, it } from '@jest/globals'
import { checkRow, pathOf, reasonOf, traceOf, type Row } from './frames.js'

describe('JavaScript', () => {
  const files = [
    'src/cart.ts',
    'src/lib/tax.ts',
    'web/cart.ts',
    'packages/ui/src/grid.tsx',
    'app/cart/page.tsx'
  ]
  it.each<Row>([
    ['a compiled file', { file: '/app/dist/lib/tax.js' }, files, 'src/lib/tax.ts'],
    ['a module of two kinds', { file: '/app/dist/esm/cart.js' }, files, 'src/cart.ts'],
    ['a compiler that keeps src', { file: '/app/dist/src/cart.js' }, files, 'src/cart.ts'],
    [
      'an output folder in another',
      { file: '/build/packages/ui/dist/grid.js' },
      files,
      'packages/ui/src/grid.tsx'
    ],
    [
      'a bundle named for its package',
      { file: 'webpack://@acme/ui/./src/grid.tsx' },
      files,
      'packages/ui/src/grid.tsx'
    ],
    [
      'a server component',
      { file: 'webpack-internal:///(rsc)/./app/cart/page.tsx' },
      files,
      'app/cart/page.tsx'
    ],
    [
      'another environment of React',
      { file: 'rsc://React/Server/webpack-internal:///(rsc)/./app/cart/page.tsx?3' },
      files,
      'app/cart/page.tsx'
    ],
    ['a project of Turbopack', { file: 'turbopack:///[project]/src/lib/tax.ts' }, files, 'src/lib/tax.ts'],
    [
      'a path upwards',
      { file: 'webpack://shop/../../packages/ui/src/grid.tsx' },
      files,
      'packages/ui/src/grid.tsx'
    ],
    ['a build of Next.js', { file: '/var/task/.next/server/app/cart/page.js' }, files, 'app/cart/page.tsx'],
    ['a development server', { file: 'http://localhost:5173/src/lib/tax.ts?t=17' }, files, 'src/lib/tax.ts'],
    [
      'a file behind the root',
      { file: 'http://localhost:5173/@fs/home/jo/shop/src/cart.ts' },
      files,
      'src/cart.ts'
    ],
    ['a query in a path', { file: '/app/src/cart.ts?v=2' }, files, 'src/cart.ts'],
    ['a step back', { file: '/app/src/view/../cart.ts' }, files, 'src/cart.ts'],
    ['escapes', { file: 'file:///app/src/%5Bid%5D.ts' }, ['src/[id].ts'], 'src/[id].ts'],
    [
      'a committed output with its source',
      { file: '/app/dist/cart.js' },
      ['dist/cart.js', 'src/cart.ts'],
      'src/cart.ts'
    ],
    [
      'a committed output without',
      { file: '/app/dist/cart.js' },
      ['dist/cart.js', 'src/tax.ts'],
      'dist/cart.js'
    ],
    [
      'a package that was deployed',
      { file: '/app/node_modules/@acme/ui/dist/grid.js', inApp: false },
      files,
      'packages/ui/src/grid.tsx'
    ]
  ])('%s', checkRow('javascript'))

  it.each([
    ['a hash in the name', 'https://shop.test/static/js/main.4f3a1b2c.js', 1, 23456],
    ['a long line', 'https://shop.test/main.js', 1, 23456],
    ['a long line of a folder', 'https://shop.test/js/main.js', 1, 23456],
    ['a chunk', 'https://shop.test/_next/static/chunks/app/cart/page-1f2e3d4c5b6a7988.js', 1, 40],
    ['an asset', 'https://shop.test/assets/index-DiwrgTda.js', 12, 9],
    ['a bundle of a phone', 'index.android.bundle', 1, 300],
    ['a program of Dart', 'https://shop.test/main.dart.js', 4123, 7]
  ])('a minified bundle is no file: %s', (_, file, line, column) => {
    const trace = traceOf('javascript', [{ file, line, column }])
    const sources = [
      'src/main.ts',
      'src/js/main.ts',
      'src/index.ts',
      'app/cart/page.tsx',
      'index.android.tsx',
      'lib/main.dart'
    ]
    expect(pathOf(trace, sources)).toMatch(/^unknown: \S+ is a minified bundle .* upload its source maps/)
  })

  it('a minified bundle is the file that is committed', () => {
    const file = 'https://shop.test/js/shop.min.js'
    const trace = traceOf('javascript', [{ file, line: 1, column: 9000 }])
    expect(pathOf(trace, ['public/js/shop.min.js', 'src/shop.ts'])).toBe('public/js/shop.min.js')
  })

  it('a script of a page is not the source of that name', () => {
    const trace = traceOf('javascript', [{ file: 'https://shop.test/main.js', line: 4521, column: 13 }])
    expect(pathOf(trace, ['src/main.ts'])).toMatch(/^unknown: no file/)
  })

  it('says that a line is not the source’s', () => {
    const reason = (file: string): string => reasonOf(traceOf('javascript', [{ file }]), files)
    expect(reason('/app/dist/lib/tax.js')).toContain('the line is that of the compiled file')
    expect(reason('/app/src/lib/tax.ts')).toBe('innermost in-app frame')
  })
})
