import { describe, expect, it } from '@jest/globals'
import { fixesOf, type Advisory } from '../../../../src/flow/decision/dependencies/advisory.js'
import type { DependencyFix } from '../../../../src/flow/decision/dependencies/dependency.js'
import { findBump } from '../../../../src/flow/decision/dependencies/find-bump.js'

const fix: DependencyFix = {
  ecosystem: 'npm',
  name: 'tiny-list',
  affected: '>= 2.0.0, < 2.3.1',
  error: 'TypeError: .*reading .next.',
  fixed: '2.3.1',
  source: 'https://example.org/12'
}
const head = "TypeError: Cannot read properties of undefined (reading 'next')"

function bump(changes: Partial<DependencyFix> = {}, version = '2.1.0', failed?: string, said = head) {
  const wanted = { ecosystem: 'npm', name: 'tiny-list', version: failed, folder: undefined } as const
  return findBump({ wanted, version, lockfile: 'package-lock.json' }, said, [{ ...fix, ...changes }])
}

describe('a bump', () => {
  it('is found where everything fits', () => {
    expect(bump()).toEqual({
      kind: 'bump',
      bump: {
        ecosystem: 'npm',
        name: 'tiny-list',
        from: '2.1.0',
        to: '2.3.1',
        lockfile: 'package-lock.json',
        source: 'https://example.org/12'
      },
      why: 'tiny-list 2.1.0 (package-lock.json) has a known bug that 2.3.1 mends: https://example.org/12'
    })
  })

  it.each([
    ['the version is another', bump({}, '2.3.1')],
    ['the version that failed is another', bump({}, '2.1.0', '1.9.0')],
    ['the version is no plain one', bump({}, '2.1.0-beta.1')],
    ['the error is another', bump({}, '2.1.0', undefined, 'TypeError: x is not a function')],
    ['the package is another', bump({ name: 'tiny' })],
    ['the registry is another', bump({ ecosystem: 'pip' })],
    ['the fix is a major version', bump({ fixed: '3.0.0' })],
    ['the fix has the bug', bump({ fixed: '2.3.0' })],
    ['the range is unreadable', bump({ affected: '^2.0.0' })]
  ])('is none where %s', (_, found) => {
    expect(found).toMatchObject({ kind: 'none' })
  })
})

describe('an advisory', () => {
  const advisory: Advisory = {
    ecosystem: 'npm',
    name: 'tiny-list',
    url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
    cwes: ['CWE-248'],
    text: 'An uncaught TypeError in walkList() ends the process',
    affected: '< 2.3.1',
    fixed: '2.3.1'
  }
  const crash = { fixClass: 'null-safety-guard', type: 'TypeError', function: 'List.walkList' } as const

  it('is a fix where it tells of this error', () => {
    expect(fixesOf([advisory], crash)).toMatchObject([{ fixed: '2.3.1', source: advisory.url }])
    expect(fixesOf([{ ...advisory, text: 'walkList fails' }], crash)).toHaveLength(1)
  })

  it.each([
    ['no version mends it', { fixed: undefined }],
    ['its weakness shows in another way', { cwes: ['CWE-79'] }],
    ['its text is of something else', { text: 'Prototype pollution in merge()' }]
  ])('is none where %s', (_, changes: Partial<Advisory>) => {
    expect(fixesOf([{ ...advisory, ...changes }], crash)).toEqual([])
  })
})
