import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { BareRepository } from '../../../services/github/bare-repository.js'
import { seedStream, type SeedFiles } from '../../../services/github/seed.js'
import { writeTree, type TreeChange } from '../../../services/github/tree-writer.js'
import { lineOf, realGit, repositories } from './real-git.js'
import { NOW } from './stage.js'

const make = repositories()

const RUNS = { numRuns: 10 }

/** Few names, so that files and folders meet; some sort differently as a file and as a folder. */
const name = fc.constantFrom(
  'a',
  'a.b',
  'a-',
  'a0',
  'lib',
  '.github',
  'é',
  '\u{1f600}',
  '\uff5e',
  'sp ace',
  'q"\t'
)
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
const mode = fc.constantFrom('100644' as const, '100755' as const, '120000' as const)
const file = fc.record({ content: fc.string({ maxLength: 40 }), mode })
const seeds = fc.dictionary(path, file, { minKeys: 1, maxKeys: 12, noNullPrototype: true })

function expectSound(repository: BareRepository): void {
  expect(() => realGit(repository.gitDir, ['fsck', '--strict', '--no-dangling'])).not.toThrow()
}

/** A listing of the stand-in as git prints one. */
async function listing(repository: BareRepository, tree: string, recursive: boolean): Promise<string> {
  const entries = await repository.listTree(tree, { recursive })
  const lines = entries.map(({ mode, type, sha, size, path }) => {
    return `${mode} ${type} ${sha} ${String(size ?? '-').padStart(7)}\t${path}\0`
  })
  return lines.join('')
}

async function expectSameListings(repository: BareRepository, tree: string): Promise<void> {
  const byGit = (...flags: string[]): string =>
    realGit(repository.gitDir, ['ls-tree', '-l', '-z', ...flags, tree])
  expect(await listing(repository, tree, false)).toBe(byGit())
  expect(await listing(repository, tree, true)).toBe(byGit('-r', '-t'))
}

describe('objects without a process', () => {
  it('have the names and the content that git reads', async () => {
    const repository = await make()
    const blobs = fc.sample(fc.uint8Array({ maxLength: 3000 }), 60)
    for (const bytes of blobs) {
      const sha = await repository.writeObject('blob', bytes)
      expect(await repository.readObject(sha)).toEqual({ sha, type: 'blob', content: Buffer.from(bytes) })
      expect(await repository.writeObject('blob', bytes)).toBe(sha)
    }
    expectSound(repository)
    const known = realGit(repository.gitDir, ['cat-file', '--batch-all-objects', '--batch-check'])
    expect(known.split('\n')).toHaveLength(
      new Set(blobs.map((each) => Buffer.from(each).toString('hex'))).size + 1
    )
  })

  it('are read from packs as well, whoever made those, and when', async () => {
    const repository = await make()
    const many = Object.fromEntries(
      fc.sample(fc.nat(99), 260).map((each, at) => [`d${each}/f${at}`, `${at}`])
    )
    const head = await repository.seedFiles(many)
    expect(realGit(repository.gitDir, ['count-objects', '-v'])).toMatch(/packs: 1\n/)
    await expectSameListings(repository, head)
    const again = Object.fromEntries(Object.entries(many).map(([path, text]) => [path, `again ${text}`]))
    const later = await repository.seedFiles(again)
    expect(realGit(repository.gitDir, ['count-objects', '-v'])).toMatch(/packs: 2\n/)
    await expectSameListings(repository, later)
    const next = await repository.seedFiles({ 'more.txt': 'loose' })
    await expectSameListings(repository, next)
    const blob = await repository.entryAt(next, 'more.txt')
    realGit(repository.gitDir, ['repack', '-a', '-d', '--quiet'])
    expect((await repository.readObject(blob?.sha ?? ''))?.content.toString()).toBe('loose')
    expect(await repository.isAncestor(head, next)).toBe(true)
    expect(await repository.typeOf('1'.repeat(40))).toBeUndefined()
  })

  it('are found once a process of git has written them', async () => {
    const repository = await make()
    const sha = realGit(repository.gitDir, ['hash-object', '--stdin'], { input: 'late' }).trim()
    expect(await repository.typeOf(sha)).toBeUndefined()
    realGit(repository.gitDir, ['hash-object', '-w', '--stdin'], { input: 'late' })
    expect(await repository.typeOf(sha)).toBe('blob')
  })
})

describe('trees without a process', () => {
  it('are the same for a seed as from git fast-import, to the sha of the commit', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, seeds, async (first, second) => {
        const [repository, reference] = [await make(), await make()]
        let parent: string | undefined
        for (const files of [first, { ...second, [Object.keys(first)[0] ?? '']: null }] as SeedFiles[]) {
          const sha = await repository.seedFiles(files)
          const seed = { branch: 'main', message: 'Seed', parent, seconds: NOW / 1000 }
          realGit(reference.gitDir, ['fast-import', '--quiet'], { input: seedStream(files, seed) })
          parent = lineOf(reference.gitDir, ['rev-parse', 'refs/heads/main'])
          expect(sha).toBe(parent)
        }
        await expectSameListings(repository, parent ?? '')
        expectSound(repository)
      }),
      RUNS
    )
  })

  it('are the same for changes as from an index of git', async () => {
    const repository = await make()
    const env = { GIT_INDEX_FILE: `${repository.gitDir}/index-of-the-test` }
    await fc.assert(
      fc.asyncProperty(
        seeds,
        fc.array(fc.tuple(path, mode, fc.string()), { maxLength: 5 }),
        async (files, wanted) => {
          const base = await repository.peel(await repository.seedFiles(files), 'tree')
          const changes: TreeChange[] = []
          for (const [path, mode, content] of wanted) {
            changes.push({ path, mode, sha: await repository.writeObject('blob', content) })
          }
          const lines = changes.map((each) => `${each.mode} ${each.sha}\t${each.path}\0`).join('')
          realGit(repository.gitDir, ['read-tree', base ?? ''], { env })
          realGit(repository.gitDir, ['update-index', '-z', '--index-info'], { env, input: lines })
          const expected = realGit(repository.gitDir, ['write-tree'], { env }).trim()
          expect(await writeTree(repository, base, changes)).toBe(expected)
          await expectSameListings(repository, expected)
        }
      ),
      RUNS
    )
    expectSound(repository)
  })

  it.each([
    '.git~1/x',
    'a/GIT~1',
    'a\\.git/x',
    '.gitmodules',
    '.git /x',
    '.GIT./x',
    'gi7eba~1',
    '.github/.gitignore'
  ])('take the path %j just where git takes it', async (path) => {
    const repository = await make()
    const sha = await repository.writeObject('blob', 'x')
    for (const mode of ['100644', '120000']) {
      const env = { GIT_INDEX_FILE: `${repository.gitDir}/index-of-the-test-${mode}` }
      const input = `${mode} ${sha}\t${path}\0`
      const byGit = (): string => {
        realGit(repository.gitDir, ['update-index', '-z', '--index-info'], { env, input })
        return realGit(repository.gitDir, ['write-tree'], { env }).trim()
      }
      let expected: string | undefined
      try {
        expected = byGit()
      } catch {
        await expect(writeTree(repository, undefined, [{ path, mode, sha }])).rejects.toThrow('update-index')
        continue
      }
      expect(await writeTree(repository, undefined, [{ path, mode, sha }])).toBe(expected)
    }
  })

  it.each([
    'a',
    'a/b',
    'a/b/',
    '/a',
    './a',
    'a//b',
    'a/../a',
    '',
    '.',
    'link',
    'link/x',
    'file/x',
    'sub',
    'sub/x',
    '*'
  ])('have at %j what git has there', async (path) => {
    const repository = await make()
    const link = { content: 'a', mode: '120000' } as const
    const seeded = await repository.seedFiles({ 'a/b': '1', file: '22', link })
    const change = { path: 'sub', mode: '160000', sha: '2'.repeat(40) }
    const tree = (await writeTree(repository, await repository.peel(seeded, 'tree'), [change])) ?? ''
    const ask = ['--literal-pathspecs', 'ls-tree', '-l', '-z', '--full-tree', tree, '--', path]
    const [line = ''] = (lineOf(repository.gitDir, ask) ?? '').split('\0')
    const isThere = path !== '' && line.endsWith(`\t${path}`)
    const entry = await repository.entryAt(tree, path)
    expect(entry === undefined ? '' : `${entry.mode} ${entry.type} ${entry.sha} ${entry.size ?? '-'}`).toBe(
      isThere ? line.replace(/\t.*/, '').replace(/ +/g, ' ') : ''
    )
  })
})
