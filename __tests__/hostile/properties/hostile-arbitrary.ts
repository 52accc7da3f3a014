import fc from 'fast-check'
import { hostileTexts } from '../corpus/corpus.js'

const LONGEST = 3_000

/** Corpus texts short enough to stand beside each other a thousand times over. */
const short = hostileTexts.map(({ text }) => text.slice(0, LONGEST))

/** Texts of the corpus, pieces of them, and what nobody thought of, one beside the other. */
export const hostileText: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...short) },
        fc
          .tuple(fc.constantFrom(...short), fc.nat(200), fc.nat(200))
          .map(([text, start, length]) => text.slice(start, start + length)),
        fc.string({ maxLength: 12 }),
        fc.string({ unit: 'binary', maxLength: 8 }),
        // Halves of surrogate pairs, which the above do not give.
        fc.array(fc.nat(0xffff), { maxLength: 4 }).map((codes) => String.fromCharCode(...codes))
      ),
      { maxLength: 5 }
    ),
    fc.constantFrom('', ' ', '\n', '\r', '\t')
  )
  .map(([parts, between]) => parts.join(between))

/** Names that mean something to the language, and names of fields that are read. */
const names = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', '', '0'),
  fc.constantFrom(
    'schema',
    'version',
    'issue_id',
    'text',
    'scope',
    'evidence',
    'attempts',
    'packages',
    'files'
  ),
  fc.string({ maxLength: 6 })
)

/** Whatever JSON can hold. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      hostileText,
      fc.constantFrom(null, true, false, 0, -0, -1, 1e308, 5e-324, 2 ** 53, Number.MAX_SAFE_INTEGER),
      fc.double()
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(names, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries))
  )
})).value

/** An array in an array, too deep for whoever recurses without a limit to be sure of the stack. */
export function nested(depth: number, innermost: unknown = 1): unknown {
  let value = innermost
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

/** A value with another one in place of one of its leaves, or with a field left out. */
export function withStrange<T>(value: T, strange: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const paths = leavesOf(value, [])
  return fc
    .tuple(fc.constantFrom(...paths), strange, fc.boolean())
    .map(([path, other, missing]) => replaceAt(value, path, missing ? undefined : other))
}

function leavesOf(value: unknown, path: readonly string[]): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  const below = Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]))
  return path.length === 0 ? below : [path, ...below]
}

function replaceAt(value: unknown, path: readonly string[], other: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return other
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === key ? replaceAt(item, rest, other) : item))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]): [string, unknown][] => {
      const changed = name === key ? replaceAt(item, rest, other) : item
      return changed === undefined ? [] : [[name, changed]]
    })
  )
}
