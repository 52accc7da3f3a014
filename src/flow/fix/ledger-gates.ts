import { sayTime } from '../ticket/wording.js'
import { bugOf, type AdmissionFacts, type AdmissionPolicy } from './admission.js'
import type { FixEnd } from './fix-outcomes.js'
import {
  attemptsAt,
  closedByPeople,
  isDiagnosis,
  isRunning,
  othersOf,
  proposes,
  rejectionOf
} from './ledger-attempts.js'
import type { Ledger } from './ledger.js'

/** What GitHub does not tell of an attempt that the ledger has as published counts as open. */
export function openPullRequest({ request, ...facts }: AdmissionFacts, ledger: Ledger): FixEnd | undefined {
  const ours = attemptsAt(ledger, bugOf(request))
  const open = facts.pullRequests.find(
    (each) => each.state === 'open' && (each.branch === facts.branch || ours.some(proposes(each)))
  )
  if (open) return { reason: 'open-pull-request', why: `pull request #${open.number} for this bug is open` }
  const unseen = ours.find(
    (attempt) => attempt.state === 'published' && !facts.pullRequests.some((each) => proposes(each)(attempt))
  )
  return (
    unseen && {
      reason: 'open-pull-request',
      why: `pull request #${unseen.pullRequest ?? '?'} for this bug was opened, and nothing says that it was closed`
    }
  )
}

/** A fix does not wait for a diagnosis, and would be lost if it did: an issue is handed over once. */
export function runningAttempt(
  { request, wanted, attemptId, now }: AdmissionFacts,
  ledger: Ledger
): FixEnd | undefined {
  const running = attemptsAt(othersOf(ledger, attemptId), bugOf(request)).find(
    (attempt) => isRunning(attempt, now) && (wanted === 'diagnosis' || !isDiagnosis(attempt))
  )
  return (
    running && {
      reason: 'attempt-running',
      why: `${running.runUrl} has this bug until ${sayTime(running.leaseUntil)} at the latest`
    }
  )
}

/** A diagnosis that was told is not asked for again while the bug would be left alone after a fix that came to nothing. */
export function diagnosedRecently(
  { request, attemptId, now }: AdmissionFacts,
  ledger: Ledger,
  policy: AdmissionPolicy
): FixEnd | undefined {
  const since = now - policy.cooldownHours * 3_600_000
  const told = attemptsAt(othersOf(ledger, attemptId), bugOf(request)).findLast(
    ({ reason, leaseUntil }) => reason === 'diagnosed' && leaseUntil > since
  )
  return told && { reason: 'diagnosed-recently', why: `${told.runUrl} has told one` }
}

export function cooldown(facts: AdmissionFacts, ledger: Ledger, policy: AdmissionPolicy): FixEnd | undefined {
  const { pullRequests, branch, now } = facts
  const attempts = attemptsAt(ledger, bugOf(facts.request))
  const unknownToLedger = pullRequests.filter(
    (each) => each.state === 'closed' && each.branch === branch && !attempts.some(proposes(each))
  )
  const latest = [
    ...attempts.flatMap((attempt) => rejectionOf(attempt, pullRequests) ?? []),
    ...unknownToLedger.map((each) => closedByPeople(each, now))
  ].reduce<{ readonly at: number; readonly why: string } | undefined>(
    (last, each) => (last && last.at >= each.at ? last : each),
    undefined
  )
  const until = (latest?.at ?? 0) + policy.cooldownHours * 3_600_000
  if (!latest || now >= until) return undefined
  return {
    reason: 'rejected-recently',
    why: `an attempt came to nothing at ${sayTime(latest.at)} (${latest.why}); the next may begin at ${sayTime(until)}`
  }
}
