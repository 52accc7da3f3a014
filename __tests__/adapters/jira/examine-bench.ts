import { examineJira, type JiraExamination } from '../../../src/adapters/jira/examine-jira.js'
import type { CheckUpRequest } from '../../../src/check-up/check.js'
import type { JiraCheckId } from '../../../src/check-up/jira/checks.js'
import type { JiraFacts } from '../../../src/check-up/jira/facts.js'
import { judgeJira } from '../../../src/check-up/jira/judge.js'
import { toPolicy } from '../../../src/config/policy.js'
import { policySchema } from '../../../src/config/policy-schema.js'
import type { EmbeddedJiraOptions } from '../../../services/jira/embedded-jira.js'
import {
  CLOUD_ID,
  EMAIL,
  policy as jiraPolicy,
  START,
  startBench,
  team,
  TOKEN,
  type Bench
} from './board-bench.js'

export interface ExamineBench extends Bench {
  /** Looks at Jira as the doctor would. */
  readonly examine: (changed?: Partial<JiraExamination>) => Promise<JiraFacts>
  /** `id: status` of every line that is not ok. */
  readonly findings: (changed?: Partial<JiraExamination>) => Promise<readonly string[]>
  /** What the lines of one id found. */
  readonly found: (id: JiraCheckId, changed?: Partial<JiraExamination>) => Promise<string>
}

export type PolicyChange = Readonly<Record<string, unknown>>

/** The policy that the board of the bench has, with the team that its draft has, as a policy file would give it. */
export function policyWith(jira: PolicyChange = {}, more: PolicyChange = {}): CheckUpRequest['policy'] {
  const { component, assignee, jiraTeam } = team
  const file = {
    jira: {
      project: jiraPolicy.project,
      priority: jiraPolicy.priority,
      'team-field': jiraPolicy.teamField,
      ...jira
    },
    ownership: { teams: { [team.name]: { component, assignee, 'jira-team': jiraTeam } }, default: team.name },
    ...more
  }
  return toPolicy(policySchema.parse(file))
}

/** A bench of a site that has a gateway, and whose page is on this machine. */
export async function startExamineBench(
  options: Partial<EmbeddedJiraOptions> & { readonly jira?: PolicyChange; readonly more?: PolicyChange } = {}
): Promise<ExamineBench> {
  const { jira, more, ...rest } = options
  const policy = policyWith(jira, more)
  const bench = await startBench({ cloudId: CLOUD_ID, ...rest, ...(policy ? { policy: policy.jira } : {}) })
  const { url } = bench.jira
  const settings = (changed: Partial<JiraExamination>): JiraExamination => ({
    siteUrl: `${url}/`,
    apiUrl: url,
    email: EMAIL,
    apiToken: TOKEN,
    redactor: { redact: (text) => text, redactDeep: (value) => value },
    retry: {
      attempts: 2,
      baseMs: 1,
      maximumWaitMs: 60_000,
      random: () => 0.5,
      clock: { now: () => START, sleep: () => Promise.resolve() }
    },
    policy,
    ...changed
  })
  const examine: ExamineBench['examine'] = (changed = {}) => examineJira(settings(changed))
  const judge = async (changed: Partial<JiraExamination> = {}) => {
    const request = {
      owner: 'acme',
      repo: 'shop',
      serverUrl: 'https://github.com',
      apiUrl: 'https://api.github.com'
    }
    return judgeJira(await examine(changed), { ...request, policy: settings(changed).policy })
  }
  return {
    ...bench,
    examine,
    findings: async (changed) =>
      (await judge(changed))
        .filter(({ status }) => status !== 'ok')
        .map(({ id, status }) => `${id}: ${status}`),
    found: async (id, changed) =>
      (await judge(changed))
        .filter((line) => line.id === id)
        .map(({ status, found, mend = '' }) => `${status}: ${found} ${mend}`)
        .join('\n')
  }
}
