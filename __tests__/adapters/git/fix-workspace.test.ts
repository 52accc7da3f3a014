import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { git } from './checkout.js'
import { BASE, inventory, put, WorkspaceStage } from './workspace-stage.js'

const stage = new WorkspaceStage()
beforeAll(() => stage.commitBase())
afterAll(() => stage.folders.removeAll())

describe('a throw-away copy', () => {
  beforeEach(() => stage.open())
  afterEach(() => stage.workspace.remove())

  it('has every file of the commit byte for byte, runs no filter, and holds no git folder', async () => {
    for (const [path, content] of Object.entries(BASE))
      expect(readFileSync(stage.agent(path))).toEqual(Buffer.from(content))
    expect(readlinkSync(stage.agent('link'))).toBe('src/a.ts')
    expect(lstatSync(stage.agent('run.sh')).mode & 0o111).toBe(0o111)
    expect(readdirSync(stage.workspace.agentTree)).not.toContain('.git')
    expect([...stage.workspace.paths].sort()).toEqual([...Object.keys(BASE), 'away', 'link', 'run.sh'].sort())
    expect(stage.workspace.baseCommit).toBe(stage.commit)
  })

  it('is unchanged while nobody touches it, and when a file is written again as it was', async () => {
    put(stage.workspace.agentTree, BASE)
    const { tree, change } = await stage.workspace.snapshot()
    expect(change).toEqual({ changes: [], strays: [] })
    expect(tree).toBe((await git(stage.checkout, 'rev-parse', 'HEAD^{tree}')).trim())
    expect(await stage.workspace.patch(tree)).toBe('')
  })

  it('does not change one byte of the checkout', async () => {
    const before = inventory(stage.checkout)
    put(stage.workspace.agentTree, { 'src/a.ts': 'changed\n', 'src/new.ts': 'new\n' })
    const { tree } = await stage.workspace.snapshot()
    const clean = await stage.workspace.cleanTree('one')
    await clean.apply(tree, ['src/a.ts', 'src/new.ts'])
    await stage.workspace.patch(tree)
    expect(inventory(stage.checkout)).toEqual(before)
  })

  it('reads text of the base and nothing else', async () => {
    put(stage.workspace.agentTree, { 'src/a.ts': 'changed\n' })
    expect(await stage.workspace.readBase('src/a.ts')).toBe('export const a = 1\n')
    expect(await stage.workspace.readBase('src/größe "q"\n.ts')).toBe('odd\n')
    for (const path of ['latin1.txt', 'link', 'none', 'src', '../checkout'])
      expect(await stage.workspace.readBase(path)).toBeUndefined()
  })

  it('sees additions, edits, deletions, renames, modes and links with both sides', async () => {
    put(stage.workspace.agentTree, {
      'src/a.ts': 'export const a = 2\n',
      'src/n\new "x" ä.ts': 'new\n',
      'big.txt': 'x'.repeat(1024 * 1024 + 1)
    })
    rmSync(stage.agent('secret.md'))
    renameSync(stage.agent('lib/deep/b.js'), stage.agent('lib/b.js'))
    chmodSync(stage.agent('run.sh'), 0o644)
    rmSync(stage.agent('link'))
    symlinkSync('/etc/passwd', stage.agent('link'))
    const { change } = await stage.workspace.snapshot()
    const seen = change.changes.map(({ path, before, after }) => [
      path,
      before?.mode,
      before?.text,
      after?.mode,
      after?.size === 1048577 ? 'big' : after?.text
    ])
    expect(seen).toEqual([
      ['big.txt', undefined, undefined, '100644', 'big'],
      ['lib/b.js', undefined, undefined, '100644', 'b\n'],
      ['lib/deep/b.js', '100644', 'b\n', undefined, undefined],
      ['link', '120000', 'src/a.ts', '120000', '/etc/passwd'],
      ['run.sh', '100755', '#!/bin/sh\n', '100644', '#!/bin/sh\n'],
      ['secret.md', '100644', 'not exported\n', undefined, undefined],
      ['src/a.ts', '100644', 'export const a = 1\n', '100644', 'export const a = 2\n'],
      ['src/n\new "x" ä.ts', undefined, undefined, '100644', 'new\n']
    ])
    expect(change.strays).toEqual([])
  })

  it('makes files of folders, folders of files and links, without following a link', async () => {
    rmSync(stage.agent('lib'), { recursive: true })
    rmSync(stage.agent('away'))
    rmSync(stage.agent('src/a.ts'))
    put(stage.workspace.agentTree, { lib: 'a file now\n', 'away/inside.txt': 'in\n', 'src/a.ts/c.ts': 'c\n' })
    const { tree, change } = await stage.workspace.snapshot()
    const paths = change.changes.map((each) => each.path)
    expect(paths).toEqual(['away', 'away/inside.txt', 'lib', 'lib/deep/b.js', 'src/a.ts', 'src/a.ts/c.ts'])
    const clean = await stage.workspace.cleanTree('kinds')
    await clean.apply(tree, [...paths].reverse())
    expect(inventory(clean.folder)).toEqual(inventory(stage.workspace.agentTree))
    expect(existsSync('/tmp/inside.txt')).toBe(false)
  })

  it('lists what a commit would not carry, and nothing can hide behind an edited .gitignore', async () => {
    put(stage.workspace.agentTree, {
      'debug.log': 'x',
      'built/new.js': 'x',
      'src/evil.ts': 'x',
      '.gitignore': '*.log\nsrc/evil.ts\n',
      'lib/.gitignore': '!*\n',
      'nested/.git/HEAD': 'ref: refs/heads/main\n',
      'nested/.git/objects/x': '',
      'nested/.git/refs/x': '',
      'nested/code.js': 'x',
      'src/.GIT/config': 'x',
      '.git': 'gitdir: /elsewhere\n',
      'lib/git~1': 'x'
    })
    execFileSync('mkfifo', [stage.agent('src/pipe')])
    symlinkSync('a', stage.agent('.gitmodules'))
    const { change } = await stage.workspace.snapshot()
    expect(change.strays).toEqual([
      { path: '.git', kind: 'git-folder' },
      { path: '.gitmodules', kind: 'special-file' },
      { path: 'debug.log', kind: 'ignored' },
      { path: 'lib/git~1', kind: 'git-folder' },
      { path: 'nested/.git', kind: 'git-folder' },
      { path: 'src/.GIT', kind: 'git-folder' },
      { path: 'src/evil.ts', kind: 'ignored' },
      { path: 'src/pipe', kind: 'special-file' }
    ])
    expect(change.changes.map((each) => each.path)).toEqual([
      '.gitignore',
      'built/new.js',
      'lib/.gitignore',
      'nested/code.js'
    ])
  })

  it('takes nothing from what a command wrote into the git directory', async () => {
    const directory = join(stage.temporary, 'fix-workspace', 'repository.git')
    const proof = join(stage.temporary, 'ran')
    put(directory, {
      config: `[core]\n\tbare = true\n\tfsmonitor = "touch ${proof}"\n[filter "evil"]\n\tclean = touch ${proof}\n\tsmudge = touch ${proof}\n`,
      'info/attributes': '* filter=evil\n',
      'info/exclude': '*\n'
    })
    put(stage.workspace.agentTree, { 'src/a.ts': 'changed\n', 'src/b.ts': 'new\n' })
    const { change } = await stage.workspace.snapshot()
    await stage.workspace.cleanTree('after')
    expect(change.changes.map((each) => each.path)).toEqual(['src/a.ts', 'src/b.ts'])
    expect(existsSync(proof)).toBe(false)
  })
})
