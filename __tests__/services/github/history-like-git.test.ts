import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { lineOf, realGit, repositories } from './real-git.js'

const make = repositories()

describe('history without a process', () => {
  it('has the ancestors that git sees', async () => {
    const repository = await make()
    const tree = await repository.writeObject('tree', '')
    const shapes = fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 3, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(), async (shape, run) => {
        const commits: string[] = []
        for (const [at, wanted] of shape.entries()) {
          const parents = new Set(wanted.flatMap((each) => commits[each % (at + 1)] ?? []))
          const lines = [...parents].map((each) => `parent ${each}\n`).join('')
          const content = `tree ${tree}\n${lines}author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\n${run} ${at}\n`
          commits.push(await repository.writeObject('commit', content))
        }
        for (const newer of commits) {
          const reached = realGit(repository.gitDir, ['rev-list', newer]).trim().split('\n')
          for (const older of commits) {
            expect(await repository.isAncestor(older, newer)).toBe(reached.includes(older))
          }
        }
      }),
      { numRuns: 5 }
    )
    expect(await repository.isAncestor(tree, tree)).toBe(false)
    expect(() => realGit(repository.gitDir, ['fsck', '--strict', '--no-dangling'])).not.toThrow()
  })

  it('peels tags of tags as git does', async () => {
    const repository = await make()
    const commit = await repository.seedFiles({ a: '1' })
    const tree = (await repository.peel(commit, 'tree')) ?? ''
    const blob = (await repository.entryAt(commit, 'a'))?.sha ?? ''
    const named = { commit, tree, blob, nothing: '3'.repeat(40) }
    for (const [at, target] of [commit, tree, blob].entries()) {
      realGit(repository.gitDir, ['tag', '-a', '-m', 'x', `inner${at}`, target])
      realGit(repository.gitDir, ['tag', '-a', '-m', 'x', `outer${at}`, `inner${at}`])
      Object.assign(named, {
        [`outer${at}`]: lineOf(repository.gitDir, ['rev-parse', `outer${at}`]),
        [`inner${at}`]: lineOf(repository.gitDir, ['rev-parse', `inner${at}`])
      })
    }
    for (const sha of Object.values(named)) {
      for (const type of ['commit', 'tree'] as const) {
        const expected = lineOf(repository.gitDir, ['rev-parse', '--verify', '--quiet', `${sha}^{${type}}`])
        expect(await repository.peel(sha, type)).toBe(expected)
      }
    }
  })
})
