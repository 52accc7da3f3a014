import type { BareRepository } from './bare-repository.js'

const NOTHING = '0'.repeat(40)

/**
 * How a change of a ref ended. `moved`: the ref was not where the caller had seen it; `failed`: git took neither the
 * change nor blamed another one, as where `a/b` is wanted and `a` exists.
 */
export type RefOutcome = 'done' | 'moved' | 'bad-name' | 'failed'

async function change(repository: BareRepository, args: readonly string[]): Promise<RefOutcome> {
  const { code, stderr } = await repository.attempt(['update-ref', ...args])
  if (code === 0) return 'done'
  if (/bad name|invalid ref(?:name)? format|not a valid ref/i.test(stderr)) return 'bad-name'
  if (/reference already exists|but expected|unable to resolve reference/.test(stderr)) return 'moved'
  return 'failed'
}

/** Creates the ref, or says `moved` when there is one: git decides under its lock, so one of many callers wins. */
export async function createRef(repository: BareRepository, ref: string, sha: string): Promise<RefOutcome> {
  return await change(repository, [ref, sha, NOTHING])
}

/** Compare and swap. */
export async function moveRef(
  repository: BareRepository,
  ref: string,
  step: { from: string; to: string }
): Promise<RefOutcome> {
  return await change(repository, [ref, step.to, step.from])
}

/** Compare and delete. */
export async function deleteRef(repository: BareRepository, ref: string, from: string): Promise<RefOutcome> {
  return await change(repository, ['-d', ref, from])
}
