import type { Issue } from '../../issue/issue.js'
import type { Known } from '../../issue/known.js'
import type { Culprit, Fingerprint } from '../../issue/stack-trace.js'
import type { PatternFacts } from './pattern.js'

export interface KnownOfIssue {
  /** Redacted, as people see it: patterns are written from tickets. */
  readonly issue: Pick<Issue, 'service' | 'errorType' | 'platform' | 'filePath' | 'trend'>
  readonly environment: Known<string>
  readonly messageTemplate: string
  readonly fingerprint: Pick<Fingerprint, 'hash' | 'former'>
  readonly culprit: Known<Pick<Culprit, 'frame' | 'path'>>
}

/** What the patterns look at, from what triage knows of an issue. */
export function patternFactsOf(of: KnownOfIssue): PatternFacts {
  const { issue, environment, culprit, fingerprint } = of
  const files = [
    culprit.known && culprit.value.path.known ? culprit.value.path.value : undefined,
    culprit.known ? culprit.value.frame.file : undefined,
    issue.filePath.known ? issue.filePath.value : undefined
  ]
  return {
    service: issue.service,
    environment: environment.known ? environment.value : undefined,
    errorType: issue.errorType,
    messageTemplate: of.messageTemplate,
    files: [...new Set(files.filter((file) => file !== undefined))],
    platform: issue.platform,
    fingerprints: [fingerprint.hash, ...fingerprint.former.map(({ hash }) => hash)],
    hourly: issue.trend.known ? issue.trend.value.counts : undefined
  }
}
