import type { PullRequestFacts } from '../fix-ports.js'
import type { FixEnd } from '../flow/fix/fix-outcomes.js'
import {
  attemptsAt,
  branchesOf,
  findAttempt,
  isDiagnosis,
  isRunning,
  othersOf,
  proposes
} from '../flow/fix/ledger-attempts.js'
import type { Attempt, Ledger } from '../flow/fix/ledger.js'
import type { FixRequest } from '../flow/fix/fix-request.js'
import type { PublishWorld } from './fix-world.js'
import type { PublishRequest } from './publish-run.js'

/** What an earlier try of this publish job, or another run, has left on GitHub. */
export interface Standing {
  /** Branch that the pull request comes from. */
  readonly branch: string
  /** The pull request of this very attempt, whatever its state. */
  readonly own: PullRequestFacts | undefined
  /** The ledger says so too: an earlier try came to its end. */
  readonly finished: boolean
  /** Nothing more is to be done: people have decided, or another run is ahead. */
  readonly end: FixEnd | undefined
}

/** Looked up before anything is checked: a pull request that stands is not refused afterwards, and one that people closed is not opened again. */
export async function findStanding({ bundle }: PublishRequest, world: PublishWorld): Promise<Standing> {
  const ledger = await world.ledger.read()
  const { request, branch } = bundle
  const attempt = attemptOf(ledger, bundle.attemptId, request)
  if (attempt === undefined) return { branch, own: undefined, finished: false, end: undefined }
  const known = await world.pullRequests.find([...new Set([branch, ...branchesOf(ledger, bugOf(request))])])
  const place = branchAfter(branch, known, attempt)
  const pulls = place === branch ? known : [...known, ...(await world.pullRequests.find([place]))]
  const candidates = pulls.filter(
    (each) => proposes(each)(attempt) || (each.branch === place && isSince(each, attempt))
  )
  const own = candidates.find(({ state }) => state === 'open') ?? candidates[0]
  if (own === undefined) {
    return { branch: place, own, finished: false, end: behindOthers(ledger, attempt, { known, world }) }
  }
  const finished = attempt.state === 'published'
  return { branch: own.branch, own, finished, end: own.state === 'open' ? undefined : sayClosed(own) }
}

/** The attempt, when the ledger has it for this bug: the id alone is the fix job's word. */
export function attemptOf(ledger: Ledger, id: string | null, request: FixRequest): Attempt | undefined {
  const attempt = id === null ? undefined : findAttempt(ledger, id)
  const same = attempt?.fingerprint === request.fingerprint && attempt.issueId === request.issue_id
  return same ? attempt : undefined
}

/**
 * The branch of an earlier attempt that people closed keeps its name, and nothing is written over it: the next attempt counts on. Those
 * closed before the attempt began are counted, so that every try of it comes to the same name.
 */
function branchAfter(branch: string, pulls: readonly PullRequestFacts[], attempt: Attempt): string {
  const earlier = pulls.filter(
    (each) =>
      (each.branch === branch || each.branch.startsWith(`${branch}-`)) &&
      !proposes(each)(attempt) &&
      !isSince(each, attempt)
  )
  return earlier.length === 0 ? branch : `${branch}-${earlier.length + 1}`
}

function isSince({ state, closedAt }: PullRequestFacts, { reservedAt }: Attempt): boolean {
  return state === 'open' || closedAt === undefined || closedAt >= reservedAt
}

function sayClosed({ number, state }: PullRequestFacts): FixEnd {
  return state === 'merged'
    ? { reason: 'found-again', why: `#${number} was merged: there is nothing left to do` }
    : {
        reason: 'rejected-recently',
        why: `#${number} was closed without being merged: it is not opened again`
      }
}

/** An attempt whose lease was over may have been overtaken. */
function behindOthers(
  ledger: Ledger,
  { id, issueId, fingerprint }: Attempt,
  { known, world }: { readonly known: readonly PullRequestFacts[]; readonly world: PublishWorld }
): FixEnd | undefined {
  const others = attemptsAt(othersOf(ledger, id), { issueId, fingerprint })
  const proposed = known.find((each) => each.state === 'open' && others.some(proposes(each)))
  if (proposed)
    return { reason: 'open-pull-request', why: `pull request #${proposed.number} for this bug is open` }
  const now = world.clock.now()
  const running = others.find((each) => isRunning(each, now) && !isDiagnosis(each))
  return running && { reason: 'attempt-running', why: `${running.runUrl} works on this bug` }
}

function bugOf({ issue_id, fingerprint }: FixRequest): {
  readonly issueId: string
  readonly fingerprint: string
} {
  return { issueId: issue_id, fingerprint }
}
