import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { compareBuilds } from '../../scripts/release/compare-builds.js'

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true })
})

function folder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'build-'))
  made.push(root)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  return root
}

const build = { 'index.js': 'one', 'deep/1.index.js': 'two' }

describe('builds', () => {
  it('are the same when every file is, wherever they are', () => {
    expect(compareBuilds(folder(build), [folder(build), folder(build)])).toEqual([])
  })

  it('differ in one byte, in a file too few and in a file too many', () => {
    const first = folder(build)
    const changed = folder({ ...build, 'deep/1.index.js': 'twO' })
    const fewer = folder({ 'index.js': 'one' })
    const more = folder({ ...build, 'new.js': '' })
    expect(compareBuilds(first, [changed, fewer, more])).toEqual([
      `deep/1.index.js differs in ${changed}`,
      `deep/1.index.js is missing in ${fewer}`,
      `new.js is more than expected in ${more}`
    ])
  })

  it('are not the same because there is nothing', () => {
    expect(() => compareBuilds(folder({}), [folder({})])).toThrow('is empty')
    expect(() => compareBuilds(folder(build), [folder({})])).toThrow('is empty')
  })
})
