import { describe, expect, it } from '@jest/globals'
import { findCulprit } from '../../../src/flow/issue/culprit.js'
import type { Issue, Platform } from '../../../src/flow/issue/issue.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { indexRepository } from '../../../src/flow/issue/repository-index.js'
import { adviseSymbols } from '../../../src/flow/ticket/symbols-advice.js'
import { issue, sample } from './ticket-case.js'

const files = indexRepository(['web/src/cart.ts', 'ios/Shop/Cart.swift', 'lib/cart.dart'])

function commandFor(platform: Platform, stack: string): string | undefined {
  const facts: Issue = issue({ platform, sample: known(sample({ stack: known(stack) })) })
  const trace = readStackTrace(stack)
  return adviseSymbols({ issue: facts, trace: known(trace), culprit: findCulprit(trace, files) })?.command
}

const dartAddresses = '    #00 abs 0000007a1c virt 000000031f _kDartIsolateSnapshotInstructions+0x20ea3b'
const appleAddress = '0   Runner    0x0000000104a1c2f0 0x104a00000 + 115440'
const madeUp =
  'java.lang.IllegalStateException: x\n\tat d3.b.a(SourceFile:12)\n\tat c4.k.onClick(Unknown Source:3)'

describe('what to upload for an error', () => {
  it.each<[Platform, string, string]>([
    ['BROWSER', '  at t @ https://shop.example.com/app.4f3c.min.js:1:23456', 'datadog-ci sourcemaps upload'],
    ['REACT_NATIVE', 'total@main.jsbundle:1:23456', 'datadog-ci react-native upload'],
    ['REACT_NATIVE', appleAddress, 'datadog-ci dsyms upload'],
    ['IOS', appleAddress, 'datadog-ci dsyms upload'],
    ['IOS', '0   Shop    0x0000000104a1c2f0 Cart.total() + 44', 'datadog-ci dsyms upload'],
    ['ANDROID', madeUp, './gradlew uploadMappingRelease'],
    [
      'ANDROID',
      '#00 pc 000000000004f4a4  /data/app/x/lib/arm64/libshop.so (total+24)',
      './gradlew uploadNdkSymbolFilesRelease'
    ],
    ['FLUTTER', dartAddresses, 'datadog-ci flutter-symbols upload --dart-symbols-location'],
    ['FLUTTER', appleAddress, 'datadog-ci flutter-symbols upload --ios-dsyms'],
    [
      'FLUTTER',
      '0   App    0x0000000104a1c2f0 _kDartIsolateSnapshotInstructions + 12',
      'datadog-ci flutter-symbols upload --dart-symbols-location'
    ],
    ['FLUTTER', madeUp, 'datadog-ci flutter-symbols upload --android-mapping'],
    ['FLUTTER', '    at a.b (https://shop.example.com/main.dart.js:3456:12)', 'datadog-ci sourcemaps upload']
  ])('of %s, by %j', (platform, stack, command) => {
    expect(commandFor(platform, stack)).toBe(command)
  })

  it.each<[string, Platform, string]>([
    ['the line was found', 'IOS', '0   Shop    0x0000000104a1c2f0 Cart.total() + 44 (Cart.swift:34)'],
    ['the frame has a line', 'IOS', '0   Shop    0x0000000104a1c2f0 total() + 44 (Elsewhere.swift:34)'],
    ['the frame has a file', 'ANDROID', 'x.Y: z\n\tat com.acme.Cart.total(Cart.kt:12)'],
    ['the frame is source code', 'BROWSER', '  at total @ webpack:///./src/elsewhere.ts:3:4'],
    ['no line of it is known', 'ROKU', 'Backtrace:\n#1  Function total() As Integer'],
    ['it is of a service', 'BACKEND', '  at t @ https://shop.example.com/app.4f3c.min.js:1:23456']
  ])('is nothing where %s', (_why, platform, stack) => {
    expect(commandFor(platform, stack)).toBeUndefined()
  })

  it('is nothing where there is no trace at all', () => {
    const nothing = unknown('the event carries no stack trace')
    const facts = { issue: issue({ platform: 'IOS' }), trace: nothing, culprit: nothing }
    expect(adviseSymbols(facts)).toBeUndefined()
  })
})
