import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { BareRepository } from '../../../services/github/bare-repository.js'
import { createRef, moveRef } from '../../../services/github/ref-update.js'
import { realGit, repositories } from './real-git.js'

const make = repositories()

const MAIN = 'refs/heads/main'

/** A commit on top of another one, or of nothing. */
async function commit(repository: BareRepository, label: string, parent?: string): Promise<string> {
  const tree = await repository.writeObject('tree', '')
  const after = parent === undefined ? '' : `parent ${parent}\n`
  const people = 'author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n'
  return await repository.writeObject('commit', `tree ${tree}\n${after}${people}\n${label}\n`)
}

/** Runs beside this process. True when git was content. */
async function runGit(repository: BareRepository, ...args: string[]): Promise<boolean> {
  const child = spawn('git', ['--git-dir', repository.gitDir, ...args])
  return await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      resolve(code === 0)
    })
  })
}

describe('refs and other processes', () => {
  it('wait for a lock that another process holds', async () => {
    const repository = await make()
    const from = await commit(repository, 'first')
    const to = await commit(repository, 'second', from)
    await createRef(repository, MAIN, from)
    const lock = join(repository.gitDir, `${MAIN}.lock`)
    writeFileSync(lock, '', { flag: 'wx' })
    let isDone = false
    const change = moveRef(repository, MAIN, { from, to }).finally(() => {
      isDone = true
    })
    // Time enough for a change that waits for nothing.
    expect(await runGit(repository, 'rev-parse', MAIN)).toBe(true)
    expect([isDone, await repository.head()]).toEqual([false, from])
    rmSync(lock)
    expect(await change).toBe('done')
    expect(await repository.head()).toBe(to)
  })

  it.each(['refs/heads/race', 'refs/locks/far/below'])(
    'have one winner where %s is created by requests and by processes at once',
    async (ref) => {
      const repository = await make()
      const commits = await Promise.all(['a', 'b', 'c', 'd'].map((each) => commit(repository, each)))
      const won = await Promise.all([
        ...commits.map((sha) => runGit(repository, 'update-ref', ref, sha, '0'.repeat(40))),
        ...commits.map(async (sha) => (await createRef(repository, ref, sha)) === 'done')
      ])
      expect(won.filter((each) => each)).toHaveLength(1)
      expect(await repository.refTarget(ref)).toBe(commits[won.indexOf(true) % commits.length])
    }
  )

  it('lose no step of a history that requests and processes write while it is packed', async () => {
    const repository = await make()
    const start = await commit(repository, 'start')
    await createRef(repository, MAIN, start)
    const take = async (
      label: string,
      move: (from: string, to: string) => Promise<boolean>
    ): Promise<void> => {
      for (let steps = 0; steps < 3;) {
        const from = (await repository.head()) ?? ''
        if (await move(from, await commit(repository, `${label} ${steps}`, from))) steps += 1
      }
    }
    const pack = async (): Promise<void> => {
      for (let round = 0; round < 4; round += 1) await runGit(repository, 'pack-refs', '--all')
    }
    await Promise.all([
      ...['p1', 'p2'].map((label) =>
        take(label, async (from, to) => await runGit(repository, 'update-ref', MAIN, to, from))
      ),
      ...['r1', 'r2', 'r3'].map((label) =>
        take(label, async (from, to) => (await moveRef(repository, MAIN, { from, to })) === 'done')
      ),
      pack()
    ])
    expect(realGit(repository.gitDir, ['rev-list', '--count', MAIN])).toBe(`${1 + 5 * 3}\n`)
    expect(() => realGit(repository.gitDir, ['fsck', '--strict'])).not.toThrow()
  })
})
