import { execFileSync } from 'node:child_process'
import { afterAll } from '@jest/globals'
import { BareRepository } from '../../../services/github/bare-repository.js'
import { NOW } from './stage.js'

const WHO = { NAME: 'Jo', EMAIL: 'jo@example.com', DATE: '1700000000 +0000' }

const PERSONS = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((role) =>
    Object.entries(WHO).map(([name, value]) => [`GIT_${role}_${name}`, value])
  )
)

export interface GitCall {
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
}

/** What a real `git` process writes, to the byte. Throws when it fails. */
export function realGit(gitDir: string, args: readonly string[], call: GitCall = {}): string {
  return execFileSync('git', ['--git-dir', gitDir, ...args], {
    input: call.input ?? '',
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: gitDir,
      LC_ALL: 'C',
      GIT_CONFIG_NOSYSTEM: '1',
      ...PERSONS,
      ...call.env
    },
    stdio: ['pipe', 'pipe', 'pipe']
  }).toString('utf8')
}

/** What it writes to standard error when it fails; `undefined` when it does not. */
export function failureOf(gitDir: string, args: readonly string[]): string | undefined {
  try {
    realGit(gitDir, args)
    return undefined
  } catch (error) {
    const told = error instanceof Object && 'stderr' in error ? error.stderr : undefined
    return Buffer.isBuffer(told) ? told.toString('utf8') : String(error)
  }
}

/** One line, without its end; `undefined` where git fails. */
export function lineOf(gitDir: string, args: readonly string[]): string | undefined {
  try {
    return realGit(gitDir, args).trimEnd()
  } catch {
    return undefined
  }
}

/** Repositories of a test file, removed after its tests. */
export function repositories(): () => Promise<BareRepository> {
  const made: BareRepository[] = []
  afterAll(async () => {
    for (const each of made) await each.remove()
  })
  return async () => {
    const repository = await BareRepository.create({ defaultBranch: 'main', now: () => NOW })
    made.push(repository)
    return repository
  }
}
