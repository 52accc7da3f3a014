import { chmodSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { git } from './checkout.js'
import { inventory, put, WorkspaceStage } from './workspace-stage.js'

const stage = new WorkspaceStage()
beforeAll(() => stage.commitBase())
afterAll(() => stage.folders.removeAll())

describe('clean trees of a throw-away copy', () => {
  beforeEach(() => stage.open())
  afterEach(() => stage.workspace.remove())

  it.each([
    ['text', { 'src/a.ts': 'changed\n', 'new file.ts': 'new' }],
    ['bytes', { 'latin1.txt': Buffer.from([0xe4, 0x0a]), 'image.png': Buffer.from([0, 1, 255]) }]
  ])('makes a patch of %s that git applies to the commit', async (_, files) => {
    put(stage.workspace.agentTree, files)
    rmSync(stage.agent('secret.md'))
    const { tree } = await stage.workspace.snapshot()
    const target = await stage.folders.make()
    await git(target, 'clone', '-q', stage.checkout, 'copy')
    writeFileSync(join(target, 'change.patch'), await stage.workspace.patch(tree))
    await git(join(target, 'copy'), 'apply', '--index', '--whitespace=nowarn', '../change.patch')
    expect((await git(join(target, 'copy'), 'write-tree')).trim()).toBe(tree)
  })

  it('gives clean trees that share nothing, and copies with ignored files and links in them', async () => {
    const one = await stage.workspace.cleanTree('one')
    put(one.folder, { 'node_modules/p/index.js': 'x', 'debug.log': 'x' })
    symlinkSync('../p/index.js', join(one.folder, 'node_modules/bin'))
    chmodSync(join(one.folder, 'node_modules/p'), 0o555)
    const two = await one.copy('two')
    expect(inventory(two.folder)).toEqual(inventory(one.folder))
    put(two.folder, { 'src/a.ts': 'only here\n' })
    expect(readFileSync(join(one.folder, 'src/a.ts'), 'utf8')).toBe('export const a = 1\n')
    expect(inventory((await stage.workspace.cleanTree('three')).folder)).toEqual(
      inventory(stage.workspace.agentTree)
    )
    await expect(stage.workspace.cleanTree('../four')).rejects.toThrow('no name for a tree')
  })

  it('applies through no link and to no path outside', async () => {
    put(stage.workspace.agentTree, { 'src/a.ts': 'changed\n' })
    rmSync(stage.agent('lib/deep/b.js'))
    const { tree } = await stage.workspace.snapshot()
    const clean = await stage.workspace.cleanTree('linked')
    const outside = await stage.folders.make()
    put(outside, { 'a.ts': 'outside', 'deep/b.js': 'outside' })
    for (const folder of ['src', 'lib']) {
      rmSync(join(clean.folder, folder), { recursive: true })
      symlinkSync(outside, join(clean.folder, folder))
    }
    await clean.apply(tree, ['src/a.ts', 'lib/deep/b.js'])
    expect(readFileSync(join(clean.folder, 'src/a.ts'), 'utf8')).toBe('changed\n')
    expect(readFileSync(join(outside, 'a.ts'), 'utf8')).toBe('outside')
    expect(readFileSync(join(outside, 'deep/b.js'), 'utf8')).toBe('outside')
    for (const path of ['../x', '/etc/x', 'a//b', '.git/config', 'src/.GIT/x', '']) {
      await expect(clean.apply(tree, [path])).rejects.toThrow('no path of a git tree')
    }
  })

  it('is removed whole, with read-only folders, twice', async () => {
    const clean = await stage.workspace.cleanTree('locked')
    put(clean.folder, { 'go/pkg/mod/x.go': 'x' })
    for (const folder of ['go/pkg/mod', 'go/pkg', 'go']) chmodSync(join(clean.folder, folder), 0o555)
    await stage.workspace.remove()
    expect(readdirSync(stage.temporary)).toEqual([])
    await stage.workspace.remove()
  })
})
