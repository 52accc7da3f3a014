import type { Policy } from '../config/policy.js'
import { classifyError } from '../flow/decision/classify.js'
import type { Classification } from '../flow/decision/fix-class.js'
import { findCulprit } from '../flow/issue/culprit.js'
import { fingerprintIssue } from '../flow/issue/fingerprint.js'
import type { Issue } from '../flow/issue/issue.js'
import { known, mapKnown, unknown, type Known } from '../flow/issue/known.js'
import { normaliseMessage } from '../flow/issue/normalise.js'
import { readStackTrace } from '../flow/issue/read-stack-trace.js'
import { indexRepository } from '../flow/issue/repository-index.js'
import type { Culprit, Fingerprint, StackTrace } from '../flow/issue/stack-trace.js'
import { findVariants, type Variants } from '../flow/issue/variants.js'
import type { SourceRepository } from '../ports.js'
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
  { hash, redact }: { hash(text: string): string; redact(text: string): string }
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
    return { ...error, frames: error.frames.map((frame, at) => ({ ...frame, file: frames[at]?.file })) }
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
}

export async function diagnose(
  issue: Issue,
  identity: Identity,
  options: DiagnosisOptions
): Promise<Diagnosis> {
  const { repository } = options
  const paths = await pathsOf(issue, repository)
  const culprit = identity.trace.known ? locate(identity.trace.value, paths) : identity.trace
  const commit = issue.sample.known ? issue.sample.value.commit : unknown<string>(issue.sample.reason)
  const path = culprit.known ? culprit.value.path : culprit
  return {
    culprit,
    culpritCommit: commit,
    culpritUrl:
      path.known && culprit.known
        ? repository.permalink(
            commit.known ? commit.value : options.runCommit,
            path.value,
            culprit.value.frame.line
          )
        : undefined,
    classification: classifyError(
      {
        trace: identity.trace.known ? identity.trace.value : noTrace,
        culprit,
        errorType: issue.errorType,
        errorMessage: issue.errorMessage,
        platform: issue.platform
      },
      { ...options.policy, allowed: options.policy.classes }
    )
  }
}

function locate(trace: StackTrace, paths: Known<readonly string[]>): Known<Culprit> {
  const culprit = findCulprit(trace, paths.known ? indexRepository(paths.value) : undefined)
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
