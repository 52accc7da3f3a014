import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { BareRepository } from '../../../services/github/bare-repository.js'
import { createRef, deleteRef, moveRef, type RefOutcome } from '../../../services/github/ref-update.js'
import { failureOf, realGit, repositories } from './real-git.js'

const make = repositories()

const NOTHING = '0'.repeat(40)

/** How `git update-ref` ends, in the words of the stand-in. */
function byGit(gitDir: string, args: readonly string[]): RefOutcome {
  const told = failureOf(gitDir, ['update-ref', ...args])
  if (told === undefined) return 'done'
  if (/bad name|invalid ref(?:name)? format|not a valid ref/i.test(told)) return 'bad-name'
  return /reference already exists|but expected|unable to resolve reference/.test(told) ? 'moved' : 'failed'
}

/** Refs as git lists them. */
function listed(repository: BareRepository): readonly string[] {
  const format = '--format=%(objectname) %(objecttype) %(refname)'
  return realGit(repository.gitDir, ['for-each-ref', format]).split('\n').slice(0, -1)
}

async function expectSameRefs(repository: BareRepository): Promise<void> {
  const own = (await repository.refs()).map((each) => `${each.sha} ${each.type} ${each.ref}`)
  expect(own).toEqual(listed(repository))
}

/** The same three commits and a blob in every repository. */
async function seed(repository: BareRepository): Promise<readonly string[]> {
  const commits: string[] = []
  for (const content of ['1', '2', '3'])
    commits.push(await repository.seedFiles({ a: content }, { branch: 'x' }))
  return [...commits, await repository.writeObject('blob', 'x')]
}

const names = [
  'heads/a',
  'heads/a/b',
  'heads/a/b/c',
  'heads/ab',
  'tags/a',
  'locks/t/1',
  'heads/a.lock',
  'heads/\uff5e'
]
const ref = fc.constantFrom(...names).map((each) => `refs/${each}`)
const object = fc.nat(4)
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('create' as const), ref, to: object }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), ref, from: object, to: object }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), ref, from: object }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pack' as const) }) }
)

describe('refs without a process', () => {
  it('end as with git update-ref, step by step, packed or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        const [own, reference] = [await make(), await make()]
        const shas = [...(await seed(own)), '4'.repeat(40)]
        await seed(reference)
        const sha = (index: number): string => shas[index] ?? ''
        for (const each of steps) {
          switch (each.kind) {
            case 'pack':
              for (const { gitDir } of [own, reference]) realGit(gitDir, ['pack-refs', '--all'])
              break
            case 'create':
              expect(await createRef(own, each.ref, sha(each.to))).toBe(
                byGit(reference.gitDir, [each.ref, sha(each.to), NOTHING])
              )
              break
            case 'move':
              expect(await moveRef(own, each.ref, { from: sha(each.from), to: sha(each.to) })).toBe(
                byGit(reference.gitDir, [each.ref, sha(each.to), sha(each.from)])
              )
              break
            case 'delete':
              expect(await deleteRef(own, each.ref, sha(each.from))).toBe(
                byGit(reference.gitDir, ['-d', each.ref, sha(each.from)])
              )
          }
        }
        expect(listed(own)).toEqual(listed(reference))
        await expectSameRefs(own)
      }),
      { numRuns: 15 }
    )
  })

  it('are listed with those that lead to others, and without those that lead nowhere', async () => {
    const repository = await make()
    const [first = ''] = await seed(repository)
    realGit(repository.gitDir, ['tag', '-a', '-m', 'x', 'v1', first])
    realGit(repository.gitDir, ['symbolic-ref', 'refs/heads/alias', 'refs/heads/x'])
    realGit(repository.gitDir, ['symbolic-ref', 'refs/heads/lost', 'refs/heads/nowhere'])
    await expectSameRefs(repository)
    expect(await repository.refTarget('refs/heads/alias')).toBe(await repository.head('x'))
    for (const lost of [
      'refs/heads/lost',
      'HEAD',
      'refs/heads',
      'refs/heads/../heads/x',
      'config',
      'x',
      ''
    ]) {
      expect([lost, await repository.refTarget(lost)]).toEqual([lost, undefined])
    }
  })

  it.each([[[]], [['pack-refs', '--all']]])(
    'stand in the way of one another, after git %j',
    async (packing) => {
      const repository = await make()
      const [first = ''] = await seed(repository)
      expect(await createRef(repository, 'refs/heads/in/the', first)).toBe('done')
      if (packing.length > 0) realGit(repository.gitDir, packing)
      for (const name of ['refs/heads/in', 'refs/heads/in/the/way']) {
        expect([name, await createRef(repository, name, first)]).toEqual([name, 'failed'])
        expect(byGit(repository.gitDir, [name, first, NOTHING])).toBe('failed')
      }
      expect(await deleteRef(repository, 'refs/heads/in/the', first)).toBe('done')
      expect(await createRef(repository, 'refs/heads/in', first)).toBe('done')
      await expectSameRefs(repository)
    }
  )

  it('that only git can change are changed by git', async () => {
    const repository = await make()
    const [first = '', second = '', third = ''] = await seed(repository)
    realGit(repository.gitDir, ['symbolic-ref', 'refs/heads/alias', 'refs/heads/x'])
    expect(await moveRef(repository, 'refs/heads/alias', { from: third, to: first })).toBe('done')
    expect(await repository.head('x')).toBe(first)
    realGit(repository.gitDir, ['pack-refs', '--all'])
    expect(await deleteRef(repository, 'refs/heads/x', second)).toBe('moved')
    expect(await deleteRef(repository, 'refs/heads/x', first)).toBe('done')
    expect(await repository.head('x')).toBeUndefined()
  })

  it('are refused where the name is too long for a file, as by git', async () => {
    const repository = await make()
    const [first = ''] = await seed(repository)
    for (const length of [250, 251, 255, 256]) {
      const name = `refs/heads/${'n'.repeat(length)}`
      const expected = byGit(repository.gitDir, [name, first, NOTHING])
      if (expected === 'done') realGit(repository.gitDir, ['update-ref', '-d', name])
      expect([length, await createRef(repository, name, first)]).toEqual([length, expected])
      expect(await repository.refTarget(name)).toBe(expected === 'done' ? first : undefined)
    }
  })
})
