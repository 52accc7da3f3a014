import { VendorError } from '../../errors.js'
import {
  emptyKnowledge,
  findDiagnosis,
  formatKnowledge,
  noteDiagnosis,
  parseKnowledge,
  settleDiagnosis,
  type KnowledgeState
} from '../../flow/decision/knowledge.js'
import type { Knowledge } from '../../knowledge-ports.js'
import { createGitBook, type BookPlace } from './git-book.js'

const KNOWLEDGE_REF = 'datadog-autofix/knowledge'
const KNOWLEDGE_FILE = 'knowledge.json'

/** What is known of bugs, as `knowledge.json` under `refs/datadog-autofix/knowledge`. */
export function createGitKnowledge(place: BookPlace): Knowledge {
  const book = createGitBook<KnowledgeState>({
    ...place,
    ref: KNOWLEDGE_REF,
    path: KNOWLEDGE_FILE,
    empty: emptyKnowledge,
    parse: parseState,
    format: formatKnowledge
  })
  let state: Promise<KnowledgeState> | undefined

  async function change(decide: (before: KnowledgeState) => KnowledgeState, note: string): Promise<void> {
    state = undefined
    await book.change((before) => {
      const after = decide(before)
      return { result: undefined, next: after === before ? undefined : after, note }
    })
  }

  return {
    find: async (fingerprints) => findDiagnosis(await (state ??= book.read()), fingerprints),
    note: (diagnosis) =>
      change((before) => noteDiagnosis(before, diagnosis), `Note the diagnosis of ${diagnosis.ticketKey}`),
    settle: (fingerprints, verdict) =>
      change(
        (before) => settleDiagnosis(before, fingerprints, verdict),
        verdict === 'wrong' ? 'Forget a diagnosis that is wrong' : 'A person has confirmed a diagnosis'
      )
  }
}

/** What people have confirmed must not be lost by taking a damaged file for an empty one. */
function parseState(text: string | undefined): KnowledgeState {
  const state = text === undefined ? undefined : parseKnowledge(text)
  if (state !== undefined) return state
  const ref = `refs/${KNOWLEDGE_REF}`
  throw new VendorError(
    `The git ref ${ref} holds no diagnoses that can be read. Look at its history (git fetch origin ${ref} && git log -p FETCH_HEAD) ` +
      `and put the last good state back (git push --force origin <commit>:${ref}), or delete it (git push origin :${ref}): all ` +
      'diagnoses are forgotten then.',
    { vendor: 'GitHub', retryable: false }
  )
}
