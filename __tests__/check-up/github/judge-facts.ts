import { policySchema } from '../../../src/config/policy-schema.js'
import { toPolicy, type Policy } from '../../../src/config/policy.js'
import { emptyLedger } from '../../../src/flow/fix/ledger.js'
import { known } from '../../../src/flow/issue/known.js'
import { given, type Answer } from '../../../src/check-up/answer.js'
import type { Check, CheckUpRequest } from '../../../src/check-up/check.js'
import type {
  AppFacts,
  BranchRule,
  FixFacts,
  GithubFacts,
  WorkflowEvent,
  WorkflowFile,
  WorkflowFolder
} from '../../../src/check-up/github/facts.js'
import { judgeGithub } from '../../../src/check-up/github/judge.js'

export const NOW = Date.parse('2026-03-02T10:00:00Z')

export const POLICY: Policy = toPolicy(
  policySchema.parse({ jira: { project: 'PPL' }, autofix: { base: 'develop' } })
)

export const REQUEST: CheckUpRequest = {
  policy: POLICY,
  owner: 'acme',
  repo: 'shop',
  serverUrl: 'https://github.com',
  apiUrl: 'https://api.github.com'
}

export const REFUSED: Answer<never> = { kind: 'refused', status: 403, why: 'GitHub refused to look (403).' }
export const LOST: Answer<never> = { kind: 'lost', why: 'GitHub did not answer.' }

export function event(name: string, more: Partial<WorkflowEvent> = {}): WorkflowEvent {
  const open = { types: undefined, branches: undefined, branchesIgnore: undefined }
  return { name, ...open, hasPaths: false, inputs: [], ...more }
}

export function workflow(name: string, more: Partial<WorkflowFile> = {}): WorkflowFile {
  const path = `.github/workflows/${name}`
  return { path, problem: undefined, events: [], concurrency: [], steps: [], calls: [], ...more }
}

export function step(mode: string, publishes = true): WorkflowFile['steps'][number] {
  return { uses: 'org/datadog-autofix-action@v1', mode, publishes, inputs: ['mode', 'autofix-enabled'] }
}

const dispatch = (type: string): WorkflowEvent => event('repository_dispatch', { types: [type] })

export const TRIAGE = workflow('error-triage.yml', {
  events: [dispatch('error-triage'), event('workflow_dispatch', { inputs: ['issue_id'] })],
  concurrency: [{ group: 'error-triage-${{ github.event.client_payload.scope }}', keepsWaiting: false }],
  steps: [step('triage')]
})
export const AUTOFIX = workflow('error-autofix.yml', {
  events: [dispatch('error-autofix')],
  steps: [step('autofix', false), step('publish')]
})
export const CI = workflow('ci.yml', { events: [event('pull_request')] })

export function folder(branch: string, files: readonly WorkflowFile[]): Answer<WorkflowFolder> {
  return given({ branch, files, unread: [] })
}

export function rule(type: string, more: Partial<BranchRule> = {}): BranchRule {
  return { type, source: 'acme/shop', ruleset: 7, pattern: undefined, names: [], ...more }
}

export const FIX: FixFacts = {
  base: 'develop',
  baseExists: given(true),
  sampleBranch: 'PPL-1/datadog-autofix-01234567',
  branchRules: given([]),
  baseRules: given([]),
  bypass: new Map(),
  workflows: folder('develop', [CI]),
  ledger: given(emptyLedger)
}

export const PERMISSIONS = {
  contents: 'write',
  pull_requests: 'write',
  checks: 'read',
  metadata: 'read',
  actions_variables: 'write',
  members: 'read'
}

export const APP: AppFacts = {
  login: given('acme-autofix[bot]'),
  registered: given(new Map(Object.entries(PERMISSIONS))),
  reach: given({ seesRepository: true, count: 1 }),
  canWrite: given(true),
  pulls: given([]),
  checks: given(0),
  ownChecks: given(undefined),
  variable: given(known('true'))
}

/** Everything is as it should be, but for what is said. */
export const FACTS: GithubFacts = {
  repository: given({ fullName: 'acme/shop', defaultBranch: 'main', visibility: 'public', archived: false }),
  canWrite: given(true),
  workflows: folder('main', [TRIAGE, AUTOFIX]),
  disabledWorkflows: given([]),
  codeOwners: given({ path: '.github/CODEOWNERS', teams: ['@acme/platform'], errors: [] }),
  stateRefs: given(12),
  deploys: given({ count: 3, missing: [] }),
  handlers: [],
  fix: FIX,
  app: APP,
  switchInput: true,
  now: NOW
}

/** The lines of one kind. */
export function lines(
  id: string,
  facts: Partial<GithubFacts> = {},
  request: Partial<CheckUpRequest> = {}
): readonly Check[] {
  return judgeGithub({ ...FACTS, ...facts }, { ...REQUEST, ...request }).filter((each) => each.id === id)
}
