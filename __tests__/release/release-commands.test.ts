import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { root } from '../contract/markdown.js'
import { standInForGh, type GhStandIn } from './gh-stand-in.js'
import { ReleaseStage } from './release-stage.js'

/* The commands as the workflows start them: a process in a checkout, with `gh` on its path. */

let stage: ReleaseStage
let outside: string
let gh: GhStandIn
beforeEach(() => {
  stage = new ReleaseStage()
  outside = dirname(stage.folder)
  gh = standInForGh(outside, { 'pr list': '[]' })
})
afterEach(() => {
  stage.close()
})

function command(...args: readonly string[]): {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
} {
  const program = [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'scripts/release/main.ts')]
  const env = { ...gh.env, HOME: outside, GITHUB_OUTPUT: join(outside, 'output') }
  return spawnSync(process.execPath, [...program, ...args], { cwd: stage.folder, env, encoding: 'utf8' })
}

describe('the commands of a release', () => {
  it('plan, prepare, and publish what was merged', () => {
    stage.work('A thing')
    expect(command('plan', '1.0.0')).toMatchObject({ status: 0, stdout: 'Version 1.0.0: prepare\n' })
    expect(command('prepare', '1.0.0')).toMatchObject({ status: 0, stderr: '' })
    expect(stage.repository.remoteBranch('release/v1.0.0')).toBe(stage.repository.head())
    stage.git('push', '--quiet', 'origin', 'HEAD:main')
    expect(command('plan', '1.0.0').stdout).toContain('Steps left: push-tag, draft-release')
    expect(command('publish', '1.0.0', 'sbom.cdx.json')).toMatchObject({ status: 0, stderr: '' })
    const commit = stage.repository.head()
    expect(stage.tags()).toEqual({ 'v1.0.0': commit, v1: commit })
    expect(
      gh
        .calls()
        .map(({ args }) => args.slice(0, 2).join(' '))
        .filter((call) => call.startsWith('release'))
    ).toEqual(['release create', 'release upload', 'release edit'])
    expect(readFileSync(join(outside, 'output'), 'utf8')).toBe('kind=prepare\nkind=publish\n')
  })

  it('end red with every reason, and write nothing', () => {
    stage.write('left-over.txt', 'x')
    const { status, stderr } = command('publish', '1.0.0')
    expect(status).toBe(1)
    expect(stderr).toContain('changes that are not committed')
    expect(stderr).toContain('no entries under "Unreleased"')
    expect(stage.tags()).toEqual({})
    expect(command('unknown')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('There are: plan,')
    })
  })

  it('compare builds', () => {
    for (const [name, text] of [
      ['one', 'x'],
      ['two', 'x'],
      ['three', 'y']
    ] as const) {
      mkdirSync(join(outside, name))
      writeFileSync(join(outside, name, 'index.js'), text)
    }
    expect(command('compare', '../one', '../two').status).toBe(0)
    expect(command('compare', '../one', '../two', '../three')).toMatchObject({
      status: 1,
      stderr: 'index.js differs in ../three\n'
    })
  })
})

describe('a rebuilt dist', () => {
  it('is one commit on top of the update, and none when there is nothing new', () => {
    const branch = 'dependabot/npm_and_yarn/tools'
    const update = stage.repository.head()
    stage.git('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`)
    for (const [file, text] of [
      ['dist/index.js', 'new'],
      ['schema/config.schema.json', '{}']
    ] as const) {
      mkdirSync(join(outside, 'rebuilt', dirname(file)), { recursive: true })
      writeFileSync(join(outside, 'rebuilt', file), text)
    }
    expect(command('commit-rebuilt', '../rebuilt', '.', branch)).toMatchObject({ status: 0, stderr: '' })
    const commit = stage.repository.remoteBranch(branch) ?? ''
    expect(stage.git('rev-parse', `${commit}^`)).toBe(update)
    expect(stage.git('log', '-1', '--format=%B', commit)).toBe('Rebuild dist\n\n[dependabot skip]')
    expect(command('commit-rebuilt', '../rebuilt', '.', branch).stdout).toContain('has what the build makes')
    expect(stage.repository.remoteBranch(branch)).toBe(commit)
  })

  it('does not overwrite an update that came meanwhile', () => {
    const branch = 'dependabot/npm_and_yarn/tools'
    const old = stage.repository.head()
    const update = stage.work('Newer')
    stage.git('push', '--quiet', 'origin', `${update}:refs/heads/${branch}`)
    stage.git('checkout', '--quiet', '--detach', old)
    for (const folder of ['dist', 'schema']) mkdirSync(join(outside, 'rebuilt', folder), { recursive: true })
    writeFileSync(join(outside, 'rebuilt/dist/index.js'), 'new')
    writeFileSync(join(outside, 'rebuilt/schema/config.schema.json'), '{}')
    expect(command('commit-rebuilt', '../rebuilt', '.', branch)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('rejected')
    })
    expect(stage.repository.remoteBranch(branch)).toBe(update)
  })
})
