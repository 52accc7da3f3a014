import * as z from 'zod'
import { ConfigurationError } from '../src/errors.js'
import { platforms } from '../src/flow/issue/issue.js'
import type { TriedIssue } from './tried-issue.js'

function known<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('known', [
    z.object({ known: z.literal(true), value }),
    z.object({ known: z.literal(false) })
  ])
}

/** What of a record of triage the patterns see. Reports of older versions lack the last two. */
const record = z.object({
  issueId: z.string(),
  service: z.string(),
  errorType: z.string(),
  env: known(z.string()),
  fingerprint: known(
    z.object({ hash: z.string(), former: z.array(z.object({ hash: z.string() })).default([]) })
  ),
  culprit: known(z.object({ path: known(z.string()) })),
  trend: known(z.object({ counts: z.array(z.number()) })),
  messageTemplate: z.string().optional(),
  platform: z.enum(platforms).optional()
})

/** The issues of a triage report. A record that cannot be read is a problem: a report of this action is whole. */
export function factsOfReport(name: string, records: readonly unknown[]): readonly TriedIssue[] {
  const problems: string[] = []
  const issues = records.flatMap((entry, index) => {
    const read = record.safeParse(entry)
    if (read.success) return [factsOf(read.data)]
    const path = read.error.issues[0]?.path.join('.') ?? ''
    problems.push(
      `${name}: records[${index}]${path === '' ? '' : `.${path}`} is missing or unreadable; save a report of the mode triage as it is.`
    )
    return []
  })
  if (problems.length > 0) throw new ConfigurationError(problems)
  return issues
}

function factsOf(of: z.output<typeof record>): TriedIssue {
  const { fingerprint, culprit } = of
  const path = culprit.known && culprit.value.path.known ? culprit.value.path.value : undefined
  return {
    id: of.issueId,
    facts: {
      service: of.service,
      environment: of.env.known ? of.env.value : undefined,
      errorType: of.errorType,
      messageTemplate: of.messageTemplate ?? '',
      files: path === undefined ? [] : [path],
      platform: of.platform ?? 'UNKNOWN',
      fingerprints: fingerprint.known
        ? [fingerprint.value.hash, ...fingerprint.value.former.map(({ hash }) => hash)]
        : [],
      hourly: of.trend.known ? of.trend.value.counts : undefined
    },
    unknown: [
      ...(of.env.known ? [] : ['environment']),
      ...(of.messageTemplate === undefined ? ['message template'] : []),
      ...(path === undefined ? ['file'] : []),
      ...(of.platform === undefined ? ['platform'] : []),
      ...(fingerprint.known ? [] : ['fingerprint']),
      ...(of.trend.known ? [] : ['events of each hour'])
    ]
  }
}
