import { expect, it } from '@jest/globals'
import { versionRevisions } from '../../../../src/flow/issue/place/version-revisions.js'
import { growthOf, linearGrowth } from '../../../growth.js'

const sha = '5c1e9d2a5c1e9d2a5c1e9d2a5c1e9d2a5c1e9d2a'

it.each([
  ['1.4.0', ['tags/v1.4.0', 'tags/1.4.0', 'tags/shop@1.4.0', 'tags/release-1.4.0']],
  ['v1.4.0', ['tags/v1.4.0', 'tags/1.4.0', 'tags/shop@1.4.0', 'tags/release-1.4.0']],
  ['release-1.4.0', ['tags/v1.4.0', 'tags/1.4.0', 'tags/shop@1.4.0', 'tags/release-1.4.0']],
  ['shop@1.4.0', ['tags/shop@1.4.0', 'tags/v1.4.0', 'tags/1.4.0', 'tags/release-1.4.0']],
  [
    '1.4.0-3-g5c1e9d2',
    [
      '5c1e9d2',
      'tags/v1.4.0-3-g5c1e9d2',
      'tags/1.4.0-3-g5c1e9d2',
      'tags/shop@1.4.0-3-g5c1e9d2',
      'tags/release-1.4.0-3-g5c1e9d2'
    ]
  ],
  [
    '1.4.0+20240501',
    ['tags/v1.4.0+20240501', 'tags/1.4.0+20240501', 'tags/shop@1.4.0+20240501', 'tags/release-1.4.0+20240501']
  ],
  ['5c1e9d2', ['5c1e9d2']],
  [sha, [sha]]
])('the version %s may be one of these', (version, revisions) => {
  expect(versionRevisions(version, 'shop')).toEqual(revisions)
})

it.each([
  '',
  'latest',
  'unknown',
  '1..4',
  '-1.4',
  '1.4 beta',
  '1.4^{tree}',
  '1.4:x',
  '1.4~2',
  '../1',
  '1@{2}',
  `1.${'4'.repeat(200)}`
])('no revision is called %j', (version) => {
  expect(versionRevisions(version, 'shop')).toEqual([])
})

it('leaves out a service that no tag can be called by', () => {
  expect(versionRevisions('1.4.0', 'the shop')).toEqual(['tags/v1.4.0', 'tags/1.4.0', 'tags/release-1.4.0'])
})

it.each(['1', 'a/', '1.', '-', 'f1'])('takes linear time on %j', (part) => {
  const repeat = (size: number): string => part.repeat(size)
  expect(growthOf(repeat, (version) => versionRevisions(version, 'shop'))).toBeLessThan(linearGrowth)
})
