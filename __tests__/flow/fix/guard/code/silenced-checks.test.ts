import { describe, expect, it } from '@jest/globals'
import { rulesOf } from './changed.js'

const dishonest: readonly (readonly [string, string])[] = [
  ['a.ts', '// eslint-disable-next-line no-console'],
  ['a.js', '/* eslint-disable */'],
  ['a.ts', '// @ts-ignore'],
  ['a.ts', '// @ts-expect-error wrong type'],
  ['a.ts', '// @ts-nocheck'],
  ['a.ts', 'const x = y as any'],
  ['a.ts', 'const x = y as unknown as User'],
  ['a.ts', 'function f(x: any) {}'],
  ['a.ts', 'return user!.name'],
  ['a.ts', '// biome-ignore lint: x'],
  ['a.ts', '// deno-lint-ignore no-explicit-any'],
  ['a.js', '/* istanbul ignore next */'],
  ['a.js', '/* c8 ignore start */'],
  ['a.js', '// oxlint-disable-next-line'],
  ['a.py', 'x = 1  # noqa: E501'],
  ['a.py', 'x = y  # type: ignore[attr-defined]'],
  ['a.py', '# pylint: disable=broad-except'],
  ['a.py', 'if x:  # pragma: no cover'],
  ['a.py', 'x = 1  # nosec'],
  ['a.go', 'x := y //nolint:errcheck'],
  ['a.go', '//lint:ignore SA1000 x'],
  ['a.rs', '#[allow(dead_code)]'],
  ['A.java', '@SuppressWarnings("unchecked")'],
  ['A.java', 'run(); // NOSONAR'],
  ['a.kt', '@Suppress("UNCHECKED_CAST")'],
  ['a.kt', 'val n = user!!.name'],
  ['a.cs', '#pragma warning disable CS8602'],
  ['a.cs', 'var n = user!.Name;'],
  ['a.dart', '// ignore: avoid_print'],
  ['a.rb', 'x = 1 # rubocop:disable Style/X'],
  ['a.php', '// @phpstan-ignore-next-line'],
  ['a.php', '/** @psalm-suppress MixedAssignment */'],
  ['a.swift', '// swiftlint:disable force_cast'],
  ['a.swift', 'let n = user!.name'],
  ['a.ex', '# credo:disable-for-next-line'],
  ['a.test.ts', '// eslint-disable-next-line'],
  ['test_a.py', 'x = 1  # noqa']
]

const honest: readonly (readonly [string, string])[] = [
  ['a.ts', "const text = 'eslint-disable, as any, @ts-ignore'"],
  ['a.ts', 'if (a !== b && !c) return !d'],
  ['a.ts', 'const company = anything as Company'],
  ['a.ts', '// ignore empty names: any of them'],
  ['a.tsx', 'return <p>Saved!</p>'],
  ['a.test.ts', 'expect(nameOf(undefined as unknown as User)).toBe("")'],
  ['a.test.ts', '// @ts-expect-error the service may leave it out'],
  ['a.py', 'x = 1  # ignore blanks'],
  ['a.go', '// ignore it: a closed connection'],
  ['a.kt', 'if (a != b) return'],
  ['a.rs', '#[derive(Debug)]'],
  ['a.rb', 'x = items.reject(&:nil?)'],
  ['a.cs', 'if (!user.IsNew) return user?.Name;'],
  ['a.swift', 'if !user.isNew { return }']
]

describe('silenced checks', () => {
  it.each(dishonest)('in %s, is found: %s', (path, line) => {
    expect(rulesOf(path, 'before\n', `before\n${line}\n`)).toContain('silenced-check')
  })

  it.each(honest)('in %s, passes: %s', (path, line) => {
    expect(rulesOf(path, 'before\n', `before\n${line}\n`)).toEqual([])
  })

  it.each(dishonest)('in %s, moved or indented, is not new: %s', (path, line) => {
    expect(rulesOf(path, `${line}\nafter\n`, `after\n  ${line}\n`)).not.toContain('silenced-check')
  })
})
