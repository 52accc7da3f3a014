import * as z from 'zod'
import { ConfigurationError } from '../../errors.js'
import { causeCategories } from '../decision/diagnosis.js'
import { proposalKeys, proposalTiers } from '../fix/diagnosis/pattern-proposal.js'
import { fixReasons, type FixReason } from '../fix/fix-outcomes.js'
import type { FixRequest } from '../fix/fix-request.js'
import { guardRules, type GuardRule } from '../fix/guard/guard-verdict.js'
import { addressSchema, fixRequestSchema } from '../fix/read-fix-request.js'
import { certificateSchema, proofStepSchema } from '../proof/certificate.js'
import { truncateText } from '../../text/truncate.js'
import type { FixBundle } from './fix-bundle.js'

/** An agent that deletes a whole tree leaves as many. */
const MOST_FINDINGS = 100_000

/** Of a place in the bundle, where it is told. */
const MOST_PLACE_CHARS = 200

const text = z.string().max(100_000)
const count = z.number().min(0)
const oid = z.string().regex(/^[0-9a-f]{40}$/)
// The rules of the config for branches. https://git-scm.com/docs/git-check-ref-format
const branchName = z.string().regex(/^(?![/-])(?!.*(?:\.\.|\/\/|@\{|\.lock$))[\w./-]{1,300}(?<![/.])$/)
const path = z.string().min(1).max(4_000)

const reason = z.custom<FixReason>((value) => typeof value === 'string' && Object.hasOwn(fixReasons, value))
const rule = z.custom<GuardRule>((value) => typeof value === 'string' && Object.hasOwn(guardRules, value))

const usage = z.object({
  usd: count,
  told: z.boolean(),
  turns: count,
  inputTokens: count,
  outputTokens: count,
  cacheReadTokens: count,
  cacheWriteTokens: count,
  durationMs: count
})

const agent = z.object({
  model: text,
  version: text,
  usage,
  testRuns: count,
  denials: z.record(z.string().max(1_000), count),
  lastWords: text
})

// JSON has no `undefined`: what is left out there has its key again here, as the types ask.
const diagnosis = z.object({
  decision: z.enum(['fixed', 'declined']),
  rootCause: text,
  category: z.enum(causeCategories),
  confidence: z.number().min(0).max(1),
  summary: text,
  changes: z.array(z.object({ path: text, why: text })).max(1_000),
  test: z.object({ path: text, name: text }).optional(),
  declinedBecause: text,
  residualRisk: text
})

const cause = z.object({
  found: z
    .object({
      category: z.enum(causeCategories),
      confidence: z.number().min(0).max(1),
      rootCause: text,
      files: z.array(path).max(100)
    })
    .nullable(),
  confirmed: z.boolean(),
  holdsBack: z.boolean(),
  why: text,
  proposal: z
    .object({
      keys: z.array(z.enum(proposalKeys)).max(proposalKeys.length),
      tier: z.enum(proposalTiers),
      note: z.string().max(5_000),
      reason: z.string().max(5_000)
    })
    .nullable(),
  run: z.object({ model: text, version: text, usage, ceilingUsd: count }).nullable()
})

const scope = z.object({
  files: z
    .array(
      z.object({
        path,
        kind: z.enum(['code', 'test', 'manifest', 'lockfile', 'other']),
        added: count,
        removed: count,
        owners: z.array(text).max(1_000)
      })
    )
    .max(MOST_FINDINGS),
  added: count,
  removed: count
})

const finding = z
  .object({ rule, path: text.optional(), line: z.number().optional(), evidence: text })
  .transform((value) => ({ ...value, path: value.path, line: value.line }))

const bundleSchema = z.object({
  schema: z.literal(1),
  request: fixRequestSchema,
  end: z.object({ reason, why: text }),
  attemptId: z.string().max(2_000).nullable(),
  team: text,
  runUrl: addressSchema,
  base: z.object({ branch: branchName, commit: oid }).nullable(),
  branch: branchName,
  agent: agent.nullable(),
  diagnosis: diagnosis.transform((value) => ({ ...value, test: value.test })).nullable(),
  cause: cause.nullish(),
  findings: z.array(finding).max(MOST_FINDINGS),
  scope: scope.nullable(),
  steps: z.array(proofStepSchema).max(1_000),
  certificate: certificateSchema.nullable(),
  canary: z.string().min(8).max(200),
  files: z
    .array(
      z.object({
        path,
        baseOid: oid.nullable(),
        mode: z.enum(['100644', '100755']),
        text: z.string().max(1_100_000)
      })
    )
    .max(100)
})

/**
 * Reads a bundle and holds it against the event that started the run, which the job that made the bundle could not change.
 * Throws a ConfigurationError that names what does not fit.
 */
export function readFixBundle(value: unknown, request: FixRequest): FixBundle {
  const parsed = bundleSchema.safeParse(value)
  if (!parsed.success) {
    const [first] = parsed.error.issues
    // A name in there may be a text of strangers of any length.
    const where = truncateText(first?.path.map(String).join('.') ?? '', MOST_PLACE_CHARS) || 'the whole'
    throw new ConfigurationError([
      `The fix bundle is not one: ${where}: ${first?.message ?? 'unreadable'}. The autofix job of the same run and version writes it.`
    ])
  }
  const bundle: FixBundle = parsed.data
  const keys = ['issue_id', 'ticket_key', 'fingerprint', 'fix_class'] as const
  const different = keys.filter((key) => bundle.request[key] !== request[key])
  if (different.length > 0) {
    throw new ConfigurationError([
      `The fix bundle is of another bug than the event: ${different.join(', ')} ${different.length === 1 ? 'differs' : 'differ'}. ` +
        'Pass on the bundle that the autofix job of this very run wrote.'
    ])
  }
  // Text for people comes from the event, too, where it was redacted and bounded; so does the team that is asked for a review.
  return { ...bundle, request, team: request.evidence.team ?? '' }
}
