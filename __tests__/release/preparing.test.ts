import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { readSection } from '../../scripts/release/changelog.js'
import { prepareRelease } from '../../scripts/release/prepare-release.js'
import { ReleaseStage } from './release-stage.js'

let stage: ReleaseStage
beforeEach(() => {
  stage = new ReleaseStage()
  stage.work('A thing')
})
afterEach(() => {
  stage.close()
})

function prepare(): string {
  const plan = stage.plan('1.0.0')
  if (plan.kind !== 'prepare') throw new Error(plan.kind)
  const { folder, releases } = stage
  return prepareRelease({ folder, version: plan.version, date: '2026-02-03', releases })
}

describe('the changelog of a version', () => {
  it('is proposed on a branch, with the number where npm keeps it', () => {
    const main = stage.repository.head()
    expect(prepare()).toBe('release/v1.0.0')
    const commit = stage.repository.remoteBranch('release/v1.0.0') ?? ''
    expect(stage.git('rev-parse', `${commit}^`)).toBe(main)
    expect(stage.git('diff', '--name-only', main, commit).split('\n')).toEqual([
      'CHANGELOG.md',
      'package-lock.json',
      'package.json'
    ])
    expect(readSection(stage.read('CHANGELOG.md'), '1.0.0')).toBe('- A thing')
    expect(stage.read('CHANGELOG.md')).toContain('## 1.0.0 - 2026-02-03\n')
    expect(JSON.parse(stage.read('package.json'))).toMatchObject({ version: '1.0.0' })
    expect(JSON.parse(stage.read('package-lock.json'))).toEqual({
      version: '1.0.0',
      packages: { '': { version: '1.0.0' }, 'node_modules/a': { version: '9.9.9' } }
    })
    expect(stage.releases.pullRequests).toMatchObject([{ branch: 'release/v1.0.0', title: 'Release 1.0.0' }])
  })

  it('changes neither main nor a tag', () => {
    prepare()
    expect(stage.repository.remoteBranch('main')).toBe(stage.git('rev-parse', 'HEAD^'))
    expect(stage.tags()).toEqual({})
  })

  it('is released once main has it', () => {
    prepare()
    expect(() => stage.run('1.0.0')).toThrow('is not on the main branch')
    stage.git('push', '--quiet', 'origin', 'HEAD:main')
    expect(stage.run('1.0.0')).toContain('publish-release')
    expect(stage.releases.releases.get('v1.0.0')?.notes).toBe('- A thing')
  })

  it('is left as it is when it was proposed before', () => {
    prepare()
    const proposed = stage.repository.remoteBranch('release/v1.0.0')
    stage.git('checkout', '--quiet', '--detach', 'HEAD^')
    stage.releases.pullRequests.length = 0
    prepare()
    expect(stage.repository.remoteBranch('release/v1.0.0')).toBe(proposed)
    // A run may have died between the two.
    expect(stage.releases.pullRequests).toHaveLength(1)
  })
})
