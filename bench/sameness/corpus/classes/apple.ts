import { casesOf, type ClassCase } from './class-case.js'

const files = [
  'Shop/CartView.swift',
  'Shop/Items.swift',
  'Shop/Keychain/Store.swift',
  'ShopTests/CartTests.swift'
]
const at = 'Shop                                0x0000000104a1c3f0 CartView.total() (CartView.swift:12)'
const items = 'Shop                                0x0000000104a1c4f0 Items.list() (Items.swift:3)'
const swift =
  'libswiftCore.dylib                  0x00000001a7c3e0d4 _assertionFailure(_:_:file:line:flags:) + 360'
const uikit =
  'UIKitCore                           0x00000001a7c3e0d4 -[UIApplication sendAction:to:from:forEvent:] + 360'
const print = (type: string, message: string, frames: readonly string[]): string =>
  [`${type}: ${message}`, ...frames.map((frame, index) => `${String(index).padEnd(3)} ${frame}`)].join('\n')

/** Swift 5 and 6, symbolicated. */
export const appleCases: readonly ClassCase[] = casesOf(
  { language: 'apple', files, platform: 'IOS', print },
  [
    [
      'null-safety-guard',
      'nil',
      'Fatal error',
      'Unexpectedly found nil while unwrapping an Optional value',
      [swift, at, uikit]
    ],
    [
      'null-safety-guard',
      'nil of an outlet',
      'Fatal error',
      'Unexpectedly found nil while implicitly unwrapping an Optional value',
      [swift, at, items, uikit]
    ],
    ['bounds-guard', 'an index', 'Fatal error', 'Index out of range', [swift, at, items, uikit]],
    [
      'bounds-guard',
      'an array of Foundation',
      'NSRangeException',
      '*** -[__NSArrayM objectAtIndex:]: index 3 beyond bounds [0 .. 2]',
      [at, items, uikit]
    ],
    ['none', 'a trap alone', 'EXC_BREAKPOINT', 'SIGTRAP', [swift, at, uikit]],
    ['none', 'bad access', 'EXC_BAD_ACCESS', 'KERN_INVALID_ADDRESS at 0x0', [at, uikit]],
    ['none', 'our own trap', 'Fatal error', 'cart must exist', [swift, at, uikit]],
    ['none', 'a precondition', 'Fatal error', 'Precondition failed', [swift, at, uikit]],
    [
      'none',
      'a selector',
      'NSInvalidArgumentException',
      '-[NSNull length]: unrecognized selector sent to instance',
      [at, uikit]
    ],
    [
      'none',
      'a test',
      'Fatal error',
      'Index out of range',
      [
        swift,
        'ShopTests                           0x0000000104a1c3f0 CartTests.testTotal() (CartTests.swift:12)'
      ]
    ],
    [
      'denied',
      'the keychain',
      'Fatal error',
      'Index out of range',
      [swift, 'Shop                                0x0000000104a1c3f0 Store.read() (Store.swift:12)', uikit]
    ]
  ]
)
