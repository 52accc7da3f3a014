import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openReleases } from '../../scripts/release/releases.js'
import { standInForGh } from './gh-stand-in.js'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'releases-'))
})
afterEach(() => {
  rmSync(home, { recursive: true })
})

describe('releases on GitHub', () => {
  it('are told apart by their whole tag, published before draft', () => {
    const lines = 'true v1.0.0\nfalse v1.0.0\ntrue v1.1.0\nfalse v1.2.0-rc.1\n'
    const { env } = standInForGh(home, { 'api --paginate': lines })
    const releases = openReleases(env)
    expect(['v1.0.0', 'v1.1.0', 'v1.2.0-rc.1', 'v1.2.0', 'v1'].map((tag) => releases.state(tag))).toEqual([
      'published',
      'draft',
      'published',
      'absent',
      'absent'
    ])
  })

  it('are drafted for a tag that exists, with notes that are no argument', () => {
    const gh = standInForGh(home)
    openReleases(gh.env).draft({ tag: 'v1.0.0', title: 'v1.0.0', notes: '- `--flag`\n', preRelease: false })
    openReleases(gh.env).draft({ tag: 'v2.0.0-rc.1', title: 'x', notes: 'y', preRelease: true })
    const create = ['release', 'create']
    const notes = ['--notes-file', '-']
    expect(gh.calls()).toEqual([
      {
        args: [...create, 'v1.0.0', '--draft', '--verify-tag', '--title', 'v1.0.0', ...notes],
        input: '- `--flag`\n'
      },
      {
        args: [...create, 'v2.0.0-rc.1', '--draft', '--verify-tag', '--prerelease', '--title', 'x', ...notes],
        input: 'y'
      }
    ])
  })

  it('get their files, and are published as the latest or not', () => {
    const gh = standInForGh(home)
    openReleases(gh.env).attach('v1.0.0', ['sbom.cdx.json'])
    openReleases(gh.env).publish('v1.0.0', { latest: false })
    expect(gh.calls().map(({ args }) => args.join(' '))).toEqual([
      'release upload v1.0.0 --clobber sbom.cdx.json',
      'release edit v1.0.0 --draft=false --latest=false'
    ])
  })

  it('fail when GitHub refuses', () => {
    const { env } = standInForGh(home, { 'pr list': 'no JSON' })
    const pullRequest = { branch: 'release/v1.0.0', title: 'Release 1.0.0', body: 'x' }
    expect(() => openReleases(env).openPullRequest(pullRequest)).toThrow()
    expect(() => openReleases({ PATH: join(home, 'nowhere') }).state('v1.0.0')).toThrow('ENOENT')
  })
})

describe('a pull request', () => {
  const pullRequest = { branch: 'release/v1.0.0', title: 'Release 1.0.0', body: 'Why.' }

  it('is opened once', () => {
    const open = standInForGh(home, { 'pr list': '[{"number":7}]' })
    openReleases(open.env).openPullRequest(pullRequest)
    expect(open.calls().map(({ args }) => args[1])).toEqual(['list'])
  })

  it('is one into main', () => {
    const gh = standInForGh(home, { 'pr list': '[]' })
    openReleases(gh.env).openPullRequest(pullRequest)
    expect(gh.calls().at(-1)).toEqual({
      args: 'pr create --base main --head release/v1.0.0 --title'
        .split(' ')
        .concat('Release 1.0.0', '--body-file', '-'),
      input: 'Why.'
    })
  })
})
