import { attribute, planAttribution } from '../flow/decision/attribution/attribute.js'
import type { AttributionFacts } from '../flow/decision/attribution/attribution-facts.js'
import type { ChangeCommit, Changes, Deploy } from '../flow/decision/attribution/deploy.js'
import { meetFrames } from '../flow/decision/attribution/meet-frames.js'
import { originOf } from '../flow/decision/rubric.js'
import { known, mapKnown, unknown, valueOr, type Known } from '../flow/issue/known.js'
import { versionRevisions } from '../flow/issue/place/version-revisions.js'
import { sanitiseLine } from '../text/sanitise.js'
import type { Case } from './case.js'
import { locateTrace } from './understand.js'
import type { TriageRequest, TriageWorld } from './world.js'

const DAY_MS = 86_400_000

/** First seen within a day: what is that new began with something. */
export function isNew({ issue }: Case, now: number): boolean {
  return now - issue.firstSeen.at < DAY_MS
}

/** Looks for the change that made the errors begin: deploys around the onset, then what the nearest of them changed. Asked once. */
export async function attributeCause(
  current: Case,
  request: TriageRequest,
  world: TriageWorld
): Promise<void> {
  if (current.attribution !== undefined) return
  const { issue, identity } = current
  const since = world.clock.now() - request.policy.deploys.lookbackDays * DAY_MS
  const [onset, frames, { deploys, missing }] = await Promise.all([
    world.issues.readOnset(issue),
    locateTrace(issue, identity, world.repository),
    readDeploys(current, since, world)
  ])
  const facts: AttributionFacts = {
    ...factsOf(current, world.clock.now()),
    causedLevel: request.policy.evidence.causedLevel,
    frames,
    onset,
    deploys,
    changes: unknown('no deploy is near the onset'),
    commits: unknown('no diff was read')
  }
  const { compare } = planAttribution(facts, request.policy.deploys)
  const found = compare === undefined ? facts : await readDiff(current, { facts, compare, since }, world)
  const attribution = attribute(found, request.policy.deploys)
  // Where no deploy is known, the reasons say why already.
  const gaps = deploys.known ? missing.map((why) => `not every deploy is known: ${why}`) : []
  // What is certain needs no excuse.
  current.attribution =
    attribution.verdict === 'caused'
      ? attribution
      : { ...attribution, reasons: [...attribution.reasons, ...gaps] }
}

interface DiffQuestion {
  readonly facts: AttributionFacts
  readonly compare: { readonly base: string; readonly head: string }
  readonly since: number
}

async function readDiff(
  current: Case,
  { facts, compare, since }: DiffQuestion,
  world: TriageWorld
): Promise<AttributionFacts> {
  const changes = await readChanges(current, compare, world)
  const commits = await readCommits({ ...facts, changes }, since, world)
  return { ...facts, changes, commits }
}

type Read = 'causedLevel' | 'frames' | 'onset' | 'deploys' | 'changes' | 'commits'

function factsOf({ issue, alert, assessment }: Case, now: number): Omit<AttributionFacts, Read> {
  const { firstSeen, regression, impact } = issue
  const test = assessment?.spike.known === true ? assessment.spike.value : undefined
  const requests = assessment?.facts.known === true ? assessment.facts.value.requests?.count : undefined
  return {
    issue: {
      service: issue.service,
      environment: valueOr(originOf(issue, alert), undefined),
      firstSeen: firstSeen.at,
      firstSeenVersion: valueOr(firstSeen.version, undefined),
      regression: regression && {
        at: regression.regressedAt,
        version: valueOr(regression.version, undefined)
      }
    },
    test,
    peers: assessment ? mapKnown(assessment.around, ({ peers }) => peers) : unknown('nothing was tested'),
    surroundings: assessment?.surroundings,
    thirdParty: assessment?.thirdParty,
    impact: {
      share:
        requests === undefined || requests <= 0 || test === undefined
          ? unknown('nobody counts the requests')
          : known(Math.min(1, test.count / requests)),
      users: impact.users
    },
    now
  }
}

interface ToldDeploys {
  readonly deploys: Known<readonly Deploy[]>
  /** Why some may not be among them. */
  readonly missing: readonly string[]
}

/** What either side was told of; unknown only where neither answers. */
async function readDeploys({ issue }: Case, since: number, world: TriageWorld): Promise<ToldDeploys> {
  const [datadog, code] = await Promise.all([
    world.issues.readDeploys(issue, since),
    world.changes.deploys(since)
  ])
  const missing = [...code.missing, ...(datadog.known ? [] : [datadog.reason])]
  const isBlind = code.deploys.length === 0 && code.missing.length > 0 && !datadog.known
  return {
    deploys: isBlind
      ? unknown(missing.join('; '))
      : known([...code.deploys, ...valueOr(datadog, [])].map((deploy) => showDeploy(deploy, world))),
    missing: code.missing
  }
}

/** Names as they may be shown: sentences cut them, and no rule knows the half of a credential. */
function showDeploy(deploy: Deploy, { redact }: TriageWorld): Deploy {
  const show = (text: string | undefined): string | undefined => text && redact(sanitiseLine(text))
  return {
    ...deploy,
    service: show(deploy.service),
    environment: show(deploy.environment),
    version: show(deploy.version),
    previous: show(deploy.previous)
  }
}

/** The diff between two commits, where the versions are such in the repository. */
async function readChanges(
  { issue }: Case,
  { base, head }: { readonly base: string; readonly head: string },
  { repository, changes }: TriageWorld
): Promise<Known<Changes>> {
  const resolve = async (revision: string): Promise<Known<string>> => {
    if (/^[0-9a-f]{40}$/.test(revision)) return known(revision)
    const revisions = versionRevisions(revision, issue.service)
    return revisions.length === 0
      ? unknown(`${revision} is no version that the repository may have as a tag`)
      : repository.commitOf(revisions)
  }
  const [from, to] = await Promise.all([resolve(base), resolve(head)])
  if (!from.known) return from
  return to.known ? changes.compare(from.value, to.value) : to
}

async function readCommits(
  facts: AttributionFacts,
  since: number,
  { changes }: TriageWorld
): Promise<Known<readonly ChangeCommit[]>> {
  if (!facts.changes.known) return facts.changes
  const [file] = meetFrames(facts.changes.value, facts.frames)
  return file === undefined
    ? unknown('the diff meets no frame of the stack')
    : changes.commitsTouching(file.path, facts.changes.value.head, since)
}
