import { createHash } from 'node:crypto'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { openFixWorkspace } from '../../../src/adapters/git/fix-workspace.js'
import type { FixWorkspace } from '../../../src/fix-ports.js'
import { Folders, git, SEARCH_PATH } from './checkout.js'

export const BASE: Readonly<Record<string, string | Buffer>> = {
  'src/a.ts': 'export const a = 1\n',
  'src/größe "q"\n.ts': 'odd\n',
  'src/crlf.txt': 'one\r\ntwo\r\n',
  'src/keyword.c': '/* $Id$ */\n',
  'lib/deep/b.js': 'b\n',
  'latin1.txt': Buffer.from([0x67, 0x72, 0xfc, 0x6e, 0x0a]),
  'model.bin': 'version https://git-lfs.github.com/spec/v1\n',
  'built/kept.js': 'tracked although ignored\n',
  '.gitignore': 'built/\n*.log\n',
  '.gitattributes':
    '*.txt text eol=crlf\n*.c ident\n*.bin filter=lfs diff=lfs\nsecret.md export-ignore\n*.ts filter=evil\n',
  'secret.md': 'not exported\n'
}

export function put(root: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
}

/** Everything in a folder, without following a link: names, kinds, modes, contents. */
export function inventory(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const path = join(root, entry.name)
    const mode = lstatSync(path).mode.toString(8)
    if (entry.isDirectory())
      return [`${entry.name} ${mode}`, ...inventory(path).map((line) => `${entry.name}/${line}`)]
    const content = entry.isSymbolicLink() ? readlinkSync(path) : readFileSync(path)
    return [`${entry.name} ${mode} ${createHash('sha256').update(content).digest('hex')}`]
  })
}

/** A checkout with odd files in it, and a throw-away copy of its commit. */
export class WorkspaceStage {
  readonly folders = new Folders()
  checkout = ''
  commit = ''
  temporary = ''
  #workspace: FixWorkspace | undefined

  get workspace(): FixWorkspace {
    if (this.#workspace === undefined) throw new Error('not open yet')
    return this.#workspace
  }

  async commitBase(): Promise<void> {
    this.checkout = await this.folders.make()
    await git(this.checkout, 'init', '-q')
    put(this.checkout, BASE)
    writeFileSync(join(this.checkout, 'run.sh'), '#!/bin/sh\n')
    chmodSync(join(this.checkout, 'run.sh'), 0o755)
    symlinkSync('src/a.ts', join(this.checkout, 'link'))
    symlinkSync('/tmp', join(this.checkout, 'away'))
    await git(this.checkout, '-c', 'core.attributesFile=/dev/null', 'add', '-A', '-f')
    await git(this.checkout, 'commit', '-q', '-m', 'base')
    // As raw as it lies there, whatever the attributes say.
    put(this.checkout, { '.git/info/attributes': '* -text -ident\n' })
    await git(this.checkout, 'add', '--renormalize', '.')
    await git(this.checkout, 'commit', '-q', '--allow-empty', '-m', 'raw')
    put(this.checkout, { '.git/info/attributes': '' })
    this.commit = (await git(this.checkout, 'rev-parse', 'HEAD')).trim()
  }

  async open(): Promise<void> {
    this.temporary = await this.folders.make()
    this.#workspace = await openFixWorkspace({
      temporaryFolder: this.temporary,
      commit: this.commit,
      sources: [{ kind: 'checkout', folder: this.checkout }],
      searchPath: SEARCH_PATH
    })
  }

  agent(path: string): string {
    return join(this.workspace.agentTree, path)
  }
}
