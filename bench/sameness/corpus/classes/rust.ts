import { casesOf, type ClassCase } from './class-case.js'

const files = ['src/cart.rs', 'src/items.rs', 'tests/cart.rs', 'src/crypto/seal.rs', 'build.rs']
const at = 'shop::cart::total\n             at ./src/cart.rs:12:5'
const std = (name: string, file: string): string =>
  `${name}\n             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/${file}`
const top = [
  std('rust_begin_unwind', 'std/src/panicking.rs:697:5'),
  std('core::panicking::panic_fmt', 'core/src/panicking.rs:75:14')
]
const bounds = [
  ...top,
  std('core::panicking::panic_bounds_check', 'core/src/panicking.rs:280:5'),
  std('<usize as core::slice::index::SliceIndex<[T]>>::index', 'core/src/slice/index.rs:274:10')
]
const none = [...top, std('core::option::unwrap_failed', 'core/src/option.rs:2010:5')]
const err = [...top, std('core::result::unwrap_failed', 'core/src/result.rs:1740:5')]
const serde =
  'serde_json::de::from_str\n             at /home/me/.cargo/registry/src/index.crates.io-6f17d22bba15001f/serde_json-1.0.100/src/de.rs:2000:5'
/** The panic names the place that the last frame stands at. */
const placeOf = (frames: readonly string[]): string =>
  (frames[frames.length - 1] ?? '').split(' at ./')[1] ?? ''

const print = (_: string, message: string, frames: readonly string[]): string =>
  [
    `thread 'main' panicked at ${placeOf(frames)}:`,
    message,
    'stack backtrace:',
    ...frames.map((frame, index) => `  ${String(index).padStart(2)}: ${frame}`)
  ].join('\n')

/** Rust 1.73 and later. */
export const rustCases: readonly ClassCase[] = casesOf({ language: 'rust', files, print }, [
  ['null-safety-guard', 'None', 'panic', 'called `Option::unwrap()` on a `None` value', [...none, at]],
  [
    'null-safety-guard',
    'None, without a type',
    '',
    'called `Option::unwrap()` on a `None` value',
    [...none, at]
  ],
  [
    'missing-field-default',
    'a key',
    'panic',
    'no entry found for key',
    [
      ...top,
      std('core::option::expect_failed', 'core/src/option.rs:2020:5'),
      std(
        '<std::collections::hash::map::HashMap<K,V,S> as core::ops::index::Index<&Q>>::index',
        'std/src/collections/hash/map.rs:1340:23'
      ),
      at
    ]
  ],
  [
    'bounds-guard',
    'an index',
    'panic',
    'index out of bounds: the len is 0 but the index is 3',
    [...bounds, at]
  ],
  [
    'bounds-guard',
    'a range',
    'panic',
    'range start index 5 out of range for slice of length 0',
    [...top, at]
  ],
  ['bounds-guard', 'a text', 'panic', 'byte index 20 is out of bounds of `abc`', [...top, at]],
  [
    'bounds-guard',
    'removes what is not there',
    'panic',
    'removal index (is 0) should be < len (is 0)',
    [...top, std('alloc::vec::Vec<T,A>::remove', 'alloc/src/vec/mod.rs:1500:13'), at]
  ],
  [
    'parse-guard',
    'a whole number',
    'panic',
    'called `Result::unwrap()` on an `Err` value: ParseIntError { kind: InvalidDigit }',
    [...err, at]
  ],
  [
    'parse-guard',
    'a number',
    'panic',
    'called `Result::unwrap()` on an `Err` value: ParseFloatError { kind: Invalid }',
    [...err, at]
  ],
  [
    'parse-guard',
    'JSON',
    'panic',
    'called `Result::unwrap()` on an `Err` value: Error("EOF while parsing a value", line: 1, column: 0)',
    [...err, at]
  ],
  [
    'none',
    'words of our own',
    'panic',
    'cart must exist',
    [...top, std('core::option::expect_failed', 'core/src/option.rs:2020:5'), at]
  ],
  [
    'none',
    'words of our own for a number',
    'panic',
    'quantity: ParseIntError { kind: InvalidDigit }',
    [...err, at]
  ],
  [
    'none',
    'a panic of ours',
    'panic',
    'cart is empty',
    [std('std::panicking::begin_panic', 'std/src/panicking.rs:774:5'), at]
  ],
  [
    'none',
    'asserted',
    'panic',
    'assertion `left == right` failed',
    [...top, std('core::panicking::assert_failed', 'core/src/panicking.rs:300:5'), at]
  ],
  [
    'none',
    'a file',
    'panic',
    'called `Result::unwrap()` on an `Err` value: Os { code: 2, kind: NotFound, message: "No such file or directory" }',
    [...err, at]
  ],
  [
    'none',
    'the network',
    'panic',
    'called `Result::unwrap()` on an `Err` value: reqwest::Error { kind: Request }',
    [...err, at]
  ],
  [
    'none',
    'a poisoned lock',
    'panic',
    'called `Result::unwrap()` on an `Err` value: PoisonError { .. }',
    [...err, at]
  ],
  ['none', 'borrowed twice', 'panic', 'already borrowed: BorrowMutError', [...top, at]],
  ['none', 'divided by zero', 'panic', 'attempt to divide by zero', [...top, at]],
  ['none', 'overflow', 'panic', 'attempt to subtract with overflow', [...top, at]],
  ['none', 'not yet written', 'panic', 'not yet implemented', [...top, at]],
  [
    'none',
    'a crate went wrong',
    'panic',
    'called `Option::unwrap()` on a `None` value',
    [...none, serde, at]
  ],
  [
    'none',
    'a test',
    'panic',
    'called `Option::unwrap()` on a `None` value',
    [...none, 'cart::total\n             at ./tests/cart.rs:3:5']
  ],
  [
    'denied',
    'cryptography',
    'panic',
    'called `Option::unwrap()` on a `None` value',
    [...none, 'shop::crypto::seal::open\n             at ./src/crypto/seal.rs:3:5']
  ]
])
