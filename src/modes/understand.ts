import type { Policy } from '../config/policy.js'
import type { Classification } from '../flow/decision/fix-class.js'
import { findCulprit, lineOf, type CulpritRules } from '../flow/issue/culprit.js'
import { fingerprintIssue } from '../flow/issue/fingerprint.js'
import type { Issue } from '../flow/issue/issue.js'
import { locateFrames, type LocatedFrame } from '../flow/issue/locate-frames.js'
import { known, mapKnown, unknown, type Known } from '../flow/issue/known.js'
import { normaliseMessage } from '../flow/issue/normalise.js'
import { readStackTrace } from '../flow/issue/read-stack-trace.js'
import { versionRevisions } from '../flow/issue/place/version-revisions.js'
import { indexRepository, type RepositoryIndex } from '../flow/issue/repository-index.js'
import type { Culprit, Fingerprint, StackTrace } from '../flow/issue/stack-trace.js'
import { findVariants, type Variants } from '../flow/issue/variants.js'
import type { SourceRepository } from '../ports.js'
import { inspectCode } from './inspect-code.js'
import { sanitiseLine } from '../text/sanitise.js'

/** What the issue's own facts tell, before anything is known of the repository. */
export interface Identity {
  readonly trace: Known<StackTrace>
  readonly fingerprint: Fingerprint
  /** The message with every variable masked. */
  readonly messageTemplate: string
  /** `undefined` where the issue's recent events show one bug. */
  readonly variants: Variants | undefined
}

/** Where the error comes from and what kind it is. */
export interface Diagnosis {
  readonly culprit: Known<Culprit>
  readonly culpritUrl: string | undefined
  /** Commit that failed. */
  readonly culpritCommit: Known<string>
  readonly classification: Classification
}

const noTrace: StackTrace = {
  language: 'unknown',
  errors: [{ relation: 'reported', type: undefined, message: undefined, frames: [] }]
}

/** The fingerprint is made of the issue as it came, so that no rule of redaction changes it; the rest may be shown. */
export function identify(
  issue: Issue,
  shown: Issue,
  { hash, redact }: { readonly hash: (text: string) => string; readonly redact: (text: string) => string }
): Identity {
  return {
    trace: keepFiles(traceOf(shown), traceOf(issue)),
    // Its parts quote the message.
    fingerprint: { ...fingerprintOf(issue, hash), parts: fingerprintOf(shown, hash).parts },
    messageTemplate: normaliseMessage(shown.errorMessage),
    variants: variantsOf(issue, redact)
  }
}

function variantsOf({ recent }: Issue, redact: (text: string) => string): Variants | undefined {
  const found = findVariants(
    recent.flatMap(({ stack }) => (stack.known ? [readStackTrace(stack.value)] : []))
  )
  if (found === undefined) return undefined
  const variants = found.variants.map((variant) => ({
    ...variant,
    place: redact(sanitiseLine(variant.place))
  }))
  return { ...found, variants }
}

/** The files as they came: they are looked up in the repository, and a name that was redacted would not be found. */
function keepFiles(shown: Known<StackTrace>, raw: Known<StackTrace>): Known<StackTrace> {
  if (!shown.known || !raw.known) return shown
  const errors = shown.value.errors.map((error, index) => {
    const frames = raw.value.errors[index]?.frames ?? []
    if (frames.length !== error.frames.length) return error
    const thrownAt = error.thrownAt && { ...error.thrownAt, file: raw.value.errors[index]?.thrownAt?.file }
    return {
      ...error,
      thrownAt,
      frames: error.frames.map((frame, at) => ({ ...frame, file: frames[at]?.file }))
    }
  })
  return known({ ...shown.value, errors })
}

function fingerprintOf(issue: Issue, hash: (text: string) => string): Fingerprint {
  const { sample } = issue
  const trace = traceOf(issue)
  const facts = {
    errorType: issue.errorType,
    errorMessage: issue.errorMessage,
    trace: trace.known ? trace.value : noTrace,
    stack: stackOf(issue),
    vendorFingerprint: sample.known ? sample.value.vendorFingerprint : sample,
    issueId: issue.id
  }
  return fingerprintIssue(facts, hash)
}

function stackOf({ sample }: Issue): Known<string> {
  return sample.known ? sample.value.stack : sample
}

function traceOf(issue: Issue): Known<StackTrace> {
  return mapKnown(stackOf(issue), readStackTrace)
}

export interface DiagnosisOptions {
  readonly policy: Policy['autofix']
  readonly repository: SourceRepository
  /** Where links go when no tag tells the failing commit. */
  readonly runCommit: string
  /** Whether a hand-off may come of it; only then the culprit's file is read. */
  readonly mayHandOff: boolean
}

/** The frame that the error comes from, and its file in the repository. */
export async function locateCulprit(
  issue: Issue,
  identity: Identity,
  { repository, runCommit }: Pick<DiagnosisOptions, 'repository' | 'runCommit'>
): Promise<Known<Culprit>> {
  if (!identity.trace.known) return identity.trace
  return locate(identity.trace.value, await pathsOf(issue, repository), rulesFor(issue, runCommit))
}

/** The places of the trace in the repository; none where its files are not known. */
export async function locateTrace(
  issue: Issue,
  identity: Identity,
  repository: SourceRepository
): Promise<readonly LocatedFrame[]> {
  const paths = await pathsOf(issue, repository)
  if (!identity.trace.known || !paths.known) return []
  return locateFrames(identity.trace.value, indexOnce(paths.value), { service: issue.service })
}

export async function diagnose(
  issue: Issue,
  identity: Identity,
  options: DiagnosisOptions
): Promise<Diagnosis> {
  const { repository } = options
  const paths = await pathsOf(issue, repository)
  const culprit = await locateCulprit(issue, identity, options)
  const path = culprit.known ? culprit.value.path : culprit
  const commit = await commitOf(issue, path.known, repository)
  return {
    culprit,
    culpritCommit: commit,
    culpritUrl:
      path.known && culprit.known
        ? repository.permalink(
            commit.known ? commit.value : options.runCommit,
            path.value,
            lineOf(culprit.value)
          )
        : undefined,
    classification: await inspectCode(
      {
        trace: identity.trace.known ? identity.trace.value : noTrace,
        culprit,
        errorType: issue.errorType,
        errorMessage: issue.errorMessage,
        platform: issue.platform,
        variants: identity.variants
      },
      { ...options, paths, culpritCommit: commit }
    )
  }
}

function rulesFor({ sample, service }: Issue, runCommit: string): CulpritRules {
  const isOther = sample.known && sample.value.commit.known && sample.value.commit.value !== runCommit
  return isOther ? { service, listedAt: runCommit } : { service }
}

/** The event tells it; else what the failing version is called in the repository, which is asked only for a file to link to. */
async function commitOf(
  issue: Issue,
  isLinked: boolean,
  repository: SourceRepository
): Promise<Known<string>> {
  if (!issue.sample.known) return unknown(issue.sample.reason)
  const { commit, version } = issue.sample.value
  if (commit.known || !version.known || !isLinked) return commit
  const revisions = versionRevisions(version.value, issue.service)
  if (revisions.length === 0) return commit
  const found = await repository.commitOf(revisions)
  return found.known ? found : unknown(`${commit.reason}, and ${found.reason}`)
}

/** Issues of one run are looked up in one listing. */
const indexes = new WeakMap<readonly string[], RepositoryIndex>()

function indexOnce(paths: readonly string[]): RepositoryIndex {
  const index = indexes.get(paths) ?? indexRepository(paths)
  indexes.set(paths, index)
  return index
}

function locate(trace: StackTrace, paths: Known<readonly string[]>, rules: CulpritRules): Known<Culprit> {
  const culprit = findCulprit(trace, paths.known ? indexOnce(paths.value) : undefined, rules)
  // Without a listing no file can match: what has to be told is why there is none.
  return culprit.known && !paths.known ? known({ ...culprit.value, path: paths }) : culprit
}

/** The repository's paths, unless the event says that the code lives in another repository. */
async function pathsOf(issue: Issue, repository: SourceRepository): Promise<Known<readonly string[]>> {
  const home = issue.sample.known ? issue.sample.value.repository : undefined
  if (home?.known && !home.value.toLowerCase().endsWith(`/${repository.name.toLowerCase()}`)) {
    return unknown(
      `the event says that the code is in ${home.value}, and this workflow runs in ${repository.name}`
    )
  }
  return repository.paths()
}
