import { describe, expect, it } from '@jest/globals'
import {
  isHarmless,
  kindOfChange,
  type ChangeKind
} from '../../../../src/flow/decision/attribution/change-kind.js'
import type { ChangeCommit } from '../../../../src/flow/decision/attribution/deploy.js'
import { findSuspectCommit, meetFrames } from '../../../../src/flow/decision/attribution/meet-frames.js'
import { changesOf, HOUR, NOW } from './attributing.js'

const frames = [
  { path: 'src/cart.ts', line: 42 },
  { path: 'src/server.ts', line: 7 },
  { path: 'src/cart.test.ts', line: 3 }
]

describe('files that meet the stack', () => {
  it('come in the order of the frames, the culprit first', () => {
    const changes = changesOf([{ path: 'src/server.ts' }, { path: 'src/new.ts' }, { path: 'src/cart.ts' }])
    expect(meetFrames(changes, frames).map(({ path, frame }) => [path, frame])).toEqual([
      ['src/cart.ts', 0],
      ['src/server.ts', 1]
    ])
  })

  it('are found by the name they had', () => {
    const changes = changesOf([{ path: 'src/basket.ts', previousPath: 'src/cart.ts' }])
    expect(meetFrames(changes, frames)).toMatchObject([{ path: 'src/basket.ts', frame: 0 }])
  })

  it('are none that only tests run', () => {
    expect(meetFrames(changesOf([{ path: 'src/cart.test.ts' }]), frames)).toEqual([])
  })

  it.each<[string, readonly number[], boolean | undefined]>([
    ['near the line', [50], true],
    ['far from it', [400], false],
    ['at lines that nobody tells', [], undefined]
  ])('changed %s', (_, lines, near) => {
    expect(meetFrames(changesOf([{ path: 'src/cart.ts', lines }]), frames)[0]?.near).toBe(near)
  })
})

describe('the suspect commit', () => {
  const commit = (sha: string, hoursAgo: number): ChangeCommit => ({
    sha,
    title: sha,
    author: undefined,
    at: NOW - hoursAgo * HOUR,
    url: undefined
  })
  const [old, held, newer, after] = [
    commit('old', 90),
    commit('held', 20),
    commit('newer', 10),
    commit('after', -1)
  ]

  it('is the newest that the deploy holds and that touched the file', () => {
    const changes = changesOf([], { commits: [held, newer] })
    expect(findSuspectCommit([after, held, newer, old], changes, NOW)).toBe(newer)
  })

  it('is the newest before the deploy where none of its own did', () => {
    expect(findSuspectCommit([after, held, old], changesOf([]), NOW)).toBe(held)
  })

  it('is none where none was before', () => {
    expect(findSuspectCommit([after], changesOf([]), NOW)).toBeUndefined()
  })
})

describe('what a changed file does', () => {
  it.each<[string, ChangeKind]>([
    ['src/cart.ts', 'runtime'],
    ['lib/latest.java', 'runtime'],
    ['templates/cart.html', 'runtime'],
    ['src/CartTest.java', 'test'],
    ['pkg/cart_test.go', 'test'],
    ['test/fixtures/cart.json', 'test'],
    ['README.md', 'docs'],
    ['docs/conf.yaml', 'docs'],
    ['.github/workflows/release.yml', 'ci'],
    ['eslint.config.js', 'ci'],
    ['package-lock.json', 'lock'],
    ['services/cart/go.sum', 'lock'],
    ['package.json', 'manifest'],
    ['requirements.txt', 'manifest'],
    ['db/migrate/20260301_add_total.rb', 'migration'],
    ['schema/001.sql', 'migration'],
    ['config/production.yml', 'config'],
    ['infra/main.tf', 'config'],
    ['Dockerfile', 'config'],
    ['../outside.md', 'runtime'],
    ['', 'runtime']
  ])('%s: %s', (path, kind) => {
    expect(kindOfChange(path)).toBe(kind)
  })

  it('cannot be told apart from harm for settings, migrations and packages', () => {
    const kinds: readonly ChangeKind[] = ['runtime', 'config', 'migration', 'manifest', 'lock']
    expect(kinds.filter(isHarmless)).toEqual([])
  })
})
