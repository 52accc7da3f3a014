import { createOctokitSource } from '../../../src/adapters/github/client.js'
import { createGitKnowledge } from '../../../src/adapters/github/git-knowledge.js'
import { createGitProposals } from '../../../src/adapters/github/git-proposals.js'
import { systemClock } from '../../../src/adapters/runner/clock.js'
import type { CauseFinding } from '../../../src/flow/fix/diagnosis/cause-finding.js'
import { noUsage } from '../../../src/flow/fix/agent-run.js'
import type { FixRequest } from '../../../src/flow/fix/fix-request.js'
import type { ProposalState } from '../../../src/flow/pull-request/pattern-proposals.js'
import type { FixBundle } from '../../../src/flow/pull-request/fix-bundle.js'
import type { Knowledge } from '../../../src/knowledge-ports.js'
import { credentials, REPOSITORY } from '../../../services/stage.js'
import type { FixRig } from './fix-rig.js'
import { fixRequest } from './order-shop.js'
import { leaveBundle, provenBundle } from './proven-bundle.js'

export const cause: CauseFinding = {
  found: {
    category: 'external',
    confidence: 0.8,
    rootCause: 'The price service of the partner answers without a price.',
    files: ['src/orders/order-total.js', 'src/orders/invented.js']
  },
  confirmed: false,
  holdsBack: true,
  why: 'the model sees the cause in external, and is sure to 0.8',
  proposal: {
    keys: ['service', 'type', 'fingerprint'],
    tier: 'digest',
    note: 'Ask the partner.',
    reason: 'Their answers lack prices every month.'
  },
  run: {
    model: 'haiku',
    version: '2.1.330',
    usage: { ...noUsage, usd: 0.004, told: true, turns: 1, inputTokens: 2_000 },
    ceilingUsd: 0.05
  }
}

/** The bug of the order shop, or another one, of which a diagnosis alone is wanted. */
export function wantsDiagnosis(change: Partial<FixRequest> = {}): FixRequest {
  const request = fixRequest(change)
  return { ...request, fix_class: '', score: 5, evidence: { ...request.evidence, wanted: 'diagnosis' } }
}

/** Puts the bundle of a diagnosis where the publish job looks for it. */
export async function leaveDiagnosis(
  rig: FixRig,
  request: FixRequest,
  change: Partial<CauseFinding> = {},
  bundle: Partial<FixBundle> = {}
): Promise<void> {
  leaveBundle(rig, {
    ...(await provenBundle(rig)),
    ...{ request, certificate: null, files: [], steps: [], scope: null, agent: null, diagnosis: null },
    end: { reason: 'diagnosed', why: cause.why },
    cause: { ...cause, ...change },
    ...bundle
  })
}

export function knowledgeOf(rig: Pick<FixRig, 'github'>): Knowledge {
  return createGitKnowledge(bookPlace(rig))
}

export async function proposalsOf(rig: Pick<FixRig, 'github'>): Promise<ProposalState['proposals']> {
  return (await createGitProposals(bookPlace(rig)).change((state) => state, 'Look')).proposals
}

function bookPlace(rig: Pick<FixRig, 'github'>): Parameters<typeof createGitKnowledge>[0] {
  const [owner = '', repo = ''] = REPOSITORY.split('/')
  const octokit = createOctokitSource({ token: credentials.githubToken, apiUrl: rig.github.url })
  return { octokit, owner, repo, clock: systemClock, random: () => 0.5 }
}
