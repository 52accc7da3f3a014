import { describe, expect, it } from '@jest/globals'
import { asPath, compilePathGlob } from '../../../../src/flow/decision/patterns/path-glob.js'

function fits(glob: string, file: string): boolean {
  return compilePathGlob(glob).matches(asPath(file))
}

describe('a glob of paths fits', () => {
  it.each([
    ['src/pay/charge.ts', 'src/pay/charge.ts'],
    ['src/pay/charge.ts', '/srv/app/src/pay/charge.ts'],
    ['src/pay/charge.ts', 'C:\\agent\\src\\pay\\charge.ts'],
    ['src/pay/charge.ts', './src/pay/charge.ts'],
    ['src/pay/charge.ts', '../../src/Pay/Charge.ts'],
    ['src/pay/charge.ts', 'webpack://shop/./src/pay/charge.ts'],
    ['src/pay', 'src/pay/deep/charge.ts'],
    ['src/pay/', 'src/pay/deep/charge.ts'],
    ['charge.ts', 'src/pay/charge.ts'],
    ['*.ts', 'src/pay/charge.ts'],
    ['src/*/charge.ts', 'src/pay/charge.ts'],
    ['src/**', 'src/pay/charge.ts'],
    ['src/**/charge.ts', 'src/pay/deep/charge.ts'],
    ['src/**/charge.ts', 'src/charge.ts'],
    ['charge.?s', 'src/charge.ts'],
    ['shop/gifts/*.dart', 'package:shop/gifts/gift_card.dart'],
    ['app/[id]/page.tsx', 'web/app/[id]/page.tsx'],
    ['/app/src/charge.ts', '/app/src/charge.ts'],
    ['a+b(c).js', 'x/a+b(c).js']
  ])('%s: %s', (glob, file) => {
    expect(fits(glob, file)).toBe(true)
  })

  it.each([
    ['src/pay/charge.ts', 'src/pay/charge.tsx'],
    ['src/pay/charge.ts', 'mysrc/pay/charge.ts'],
    ['src/*', 'source/charge.ts'],
    ['src/*.ts', 'src/pay/charge.ts'],
    ['charge.?s', 'src/charge.s'],
    ['/src/charge.ts', 'app/src/charge.ts'],
    ['app/[id]/page.tsx', 'app/i/page.tsx'],
    ['charge.ts', 'src/chargexts'],
    ['src/**', 'src']
  ])('and not %s: %s', (glob, file) => {
    expect(fits(glob, file)).toBe(false)
  })
})
