import { failed, ok, warning, type CheckUpRequest } from '../check.js'
import type { BranchRule, FixFacts, GithubFacts } from './facts.js'
import { listNames, notChecked, quote, type GithubCheck } from './lines.js'
import { satisfies } from './patterns.js'

/** Why a rule refuses a fix; `undefined`: it does not, or its expression cannot be read. */
type Objection = string | undefined

type RuleCheckId = 'github-fix-branch' | 'github-fix-commit'

const PATTERN_RULES: Readonly<Record<RuleCheckId, readonly string[]>> = {
  'github-fix-branch': ['branch_name_pattern'],
  'github-fix-commit': ['commit_message_pattern', 'commit_author_email_pattern', 'committer_email_pattern']
}

const RULES_MEND =
  'Rulesets are read with "Metadata: read", which every token has; a GitHub Enterprise Server before 3.11 does not tell them. Look at ' +
  'Settings, Rules, Rulesets.'
const BASE_MEND = 'Add "permissions: contents: write" to the job.'

/** The rules that a branch, its commit and its pull request meet. `fix` is what auto-fix is configured for. */
export function judgeRules(
  fix: FixFacts,
  { app }: GithubFacts,
  request: CheckUpRequest
): readonly GithubCheck[] {
  const login = app?.login.kind === 'given' ? app.login.value : 'app[bot]'
  const commit = sampleCommit(login, request)
  return [
    judgeBase(fix),
    ...judgeRuleSet('github-fix-branch', fix, (rule) => objectToBranch(rule, fix.sampleBranch)),
    ...judgeRuleSet('github-fix-commit', fix, (rule) => objectToCommit(rule, commit)),
    ...judgeFiles(fix, request),
    judgeBaseRules(fix)
  ]
}

function judgeBase({ base, baseExists }: FixFacts): GithubCheck {
  const id = 'github-base'
  if (baseExists.kind !== 'given') return notChecked(id, baseExists, BASE_MEND)
  return baseExists.value
    ? ok(id, `The branch ${quote(base)} exists.`)
    : failed(
        id,
        `There is no branch ${quote(base)}.`,
        'Write the name of the branch that people work on under autofix.base, or push that branch.'
      )
}

function judgeRuleSet(
  id: RuleCheckId,
  fix: FixFacts,
  objection: (rule: BranchRule) => Objection
): readonly GithubCheck[] {
  const { branchRules, sampleBranch, bypass } = fix
  if (branchRules.kind !== 'given') return [notChecked(id, branchRules, RULES_MEND)]
  const found = branchRules.value.flatMap((rule) => {
    const why = objection(rule)
    if (why !== undefined) return [tellObjection(id, rule, why, bypass)]
    return PATTERN_RULES[id].includes(rule.type) && !isReadable(rule) ? [tellUnreadable(id, rule)] : []
  })
  if (found.length > 0) return found
  const what = id === 'github-fix-branch' ? `a branch such as ${quote(sampleBranch)}` : 'the commit of a fix'
  const signed = branchRules.value.some(({ type }) => type === 'required_signatures')
  return [
    ok(
      id,
      `No ruleset refuses ${what}.` +
        (id === 'github-fix-branch'
          ? ' Branch protection of the older kind (Settings, Branches) cannot be read.'
          : signed
            ? ' Signatures are required, and GitHub signs what the App commits.'
            : '')
    )
  ]
}

function tellObjection(
  id: RuleCheckId,
  rule: BranchRule,
  why: string,
  bypass: FixFacts['bypass']
): GithubCheck {
  const from = sayOrigin(rule)
  const mayBypass = rule.ruleset === undefined ? undefined : bypass.get(rule.ruleset)
  if (mayBypass === true) return ok(id, `${from} has the rule ${rule.type}, which the App may bypass.`)
  const mend =
    'Exclude the branches of fixes from the ruleset, or put the App on its bypass list (Settings, Rules, Rulesets)' +
    (rule.type === 'branch_name_pattern' ? ', or write a name that it takes under autofix.branch.' : '.')
  const found = `${from} refuses it: ${why}.`
  return mayBypass === false
    ? failed(id, found, mend)
    : warning(id, `${found} Whether the App may bypass it was not told.`, mend)
}

function tellUnreadable(id: RuleCheckId, rule: BranchRule): GithubCheck {
  const expression = JSON.stringify(quote(rule.pattern?.pattern ?? ''))
  return warning(
    id,
    `${sayOrigin(rule)} has the rule ${rule.type} with an expression that cannot be read here: ${expression}.`,
    'Look whether it takes the branches and messages of fixes (Settings, Rules, Rulesets).'
  )
}

function sayOrigin({ source }: BranchRule): string {
  return source === '' ? 'A ruleset' : `A ruleset of ${quote(source)}`
}

function isReadable({ pattern }: BranchRule): boolean {
  return pattern !== undefined && satisfies(pattern, '') !== undefined
}

function objectToBranch({ type, pattern }: BranchRule, branch: string): Objection {
  switch (type) {
    case 'creation':
      return 'only those on its bypass list may create such a branch'
    case 'update':
      return 'only those on its bypass list may commit to such a branch'
    case 'pull_request':
      return 'commits come to such a branch by pull requests alone'
    case 'merge_queue':
      return 'commits come to such a branch by a merge queue alone'
    case 'required_status_checks':
    case 'required_deployments':
    case 'workflows':
    case 'code_scanning':
      return `a commit must have passed "${type}" before it comes to such a branch`
    case 'branch_name_pattern':
      return objectTo(pattern, branch, `the name ${quote(branch)}`)
    default:
      return undefined
  }
}

interface SampleCommit {
  readonly message: string
  readonly authorEmail: string
}

/** What GitHub writes for a commit of an App. */
const COMMITTER_EMAIL = 'noreply@github.com'

function sampleCommit(login: string, { policy, serverUrl, owner, repo }: CheckUpRequest): SampleCommit {
  const key = `${policy?.jira.project ?? 'PPL'}-1`
  return {
    message:
      `${key}: mend TypeError\n\nDatadog issue: https://app.datadoghq.com/error-tracking/issue/00000000-0000-0000-0000-000000000000\n` +
      `Ticket: https://example.atlassian.net/browse/${key}\nRun: ${serverUrl}/${owner}/${repo}/actions/runs/1`,
    authorEmail: `123456789+${login}@users.noreply.github.com`
  }
}

function objectToCommit({ type, pattern }: BranchRule, { message, authorEmail }: SampleCommit): Objection {
  switch (type) {
    case 'commit_message_pattern':
      return objectTo(
        pattern,
        message,
        `a message that begins with ${JSON.stringify(message.split('\n', 1)[0])}`
      )
    case 'commit_author_email_pattern':
      return objectTo(pattern, authorEmail, `the author's address ${authorEmail}`)
    case 'committer_email_pattern':
      return objectTo(pattern, COMMITTER_EMAIL, `the committer's address ${COMMITTER_EMAIL}`)
    default:
      return undefined
  }
}

function objectTo(pattern: BranchRule['pattern'], text: string, what: string): Objection {
  if (pattern === undefined || satisfies(pattern, text) !== false) return undefined
  const { operator, pattern: expression, negate } = pattern
  return `it wants ${negate ? 'not ' : ''}"${operator} ${quote(expression)}", and sees ${what}`
}

/** Restrictions of files refuse some fixes, late: after they were paid for. */
function judgeFiles({ branchRules }: FixFacts, { policy }: CheckUpRequest): readonly GithubCheck[] {
  if (branchRules.kind !== 'given') return []
  const denied = new Set(policy?.autofix.denyPaths)
  const restricted = branchRules.value
    .filter(({ type }) => type === 'file_path_restriction' || type === 'file_extension_restriction')
    .flatMap(({ names }) => names)
    .filter((name) => !denied.has(name))
  if (restricted.length === 0) return []
  return [
    warning(
      'github-fix-commit',
      `A ruleset refuses commits that touch ${listNames(restricted)}: such a fix is made and paid for, and then refused.`,
      'Write the same patterns under autofix.deny-paths; GitHub keeps the agent away from workflows by itself.'
    )
  ]
}

function judgeBaseRules({ base, baseRules }: FixFacts): GithubCheck {
  const id = 'github-base-rules'
  if (baseRules.kind !== 'given') return notChecked(id, baseRules, RULES_MEND)
  const rules = baseRules.value
  const checks = rules.filter(({ type }) => type === 'required_status_checks').flatMap(({ names }) => names)
  const others = [...new Set(rules.map(({ type }) => type))].filter(
    (type) => type !== 'required_status_checks'
  )
  const asked = [
    ...(checks.length > 0 ? [`the checks ${listNames(checks)}`] : []),
    ...(others.length > 0 ? [`the rules ${listNames(others)}`] : [])
  ]
  return ok(
    id,
    asked.length === 0
      ? `No ruleset is in force for ${quote(base)}. A person merges all the same.`
      : `What goes to ${quote(base)} has to pass ${asked.join(' and ')}.`
  )
}
