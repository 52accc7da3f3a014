import { given, mapAnswer, type Answer } from '../../check-up/answer.js'
import type {
  CodeOwnersError,
  CodeOwnersFacts,
  FixFacts,
  GithubFacts,
  GithubRepository,
  SeenDeploys,
  WorkflowFolder
} from '../../check-up/github/facts.js'
import { branchFor } from '../../flow/pull-request/branch.js'
import { ask } from '../ask.js'
import { createChangeHistory } from './change-history.js'
import type { RetryPolicy } from '../retry.js'
import { statusOf, type OctokitSource } from './client.js'
import { examineApp } from './examine-app.js'
import { examineHandlers, type HandlerPlace } from './examine-handlers.js'
import { askGithub, type Examined } from './examine-place.js'
import { examinePush } from './examine-push.js'
import { examineBypass, examineRules } from './examine-rules.js'
import { examineDisabled, examineFiles, type BranchFiles } from './examine-workflows.js'
import { createGitLedger } from './git-ledger.js'

export interface GithubExamination {
  /** With the input `github-token`. */
  readonly octokit: OctokitSource
  /** With the input `app-token`; `undefined` when it is not given. */
  readonly appOctokit: OctokitSource | undefined
  readonly owner: string
  readonly repo: string
  /** `https://github.com`, or an Enterprise Server's: git is asked there whether it would take a push. */
  readonly serverUrl: string
  /** What the policy says of fixes; `undefined` when nothing is fixed, or nobody knows because the policy file cannot be read. */
  readonly fixes: FixPlan | undefined
  /** Workflows that known patterns start; absent when the policy cannot be read. */
  readonly handlers?: readonly HandlerPlace[]
  /** Whether the input `autofix-enabled` says `true`. */
  readonly autofixEnabled: boolean
  readonly retry: RetryPolicy
}

export interface FixPlan {
  /** `autofix.base` */
  readonly base: string
  /** `autofix.branch`, with `{ticket}` and `{fingerprint}` in it. */
  readonly branch: string
  /** `jira.project` */
  readonly project: string
}

const CONTENTS = 'contents: read'
const DAY_MS = 86_400_000
const STATE_PREFIX = 'datadog-autofix/'
/** A bug's fingerprint is as long, and the sample's is as good as any. */
const SAMPLE_FINGERPRINT = '0123456789abcdef'

/** Looks at the repository, its workflows and rules, and the App, and changes nothing. Never rejects for a refusal of GitHub's. */
export async function examineGithub(examination: GithubExamination): Promise<GithubFacts> {
  const { appOctokit, owner, repo, autofixEnabled, retry } = examination
  const place: Examined = { octokit: examination.octokit, owner, repo, input: 'github-token' }
  const app: Examined | undefined = appOctokit && { octokit: appOctokit, owner, repo, input: 'app-token' }
  const [home, appFacts] = await Promise.all([
    examineHome(place, app, examination),
    app && examineApp(app, examinePush({ ...examination, octokit: app.octokit }))
  ])
  return { ...home, app: appFacts, switchInput: autofixEnabled, now: retry.clock.now() }
}

type HomeFacts = Omit<GithubFacts, 'app' | 'switchInput' | 'now'>

/** What the workflow token sees. Where it does not see the repository, nothing else is asked. */
async function examineHome(
  place: Examined,
  app: Examined | undefined,
  examination: GithubExamination
): Promise<HomeFacts> {
  const { fixes, retry, handlers: started = [] } = examination
  const repository = await examineRepository(place)
  if (repository.kind !== 'given') return unseen(repository, fixes)
  const { defaultBranch } = repository.value
  const files = examineFiles(place, defaultBranch)
  const base = fixes?.base ?? defaultBranch
  const baseFiles = base === defaultBranch ? files : examineFiles(place, base)
  const [workflows, disabledWorkflows, canWrite, stateRefs, deploys, handlers, codeOwners, fix] =
    await Promise.all([
      files.then(toWorkflows),
      examineDisabled(place),
      examinePush(examination),
      countStateRefs(place),
      examineDeploys(place, retry.clock.now() - DAY_MS),
      examineHandlers(place, defaultBranch, started),
      baseFiles.then((answer) => examineCodeOwners(place, base, answer)),
      fixes && examineFix(place, app, { fixes, baseFiles, retry })
    ])
  const seen = { repository, canWrite, workflows, disabledWorkflows, codeOwners, stateRefs, deploys }
  return { ...seen, handlers, fix }
}

function unseen(answer: Exclude<Answer<never>, { kind: 'given' }>, fixes: FixPlan | undefined): HomeFacts {
  return {
    repository: answer,
    canWrite: answer,
    workflows: answer,
    disabledWorkflows: answer,
    codeOwners: answer,
    stateRefs: answer,
    deploys: answer,
    handlers: [],
    fix: fixes && {
      base: fixes.base,
      sampleBranch: nameSample(fixes),
      ...{ baseExists: answer, branchRules: answer, baseRules: answer, workflows: answer, ledger: answer },
      bypass: new Map()
    }
  }
}

function nameSample({ branch, project }: FixPlan): string {
  return branchFor(branch, { ticket_key: `${project}-1`, fingerprint: SAMPLE_FINGERPRINT })
}

function toWorkflows(answer: Answer<BranchFiles>): Answer<WorkflowFolder> {
  return mapAnswer(answer, ({ workflows }) => workflows)
}

function examineRepository(place: Examined): Promise<Answer<GithubRepository>> {
  const { owner, repo } = place
  const question = { doing: `read the repository ${owner}/${repo}`, permission: 'metadata: read' }
  return askGithub(place, question, async ({ rest }) => {
    const { data } = await rest.repos.get({ owner, repo })
    const visibility = data.visibility === 'internal' ? 'internal' : data.private ? 'private' : 'public'
    return {
      fullName: data.full_name,
      defaultBranch: data.default_branch,
      visibility,
      archived: data.archived
    } as const
  })
}

function countStateRefs(place: Examined): Promise<Answer<number>> {
  const { owner, repo } = place
  const question = { doing: `list the refs under refs/${STATE_PREFIX}`, permission: CONTENTS }
  return askGithub(place, question, async ({ rest }) => {
    const { data } = await rest.git.listMatchingRefs({ owner, repo, ref: STATE_PREFIX })
    return data.length
  })
}

/** As triage reads them. */
async function examineDeploys(place: Examined, since: number): Promise<Answer<SeenDeploys>> {
  const { deploys, missing } = await createChangeHistory(place).deploys(since)
  return given({ count: deploys.length, missing })
}

/** GitHub's own reading of the file. https://docs.github.com/rest/repos/repos#list-codeowners-errors */
async function examineCodeOwners(
  place: Examined,
  ref: string,
  files: Answer<BranchFiles>
): Promise<Answer<CodeOwnersFacts>> {
  if (files.kind !== 'given') return files
  const file = files.value.codeOwners
  if (file === undefined) return given({ path: undefined, teams: [], errors: [] })
  const { owner, repo } = place
  const question = { doing: `list the errors of ${file.path}`, permission: CONTENTS }
  const errors = await askGithub(place, question, async ({ rest }): Promise<readonly CodeOwnersError[]> => {
    try {
      const { data } = await rest.repos.codeownersErrors({ owner, repo, ref })
      return data.errors.map(({ line, kind, suggestion }) => ({
        line,
        kind,
        suggestion: suggestion ?? undefined
      }))
    } catch (error) {
      // An Enterprise Server before 3.5 does not check.
      if (statusOf(error) === 404) return []
      throw error
    }
  })
  return mapAnswer(errors, (found) => ({ ...file, errors: found }))
}

interface FixQuestion {
  readonly fixes: FixPlan
  readonly baseFiles: Promise<Answer<BranchFiles>>
  readonly retry: RetryPolicy
}

async function examineFix(
  place: Examined,
  app: Examined | undefined,
  { fixes, baseFiles, retry }: FixQuestion
): Promise<FixFacts> {
  const { base } = fixes
  const sampleBranch = nameSample(fixes)
  const rules = examineRules(place, sampleBranch)
  const { clock, random } = retry
  const [baseExists, branchRules, baseRules, bypass, workflows, ledger] = await Promise.all([
    examineBase(place, base),
    rules,
    examineRules(place, base),
    // Whether somebody may bypass a ruleset is told to that somebody alone.
    app === undefined ? new Map<number, boolean>() : rules.then((answer) => examineBypass(app, answer)),
    baseFiles.then(toWorkflows),
    ask(() => createGitLedger({ ...place, clock, random }).read())
  ])
  return { base, baseExists, sampleBranch, branchRules, baseRules, bypass, workflows, ledger }
}

function examineBase(place: Examined, base: string): Promise<Answer<boolean>> {
  const { owner, repo } = place
  const question = { doing: `read the branch ${base}`, permission: CONTENTS }
  return askGithub(place, question, async ({ rest }) => {
    try {
      await rest.git.getRef({ owner, repo, ref: `heads/${base}` })
      return true
    } catch (error) {
      if (statusOf(error) === 404) return false
      throw error
    }
  })
}
