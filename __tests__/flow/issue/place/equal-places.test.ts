import { describe, expect, it } from '@jest/globals'
import { growthOf, linearGrowth } from '../../../growth.js'
import { pathOf, reasonOf, traceOf } from './frames.js'

describe('of files that fit equally well', () => {
  it.each([
    ['copies of others’ code', 'vendor/acme/src/cart.ts'],
    ['what is built', 'dist/shop/src/cart.ts'],
    ['tests', 'tests/src/cart.ts'],
    ['a project of tests', 'Shop.Tests/src/cart.ts'],
    ['fixtures', 'fixtures/a/src/cart.ts'],
    ['examples', 'examples/a/src/cart.ts'],
    ['templates', 'templates/a/src/cart.ts']
  ])('it is not that of %s', (_, aside) => {
    const trace = traceOf('javascript', [{ file: '/srv/x/src/cart.ts' }])
    expect(pathOf(trace, [aside, 'api/src/cart.ts'])).toBe('api/src/cart.ts')
  })

  it('an example that shares more of the path is not meant', () => {
    const trace = traceOf('javascript', [{ file: '/app/shop/src/cart.ts' }])
    expect(pathOf(trace, ['examples/shop/src/cart.ts', 'src/cart.ts'])).toBe('src/cart.ts')
  })

  it('an example that the trace names is', () => {
    const trace = traceOf('javascript', [{ file: '/app/examples/shop/src/cart.ts' }])
    expect(pathOf(trace, ['examples/shop/src/cart.ts', 'src/cart.ts'])).toBe('examples/shop/src/cart.ts')
  })

  const files = ['services/a/src/index.ts', 'services/b/src/index.ts', 'services/b/src/order/total.ts']
  const index = { file: '/srv/x/src/index.ts' }

  it('it is the one beside the files of other frames', () => {
    const trace = traceOf('javascript', [index, { file: '/srv/x/src/order/total.ts' }])
    expect(pathOf(trace, files)).toBe('services/b/src/index.ts')
    expect(reasonOf(trace, files)).toContain('of 2 files that fit, the one beside the files of other frames')
  })

  it('it is the one of the service', () => {
    const trace = traceOf('javascript', [index])
    expect(pathOf(trace, files)).toMatch(/^unknown: 2 files fit equally well/)
    expect(pathOf(trace, files, { service: 'a' })).toBe('services/a/src/index.ts')
    expect(reasonOf(trace, files, { service: 'a' })).toContain(
      'of 2 files that fit, the one of the service a'
    )
  })

  it('it is the one of the configured folder before all else', () => {
    const trace = traceOf('javascript', [index])
    expect(pathOf(trace, [...files, 'src/index.ts'], { roots: ['services/a'], service: 'b' })).toBe(
      'services/a/src/index.ts'
    )
  })
})

it('a root that no list knows is known from other frames', () => {
  const trace = traceOf('python', [{ file: '/opt/shop/main.py' }, { file: '/opt/shop/shop/cart.py' }])
  expect(pathOf(trace, ['main.py', 'tools/main.py', 'shop/cart.py'])).toBe('main.py')
})

it('says that the files are of another commit where none fits', () => {
  const trace = traceOf('python', [{ file: '/app/shop/old.py' }])
  const listedAt = '0123456789abcdef0123456789abcdef01234567'
  expect(pathOf(trace, ['shop/new.py'], { listedAt })).toMatch(
    /those of 0123456789ab, and another commit failed$/
  )
  expect(pathOf(trace, ['shop/new.py'])).not.toContain('commit')
})

describe('the time to find a file', () => {
  const files = Array.from({ length: 20_000 }, (_, at) => `p${at}/gone/index.ts`)

  it('grows with the frames, however many files share their ends', () => {
    const trace = (count: number) =>
      traceOf(
        'javascript',
        Array.from({ length: count }, (_, at) => ({ file: `/other${at}/src/gone/index.ts` }))
      )
    expect(pathOf(trace(2), files)).toMatch(/^unknown: no file/)
    expect(growthOf(trace, (given) => pathOf(given, files), 1_000)).toBeLessThan(linearGrowth)
  })

  it.each(['/', 'a/', '../', 'x.runfiles/', 'dist/', '%', '?'])('grows with a path of %j', (part) => {
    const trace = (size: number) => traceOf('javascript', [{ file: `/app/${part.repeat(size)}cart.js` }])
    expect(growthOf(trace, (given) => pathOf(given, ['src/cart.ts', 'a/cart.ts']), 20_000)).toBeLessThan(
      linearGrowth
    )
  })
})
