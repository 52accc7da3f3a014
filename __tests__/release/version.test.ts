import { describe, expect, it } from '@jest/globals'
import {
  compareVersions,
  isPreRelease,
  majorTag,
  parseVersion,
  versionOfTag,
  type Version
} from '../../scripts/release/version.js'

function version(text: string): Version {
  const parsed = parseVersion(text)
  if (!parsed) throw new Error(text)
  return parsed
}

describe('a version', () => {
  it.each(['0.1.0', '1.2.3', '10.20.30', '1.0.0-rc.1', '1.0.0-alpha-2.x7'])('may be %s', (text) => {
    expect(version(text).text).toBe(text)
  })

  it.each(['', 'v1.2.3', '1.2', '1', '01.2.3', '1.2.3-', '1.2.3-01', '1.2.3-a..b', '1.2.3+build', '1.2.3\n'])(
    'is not %j',
    (text) => {
      expect(parseVersion(text)).toBeUndefined()
    }
  )

  it('belongs to the tag of its major', () => {
    expect(majorTag(version('12.3.4'))).toBe('v12')
    expect(isPreRelease(version('1.0.0-rc.1'))).toBe(true)
    expect(isPreRelease(version('1.0.0'))).toBe(false)
  })

  it('is read from tags that name one, and not from the tag of a major', () => {
    expect(versionOfTag('v1.2.3')?.text).toBe('1.2.3')
    expect(['v1', '1.2.3', 'v1.2.3.4', 'version'].flatMap((tag) => versionOfTag(tag) ?? [])).toEqual([])
  })
})

describe('the order of versions', () => {
  // The example of https://semver.org/#spec-item-11, and numbers that text would put in another order.
  const ordered = [
    '0.9.9',
    '1.0.0-2',
    '1.0.0-10',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.9',
    '1.0.10',
    '1.9.0',
    '1.10.0',
    '2.0.0',
    '10.0.0'
  ].map(version)

  it('is the one of semantic versioning', () => {
    for (const [i, a] of ordered.entries())
      for (const [j, b] of ordered.entries())
        expect([a.text, b.text, Math.sign(compareVersions(a, b))]).toEqual([a.text, b.text, Math.sign(i - j)])
  })
})
