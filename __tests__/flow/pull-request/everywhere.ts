import type { FixBundle } from '../../../src/flow/pull-request/fix-bundle.js'
import { certificate, diagnosis, proven, request, step } from './bundle-example.js'

/** The bundle with one text in every place that takes one from outside. */
export function everywhere(text: string, times = 1): FixBundle {
  const many = <T>(make: (index: number) => T): T[] =>
    Array.from({ length: times }, (_, index) => make(index))
  const path = (index: number): string => `${index}${text}`
  return {
    ...proven,
    request: {
      ...request,
      env: text,
      evidence: {
        ...request.evidence,
        error_type: text,
        message: text,
        stack: text,
        culprit: { path: text, line: 3, function: text, commit: text },
        service: text,
        platform: text,
        versions: { first_seen: text, last_seen: text },
        operation: text,
        team: text
      }
    },
    end: { reason: 'proven', why: text },
    team: text,
    agent:
      proven.agent === null
        ? null
        : {
            ...proven.agent,
            model: text,
            version: text,
            lastWords: text,
            denials: Object.fromEntries(many((index) => [path(index), index]))
          },
    diagnosis: {
      ...diagnosis,
      rootCause: text,
      summary: text,
      residualRisk: text,
      changes: many((index) => ({ path: path(index), why: text }))
    },
    scope: {
      files: many((index) => ({
        path: path(index),
        kind: 'code' as const,
        added: 1,
        removed: 1,
        owners: [text]
      })),
      added: 1,
      removed: 1
    },
    steps: many(() => step({ command: text, seen: text, project: text })),
    certificate: {
      ...certificate,
      tests: many(path),
      reportedReason: text,
      sandbox: text,
      steps: many(() => step({ command: text, seen: text, project: text })),
      failedBefore: many(path)
    },
    files: many((index) => ({ path: path(index), baseOid: null, mode: '100644' as const, text: 'x' }))
  }
}
