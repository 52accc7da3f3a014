import { access, chmod, mkdir, realpath, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openWorkspaceRepository } from '../../../src/adapters/git/workspace-repository.js'
import { stage } from '../../services/github/stage.js'
import { Folders, git, SEARCH_PATH } from './checkout.js'

const { github } = stage()
const folders = new Folders()

const ODD_PATHS = [
  'src/größe.ts',
  'src/日本/語.py',
  'src/a\nb.js',
  'src/"quoted".ts',
  "src/it's -- here.rb",
  'src/tab\t.go'
]

beforeAll(async () => {
  await github.seedFiles({
    ...Object.fromEntries(ODD_PATHS.map((path) => [path, 'x\n'])),
    'packages/web/index.ts': 'x\n',
    link: { content: 'packages/web/index.ts', mode: '120000' },
    '.github/CODEOWNERS': '* @acme/everyone\n/packages/web/ @acme/web\n',
    CODEOWNERS: '* @acme/never\n'
  })
})

afterAll(() => folders.removeAll())

async function checkOut(...options: string[]): Promise<string> {
  const workspace = join(await folders.make(), 'shop')
  await git('/', 'clone', '--quiet', ...options, `file://${github.gitDir}`, workspace)
  return workspace
}

async function open(workspace: string) {
  const repository = await openWorkspaceRepository(workspace, SEARCH_PATH)
  if (!repository) throw new Error(`${workspace} was not taken for a checkout`)
  return repository
}

describe('a workspace with a checkout', () => {
  it('lists the committed files, however they are called', async () => {
    const paths = await (await open(await checkOut())).paths()
    const all = [...ODD_PATHS, 'packages/web/index.ts', 'link', '.github/CODEOWNERS', 'CODEOWNERS']
    expect([...(paths.known ? paths.value : [])].sort()).toEqual(all.sort())
  })

  it('lists them also from a shallow checkout, as actions/checkout makes it', async () => {
    const paths = await (await open(await checkOut('--depth=1'))).paths()
    expect(paths.known && paths.value.length).toBe(ODD_PATHS.length + 4)
  })

  it('reads the CODEOWNERS that GitHub reads', async () => {
    const owners = await (await open(await checkOut())).codeOwners()
    expect(owners.known && owners.value.source).toBe('.github/CODEOWNERS')
    expect(owners.known && owners.value.rules.map((rule) => rule.owners)).toEqual([
      ['@acme/everyone'],
      ['@acme/web']
    ])
  })

  it('knows only what is committed', async () => {
    const workspace = await checkOut()
    await writeFile(join(workspace, 'built.js'), 'x')
    await writeFile(join(workspace, '.github/CODEOWNERS'), '* @acme/changed\n')
    await rm(join(workspace, 'packages/web/index.ts'))
    const repository = await open(workspace)
    const [paths, owners] = [await repository.paths(), await repository.codeOwners()]
    expect(paths.known && paths.value).toContain('packages/web/index.ts')
    expect(paths.known && paths.value).not.toContain('built.js')
    expect(owners.known && owners.value.rules[0]?.owners).toEqual(['@acme/everyone'])
  })

  it('knows all of it from a sparse checkout too', async () => {
    const workspace = await checkOut('--sparse')
    await git(workspace, 'sparse-checkout', 'set', 'packages')
    await expect(access(join(workspace, '.github/CODEOWNERS'))).rejects.toThrow()
    const repository = await open(workspace)
    const [paths, owners] = [await repository.paths(), await repository.codeOwners()]
    expect(paths.known && paths.value.length).toBe(ODD_PATHS.length + 4)
    expect(owners.known && owners.value.source).toBe('.github/CODEOWNERS')
  })

  it('does not take a submodule for a file', async () => {
    const workspace = await checkOut()
    const commit = (await git(workspace, 'rev-parse', 'HEAD')).trim()
    await git(workspace, 'update-index', '--add', '--cacheinfo', `160000,${commit},vendor/lib`)
    await git(workspace, 'commit', '--quiet', '--message', 'Add a submodule')
    const paths = await (await open(workspace)).paths()
    expect(paths.known && paths.value).not.toContain('vendor/lib')
    expect(paths.known && paths.value.length).toBe(ODD_PATHS.length + 4)
  })

  it('says that there is no CODEOWNERS file', async () => {
    const workspace = await checkOut()
    await git(workspace, 'rm', '--quiet', 'CODEOWNERS', '.github/CODEOWNERS')
    await git(workspace, 'commit', '--quiet', '--message', 'No owners')
    expect(await (await open(workspace)).codeOwners()).toEqual({
      known: false,
      reason: 'the repository has no CODEOWNERS file'
    })
  })

  it('says why it does not know the files of a repository without a commit', async () => {
    const workspace = await folders.make()
    await git(workspace, 'init', '--quiet')
    const repository = await open(workspace)
    const paths = await repository.paths()
    expect(paths).toEqual({
      known: false,
      reason: 'git could not list the files: fatal: Not a valid object name HEAD'
    })
    expect(await repository.codeOwners()).toEqual(paths)
  })
})

describe('a workspace that is not the top of a checkout', () => {
  it.each([
    ['an empty folder', async () => folders.make()],
    ['a folder that does not exist', async () => join(await folders.make(), 'missing')],
    ['a folder inside of another repository', async () => join(await checkOut(), 'packages')],
    [
      'an empty folder inside of another repository',
      async () => {
        const inside = join(await checkOut(), '_work', 'shop')
        await mkdir(inside, { recursive: true })
        return inside
      }
    ]
  ])('is left to the API: %s', async (_, make) => {
    expect(await openWorkspaceRepository(await make(), SEARCH_PATH)).toBeUndefined()
  })

  it('is left to the API where there is no git', async () => {
    expect(await openWorkspaceRepository(await checkOut(), await folders.make())).toBeUndefined()
  })
})

describe('a workspace with hostile configuration', () => {
  interface Trap {
    readonly workspace: string
    readonly program: string
    readonly isSprung: () => Promise<boolean>
  }

  /** A checkout, and a program that leaves a mark when anything runs it. */
  async function layTrap(): Promise<Trap> {
    const [workspace, place] = [await checkOut(), await realpath(await folders.make())]
    const [program, mark] = [join(place, 'evil'), join(place, 'mark')]
    await writeFile(program, `#!/bin/sh\necho "$0 $*" >> '${mark}'\nexit 1\n`)
    await chmod(program, 0o755)
    const isSprung = () =>
      access(mark).then(
        () => true,
        () => false
      )
    return { workspace, program, isSprung }
  }

  const settings = [
    'core.fsmonitor',
    'core.pager',
    'pager.ls-tree',
    'core.editor',
    'core.sshCommand',
    'core.askPass',
    'core.gitProxy',
    'credential.helper',
    'diff.external',
    'filter.evil.smudge',
    'filter.evil.process',
    'gpg.program',
    'alias.ls-tree',
    'alias.rev-parse',
    'alias.cat-file'
  ]

  it('runs none of the programs that it names', async () => {
    const { workspace, program, isSprung } = await layTrap()
    for (const name of settings) {
      const value = name.startsWith('alias.') ? `!${program}` : program
      await git(workspace, 'config', name, value)
    }
    await git(workspace, 'config', 'core.hooksPath', join(program, '..'))
    await writeFile(join(workspace, '.gitattributes'), '* filter=evil diff=evil\n')
    // The trap is one: git's own status springs it.
    const repository = await open(workspace)
    expect((await repository.paths()).known).toBe(true)
    expect((await repository.codeOwners()).known).toBe(true)
    expect(await isSprung()).toBe(false)
    await git(workspace, 'status').catch(() => '')
    expect(await isSprung()).toBe(true)
  })

  it.each([
    ['over ssh', 'ssh://git@localhost/acme/shop.git', 'core.sshCommand'],
    ['from another folder', '', 'remote.origin.uploadpack'],
    ['by a helper', 'ext::', undefined]
  ])('fetches no object that a partial clone lacks %s', async (_, address, setting) => {
    const { workspace, program, isSprung } = await layTrap()
    const url = address === '' ? `file://${github.gitDir}` : address === 'ext::' ? `ext::${program}` : address
    await git(workspace, 'config', 'core.repositoryFormatVersion', '1')
    await git(workspace, 'config', 'extensions.partialClone', 'origin')
    await git(workspace, 'config', 'remote.origin.promisor', 'true')
    await git(workspace, 'config', 'remote.origin.url', url)
    await git(workspace, 'config', 'protocol.allow', 'always')
    if (setting !== undefined) await git(workspace, 'config', setting, program)
    await rm(join(workspace, '.git/objects'), { recursive: true })
    await mkdir(join(workspace, '.git/objects'))
    const repository = await open(workspace)
    expect(await repository.paths()).toMatchObject({
      known: false,
      reason: expect.stringContaining('git could not list the files: ')
    })
    expect(await isSprung()).toBe(false)
    await git(workspace, 'ls-tree', 'HEAD').catch(() => '')
    expect(await isSprung()).toBe(true)
  })
})
