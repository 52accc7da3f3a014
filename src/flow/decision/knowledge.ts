import * as z from 'zod'
import { truncateText } from '../../text/truncate.js'
import { causeCategories, type KnownDiagnosis, type Verdict } from './diagnosis.js'

/** Every diagnosis that is remembered, oldest first; one for each fingerprint. */
export interface KnowledgeState {
  readonly version: 1
  readonly diagnoses: readonly KnownDiagnosis[]
}

export const emptyKnowledge: KnowledgeState = { version: 1, diagnoses: [] }

/** The file is read whole by every run: about a megabyte at most. */
const MOST_DIAGNOSES = 500
const MOST_CAUSE_CHARS = 1_000
const MOST_FILES = 20
const MOST_PATH_CHARS = 500

/** The first of the fingerprints that is known, the newest version of the algorithm at the front. */
export function findDiagnosis(
  { diagnoses }: KnowledgeState,
  fingerprints: readonly string[]
): KnownDiagnosis | undefined {
  const found = fingerprints.map((hash) => diagnoses.find(({ fingerprint }) => fingerprint === hash))
  return found.find((each) => each !== undefined)
}

/** The state with the diagnosis in it; what a person has confirmed stays, and nothing changes then. */
export function noteDiagnosis(state: KnowledgeState, diagnosis: KnownDiagnosis): KnowledgeState {
  const before = findDiagnosis(state, [diagnosis.fingerprint])
  if (before?.confirmed === true && !diagnosis.confirmed) return state
  const others = state.diagnoses.filter(({ fingerprint }) => fingerprint !== diagnosis.fingerprint)
  return { ...state, diagnoses: bounded([...others, bound(diagnosis)]) }
}

/** What a person says of the diagnoses of a bug: a wrong one is forgotten. */
export function settleDiagnosis(
  state: KnowledgeState,
  fingerprints: readonly string[],
  verdict: Verdict
): KnowledgeState {
  const concerns = ({ fingerprint }: KnownDiagnosis): boolean => fingerprints.includes(fingerprint)
  if (!state.diagnoses.some(concerns)) return state
  const diagnoses =
    verdict === 'wrong'
      ? state.diagnoses.filter((each) => !concerns(each))
      : state.diagnoses.map((each) => (concerns(each) ? { ...each, confirmed: true } : each))
  return { ...state, diagnoses }
}

/** What nobody has confirmed goes first, and of that the oldest. */
function bounded(diagnoses: readonly KnownDiagnosis[]): readonly KnownDiagnosis[] {
  const excess = diagnoses.length - MOST_DIAGNOSES
  if (excess <= 0) return diagnoses
  const doubtful = diagnoses.filter(({ confirmed }) => !confirmed)
  const sure = diagnoses.filter(({ confirmed }) => confirmed)
  const gone = new Set([...doubtful, ...sure].slice(0, excess))
  return diagnoses.filter((each) => !gone.has(each))
}

function bound(diagnosis: KnownDiagnosis): KnownDiagnosis {
  return {
    ...diagnosis,
    rootCause: truncateText(diagnosis.rootCause, MOST_CAUSE_CHARS),
    files: diagnosis.files.filter(({ length }) => length <= MOST_PATH_CHARS).slice(0, MOST_FILES)
  }
}

/** Shape of one diagnosis, in the knowledge and in the hand-off; room for what redaction adds. */
export const knownDiagnosisSchema = z.object({
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  ticketKey: z.string().regex(/^[A-Z][A-Z0-9_]{1,50}-\d{1,10}$/),
  category: z.enum(causeCategories),
  confidence: z.number().min(0).max(1),
  rootCause: z.string().max(15_000),
  files: z.array(z.string().max(6_000)).max(MOST_FILES),
  at: z.number().int().min(0).max(8.64e15),
  confirmed: z.boolean()
}) satisfies z.ZodType<KnownDiagnosis>

const knowledgeSchema = z.object({
  version: z.literal(1),
  diagnoses: z.array(knownDiagnosisSchema).max(2 * MOST_DIAGNOSES)
}) satisfies z.ZodType<KnowledgeState>

/** `undefined` when the text is no knowledge. */
export function parseKnowledge(text: string): KnowledgeState | undefined {
  try {
    return knowledgeSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export function formatKnowledge(state: KnowledgeState): string {
  return `${JSON.stringify(state, undefined, 2)}\n`
}
