import { execFileSync } from 'node:child_process'
import { createGitClaims } from '../../../src/adapters/github/git-claims.js'
import type { ClaimKey, ClaimResult, Claims, Clock } from '../../../src/ports.js'
import type { EmbeddedGitHub } from '../../../services/github/embedded-github.js'
import { PLACE } from '../../services/github/stage.js'
import { settableClock, sourceFor } from './fixtures.js'

export const LEASE_MS = 10 * 60_000

export const ISSUE = 'refs/datadog-autofix/issue/'
export const FINGERPRINT = 'refs/datadog-autofix/fingerprint/'

let serial = 0

/** The keys of a bug that no other test knows. */
export function newBug(): {
  readonly issue: ClaimKey
  readonly fingerprint: ClaimKey
  readonly both: ClaimKey[]
} {
  serial += 1
  const id = serial.toString(16).padStart(12, '0')
  const issue: ClaimKey = { kind: 'issue', id: `5f1b7a52-7a6e-11ef-9a0b-${id}` }
  const fingerprint: ClaimKey = { kind: 'fingerprint', id: `f1f1${id}` }
  return { issue, fingerprint, both: [issue, fingerprint] }
}

interface Claimant {
  readonly clock?: Clock
  readonly token?: string
  readonly commit?: string
  readonly attempt?: { readonly run: string; readonly number: number }
}

/** A run with a client of its own. */
export async function claimant(
  github: EmbeddedGitHub,
  holder: string,
  options: Claimant = {}
): Promise<Claims> {
  const { clock = settableClock(), token, attempt } = options
  const commit = options.commit ?? (await github.head()) ?? ''
  const octokit = sourceFor(github.url, token === undefined ? {} : { token })
  return createGitClaims({ octokit, ...PLACE, commit, holder, attempt, clock })
}

export type Claimed = Extract<ClaimResult, { kind: 'claimed' }>

export function isClaimed(result: ClaimResult): result is Claimed {
  return result.kind === 'claimed'
}

export async function mustClaim(
  claims: Claims,
  keys: readonly ClaimKey[],
  superseding?: string
): Promise<Claimed> {
  const result = await claims.claim(keys, 'file', superseding)
  if (!isClaimed(result)) throw new Error(`Not claimed: ${JSON.stringify(result)}`)
  return result
}

export function refName({ kind, id }: ClaimKey): string {
  return `refs/datadog-autofix/${kind}/${id}`
}

export async function shaOf(github: EmbeddedGitHub, key: ClaimKey): Promise<string | undefined> {
  return (await github.refs()).find(({ ref }) => ref === refName(key))?.sha
}

/** What the claim's commit says; `undefined` when nobody holds or has settled the key. */
export async function recordAt(github: EmbeddedGitHub, key: ClaimKey): Promise<unknown> {
  const sha = await shaOf(github, key)
  if (sha === undefined) return undefined
  const message = execFileSync('git', ['log', '-1', '--format=%B', sha], { cwd: github.gitDir })
  return JSON.parse(message.toString('utf8')) as unknown
}
