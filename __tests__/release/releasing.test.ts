import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { ReleaseStage } from './release-stage.js'

let stage: ReleaseStage
beforeEach(() => {
  stage = new ReleaseStage()
})
afterEach(() => {
  stage.close()
})

const STEPS = ['push-tag', 'draft-release', 'attach-files', 'move-major', 'publish-release']

describe('a release', () => {
  it('is a tag, notes from the changelog, files, and the major tag', () => {
    const commit = stage.ready('1.0.0')
    expect(stage.run('1.0.0')).toEqual(STEPS)
    expect(stage.tags()).toEqual({ 'v1.0.0': commit, v1: commit })
    expect(stage.releases.releases.get('v1.0.0')).toEqual({
      tag: 'v1.0.0',
      title: 'v1.0.0',
      notes: '- What 1.0.0 brings',
      preRelease: false,
      state: 'published',
      files: ['sbom.cdx.json']
    })
    expect(stage.releases.latest).toBe('v1.0.0')
  })

  it('is followed by the next, which takes the major tag along', () => {
    const first = stage.ready('1.0.0')
    stage.run('1.0.0')
    const second = stage.ready('1.1.0')
    stage.run('1.1.0')
    expect(stage.tags()).toEqual({ 'v1.0.0': first, 'v1.1.0': second, v1: second })
    expect(stage.releases.releases.get('v1.1.0')?.notes).toBe('- What 1.1.0 brings')
  })

  it('of a new major leaves the one before alone', () => {
    const first = stage.ready('1.0.0')
    stage.run('1.0.0')
    const second = stage.ready('2.0.0')
    stage.run('2.0.0')
    expect(stage.tags()).toEqual({ 'v1.0.0': first, v1: first, 'v2.0.0': second, v2: second })
  })

  it('that is a pre-release moves no major tag', () => {
    const first = stage.ready('1.0.0')
    stage.run('1.0.0')
    const second = stage.ready('1.1.0-rc.1')
    stage.run('1.1.0-rc.1')
    expect(stage.tags()).toEqual({ 'v1.0.0': first, v1: first, 'v1.1.0-rc.1': second })
    expect(stage.releases.releases.get('v1.1.0-rc.1')?.preRelease).toBe(true)
    expect(stage.releases.latest).toBe('v1.0.0')
  })

  it('changes no branch', () => {
    stage.ready('1.0.0')
    const before = stage.git('ls-remote', '--heads', 'origin')
    stage.run('1.0.0')
    expect(stage.git('ls-remote', '--heads', 'origin')).toBe(before)
  })
})

describe('a run that died', () => {
  it.each(STEPS)('before %s is completed by the next', (fatal) => {
    const old = stage.ready('1.0.0')
    stage.run('1.0.0')
    const commit = stage.ready('1.1.0')
    const die = (step: string): void => {
      if (step === fatal) throw new Error('died')
    }
    expect(() => stage.run('1.1.0', { tell: die })).toThrow('died')
    // Attaching the files again does no harm, so that no fact is kept about it.
    const left = STEPS.slice(STEPS.indexOf(fatal))
    expect(stage.run('1.1.0').filter((step) => step !== 'attach-files')).toEqual(
      left.filter((step) => step !== 'attach-files')
    )
    expect(stage.tags()).toEqual({ 'v1.0.0': old, 'v1.1.0': commit, v1: commit })
    expect(stage.releases.releases.get('v1.1.0')).toMatchObject({
      state: 'published',
      files: ['sbom.cdx.json']
    })
    expect(stage.run('1.1.0')).toEqual(['done'])
  })

  it('tags nothing else when main has moved on', () => {
    const commit = stage.ready('1.0.0')
    stage.repository.pushTag('v1.0.0', commit)
    stage.work('Later')
    expect(() => stage.run('1.0.0')).toThrow(`Tag v1.0.0 names commit ${commit}`)
    expect(stage.tags()).toEqual({ 'v1.0.0': commit })
    stage.git('checkout', '--quiet', '--detach', commit)
    stage.run('1.0.0')
    expect(stage.tags()).toEqual({ 'v1.0.0': commit, v1: commit })
  })

  it('is not repeated after the major tag was moved back by hand', () => {
    const first = stage.ready('1.0.0')
    stage.run('1.0.0')
    const second = stage.ready('1.0.1')
    stage.run('1.0.1')
    stage.repository.moveTag('v1', first, second)
    expect(stage.run('1.0.1')).toEqual(['done'])
    expect(stage.tags()['v1']).toBe(first)
    const third = stage.ready('1.0.2')
    stage.run('1.0.2')
    expect(stage.tags()['v1']).toBe(third)
  })
})

describe('a release is refused', () => {
  it('from a changed checkout', () => {
    stage.ready('1.0.0')
    stage.write('left-over.txt', 'x')
    expect(() => stage.run('1.0.0')).toThrow('changes that are not committed')
  })

  it('for a commit that is not on main', () => {
    stage.ready('1.0.0')
    stage.write('more.txt', 'x')
    stage.git('add', '--all')
    stage.git('commit', '--quiet', '-m', 'Beside main')
    expect(() => stage.run('1.0.0')).toThrow('is not on the main branch')
  })

  it('for a version that is not newer, from annotated tags too', () => {
    const commit = stage.ready('1.1.0')
    stage.git('tag', '--annotate', '--message', 'By hand', 'v1.1.0')
    stage.git('push', '--quiet', 'origin', 'v1.1.0')
    expect(stage.tags()).toEqual({ 'v1.1.0': commit })
    stage.ready('1.0.5')
    expect(() => stage.run('1.0.5')).toThrow('1.0.5 is not newer than 1.1.0')
  })

  it('without entries in the changelog', () => {
    expect(() => stage.run('1.0.0')).toThrow('no entries under "Unreleased"')
    expect(stage.tags()).toEqual({})
  })
})

describe('a tag', () => {
  it('of a version is never overwritten', () => {
    const first = stage.ready('1.0.0')
    stage.repository.pushTag('v1.0.0', first)
    const second = stage.work('Later')
    expect(() => stage.repository.pushTag('v1.0.0', second)).toThrow(/rejected/)
    expect(stage.tags()).toEqual({ 'v1.0.0': first })
  })

  it('of a major is not moved from where nobody saw it', () => {
    const first = stage.ready('1.0.0')
    stage.repository.moveTag('v1', first)
    const second = stage.work('Later')
    expect(() => stage.repository.moveTag('v1', second)).toThrow(`moved meanwhile: it names ${first}`)
    expect(() => stage.repository.moveTag('v2', second, first)).toThrow('it names nothing')
    expect(stage.tags()).toEqual({ v1: first })
  })

  it('of a major moves though it is an annotated one', () => {
    const first = stage.ready('1.0.0')
    stage.git('tag', '--annotate', '--message', 'By hand', 'v1')
    stage.git('push', '--quiet', 'origin', 'v1')
    const second = stage.work('Later')
    stage.repository.moveTag('v1', second, first)
    expect(stage.tags()).toEqual({ v1: second })
  })
})
