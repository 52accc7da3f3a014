import * as z from 'zod'
import { sanitiseLine, sanitiseText } from '../../../text/sanitise.js'
import { truncateWords } from '../../../text/truncate.js'
import { causeCategories, type CauseDiagnosis } from '../../decision/diagnosis.js'
import { proposalKeys, proposalTiers, type PatternProposal } from './pattern-proposal.js'

const MOST_CAUSE_CHARS = 4_000
const MOST_FILES = 20
const MOST_PATH_CHARS = 500
/** Of the note and of the reason, which stand in the config file. */
const MOST_WORDS_CHARS = 300

/** What the model has to answer with. */
const diagnosisReplySchema = z.object({
  category: z
    .enum(causeCategories)
    .describe(
      'Where the cause lies. code: a change of this repository mends it, a version that it pins included. config: settings of the ' +
        'deployment. data: records that are broken. external: a service or a client of somebody else. infrastructure: machines, ' +
        'network, databases. transient: it passes by itself.'
    ),
  confidence: z.number().min(0).max(1).describe('How sure you are, from 0 to 1.'),
  root_cause: z.string().describe('Why the error happens, in a few sentences.'),
  affected_files: z
    .array(z.string())
    .describe('Paths in the repository that have to do with it, as the data names them. Empty when none.'),
  proposed_pattern: z
    .object({
      match_by: z
        .array(z.enum(proposalKeys))
        .describe(
          'Facts of this error that the same trouble will show again. Only as many as it takes to be sure.'
        ),
      tier: z
        .enum(proposalTiers)
        .describe('digest: a line in a summary is enough. ticket: a ticket each time.'),
      note: z.string().describe('One sentence for whoever sees it next.'),
      reason: z.string().describe('One sentence: why it may be treated so.')
    })
    .nullable()
    .describe('A rule by which this trouble is recognised next time. null when it should be looked at anew.')
})

/** The same as JSON schema, in the draft that the agent's program knows. */
export const diagnosisAnswerSchema: unknown = z.toJSONSchema(diagnosisReplySchema, { target: 'draft-7' })

/** A checked answer: sanitised and bounded, still the words of a model, with paths that nobody has looked up. */
export interface DiagnosisReply {
  readonly diagnosis: CauseDiagnosis
  readonly proposal: PatternProposal | null
}

/** `undefined` when the answer does not have the shape: then there is no diagnosis. */
export function readDiagnosisReply(answer: unknown): DiagnosisReply | undefined {
  const { data } = diagnosisReplySchema.safeParse(answer)
  if (data === undefined) return undefined
  const { category, confidence, proposed_pattern: proposed } = data
  const rootCause = truncateWords(sanitiseText(data.root_cause), MOST_CAUSE_CHARS).trim()
  if (rootCause === '') return undefined
  const files = data.affected_files
    .map((path) => sanitiseLine(path))
    .filter((path) => path !== '' && path.length <= MOST_PATH_CHARS)
  return {
    diagnosis: { category, confidence, rootCause, files: [...new Set(files)].slice(0, MOST_FILES) },
    proposal:
      proposed === null
        ? null
        : {
            keys: proposalKeys.filter((key) => proposed.match_by.includes(key)),
            tier: proposed.tier,
            note: words(proposed.note),
            reason: words(proposed.reason)
          }
  }
}

function words(text: string): string {
  return truncateWords(sanitiseLine(text), MOST_WORDS_CHARS)
}
