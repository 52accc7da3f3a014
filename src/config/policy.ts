import type { DeploysPolicy } from '../flow/decision/attribution/deploys-policy.js'
import type { CascadePolicy } from '../flow/decision/cascade/cascade-policy.js'
import type { DedupePolicy } from '../flow/decision/dedupe.js'
import type { DependencyFix } from '../flow/decision/dependencies/dependency.js'
import type { EvidencePolicy } from '../flow/decision/evidence/evidence-policy.js'
import type { FixClass } from '../flow/decision/fix-class.js'
import type { Pattern } from '../flow/decision/patterns/pattern.js'
import type { OwnershipPolicy } from '../flow/decision/router.js'
import type { RubricPolicy } from '../flow/decision/rubric.js'
import type { JiraPolicy } from '../adapters/jira/jira-policy.js'
import type { VerifyPolicy } from '../flow/proof/verify-policy.js'
import { toCascadePolicy } from './cascade-schema.js'
import { toDatadogPolicy, type DatadogPolicy } from './datadog-schema.js'
import { toDeploysPolicy } from './deploys-schema.js'
import { toDiagnosisPolicy, type DiagnosisPolicy } from './diagnosis-schema.js'
import { durationHours } from './duration.js'
import { toEvidencePolicy } from './evidence-schema.js'
import { toPatterns } from './patterns-schema.js'
import type { PolicyFile } from './policy-schema.js'

/** The policy file in the words of the flow: read once, never changed. */
export interface Policy {
  readonly datadog: DatadogPolicy
  readonly rubric: RubricPolicy
  readonly evidence: EvidencePolicy
  readonly cascade: CascadePolicy
  readonly deploys: DeploysPolicy
  readonly patterns: readonly Pattern[]
  readonly dedupe: DedupePolicy
  readonly jira: JiraPolicy
  readonly ownership: OwnershipPolicy
  readonly privacy: {
    readonly mode: 'standard' | 'strict'
    readonly patterns: readonly { readonly name: string; readonly expression: string }[]
  }
  readonly autofix: {
    readonly classes: readonly FixClass[]
    readonly denyPaths: readonly string[]
    readonly denyWords: readonly string[]
    readonly denyOwners: readonly string[]
    readonly dependencyFixes: readonly DependencyFix[]
    /** `undefined`: nothing is fixed. */
    readonly base: string | undefined
    /** With `{ticket}` and `{fingerprint}` in it. */
    readonly branch: string
    readonly allowPaths: readonly string[]
    readonly instructions: string | undefined
    readonly confidence: number
    readonly agent: {
      readonly command: string
      readonly version: string
      readonly model: string
      readonly turns: number
      readonly minutes: number
      readonly environment: readonly string[]
      readonly telemetry: boolean
    }
    readonly change: { readonly files: number; readonly lines: number }
    readonly limits: {
      readonly attemptsPerDay: number
      readonly openPullRequests: number
      readonly cooldownHours: number
    }
    /** US dollars. */
    readonly budget: { readonly run: number; readonly day: number; readonly month: number }
    readonly verify: VerifyPolicy
  }
  readonly diagnosis: DiagnosisPolicy
  readonly limits: { readonly newTickets: number; readonly issues: number; readonly concurrency: number }
  readonly onError: 'fail' | 'warn'
}

/** `patterns` are those of a file of their own, where the policy names one. */
export function toPolicy(file: PolicyFile, patterns?: readonly Pattern[]): Policy {
  const { rubric, dedupe, jira, ownership } = file
  return {
    datadog: toDatadogPolicy(file.datadog),
    evidence: toEvidencePolicy(file.evidence),
    cascade: toCascadePolicy(file.cascade),
    deploys: toDeploysPolicy(file.deploys),
    patterns: patterns ?? toPatterns(file.patterns),
    rubric: {
      points: rubric.points,
      ticketAt: rubric['ticket-at'],
      autofixAt: rubric['autofix-at'],
      productionServices: rubric.production.services,
      productionEnvironments: rubric.production.environments,
      highImpactMonitors: rubric['high-impact-monitors'],
      affectedUsers: rubric['affected-users'],
      affectedSessions: rubric['affected-sessions'],
      recentHours: durationHours(rubric.recent),
      disqualifiedStates: rubric.disqualify,
      acknowledgedCountsAsOpenWith: rubric['acknowledged-counts-as-open-with']
    },
    dedupe: {
      notifyEveryHours: durationHours(dedupe['notify-every']),
      regression: {
        keepClosedResolutions: dedupe.regression['keep-closed'],
        settleHours: durationHours(dedupe.regression.settle),
        reopenWithinDays: durationHours(dedupe.regression['reopen-within']) / 24,
        maximumReopens: dedupe.regression['maximum-reopens']
      }
    },
    jira: {
      project: jira.project,
      issueType: jira['issue-type'],
      priority: jira.priority,
      escalatedPriority: jira['escalated-priority'],
      labels: jira.labels,
      fields: jira.fields,
      teamField: jira['team-field'],
      linkType: jira['link-type'],
      reopenStatus: jira['reopen-status']
    },
    ownership: {
      teams: Object.entries(ownership.teams).map(([name, team]) => ({
        name,
        // A team that names no handle goes by its own name.
        datadog: team.datadog.length > 0 ? team.datadog : [name],
        github: team.github,
        component: team.component,
        assignee: team.assignee,
        jiraTeam: team['jira-team']
      })),
      services: Object.entries(ownership.services).map(([service, team]) => ({ service, team })),
      fallback: ownership.default
    },
    privacy: {
      mode: file.privacy.mode,
      patterns: file.privacy.redact.map(({ name, pattern }) => ({ name, expression: pattern }))
    },
    autofix: {
      classes: file.autofix.classes,
      denyPaths: file.autofix['deny-paths'],
      denyWords: file.autofix['deny-words'],
      denyOwners: file.autofix['deny-owners'],
      dependencyFixes: file.autofix['dependency-fixes'].map(({ package: name, ...fix }) => ({
        ...fix,
        name
      })),
      base: file.autofix.base,
      branch: file.autofix.branch,
      allowPaths: file.autofix['allow-paths'],
      instructions: file.autofix.instructions,
      confidence: file.autofix.confidence,
      agent: file.autofix.agent,
      change: file.autofix.change,
      limits: {
        attemptsPerDay: file.autofix.limits['attempts-per-day'],
        openPullRequests: file.autofix.limits['open-pull-requests'],
        cooldownHours: durationHours(file.autofix.limits.cooldown)
      },
      budget: file.autofix.budget,
      verify: toVerifyPolicy(file.autofix.verify)
    },
    diagnosis: toDiagnosisPolicy(file.diagnosis),
    limits: {
      newTickets: file.limits['new-tickets-per-run'],
      issues: file.limits['issues-per-run'],
      concurrency: file.limits.concurrency
    },
    onError: file['on-error']
  }
}

function toVerifyPolicy(file: PolicyFile['autofix']['verify']): VerifyPolicy {
  return {
    sandbox: file.sandbox,
    repeats: file.repeats,
    minutes: file.minutes,
    setUpMinutes: file['set-up-minutes'],
    projects: file.projects.map((project) => ({
      paths: project.paths,
      folder: project.folder,
      setUp: project['set-up'],
      verify: project.verify,
      testFiles: project['test-files'],
      testPatterns: project['test-patterns']
    }))
  }
}
